// The history of decisions out of a journal: which stood, who objected to which, who served it, what took its place; who took part.
import type { DecisionRecord, OpenDecision, Signatory } from '@quanze/engine';
import type { HashHex, Instant, JsonObject, PersonId } from '@quanze/kernel';
import type { HistoryEntry } from '../ports/responsibility-store.port.js';
import { historyOf } from './history.js';
import { participantsOf } from './participants.js';

const AT = '2026-03-10T01:00:00.000Z' as Instant;
const person = (name: string): PersonId => name as PersonId;
const by = (name: string, role: Signatory['role'], capacity: Signatory['capacity']): Signatory => ({ person: person(name), role, capacity });
const proposal = { option: 'approve', by: by('P', 'handler', 'propose'), seq: 2, round: 1 };

function record(seq: number, decider: Signatory, more: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    case: 'c', seq, question: { state: 'outcome', hash: 'h' as HashHex, options: [] }, proposal, earlierProposals: [], advice: [], reviews: [{ by: by('H', 'dept_head', 'review'), seq: 3, round: 1, opinion: 'agree' }],
    votes: [], members: [], consents: [], reconsiderations: 0, outcome: 'approve', level: 'chief', deciders: [decider], relation: 'same', power: 'p', rule: 'r', listVersion: 'l', decidedAt: AT, ...more,
  };
}

function open(seq: number, objections: OpenDecision['objections'] = []): JsonObject {
  const decision: Partial<OpenDecision> = { proposal, reconsiderations: [], objections, referral: { by: by('C', 'chief', 'instruct'), seq: 4 }, decided: { option: 'approve', level: 'chief', by: [], seq, relation: 'same' } };
  return decision as unknown as JsonObject;
}

const entry = (seq: number, patch: JsonObject, more: JsonObject = {}, actor = 'P'): HistoryEntry => ({ seq, recordedAt: AT, actor: { person: actor }, payload: { patch, ...more } });
const decidedBy = (seq: number, made: DecisionRecord, key = 'outcome'): HistoryEntry => entry(seq, { decisions: { [key]: open(seq) } }, { decision: made as unknown as JsonObject });
const CHIEF = by('C', 'chief', 'decide');
const START = entry(1, { version: 1, decisions: {}, team: [{ person: 'P', role: 'handler', from: '2026-03-01T00:00:00.000Z' }, { person: 'A', role: 'assistant', from: '2026-03-01T00:00:00.000Z' }, { person: 'Z', role: 'handler', from: '2026-04-01T00:00:00.000Z' }] });

test('a decision stands, is objected to, and is served by somebody', () => {
  const objected = entry(6, { decisions: { outcome: open(5, [{ by: by('P', 'handler', 'handle'), seq: 6 }]) } });
  const { decisions, snapshot } = historyOf([START, decidedBy(5, record(5, CHIEF)), objected, entry(7, { decisions: { outcome: null } }, {}, 'Z')]);
  expect(decisions).toMatchObject([{ record: { seq: 5 }, objectedBy: ['P'], issuedBy: 'Z', replacedBy: null, passedOn: [{ person: 'C' }] }]);
  expect(snapshot?.team).toHaveLength(3);
});

test('an objection belongs to the decision before it, not to the one that took its place', () => {
  const objection = { by: by('P', 'handler', 'handle'), seq: 6 };
  const replaced = entry(7, { decisions: { outcome: open(7, [objection]) } }, { decision: record(7, by('S', 'superior_official', 'decide')) as unknown as JsonObject });
  const { decisions } = historyOf([START, decidedBy(5, record(5, CHIEF)), entry(6, { decisions: { outcome: open(5, [objection]) } }), replaced, entry(8, { version: 8 })]);
  expect(decisions.map(({ objectedBy, replacedBy, issuedBy }) => [objectedBy, replacedBy, issuedBy])).toEqual([[['P'], 7, null], [[], null, null]]);
});

test('a question asked again after the document was served leaves the first decision as it was', () => {
  const { decisions } = historyOf([START, decidedBy(5, record(5, CHIEF)), entry(6, { decisions: { outcome: null } }, {}, 'Z'), decidedBy(9, record(9, CHIEF)), entry(10, { decisions: { outcome: null } }, {}, 'Q')]);
  expect(decisions.map(({ issuedBy }) => issuedBy)).toEqual(['Z', 'Q']);
});

test('entries without a change, and a journal without entries, tell nothing', () => {
  expect(historyOf([])).toEqual({ snapshot: null, decisions: [] });
  expect(historyOf([START, { ...START, payload: { code: 'CASE.ENDED' } }]).decisions).toEqual([]);
});

test('everybody who took part is named once for each capacity, and who joined later is not', () => {
  const { snapshot } = historyOf([START, decidedBy(5, record(5, CHIEF))]);
  const votes = [{ person: person('M'), option: 'approve', seq: 4 }];
  const advice = [{ by: by('H', 'dept_head', 'advise'), seq: 3, participants: [person('Y')] }];
  const consents = [{ by: by('S', 'superior_official', 'consent'), seq: 4, granted: false }];
  const people = participantsOf(record(5, CHIEF, { votes, advice, consents, earlierProposals: [proposal] }), snapshot as NonNullable<typeof snapshot>);
  expect(people.map((one) => `${one.person} ${one.capacity}`)).toEqual(['P handle', 'A assist', 'P propose', 'Y advise', 'H advise', 'H review', 'C instruct', 'M vote', 'S consent', 'C decide']);
});

describe('what was asked of people before a decision', () => {
  const given = { number: 1, person: 'A', task: 'drafting', by: 'P', givenAt: AT, phase: 'delivered', deviated: true };
  const said = (number: number, more: JsonObject = {}): JsonObject => ({ number, form: 'oral', level: 'superior', from: `U${number}`, role: 'superior_official', givenOn: '2026-03-09', recordedAt: AT, receivedBy: 'P', phase: 'logged', ...more });
  const begun = entry(2, { tasks: [given], instructions: [said(1), said(2, { question: 'outcome' }), said(3, { question: 'revocation' }), said(4, { phase: 'withdrawn' })] });

  test('stays with the decision as it stood when it fell, and only what is about its question', () => {
    const later = entry(6, { tasks: [{ ...given, deviated: false }], instructions: [said(1, { phase: 'open' })] });
    const { decisions } = historyOf([START, begun, decidedBy(5, record(5, CHIEF)), later]);
    expect(decisions[0]?.tasks).toMatchObject([{ number: 1, deviated: true }]);
    expect(decisions[0]?.instructions.map(({ number, phase }) => [number, phase])).toEqual([[1, 'logged'], [2, 'logged'], [4, 'withdrawn']]);
    expect(historyOf([START, decidedBy(5, record(5, CHIEF))]).decisions[0]).toMatchObject({ tasks: [], instructions: [] });
  });

  test('makes givers and recipients take part', () => {
    const { snapshot } = historyOf([START, begun, decidedBy(5, record(5, CHIEF))]);
    const people = participantsOf(record(5, CHIEF), snapshot as NonNullable<typeof snapshot>).map((one) => `${one.person} ${one.capacity}`);
    expect(people.filter((one) => /^U|record$/.test(one))).toEqual(['U1 instruct', 'U2 instruct', 'P record']);
  });
});
