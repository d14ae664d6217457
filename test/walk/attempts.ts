// In every configuration that was reached: every act, by everybody, judged by the engine and by the naive model. Equal attempts –
// same act, same states it depends on, same facts the power list reads, same people involved – are made once.
import { addMs, lawDateOf, type Instant, type JsonObject } from '@quanze/kernel';
import type { CaseSnapshot, CompiledAct, CompiledPath, DecisionRecord, PersonFacts } from '@quanze/engine';
import { CAST, PARTS, SUPERIOR, worldOf, type Part } from './cast.js';
import { decide, isPossible } from './engine-access.js';
import { naiveGate, type NaiveAct, type NaiveCase, type NaiveSurroundings, type NaiveVerdict } from './naive-gate.model.js';
import { optionsOf, payloadsFor } from './payloads.js';
import { powerListDocument } from './release.js';
import type { Node } from './search.js';

export interface Attempts {
  readonly attempts: number;
  readonly permitted: number;
  readonly refused: number;
  /** Distinct pairs of act and person for which a permit was seen. */
  readonly granted: ReadonlySet<string>;
  readonly codes: ReadonlyMap<string, number>;
  readonly disagreements: readonly string[];
}

const GATE_CODE = /^(AUTHORITY|RECUSAL|PARTICIPATION)\./;
// Refusals before the gate asked for a power, after it found the role right.
const BEFORE_POWER = new Set(['DECISION.UNKNOWN_OPTION', 'DECISION.OPTION_NOT_OPEN', 'DECISION.MUST_CHOOSE', 'DECISION.NOT_PROPOSED', 'COMMITTEE.NOT_IN_SESSION', 'RECUSAL.ENTRIES_WAITING']);
// Effects may refuse with an area of the gate; they speak about the person named, not about the actor.
const OF_EFFECTS = new Set(['ALREADY_REQUESTED', 'NOT_REQUESTED', 'NOT_FOR_COMMITTEE', 'NOT_REJECTED', 'NOT_SERVED', 'NOT_A_PARTY', 'DAY_IMPLAUSIBLE', 'RECONSIDERATION_USED', 'RECONSIDERATION_LATE',
  'RECONSIDERATION_WAITING', 'RECONSIDERATION_NOT_ASKED', 'NOT_ORDERED', 'NOTHING_JUDGED', 'ENTRY_NOT_WAITING', 'ENTRIES_WAITING'].map((reason) => `RECUSAL.${reason}`));

// Acts that a state does not have are refused before anybody is looked at, and a handler in doubt is in doubt everywhere: samples are
// enough for every day. WALK_FULL tries them all.
const isFull = process.env['WALK_FULL'] !== undefined;
const SAMPLE_OF_IMPOSSIBLE = isFull ? 1 : 23;
const SAMPLE_OF_DOUBTFUL = isFull ? 1 : 3;

/** The plain documents of a path, in the shape of the naive model. */
export function surroundingsOf(path: CompiledPath): NaiveSurroundings {
  const words = Object.entries(path.document.facts).flatMap(([fact, declaration]) => (declaration.authority === undefined ? [] : [[fact, declaration.authority] as const]));
  const overrides: Record<string, string> = {};
  const collect = (states: Readonly<Record<string, { readonly pendingRecusal?: string; readonly states?: never }>>, prefix: string): void => {
    for (const [name, state] of Object.entries(states)) {
      if (state.pendingRecusal !== undefined) overrides[`${prefix}${name}`] = state.pendingRecusal;
      if (state.states !== undefined) collect(state.states, `${prefix}${name}.`);
    }
  };
  collect(path.document.states as never, '');
  return { list: powerListDocument, words: Object.fromEntries(words), pendingRecusal: path.document.pendingRecusal ?? 'suspends', pendingByState: overrides };
}

/** An act as its document declares it. */
export function plainAct(path: CompiledPath, act: CompiledAct): NaiveAct {
  const { flow } = act;
  if (flow === null) {
    const declared = path.document.acts[act.id];
    return { by: declared?.by ?? [], capacity: declared?.capacity ?? 'handle', ...(declared?.matter === undefined ? {} : { matter: declared.matter }) };
  }
  const decision = path.decisions.get(flow.decision);
  const declared = decision?.flow.acts[flow.name];
  const matters = Object.fromEntries([...(decision?.options.values() ?? [])].map((option) => [option.id, option.declaration.matter]));
  return {
    by: declared?.by ?? [], capacity: declared?.capacity ?? 'handle', ...(declared?.matter === undefined ? {} : { matter: declared.matter }),
    flow: { kind: flow.kind, decision: flow.decision, conflicts: decision?.flow.conflicts ?? [], matters, otherHandlerThan: decision?.differentHandler?.from ?? null, about: declaredAbout(path, flow.decision) },
  };
}

/** Fields by which a decision state says whom it is about, as its document has them. */
function declaredAbout(path: CompiledPath, decision: string): readonly string[] {
  type Plain = { readonly states?: Readonly<Record<string, Plain>>; readonly about?: readonly string[]; readonly fields?: Readonly<Record<string, { readonly type: string }>> };
  const state = decision.split('.').reduce<Plain | undefined>((here, name) => here?.states?.[name], path.document as unknown as Plain);
  return (state?.about ?? []).filter((field) => state?.fields?.[field]?.type === 'person');
}

/** What every attempt on a configuration depends on: who is in the case, and what the power list reads. */
function circumstancesOf(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): { readonly people: string; readonly words: string } {
  const continues = snapshot.states.some((state) => (path.nodes.get(state)?.ancestors ?? []).some((id) => path.nodes.get(id)?.pendingRecusal === 'continues'));
  const team = snapshot.team.map((member) => [member.person, member.role, member.from > at, member.until !== undefined && member.until <= at, member.standsInFor, member.alone]);
  return {
    people: JSON.stringify([continues, team, snapshot.recusals.map((r) => [r.person, r.state]), snapshot.bars]),
    words: JSON.stringify(path.authorityWords.map(([fact]) => snapshot.facts[fact])),
  };
}

/** Everything an attempt can depend on apart from the person. */
function keyOf(snapshot: CaseSnapshot, act: CompiledAct, { people, words }: ReturnType<typeof circumstancesOf>): string {
  const active = act.from.filter((id) => snapshot.states.some((state) => state === id || state.startsWith(`${id}.`))).join();
  const open = act.flow === null ? undefined : snapshot.decisions[act.flow.decision];
  const involved = open === undefined ? '' : JSON.stringify([
    open.proposal.option, open.proposal.by.person, open.round, open.reviews.map((r) => [r.round, r.by.person]), open.consents.length, open.referral?.by.person, open.reportedUp?.by.person,
    open.meeting === undefined ? null : [open.meeting.chair, open.meeting.votes.map((v) => v.option)], open.decided?.by.map((d) => [d.person, d.capacity]),
  ]);
  return [act.id, active, act.matter === null && act.flow === null ? '' : words, involved, people].join('|');
}

/** Makes all attempts. @param enough stops after so many disagreements (for canaries, which need one) */
export function attemptAll(path: CompiledPath, nodes: readonly Node[], enough = Number.POSITIVE_INFINITY): Attempts {
  const judge = naiveGate(surroundingsOf(path));
  const plain = new Map([...path.acts.values()].map((act) => [act.id, plainAct(path, act)]));
  const done = new Set<string>();
  const granted = new Set<string>();
  const codes = new Map<string, number>();
  const disagreements: string[] = [];
  let [attempts, permitted, turn] = [0, 0, 0];

  const attempt = (snapshot: CaseSnapshot, at: Instant, act: CompiledAct, option: string | undefined, payload: JsonObject, part: Part, possible: boolean, decidedAt: Readonly<Record<string, string>> = {}): void => {
    const person: PersonFacts = CAST[part];
    const result = decide(path, snapshot, { act: act.id, payload }, worldOf(person, at), snapshot.version + 1);
    attempts += 1;
    if (result.ok) {
      permitted += 1;
      granted.add(`${act.id} ${part}`);
    }
    const code = result.ok ? 'ok' : result.refusal.code;
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (!possible) {
      if (result.ok) disagreements.push(`${act.id} by ${part} in ${snapshot.states.join(' ')}: done in a state that does not have it`);
      return;
    }
    const model = judge(snapshot as unknown as NaiveCase, { decidedAt, act: plain.get(act.id) as NaiveAct, option, person, at, superior: SUPERIOR });
    const wrong = disagreement(code, model);
    if (wrong !== null && disagreements.length < 500) disagreements.push(`${act.id}${option === undefined ? '' : `:${option}`} by ${part} in ${snapshot.states.join(' ')}: ${code}, but ${wrong}`);
  };

  for (const [index, node] of nodes.entries()) {
    if (disagreements.length >= enough) break;
    const at = addMs(node.at, 60_000);
    const decidedAt = decidedOn(node);
    // Changes of the team leave the states as they are.
    const possibleActs = new Set([...path.acts.values()].filter((act) => !act.creates && isPossible(path, node.snapshot, act) && (node.snapshot.status === 'open' || act.afterEnding)));
    for (const [snapshot, parts] of [[node.snapshot, PARTS], ...(index % SAMPLE_OF_DOUBTFUL === 0 ? doubtful(path, node, at) : [])] as const) {
      const circumstances = circumstancesOf(path, snapshot, at);
      for (const act of parts === PARTS ? path.acts.values() : possibleActs) {
        if (!possibleActs.has(act)) {
          // Who asks makes no difference where the act does not exist; each time it is somebody else.
          turn += 1;
          if (turn % SAMPLE_OF_IMPOSSIBLE === 0) attempt(snapshot, at, act, undefined, {}, PARTS[Math.floor(turn / SAMPLE_OF_IMPOSSIBLE) % PARTS.length] as Part, false);
          continue;
        }
        const key = keyOf(snapshot, act, circumstances);
        if (done.has(key)) continue;
        done.add(key);
        for (const option of optionsOf(path, act)) {
          const payload = payloadsFor(path, act, at, option, true)[0] as JsonObject;
          for (const part of parts) attempt(snapshot, at, act, option, payload, part, true, decidedAt);
        }
      }
    }
  }
  return { attempts, permitted, refused: attempts - permitted, granted, codes, disagreements };
}

/** When each decision was last taken on the way to a configuration, from the records in the journal. */
function decidedOn(node: Node): Readonly<Record<string, string>> {
  const times: Record<string, string> = {};
  for (let here: Node | null = node; here !== null; here = here.parent) {
    const record = here.entry.payload['decision'] as unknown as DecisionRecord | undefined;
    if (record !== undefined) times[record.question.state] ??= record.decidedAt;
  }
  return times;
}

function disagreement(code: string, model: NaiveVerdict): string | null {
  if (GATE_CODE.test(code) && !OF_EFFECTS.has(code)) return model.right ? 'the naive model permits' : null;
  if (BEFORE_POWER.has(code)) return model.role ? null : 'the naive model refuses the role';
  if (code === 'PAYLOAD.INVALID' || code === 'ACT.UNKNOWN') return 'the walk should have given a sound request';
  return model.right ? null : 'the naive model refuses';
}

/** The same configuration with the handler's standing shaken: recusal asked for, recusal ordered, barred, replaced, the head of
 *  the department in the handler's place, or somebody standing in beside or instead of the handler. Each is brought about by the acts of the path. */
function doubtful(path: CompiledPath, node: Node, at: Instant): readonly (readonly [CaseSnapshot, readonly Part[]])[] {
  if (node.snapshot.status !== 'open' || !node.snapshot.team.some((member) => member.role === 'handler')) return [];
  const reasons = '依法记录';
  const of = (part: Part) => CAST[part].person;
  const after = (snapshot: CaseSnapshot | null, part: Part, act: string, payload: JsonObject): CaseSnapshot | null => {
    const result = snapshot === null ? null : decide(path, snapshot, { act, payload }, worldOf(CAST[part], at), snapshot.version + 1);
    return result !== null && result.ok ? result.value.snapshot : null;
  };
  const asked = after(node.snapshot, 'caseManagement', 'request-recusal', { person: of('handler'), applicant: 'party', form: 'written', ground: 'interest', reasons });
  const ordered = after(asked, 'chief', 'order-recusal', { person: of('handler'), granted: true, reasons });
  const barred = after(node.snapshot, 'caseManagement', 'bar-investigator', { person: of('handler') });
  const replaced = after(node.snapshot, 'chief', 'reassign', { handler: of('handlerOfAnotherCase'), reasons });
  const headHandles = after(node.snapshot, 'chief', 'reassign', { handler: of('head'), reasons });
  const chiefHandles = after(node.snapshot, 'deputyDelegated', 'reassign', { handler: of('chief'), reasons });
  const today = lawDateOf(at);
  const standsIn = (part: Part, alone: boolean) => after(node.snapshot, 'chief', 'appoint-substitute', { person: of(part), firstDay: today, lastDay: today, cause: 'leave', alone });
  const cases: readonly (readonly [CaseSnapshot | null, readonly Part[]])[] = [
    [standsIn('handlerOfAnotherCase', false), ['handler', 'handlerOfAnotherCase']], [standsIn('handlerOfAnotherCase', true), ['handler', 'handlerOfAnotherCase']], [standsIn('head', false), ['head']],
    [asked, ['handler']], [ordered, ['handler']], [barred, ['handler']], [replaced, ['handler', 'handlerOfAnotherCase']], [headHandles, ['head', 'handler']], [chiefHandles, ['chief']],
  ];
  return cases.filter((entry): entry is readonly [CaseSnapshot, readonly Part[]] => entry[0] !== null);
}
