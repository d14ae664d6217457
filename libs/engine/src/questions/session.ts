// The committee in a rehearsal: who can take the chair, which members can attend and vote, and whether all of them together are
// more than half. Everybody who can votes for the option; members who stay away for whatever reason stay counted.
// @source Committee rules 2020, 11, 16, 17, 21, 23, 25
import { ok, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledAct } from '../compile/compiled.js';
import type { FlowActKind } from '../definition/approval-flow.js';
import { passGate, NO_NEED } from '../runtime/gate.js';
import type { PersonFacts } from '../runtime/world.js';
import { onLeave, tryAct, tryEverybody, type FallsOut, type Part, type Scene, type Stage, type Tried } from './rehearsal.js';
import { namedOf, worldFor } from './surroundings.js';

/** Takes a question through the session: opens it when it is not open, lets the members vote, concludes. */
export function holdSession(stage: Stage, scene: Scene, act: CompiledAct): Tried {
  const kind = act.flow?.kind;
  const inSession = scene.snapshot.decisions[stage.decision.key]?.meeting !== undefined;
  if (kind === 'open-meeting') return inSession ? NOTHING : openSession(stage, scene, act);
  // Voting and concluding are one way on, entered by the vote.
  return kind === 'vote' && inSession ? voteAndConclude(stage, scene) : NOTHING;
}

const NOTHING: Tried = { next: [], considered: [] };

function openSession(stage: Stage, scene: Scene, opening: CompiledAct): Tried {
  const vote = actOfKind(stage, 'vote');
  if (vote === undefined) return NOTHING;
  const members = stage.around.committee.map((person) => ({ person, can: canVote(stage, scene, vote, person) }));
  const present = members.filter(({ can }) => can.ok).map(({ person }) => person);
  const away = members.flatMap(({ person, can }): readonly FallsOut[] => (can.ok ? [] : [{ person, refusal: can.refusal }]));
  // A chair who is no member, or cannot vote, would leave the session without an end.
  const chairs: Stage = { ...stage, people: stage.people.filter(({ person }) => present.includes(person)) };
  const { next, considered } = tryEverybody(chairs, scene, opening, { present, stepAside: [] });
  return { next, considered: [...considered, ...away] };
}

function canVote(stage: Stage, scene: Scene, vote: CompiledAct, person: PersonId): Result<PersonFacts> {
  const facts = namedOf(stage.people).get(person) ?? { person, posts: [], delegations: [] };
  const grant = passGate(stage.path, scene.snapshot, worldFor(stage.around, stage.people, facts), vote, NO_NEED, undefined);
  if (!grant.ok) return grant;
  return stage.absent.has(person) ? onLeave(stage.absent.get(person) ?? null) : ok(facts);
}

/** Those who have not voted yet vote alike, for each option in turn, the chair last; with no majority the absent write, too. */
function voteAndConclude(stage: Stage, scene: Scene): Tried {
  const choices = [stage.option, ...[...stage.decision.options.keys()].filter((id) => id !== stage.option), 'abstain'];
  let best: Tried = NOTHING;
  for (const choice of choices) {
    const tried = concludeWith(stage, scene, choice);
    if (tried.next.length > 0) return tried;
    if (best.considered.length === 0) best = tried;
  }
  return best;
}

function concludeWith(stage: Stage, scene: Scene, choice: string): Tried {
  const [vote, conclude, written] = (['vote', 'conclude', 'written-opinion'] as const).map((kind) => actOfKind(stage, kind));
  const meeting = scene.snapshot.decisions[stage.decision.key]?.meeting;
  if (vote === undefined || conclude === undefined || meeting === undefined) return NOTHING;
  const waiting = meeting.present.filter((person) => !meeting.votes.some((cast) => cast.person === person));
  const inOrder = [...waiting.filter((person) => person !== meeting.chair), ...waiting.filter((person) => person === meeting.chair)];
  const voted = castAll(stage, scene, vote, inOrder, choice);
  if (!('snapshot' in voted)) return voted;
  const concluded = tryEverybody(stage, voted, conclude, { option: choice });
  const asksForMore = concluded.considered.some(({ refusal }) => refusal.code === 'COMMITTEE.WRITTEN_OPINIONS_MISSING');
  if (!asksForMore || written === undefined) return concluded;
  const silent = meeting.members.filter((person) => !meeting.present.includes(person) && !meeting.steppedAside.includes(person) && !meeting.votes.some((cast) => cast.person === person));
  const heard = castAll(stage, voted, written, silent, choice);
  return 'snapshot' in heard ? tryEverybody(stage, heard, conclude, { option: choice }) : heard;
}

/** All of them, or who cannot. */
function castAll(stage: Stage, scene: Scene, act: CompiledAct, voters: readonly PersonId[], choice: string): Scene | Tried {
  let now = scene;
  const fallen: FallsOut[] = [];
  for (const person of voters) {
    const done = tryAct(stage, now, act, namedOf(stage.people).get(person) ?? { person, posts: [], delegations: [] }, { option: choice });
    if (done.ok) now = done.value;
    // The chair who waits for the others falls out with them, not by himself or herself.
    else if (done.refusal.code !== 'COMMITTEE.CHAIR_SPEAKS_LAST') fallen.push({ person, refusal: done.refusal });
  }
  if (fallen.length > 0) return { next: [], considered: fallen };
  const part: Part = { step: scene.step, act: act.id, capacity: act.capacity, people: voters };
  return { ...now, parts: voters.length === 0 ? scene.parts : [...scene.parts, part] };
}

function actOfKind({ path, decision }: Stage, kind: FlowActKind): CompiledAct | undefined {
  const [name] = Object.entries(decision.flow.acts).find(([, declaration]) => declaration.kind === kind) ?? [];
  return name === undefined ? undefined : path.acts.get(`${decision.name}.${name}`);
}
