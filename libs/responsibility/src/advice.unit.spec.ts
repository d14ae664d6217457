// Goal: everybody who advised on a decision is named in its facts and has a row. Method: decisions as a flow would leave them, with the facts
// and rows expected by hand. What is not here: how a flow comes to such a record (libs/engine/src/flow/heard).
import { attributeDecision } from './attribute-decision.js';
import { adviceFacts, followed } from './advice.js';
import type { Actor, DecidedRecord, Surroundings } from './decided-record.js';
import { factsOfDecision } from './facts-of-decision.js';
import { modelTable } from './read-table.contract.js';

const DECIDED = '2026-03-10T01:00:00.000Z';
const by = (person: string, role: string): Actor => ({ person, role });
const RECORD: DecidedRecord = {
  case: 'case-1', seq: 20, question: { options: ['approve', 'refuse'] }, proposal: { by: by('P', 'handler'), option: 'approve', seq: 3, round: 1 }, earlierProposals: [], advice: [],
  reviews: [{ by: by('H', 'dept_head'), opinion: 'agree', round: 1, seq: 5 }], votes: [], consents: [], outcome: 'approve', level: 'chief', deciders: [by('C', 'chief')], relation: 'same',
  power: 'criminal.arrest.approve', decidedAt: DECIDED,
};
const AROUND: Surroundings = {
  office: 'office-1', team: [{ person: 'P', role: 'handler', from: '2026-03-01T01:00:00.000Z' }], passedOn: [], tasks: [], objections: [], instructions: [], issuedBy: null,
  delegationEndedAt: null, listChangedAt: null, handlerStatus: 'in_post', findings: [],
};
const asked = (person: string, opinion: string, seq: number, round = 1) => ({ by: by(person, 'dept_head'), opinion, seq, round });
const facts = (record: Partial<DecidedRecord>, around: Partial<Surroundings> = {}) => factsOfDecision({ ...RECORD, ...record }, { ...AROUND, ...around });

/** `person capacity area bears rules`, a row each. */
function rows(record: Partial<DecidedRecord>, around: Partial<Surroundings> = {}): readonly string[] {
  const given = attributeDecision(modelTable(), facts(record, around), []);
  return given.ok ? given.value.rows.map((row) => [row.person, row.capacity, row.area === '' ? '-' : row.area, row.bears, ...row.rules].join(' ')) : [given.refusal.code];
}
const USUAL = ['P procurator facts none A4 B0', 'P procurator procedure none A4 B0', 'C chief decision none A4 B0', 'H dept_head review none A11 B0'];

test('whoever a signer asked is an adviser, followed or not; the signers keep their reviews', () => {
  const record = { reviews: [...RECORD.reviews, asked('S', 'agree', 9)], opinions: [asked('X', 'agree', 7), asked('Y', 'disagree', 8), { by: by('Z', 'registrar'), opinion: 'abstain', seq: 6, round: 1 }] };
  expect(facts(record)['opinions']).toEqual([
    { by: 'X', role: 'dept_head', on: 'question', opinion: 'agree', followed: 'yes' },
    { by: 'Y', role: 'dept_head', on: 'question', opinion: 'disagree', followed: 'no' },
    { by: 'Z', role: 'adviser', on: 'question', opinion: 'abstain' },
  ]);
  expect(rows(record)).toEqual([...USUAL, 'S dept_head review none A11 B0', 'X adviser - none A13 B0', 'Y adviser - none A13 B0', 'Z adviser - none A13 B0']);
});

test('whoever reviewed or signed a proposal that was replaced advised on it, unless the person reviewed the last one as well', () => {
  const record: Partial<DecidedRecord> = {
    proposal: { by: by('P', 'handler'), option: 'refuse', seq: 11, round: 2 }, earlierProposals: [{ by: by('P', 'handler'), option: 'approve', seq: 3, round: 1 }], outcome: 'refuse',
    reviews: [asked('H', 'disagree', 5), asked('S', 'agree', 6), asked('H', 'agree', 13, 2)],
  };
  expect(facts(record)['opinions']).toEqual([{ by: 'S', role: 'dept_head', on: 'former_proposal', opinion: 'agree', followed: 'no' }]);
  expect(rows(record)).toEqual([...USUAL, 'S adviser - none A13 B0']);
});

test('who sent it back without deciding it has a review of the own, and who reviewed it afterwards the opinion in so many words', () => {
  const passedOn = [by('D', 'deputy_chief'), by('H', 'dept_head')];
  expect(facts({}, { passedOn })['reviews']).toEqual([{ by: 'H', role: 'dept_head', opinion: 'agree' }, { by: 'D', role: 'deputy_chief', opinion: 'passed_on' }]);
  expect(rows({}, { passedOn })).toEqual([...USUAL, 'D deputy_chief review none A11 B0']);
});

test('the conference, an opinion and nobody else: who answers for something already has no row of advice', () => {
  const advice = [{ by: by('H', 'dept_head'), participants: ['Y', 'P'], majority: 'refuse' }];
  expect(facts({ advice })['conference']).toEqual({ held: true, members: ['Y', 'P', 'H'], majority: 'refuse', followed: 'no' });
  expect(rows({ advice, opinions: [asked('Y', 'agree', 7), asked('H', 'agree', 8), asked('C', 'agree', 8)] })).toEqual([...USUAL, 'Y adviser - none A13 B0']);
  expect(adviceFacts(RECORD, ['H'])).toEqual({});
});

test('the majority is compared where it is an option, and left open where it is words', () => {
  const majority = (words: string | undefined, more: Partial<DecidedRecord> = {}) => {
    const { conference } = adviceFacts({ ...RECORD, ...more, advice: [{ by: by('H', 'dept_head'), participants: [], ...(words === undefined ? {} : { majority: words }) }] }, ['H']);
    return conference?.['followed'];
  };
  expect([majority('approve'), majority('approve', { relation: 'changed_part' }), majority('refuse'), majority('多数同意'), majority(undefined)]).toEqual(['yes', 'partly', 'no', undefined, undefined]);
  const { question: _question, ...old } = RECORD;
  expect(adviceFacts({ ...old, advice: [{ by: by('H', 'dept_head'), participants: [], majority: 'approve' }] }, ['H']).conference).not.toHaveProperty('followed');
});

describe('followed', () => {
  const first = { by: by('P', 'handler'), option: 'approve', seq: 3, values: { months: 6 } };
  const last = { by: by('P', 'handler'), option: 'refuse', seq: 8 };
  const decided = (outcome: string, more: Partial<DecidedRecord> = {}) => ({ ...RECORD, proposal: last, earlierProposals: [first], outcome, ...more });
  it.each([
    ['agree', 5, 'approve', {}, 'partly'], ['agree', 5, 'refuse', {}, 'no'], ['disagree', 5, 'refuse', {}, 'yes'], ['disagree', 5, 'approve', {}, 'partly'],
    ['agree', 9, 'refuse', {}, 'yes'], ['disagree', 9, 'refuse', {}, 'no'], ['agree', 9, 'approve', {}, 'no'], ['disagree', 9, 'approve', {}, 'yes'],
    ['agree', 9, 'refuse', { relation: 'changed_part' }, 'partly'], ['abstain', 9, 'refuse', {}, undefined], ['agree', 2, 'refuse', {}, undefined], ['agree', 9, 'refuse', { proposal: null, earlierProposals: [] }, undefined],
  ] as const)('%s in entry %i, decided %s %j: %s', (opinion, seq, outcome, more, expected) => {
    expect(followed(decided(outcome, more), { opinion, seq })).toBe(expected);
  });

  it('is left open for records that do not tell the entries', () => {
    expect(followed(decided('refuse'), { opinion: 'agree' })).toBeUndefined();
  });
});
