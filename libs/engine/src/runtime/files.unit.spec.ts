// Files of a case: attached by their digest, withdrawn and never removed; and which files a payload names. What is not here: whether they are stored.
import { expectOk, type HashHex, type JsonObject } from '@quanze/kernel';
import { caseUnderReview, pathDocument, releaseOf, staff, T0, worldOf } from '../fixtures.contract.js';
import { compileRelease, decide, filesNamed, type CasePathDocument, type CaseSnapshot, type World } from '../index.js';

const label = { zh: '文件', en: 'file' };
const field = { type: 'file', required: true, label };
const document = {
  ...pathDocument,
  acts: {
    ...pathDocument.acts,
    attach: { label, from: ['*'], by: ['handler'], effect: { kind: 'attach-file', file: 'payload.file' }, fields: { file: field, title: { type: 'text', label, sensitive: true } } },
    detach: { label, from: ['*'], by: ['handler'], effect: { kind: 'detach-file', file: 'payload.file' }, fields: { file: field } },
    register: {
      label, from: ['*'], by: ['handler'], effect: { kind: 'register-evidence', form: 'payload.kind', organ: 'payload.kind', elements: 'payload.list', file: 'payload.text' },
      fields: { kind: { type: 'enum', values: ['expert'], required: true, label }, text: { type: 'text', label } },
    },
    several: { label, from: ['*'], by: ['handler'], fields: { files: { type: 'files', label }, file: { ...field, required: false }, text: { type: 'text', label }, list: { type: 'list', label } } },
  },
} as unknown as CasePathDocument;
const path = expectOk(compileRelease(releaseOf(document)), 'variant');
const [A, B, C] = ['a1', 'b2', 'c3'].map((digits) => digits.repeat(32) as HashHex) as [HashHex, HashHex, HashHex];

const tryAct = (snapshot: CaseSnapshot, act: string, payload: JsonObject, more: Partial<World> = {}) => decide(path, snapshot, { act, payload }, { ...worldOf(staff.handler, T0), ...more }, 10 + snapshot.version);
const run = (snapshot: CaseSnapshot, act: string, payload: JsonObject, more: Partial<World> = {}) => expectOk(tryAct(snapshot, act, payload, more), act);
const code = (snapshot: CaseSnapshot, act: string, payload: JsonObject) => { const result = tryAct(snapshot, act, payload); return result.ok ? 'ok' : [result.refusal.code, result.refusal.params['problems'] ?? []]; };
const start = caseUnderReview();

describe('a file of a case', () => {
  it('is kept with who attached it and with what the host knows of it, and the entry holds its digest', () => {
    const files = new Map([[A, { size: 77, mediaType: 'application/pdf' }]]);
    const { snapshot, entry } = run(start, 'attach', { file: A, title: '笔录' }, { files });
    const seq = 10 + start.version;
    expect(snapshot.files).toEqual({ 1: { number: 1, hash: A, size: 77, mediaType: 'application/pdf', by: staff.handler.person, at: T0, seq } });
    expect([entry.payload['input'], entry.sealed]).toEqual([{ file: A, title: '笔录' }, ['title']]);
    expect(run(snapshot, 'attach', { file: B }).snapshot.files?.['2']).toEqual({ number: 2, hash: B, by: staff.handler.person, at: T0, seq: seq + 1 });
  });

  it('is attached once at a time, and withdrawn it stays in the list', () => {
    const attached = run(start, 'attach', { file: A }).snapshot;
    expect([code(attached, 'attach', { file: A }), code(attached, 'detach', { file: B }), code(start, 'detach', { file: A })]).toEqual([['FILE.ALREADY_ATTACHED', []], ['FILE.NOT_ATTACHED', []], ['FILE.NOT_ATTACHED', []]]);
    const withdrawn = run(attached, 'detach', { file: A }).snapshot;
    expect(withdrawn.files).toEqual({ 1: { ...attached.files?.['1'], withdrawnSeq: 11 + start.version } });
    expect(code(withdrawn, 'detach', { file: A })).toEqual(['FILE.NOT_ATTACHED', []]);
    const again = run(withdrawn, 'attach', { file: A }).snapshot;
    expect([Object.keys(again.files ?? {}), again.files?.['1'], again.files?.['2']?.withdrawnSeq]).toEqual([['1', '2'], withdrawn.files?.['1'], undefined]);
  });

  it('is in the journal as what changed of it, and not the whole list', () => {
    const first = run(start, 'attach', { file: A });
    const second = run(first.snapshot, 'attach', { file: B });
    const third = run(second.snapshot, 'detach', { file: A });
    const seq = 10 + start.version;
    expect([second, third].map(({ entry }) => (entry.payload['patch'] as JsonObject)['files'])).toEqual([{ 2: second.snapshot.files?.['2'] }, { 1: { withdrawnSeq: seq + 2 } }]);
  });
});

describe('the name of a file', () => {
  it.each(['x', A.toUpperCase(), A.slice(1), `${A}0`, 7])('has one form: %s has not', (file) => {
    expect(code(start, 'attach', { file })).toEqual(['PAYLOAD.INVALID', ['file: file']]);
  });

  it('is asked of an item of evidence also where a path takes it as text', () => {
    expect([code(start, 'register', { kind: 'expert', text: 'x' }), code(start, 'register', { kind: 'expert', text: A })]).toEqual([['EVIDENCE.FILE_NOT_A_DIGEST', []], 'ok']);
  });

  it('stands for itself in a list as well', () => {
    expect([code(start, 'several', { files: [A, B] }), code(start, 'several', { files: [A, 'x'] }), code(start, 'several', { files: [A, A] }), code(start, 'several', { files: A })])
      .toEqual(['ok', ['PAYLOAD.INVALID', ['files: file']], ['PAYLOAD.INVALID', ['files: file']], ['PAYLOAD.INVALID', ['files: file']]]);
  });

  it('is found where the act declares files and nowhere else', () => {
    expect(filesNamed(path, 'several', { files: [A, B], file: A, text: C, list: [C], unknown: C })).toEqual([A, B]);
    expect([filesNamed(path, 'several', { text: C }), filesNamed(path, 'nothing', { file: A }), filesNamed(path, 'attach', { file: 'x' })]).toEqual([[], [], []]);
  });
});
