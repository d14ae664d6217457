// Drives the engine and the naive reading of a flow with the same random attempts and compares them after each: done or refused, where the
// question stands, seats and answers, reviews that hold, votes, outcome. What is not here: the reading (`naive-flow.model.ts`).
import { decide, type CaseSnapshot, type CompiledPath, type PersonFacts } from '@quanze/engine';
import { addMs, type JsonObject, type PersonId } from '@quanze/kernel';
import fc from 'fast-check';
import { caseUnderReview, OFFICE, pathDocument, person, readYaml, REASONS, staff, SUPERIOR, T0, withDelegation, worldOf } from '../../libs/engine/src/fixtures.contract.js';
import { KEY, pathThrough, third } from '../../libs/engine/src/flow/panel-story.contract.js';
import type { PanelRun } from '../../libs/engine/src/flow/panel-run.js';
import { NaiveFlow, type FlowText, type Try } from './naive-flow.model.js';

export const FLOWS = ['upward', 'countersign', 'either', 'ballot', 'majority', 'in-turn', 'committee-direct'] as const;
export const flowText = (id: string): FlowText => readYaml(`approval-flows/${id}.yaml`) as FlowText;

const [memberOne, memberTwo, memberHead] = staff.members as unknown as readonly [PersonFacts, PersonFacts, PersonFacts];
const deputy = withDelegation(person(['deputy_chief', { portfolio: ['d1'] }], 'committee_member'));
// Somebody with two posts, for whom four eyes are more than two persons of two roles.
const headAndDeputy = withDelegation(person(['dept_head', { department: 'd1' }], ['deputy_chief', { portfolio: ['d1'] }]));
export const PEOPLE: readonly PersonFacts[] = [staff.handler, staff.other, staff.head, staff.headElsewhere, third, deputy, staff.deputyElsewhere, headAndDeputy, staff.chief, memberOne, memberTwo, memberHead, staff.superior, staff.counter, staff.assistant];
const COMMITTEE: readonly PersonId[] = [staff.chief, memberOne, memberTwo, memberHead, deputy].map((facts) => facts.person);
const NAMED = new Map(PEOPLE.map((facts) => [facts.person, facts]));
const OPTIONS = { prosecute: 'criminal.prosecute.charge', minor: 'criminal.nonpros.discretionary', statutory: 'criminal.nonpros.statutory' };
const LIST: unknown = readYaml('power-lists/model.yaml');
const START: Readonly<Record<string, JsonObject>> = { plain: {}, supervisory: { origin: 'supervisory' }, difficult: { complexity: 'major_difficult_complex' } };
export const BEGINNINGS = Object.keys(START);

/** The engine's side of a flow; a canary hands in another document than the model reads. */
export const compiledFlow = (text: FlowText): CompiledPath => pathThrough(text as never);

export interface Draw { readonly act: number; readonly who: number; readonly other: number; readonly third: number; readonly word: number; readonly place: number; readonly step: number; readonly again: boolean; readonly option: number; readonly hours: number; readonly anywhere: boolean; readonly pushes: boolean }
const n = fc.nat(997);
export const draws: fc.Arbitrary<readonly Draw[]> = fc.array(fc.record({ act: n, who: n, other: n, third: n, word: n, place: n, step: n, again: fc.boolean(), option: n, hours: fc.nat(30), anywhere: fc.nat(9).map((x) => x === 0), pushes: fc.nat(3).map((x) => x > 0) }),
  { minLength: 40, maxLength: 90, size: 'max' });

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

// Acts that lead nowhere or back, which would keep most runs from coming far; each sort has its share, so that the rare ones come up as well.
const QUIET: readonly string[] = ['copy', 'read-copy', 'urge', 'object'];
const BACK: readonly string[] = ['withdraw', 'return', 'convene', 'reconsider', 'recall-opinion', 'refuse-consent', 'set-aside', 'close-panel'];

function actOf(draw: Draw, text: FlowText, where: string): string {
  const names = Object.keys(text.acts).filter((name) => draw.anywhere || text.acts[name]?.from.includes(where));
  const ofKinds = (kinds: readonly string[]): readonly string[] => names.filter((name) => kinds.includes(text.acts[name]?.kind ?? ''));
  const aside = draw.word % 8 === 0 ? ofKinds(QUIET) : draw.word % 8 === 4 ? ofKinds(BACK) : [];
  // Proposing once more leads nowhere for most; sending up is what the rest of a flow waits for, and handing in again is seldom open.
  const onward = names.flatMap((name) => (ofKinds([...QUIET, ...BACK]).includes(name) ? [] : ['send-up', 'resubmit'].includes(text.acts[name]?.kind ?? '') ? [name, name, name] : [name]));
  return at(aside.length > 0 ? aside : onward.length > 0 ? onward : names, draw.act);
}

/** Whom an act names: mostly somebody for whom it makes sense, now and then anybody. */
function namedBy(kind: string, draw: Draw, model: NaiveFlow): readonly PersonId[] {
  const fitting = kind === 'remove-signer' ? (model.panel?.seats.filter(({ addedBy }) => addedBy !== null).flatMap(({ holders }) => holders) ?? []) : PEOPLE.map((facts) => facts.person).filter((id) => model.mayBeAsked(id));
  const among = draw.third % 4 === 0 || fitting.length === 0 ? PEOPLE.map((facts) => facts.person) : (fitting as readonly string[] as unknown as readonly PersonId[]);
  return [draw.other, draw.other + 1 + (draw.third % 5), draw.other + 7].map((index) => at(among, index));
}

function payloadOf(kind: string, draw: Draw, text: FlowText, model: NaiveFlow): JsonObject {
  const [other, next, last] = namedBy(kind, draw, model) as [PersonId, PersonId, PersonId];
  const word = at(['agree', 'agree', 'agree', 'disagree', 'abstain'], draw.word);
  const option = at(Object.keys(OPTIONS), draw.option);
  const reasons = '理由';
  switch (kind) {
    case 'decide': case 'approve': case 'report-up': case 'consent': case 'conclude': return { ...REASONS };
    case 'propose': case 'override': case 'superior-decide': return { option, ...REASONS };
    case 'set-aside': return { option, ...REASONS, instruction: '1号' };
    case 'send-up': return draw.word % 3 === 0 ? {} : { escalationReason: reasons };
    case 'advise': return { participants: [other], opinions: '意见' };
    case 'review': return { opinion: word === 'agree' ? 'agree' : 'disagree', reasons };
    case 'ask': {
      const signers = [...new Set([other, next, ...(draw.third % 2 === 0 ? [last] : [])])];
      return { signers, ...(draw.word % 2 === 0 ? { chair: at(signers, draw.place) } : {}) };
    }
    case 'sign': case 'opinion': return { choice: word, reasons };
    case 'add-signer': return { person: other, place: at(['before', 'after', 'beside'], draw.place), reasons };
    case 'remove-signer': case 'hand-on': return { person: other, reasons };
    case 'ask-opinion': return { person: other };
    case 'close-panel': case 'convene': case 'reconsider': case 'refer': case 'dissent': case 'refuse-consent': return { reasons };
    case 'return': {
      const visited = model.question?.visited ?? [];
      return { step: at(draw.third % 4 === 0 || visited.length === 0 ? Object.keys(text.steps) : visited, draw.step), mode: draw.again ? 'again' : 'resume', reasons };
    }
    case 'copy': return { people: [other] };
    case 'open-meeting': return { present: draw.third % 4 === 0 ? [other] : COMMITTEE.filter((_, index) => draw.third % 2 === 0 || index !== draw.other % COMMITTEE.length) };
    case 'vote': case 'written-opinion': return { option: draw.word % 6 === 0 ? 'abstain' : option, reasons };
    case 'object': return { objection: '书面意见' };
    case 'issue': return { documentNumber: '1号' };
    default: return {};
  }
}

// Texts that some flows ask for in an act and others do not.
const TEXTS: readonly string[] = ['facts', 'evidence', 'law', 'documentNumber', 'participants', 'opinions', 'escalationReason', 'instruction'];

/** The payload with what this flow's act does not declare left out, and its other required texts filled in. */
function asDeclared(payload: JsonObject, fields: Readonly<Record<string, { readonly type: string; readonly required?: boolean }>>): JsonObject {
  const kept = Object.entries(payload).filter(([name]) => !TEXTS.includes(name) || name in fields);
  const filled = Object.entries(fields).filter(([name, { type, required }]) => type === 'text' && required === true && !(name in payload)).map(([name]) => [name, '文字'] as const);
  return Object.fromEntries([...kept, ...filled]);
}

export interface Played {
  readonly attempts: number;
  readonly done: ReadonlyMap<string, number>;
  /** What the two said differently, with the way there; null when they agree. */
  readonly difference: string | null;
}

/** Plays a sequence of attempts on one flow. @param path what the engine runs  @param text what the model reads */
export function play(path: CompiledPath, text: FlowText, beginning: string, sequence: readonly Draw[]): Played {
  const facts = START[beginning] ?? {};
  const model = new NaiveFlow({
    flow: text, options: OPTIONS, list: LIST, words: wordsOf(facts), people: PEOPLE, handler: staff.handler.person, office: OFFICE, superior: SUPERIOR, department: 'd1', committee: COMMITTEE,
  });
  let snapshot: CaseSnapshot = { ...caseUnderReview(facts), release: path.hash };
  const done = new Map<string, number>();
  const way: string[] = [];
  let [attempts, hour, seq] = [0, 0, 2];
  for (const draw of sequence) {
    hour += draw.hours;
    const act = actOf(draw, text, model.where);
    const kind = text.acts[act]?.kind ?? '';
    // Whoever may do it does it; everybody before who may not is a comparison as well.
    for (let turn = 0; turn < (draw.pushes ? PEOPLE.length : 1); turn += 1) {
      const actor = at(PEOPLE, draw.who + turn);
      const payload = asDeclared(payloadOf(kind, draw, text, model), text.acts[act]?.fields ?? {});
      const tried: Try = { act, by: actor.person, payload, hour };
      const world = { ...worldOf(actor, addMs(T0, hour * 3_600_000)), committee: COMMITTEE, named: NAMED };
      const result = decide(path, snapshot, { act: `outcome.${act}`, payload }, world, seq + 1);
      const naive = model.attempt(tried);
      attempts += 1;
      const told = `${act} by ${PEOPLE.indexOf(actor)} ${JSON.stringify(payload)}`;
      if (result.ok !== naive) return { attempts, done, difference: `${told}: engine ${result.ok ? 'does it' : result.refusal.code}, model ${naive ? 'does it' : 'refuses'} after ${way.join(' | ')}` };
      if (!result.ok) continue;
      seq += 1;
      snapshot = result.value.snapshot;
      way.push(told);
      done.set(kind, (done.get(kind) ?? 0) + 1);
      const [engine, expected] = [JSON.stringify(viewOfSnapshot(snapshot)), JSON.stringify(viewOfModel(model))];
      if (engine !== expected) return { attempts, done, difference: `engine ${engine}\nmodel  ${expected}\nafter ${way.join(' | ')}` };
      break;
    }
    if (model.step === 'issued') break;
  }
  return { attempts, done, difference: null };
}

/** Facts of the case in the words of the list, by the declarations of the fixtures' path. */
function wordsOf(given: JsonObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(pathDocument.facts).flatMap(([name, { authority, initial }]) => (authority === undefined ? [] : [[authority, given[name] ?? initial]])));
}

function viewOfModel({ step, question }: NaiveFlow): unknown {
  if (question === null) return step === 'issued' ? 'issued' : 'home';
  const panels = [...question.panels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, panel]) => [name, panel.outcome, panel.seats.map((seat) => [seat.holders, seat.said, seat.place, seat.opinionOf, seat.opinion])]);
  const held = question.reviews.map(({ by, round, opinion }) => [by, round, opinion]);
  return {
    step, round: question.round, option: question.option, held, panels, past: question.pastPanels.length, votes: question.meeting?.votes.map(({ person: by, option }) => [by, option]) ?? null, returned: question.returned?.from ?? null,
    decided: question.decided === null ? null : [question.decided.option, question.decided.level, [...question.decided.by]], copies: [...question.copies], reported: question.reported?.option ?? null,
  };
}

function viewOfSnapshot(snapshot: CaseSnapshot): unknown {
  const open = snapshot.decisions[KEY];
  const state = snapshot.states.find((leaf) => leaf.startsWith(`${KEY}.`))?.slice(KEY.length + 1);
  if (open === undefined) return snapshot.states.includes('stage.reviewing') ? 'home' : 'issued';
  const runs = Object.entries(open.panels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)) as readonly (readonly [string, PanelRun])[];
  return {
    step: open.decided === undefined || state?.startsWith('decided') !== true ? state : `decided.${open.decided.level}`, round: open.round, option: open.proposal.option, held: open.reviews.map(({ by, round, opinion }) => [by.person, round, opinion]),
    panels: runs.map(([name, run]) => [name, run.outcome ?? null, run.seats.map((seat) => [seat.holders, seat.answer?.choice ?? null, seat.added?.place ?? null, seat.entrusted?.to ?? null, seat.entrusted?.opinion?.choice ?? null])]),
    past: open.pastPanels?.length ?? 0, votes: open.meeting?.votes.map((cast) => [cast.person, cast.option]) ?? null, returned: open.returned?.from ?? null,
    decided: open.decided === undefined ? null : [open.decided.option, open.decided.level, open.decided.by.map((by) => by.person)],
    copies: (open.copies ?? []).map((each) => [each.to, each.readSeq !== undefined]), reported: open.reportedUp?.option ?? null,
  };
}
