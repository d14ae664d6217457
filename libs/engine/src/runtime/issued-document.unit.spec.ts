// The document issued with an act: its entry names it, its number takes the place of the typed one, and nothing of the case changes by it.
// What is not here: making documents and giving numbers.
import { expectOk, type HashHex, type JsonObject } from '@quanze/kernel';
import { caseUnderReview, flow, pathDocument, REASONS, releaseOf, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileRelease, decide, documentOfAct, mayDraft, recordCorrection, type ApprovalFlowDocument, type CasePathDocument, type CaseSnapshot, type CompiledAct, type IssuedDocument, type PersonFacts } from '../index.js';

const label = { zh: '文书', en: 'paper' };
const stage = pathDocument.states['stage'] as unknown as { readonly states: Readonly<Record<string, { readonly options: Readonly<Record<string, object>> }>> };
const outcome = stage.states['outcome'] as { readonly options: Readonly<Record<string, object>> };
const document = {
  ...pathDocument,
  states: { ...pathDocument.states, stage: { ...stage, states: { ...stage.states, outcome: { ...outcome, options: { ...outcome.options, minor: { ...outcome.options['minor'], document: { id: 'paper', label } } } } } } },
  acts: { ...pathDocument.acts, tell: { label, from: ['*'], by: ['handler'], document: { id: 'notice', label } } },
} as unknown as CasePathDocument;
const numbered = { ...flow, acts: { ...flow.acts, issue: { ...flow.acts['issue'], fields: { documentNumber: { type: 'text', required: true, length: 100, label } } } } } as ApprovalFlowDocument;
const path = expectOk(compileRelease(releaseOf(document, [numbered])), 'variant');
const PAPER: IssuedDocument = { document: 'paper', n: 1, version: 2, template: 'test@1', number: '测决〔2026〕1号', hash: 'ab'.repeat(32) as HashHex };

const tryAct = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: object = {}, issued?: IssuedDocument) =>
  decide(path, snapshot, { act, payload: payload as JsonObject, ...(issued === undefined ? {} : { document: issued }) }, worldOf(who, T0), snapshot.version + 1);
const run = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: object = {}) => expectOk(tryAct(snapshot, who, act, payload), act).snapshot;
const decided = () => {
  const sent = run(run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'minor' }), staff.handler, 'outcome.send-up');
  return run(run(sent, staff.head, 'outcome.review', { opinion: 'agree' }), staff.chief, 'outcome.approve', REASONS);
};
const codeOf = (result: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal.code);
const act = (id: string) => path.acts.get(id) as CompiledAct;

describe('the document of an act', () => {
  it('is that of the option decided, and of the act itself outside of decisions', () => {
    expect([documentOfAct(path, decided(), act('outcome.issue'))?.id, documentOfAct(path, caseUnderReview(), act('outcome.issue')), documentOfAct(path, decided(), act('outcome.approve')), documentOfAct(path, decided(), act('tell'))?.id])
      .toEqual(['paper', null, null, 'notice']);
  });

  it('stands in its entry, and its number where it would have been typed', () => {
    const { entry, snapshot } = expectOk(tryAct(decided(), staff.handler, 'outcome.issue', {}, PAPER), 'issue');
    expect(entry.payload).toMatchObject({ document: PAPER, input: { documentNumber: PAPER.number } });
    expect(snapshot).toEqual(run(decided(), staff.handler, 'outcome.issue', { documentNumber: 'other' }));
  });

  it('goes with an act of the path as well', () => {
    const notice = { ...PAPER, document: 'notice' };
    expect(expectOk(tryAct(caseUnderReview(), staff.handler, 'tell', {}, notice), 'tell').entry.payload).toMatchObject({ document: notice, input: {} });
  });

  it.each([
    ['a number typed as well', 'outcome.issue', { documentNumber: '1号' }, PAPER, 'DOCUMENT.NUMBER_GIVEN'],
    ['another document', 'outcome.issue', {}, { ...PAPER, document: 'notice' }, 'DOCUMENT.NOT_OF_ACT'],
    ['a document for an act that makes none', 'outcome.object', {}, PAPER, 'DOCUMENT.NOT_OF_ACT'],
    ['neither a document nor a number', 'outcome.issue', {}, undefined, 'PAYLOAD.INVALID'],
  ])('is refused with %s', (_what, id, payload, issued, code) => {
    expect(codeOf(tryAct(decided(), staff.handler, id, payload, issued))).toBe(code);
  });

  it('opens no way for somebody who may not issue', () => {
    expect(codeOf(tryAct(decided(), staff.chief, 'outcome.issue', {}, PAPER))).toBe('AUTHORITY.NOT_YOUR_ROLE');
  });
});

describe('writing on documents', () => {
  it('is for the team, and for nobody under a recusal', () => {
    const recused: CaseSnapshot = { ...decided(), recusals: [{ person: staff.handler.person, state: 'ordered', requestedAt: T0 }] };
    const may = (snapshot: CaseSnapshot, who: PersonFacts) => codeOf(mayDraft(path, snapshot, worldOf(who, T0)));
    expect([may(decided(), staff.handler), may(decided(), staff.chief), may(recused, staff.handler)]).toEqual(['ok', 'AUTHORITY.NOT_YOUR_ROLE', 'RECUSAL.IN_FORCE']);
  });
});

describe('a correction', () => {
  const correct = (snapshot: CaseSnapshot, who: PersonFacts, expectedVersion = snapshot.version) => recordCorrection(path, snapshot, { expectedVersion }, { ...PAPER, n: 2, corrects: 1 }, worldOf(who, T0));

  it('moves nothing but the version, also in a case that has ended', () => {
    const ended: CaseSnapshot = { ...decided(), status: 'ended', ending: 'closed', endedAt: T0 };
    const { snapshot, entry } = expectOk(correct(ended, staff.handler), 'correction');
    expect(snapshot).toEqual({ ...ended, version: ended.version + 1 });
    expect([entry.act, entry.payload]).toEqual(['document.correct', { input: {}, patch: { version: ended.version + 1 }, document: { ...PAPER, n: 2, corrects: 1 } }]);
  });

  it('is the handler\'s, of the version that was seen', () => {
    expect([codeOf(correct(decided(), staff.chief)), codeOf(correct(decided(), staff.handler, 1))]).toEqual(['AUTHORITY.NOT_YOUR_ROLE', 'CASE.VERSION_CONFLICT']);
  });
});
