// Goal: a question shows who advised on it, with entries and words, and who was asked and has not answered. Method: records and questions as
// the engine leaves them, written by hand. What is not here: how they come about (libs/engine), and rows of responsibility.
import type { DecisionRecord, OpenDecision, PanelRun, Signatory } from '@quanze/engine';
import type { PersonId } from '@quanze/kernel';
import { advisersOfOpen, advisersOfRecord, adviserViews, opinionsOfSeats } from './advisers.js';

const id = (name: string): PersonId => name as PersonId;
const by = (name: string): Signatory => ({ person: id(name), role: 'dept_head', capacity: 'review' });
const signature = (name: string, seq: number, round = 1) => ({ by: by(name), seq, round, opinion: 'agree' as const, panel: 'signing' });
const panel = (...seats: PanelRun['seats']): PanelRun => ({ step: 'signing', seq: 6, by: by('H'), round: 1, content: 'c' as PanelRun['content'], seats, nextId: 9, signatures: [signature('S', 10)] });
const seat = (name: string, entrusted?: PanelRun['seats'][number]['entrusted']): PanelRun['seats'][number] => ({ id: 1, holders: [id(name)], weight: 1, ...(entrusted === undefined ? {} : { entrusted }) });
const OPINION = { by: by('X'), seq: 8, round: 1, opinion: 'disagree' as const, panel: 'signing', askedBy: id('S') };
const RECORD = {
  question: { state: 'q', hash: 'h', options: ['approve', 'refuse'] }, proposal: { option: 'approve', by: by('P'), seq: 3, round: 1 }, earlierProposals: [], advice: [], reviews: [signature('H', 5), signature('S', 10)],
  outcome: 'approve', relation: 'same', votes: [], consents: [], seq: 12, deciders: [by('C')],
} as unknown as DecisionRecord;
const OPEN = { round: 1, proposal: RECORD.proposal, earlier: [], advice: [], reviews: [signature('H', 5)], panels: { signing: panel(seat('S')) } } as unknown as OpenDecision;
const told = (advisers: ReturnType<typeof advisersOfRecord>) => advisers.map(({ person, way, seq, opinion, askedBy, followed }) => [person, way, seq, opinion, askedBy, followed].map(String).join(' '));

test('of a decision: the conference, who was asked, a former round, and who sent it back, in the order of the entries', () => {
  const record: DecisionRecord = {
    ...RECORD, proposal: { option: 'approve', by: by('P'), seq: 20, round: 2 }, earlierProposals: [RECORD.proposal as NonNullable<DecisionRecord['proposal']>],
    advice: [{ by: by('H'), seq: 4, participants: [id('Y'), id('H')], majority: 'refuse' }], opinions: [OPINION], returns: [{ by: by('C'), seq: 11, round: 1, from: 'chief', to: 'drafted' }],
    reviews: [signature('H', 5), signature('S', 10), signature('H', 22, 2)],
  };
  expect(told(advisersOfRecord(record))).toEqual([
    'Y conference 4 null null no', 'H conference 4 null null no', 'H former-round 5 agree null yes', 'X asked 8 disagree S no', 'S former-round 10 agree null yes', 'C sent-back 11 null null null',
  ]);
  expect(told(advisersOfRecord(RECORD))).toEqual([]);
});

test('of a question under way nothing is said about following, and who was asked without an answer stands last', () => {
  const open: OpenDecision = { ...OPEN, opinions: [OPINION], panels: { signing: panel(seat('S', { to: id('X'), opinion: { choice: 'disagree', seq: 8 } }), seat('T', { to: id('W') })) } };
  expect(told(advisersOfOpen(open))).toEqual(['X asked 8 disagree S null', 'W asked null null T null']);
  expect(told(advisersOfOpen({ ...OPEN, round: 2, advice: [{ by: by('H'), seq: 4, participants: [] }], returns: [{ by: by('C'), seq: 11, round: 1, from: 'chief', to: 'drafted' }] }))).toEqual([
    'H conference 4 null null null', 'H former-round 5 agree null null', 'S former-round 10 agree null null', 'C sent-back 11 null null null',
  ]);
  expect(told(advisersOfOpen(OPEN))).toEqual([]);
});

test('an opinion that only its seat knows is told once, without the office it was given in', () => {
  const panels = [panel(seat('S', { to: id('X'), opinion: { choice: 'disagree', seq: 8 } }), seat('T', { to: id('W') }))];
  expect(opinionsOfSeats({ panels })).toEqual([{ person: 'X', seq: 8, round: 1, opinion: 'disagree', askedBy: 'S' }]);
  expect(opinionsOfSeats({ panels, opinions: [OPINION] })).toEqual([]);
  expect(opinionsOfSeats({})).toEqual([]);
  const [known] = advisersOfRecord({ ...RECORD, panels });
  expect(known).toEqual({ person: 'X', way: 'asked', by: null, seq: 8, opinion: 'disagree', askedBy: 'S', followed: 'no' });
  expect(told(advisersOfRecord({ ...RECORD, panels, opinions: [OPINION] }))).toEqual(['X asked 8 disagree S no', 'W asked null null T null']);
  expect(told(advisersOfOpen({ ...OPEN, panels: {}, pastPanels: panels }))).toEqual(['X asked 8 disagree S null', 'W asked null null T null']);
});

test('names and words come with each; a word that was erased is missing, and one of another entry is not taken for it', () => {
  const openings = [{ seq: 8, path: '/input/reasons', salt: '', value: '不同意的理由' }, { seq: 9, path: '/input/reasons', salt: '', value: '别人的话' }] as unknown as Parameters<typeof adviserViews>[2];
  const advisers = advisersOfRecord({ ...RECORD, opinions: [OPINION, { ...OPINION, by: by('Z'), seq: 7 }] });
  expect(adviserViews(advisers, new Map([['X', '陈某']]), openings).map(({ name, content }) => [name, content])).toEqual([[null, {}], ['陈某', { reasons: '不同意的理由' }]]);
});
