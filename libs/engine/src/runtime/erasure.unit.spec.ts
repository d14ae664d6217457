// Erasing contents: who asks, who consents, on which ground and when, and what the case remembers of it. What is not here: the contents themselves.
import { expectOk, type HashHex } from '@quanze/kernel';
import { caseUnderReview, path, staff, T0, worldOf } from '../fixtures.contract.js';
import { answerErasure, erasureOf, fold, requestErasure, tasksOf, type CaseSnapshot, type ErasureGround, type ErasureOf, type PersonFacts } from '../index.js';

const FILE = 'ab'.repeat(32) as HashHex;
const REASONS = '与本案无关';
const management = staff.counter;
const ended = (): CaseSnapshot => ({ ...caseUnderReview(), status: 'ended', ending: 'closed', endedAt: T0 });
const request = (snapshot: CaseSnapshot, who: PersonFacts, of: ErasureOf = { document: 1 }, ground: ErasureGround = 'personal-data', expectedVersion = snapshot.version) =>
  requestErasure(path, snapshot, { of, ground, reasons: REASONS, expectedVersion }, { world: worldOf(who, T0), seq: 7 });
const answer = (snapshot: CaseSnapshot, who: PersonFacts, number = 1, consents = true, expectedVersion = snapshot.version) =>
  answerErasure(path, snapshot, { number, consents, reasons: REASONS, expectedVersion }, { world: worldOf(who, T0), seq: 8 });
const asked = (snapshot: CaseSnapshot, of?: ErasureOf): CaseSnapshot => expectOk(request(snapshot, staff.handler, of), 'request').snapshot;
const refusalOf = (result: ReturnType<typeof request>) => (result.ok ? 'ok' : [result.refusal.code, result.refusal.params]);
const codeOf = (result: ReturnType<typeof request>) => (result.ok ? 'ok' : result.refusal.code);
const evidence = (file: HashHex) => ({ items: { 1: { number: 1, seq: 3, kind: 'expert', organ: 'police', elements: [], file, by: staff.handler.person, at: T0 } } }) as unknown as NonNullable<CaseSnapshot['evidence']>;

describe('asking to erase', () => {
  it('is an entry that moves nothing else, with its reasons sealed', () => {
    const before = caseUnderReview();
    const { entry, snapshot, record } = expectOk(request(before, staff.handler, { file: FILE }), 'request');
    const erasure = { number: 1, of: { file: FILE }, ground: 'personal-data', by: staff.handler.person, at: T0, seq: 7 };
    expect(snapshot).toEqual({ ...before, version: before.version + 1, erasures: { 1: erasure } });
    expect([entry.act, entry.sealed, entry.payload['input'], record]).toEqual(['erasure.request', ['reasons'], { number: 1, file: FILE, ground: 'personal-data', reasons: REASONS }, null]);
    expect(entry.payload).not.toHaveProperty('erased');
  });

  it('is for the handler and case management, and for nobody else', () => {
    expect([staff.handler, management, staff.chief, staff.head].map((who) => codeOf(request(ended(), who)))).toEqual(['ok', 'ok', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
  });

  it('waits for the ending where a period of retention is the ground', () => {
    expect([refusalOf(request(caseUnderReview(), staff.handler, { document: 1 }, 'retention-ended')), codeOf(request(ended(), staff.handler, { document: 1 }, 'retention-ended'))])
      .toEqual([['ERASURE.CASE_OPEN', { ground: 'retention-ended' }], 'ok']);
  });

  it('leaves evidence alone while the case runs', () => {
    expect([refusalOf(request({ ...caseUnderReview(), evidence: evidence(FILE) }, staff.handler, { file: FILE })), codeOf(request({ ...caseUnderReview(), evidence: evidence('cd'.repeat(32) as HashHex) }, staff.handler, { file: FILE })), codeOf(request({ ...ended(), evidence: evidence(FILE) }, staff.handler, { file: FILE }))])
      .toEqual([['ERASURE.EVIDENCE_IN_USE', { item: 1 }], 'ok', 'ok']);
  });

  it('leaves documents alone while the case runs', () => {
    expect([refusalOf(request(caseUnderReview(), staff.handler, { document: 1 })), codeOf(request(ended(), staff.handler, { document: 1 }))]).toEqual([['ERASURE.CASE_OPEN', { document: 1 }], 'ok']);
  });

  it('is done once for a content until it is answered, and counted on', () => {
    const waiting = asked(ended());
    expect([refusalOf(request(waiting, management)), codeOf(request(waiting, management, { document: 2 })), codeOf(request(waiting, management, { file: FILE }))]).toEqual([['ERASURE.PENDING', { number: 1 }], 'ok', 'ok']);
    const declined = expectOk(answer(waiting, staff.chief, 1, false), 'decline').snapshot;
    expect(Object.keys(asked(declined).erasures ?? {})).toEqual(['1', '2']);
  });

  it('is a task of the chief until it is answered, also in a case that has ended', () => {
    const tasks = (snapshot: CaseSnapshot) => tasksOf(path, snapshot, T0 as never).filter(({ state }) => state === 'erasure');
    const [running, over] = [asked(caseUnderReview(), { file: FILE }), asked(ended())];
    const task = { key: 'erasure#1', state: 'erasure', verb: 'answer', role: 'chief' };
    expect([tasks(running), tasks(over), tasks(expectOk(answer(over, staff.chief), 'consent').snapshot)]).toEqual([[task], [task], []]);
  });

  it('needs the version that was seen', () => {
    expect(codeOf(request(caseUnderReview(), staff.handler, { document: 1 }, 'personal-data', 99))).toBe('CASE.VERSION_CONFLICT');
  });
});

describe('an answer', () => {
  it('by the chief erases, and the entry says what', () => {
    const waiting = asked(caseUnderReview(), { file: FILE });
    const { entry, snapshot } = expectOk(answer(waiting, staff.chief), 'consent');
    expect([entry.act, entry.actor?.capacity, entry.sealed, entry.payload['erased']]).toEqual(['erasure.consent', 'consent', ['reasons'], { file: FILE }]);
    expect(erasureOf(snapshot, { file: FILE })?.answer).toEqual({ consented: true, by: staff.chief.person, at: T0, seq: 8 });
    expect([erasureOf(waiting, { file: FILE }), erasureOf(snapshot, { document: 1 })]).toEqual([undefined, undefined]);
  });

  it('that declines erases nothing', () => {
    const { entry, snapshot } = expectOk(answer(asked(ended()), staff.chief, 1, false), 'decline');
    expect([entry.act, Object.keys(entry.payload), erasureOf(snapshot, { document: 1 })]).toEqual(['erasure.decline', ['input', 'patch'], undefined]);
  });

  it('is nobody else\'s, and never of who asked', () => {
    const waiting = asked(ended());
    expect([management, staff.handler, staff.head].map((who) => codeOf(answer(waiting, who)))).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE', 'AUTHORITY.NOT_YOUR_ROLE']);
    const own: CaseSnapshot = { ...waiting, erasures: { 1: { ...(waiting.erasures?.['1'] as NonNullable<CaseSnapshot['erasures']>[string]), by: staff.chief.person } } };
    expect([codeOf(answer(own, staff.chief)), codeOf(answer(own, staff.chief, 1, false))]).toEqual(['AUTHORITY.CONFLICTING_CAPACITY', 'AUTHORITY.CONFLICTING_CAPACITY']);
  });

  it('is given once, to a request that there is, on the version that was seen', () => {
    const done = expectOk(answer(asked(ended()), staff.chief), 'consent').snapshot;
    expect([refusalOf(answer(done, staff.chief)), refusalOf(answer(done, staff.chief, 2)), codeOf(answer(done, staff.chief, 0)), codeOf(answer(caseUnderReview(), staff.chief, 1, true)), codeOf(answer(done, staff.chief, 1, true, 99))])
      .toEqual([['ERASURE.ANSWERED', { number: 1, seq: 8 }], ['ERASURE.NOT_FOUND', { number: 2 }], 'ERASURE.NOT_FOUND', 'ERASURE.NOT_FOUND', 'CASE.VERSION_CONFLICT']);
  });

  it('does not take what became evidence in the meantime', () => {
    const waiting = { ...asked(caseUnderReview(), { file: FILE }), evidence: evidence(FILE) };
    expect([codeOf(answer(waiting, staff.chief)), codeOf(answer(waiting, staff.chief, 1, false))]).toEqual(['ERASURE.EVIDENCE_IN_USE', 'ok']);
  });

  it('does not take a document of a case that runs again', () => {
    const again: CaseSnapshot = { ...asked(ended()), status: 'open' };
    expect([codeOf(answer(again, staff.chief)), codeOf(answer(again, staff.chief, 1, false))]).toEqual(['ERASURE.CASE_OPEN', 'ok']);
  });

  it('is remembered by the fold of the journal', () => {
    const before = ended();
    const first = expectOk(request(before, staff.handler), 'request');
    const second = expectOk(answer(first.snapshot, staff.chief), 'consent');
    const entries = [{ payload: { patch: before as never } }, first.entry, second.entry].map((entry, index) => ({ seq: index + 1, kind: 'act', act: null, payload: entry.payload }));
    expect(expectOk(fold(entries as never), 'fold')).toEqual(second.snapshot);
  });
});
