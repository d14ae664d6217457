// Goal: the index of a dossier holds whoever advised on a decision or sent the question back. Method: a record and its case by hand. What is
// not here: the row of responsibility that follows (libs/responsibility), and the table (libs/persistence).
import type { CaseSnapshot, DecisionRecord, OpenDecision } from '@quanze/engine';
import { participantsOf, passedOnIn } from './participants.js';

const by = (person: string, role = 'dept_head') => ({ person, role, capacity: 'advise' });
const OPEN = { returns: [{ by: by('D', 'deputy_chief'), seq: 6, round: 1, from: 'chief', to: 'drafted' }], reconsiderations: [{ by: by('C', 'chief'), seq: 8 }] } as unknown as OpenDecision;
const RECORD = {
  question: { state: 'q' }, proposal: { by: by('P', 'handler') }, earlierProposals: [], advice: [{ by: by('H'), participants: ['Y'], seq: 2 }], opinions: [{ by: by('X'), seq: 5 }], reviews: [], votes: [], consents: [],
  deciders: [{ person: 'C', capacity: 'decide' }], decidedAt: '2026-03-10T01:00:00.000Z',
} as unknown as DecisionRecord;

test('advisers, and who sent it back or asked to look again, are found under the decision', () => {
  const listed = participantsOf(RECORD, { team: [], decisions: { q: OPEN } } as unknown as CaseSnapshot).map(({ person, capacity }) => `${person} ${capacity}`);
  expect(listed).toEqual(['P propose', 'Y advise', 'H advise', 'X advise', 'D instruct', 'C instruct', 'C decide']);
});

test('who sent it on stands in the order of the kinds, and nobody where the question is gone', () => {
  expect(passedOnIn(OPEN).map(({ person }) => person)).toEqual(['D', 'C']);
  expect(passedOnIn(undefined)).toEqual([]);
});
