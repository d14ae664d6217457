// Evidence through the acts of a path: what is refused, what a decision keeps, that a gap refuses nothing, exclusion at the issue, and looking
// again. What is not here: the check itself (`evidence-check.unit.spec.ts`).
import type { HashHex, Instant, JsonObject } from '@quanze/kernel';
import type { EvidenceStandard } from '../definition/evidence-standard.js';
import { attempt, caseUnderReview, codeOf, outcomeOf, pathDocument, pathWith, readYaml, REASONS, run as runOn, staff } from '../fixtures.contract.js';
import { applyPatch } from './patch.js';
import type { CaseSnapshot } from './snapshot.js';
import { tasksOf } from './tasks.js';

const part = readYaml('path-parts/evidence.yaml') as { acts: Record<string, { duty?: string }> };
const acts = Object.fromEntries(Object.entries(part.acts).map(([name, { duty: _duty, ...act }]) => [name, act]));
const l = (zh: string) => ({ zh, en: zh });
const list = { type: 'list', label: l('序号') };
const outcome = (pathDocument.states['stage'] as unknown as { states: { outcome: { options: Record<string, object> } } }).states.outcome;
const on = pathWith({
  acts: { ...pathDocument.acts, ...acts,
    mark: { label: l('标记'), from: ['*'], by: ['handler'], effect: { kind: 'suspect-evidence', items: 'payload.items', ground: 'payload.ground' }, fields: { items: list, ground: { type: 'text', label: l('情形') } } },
    finish: { label: l('直接决定'), from: ['*'], by: ['chief'], capacity: 'decide', matter: 'general.case.assign' } },
  'states/extension/states/asking': {
    type: 'decision', label: l('排除'), question: l('是否排除'), home: ['extension.idle'], fields: { items: list }, about: ['items'],
    options: {
      exclude: { label: l('排除'), matter: 'criminal.evidence.exclude', to: 'extension.idle', fields: { keptItems: list }, onIssue: { effect: { kind: 'exclude-evidence', items: 'payload.items', kept: 'payload.keptItems' } } },
      keep: { label: l('不排除'), matter: 'criminal.evidence.exclude', to: 'extension.idle', onIssue: { effect: { kind: 'keep-evidence', items: 'payload.items' } } },
    },
  },
  'states/stage/states/outcome': outcome,
});
const standard = { standard: readYaml('evidence-standards/model.yaml') as EvidenceStandard, digest: 'e'.repeat(64) as HashHex };
const more = { on, world: { evidence: standard } };
const run = (snapshot: CaseSnapshot, act: string, payload: JsonObject = {}, who = staff.handler) => runOn(snapshot, who, act, payload, more);
const code = (snapshot: CaseSnapshot, act: string, payload: JsonObject = {}, world = more.world) => codeOf(attempt(snapshot, staff.handler, act, payload, { on, world }));
const item = (kind: string, ...elements: string[]): JsonObject => ({ kind, title: '名称', organ: 'police', ...(elements.length === 0 ? {} : { elements }) });
const assessed = (number: number, admitted = true, key = false): JsonObject => ({ number, admitted, key, reasons: '理由' });
const START = run(caseUnderReview(), 'set-offences', { offences: ['theft'] });
const TWO = run(run(START, 'register-evidence', item('expert', 'theft.value')), 'register-evidence', item('suspect', 'theft.possession'));
const USED = run(run(TWO, 'assess-evidence', assessed(1, true, true)), 'assess-evidence', assessed(2));
const decided = (snapshot: CaseSnapshot) => run(run(snapshot, 'outcome.propose', { option: 'prosecute' }), 'outcome.decide', REASONS);
const excluding = (snapshot: CaseSnapshot, option: string, items: string[], keptItems?: string[]) => run(run(snapshot, 'asking.propose', { option, items, ...(keptItems === undefined ? {} : { keptItems }) }), 'asking.decide', REASONS);
const desk = (snapshot: CaseSnapshot) => tasksOf(on, snapshot, '2026-03-04T01:00:00.000Z' as Instant).filter(({ state }) => state === 'relook');

it('numbers items itself, keeps no text of them, and carries in an entry what changed alone', () => {
  expect(Object.keys(TWO.evidence?.items ?? {})).toEqual(['1', '2']);
  expect(JSON.stringify(TWO)).not.toContain('名称');
  const { entry, snapshot } = outcomeOf(TWO, staff.handler, 'correct-evidence', { number: 2, ...item('witness'), reasons: '笔误' }, more);
  expect(entry.payload['patch']).toMatchObject({ evidence: { items: { 2: { kind: 'witness', elements: [], corrected: 1 } } } });
  expect(Object.keys((entry.payload['patch'] as { evidence: { items: object } }).evidence.items)).toEqual(['2']);
  expect(entry.sealed).toEqual(expect.arrayContaining(['title', 'reasons']));
  expect(applyPatch(TWO as never, entry.payload['patch'] as never)).toEqual(snapshot);
});

it('knows offences and elements of the standard in force only; without one an item has no elements', () => {
  expect([code(START, 'set-offences', { offences: ['x'] }), code(START, 'set-offences', { offences: [] }), code(START, 'register-evidence', item('expert', 'fraud.amount'))]).toEqual(['EVIDENCE.UNKNOWN_OFFENCE', 'EVIDENCE.UNKNOWN_OFFENCE', 'EVIDENCE.UNKNOWN_ELEMENT']);
  expect([code(START, 'set-offences', { offences: ['theft'] }, {} as never), code(START, 'register-evidence', item('expert', 'theft.value'), {} as never), code(START, 'register-evidence', item('expert'), {} as never)]).toEqual(['EVIDENCE.NO_STANDARD', 'EVIDENCE.NO_STANDARD', 'ok']);
  expect([code(START, 'register-evidence', { ...item('expert'), file: 'AB'.repeat(32) }), code(START, 'register-evidence', { ...item('expert'), file: 'ab'.repeat(32) }), code(START, 'register-evidence', item('rumour'))]).toEqual(['PAYLOAD.INVALID', 'ok', 'PAYLOAD.INVALID']);
  expect([code(TWO, 'assess-evidence', assessed(3)), code(TWO, 'note-evidence-conflict', { element: 'theft.value', items: ['1', '7'], content: '不一' }), code(TWO, 'mark', { items: ['__proto__'], ground: 'torture' })]).toEqual(Array(3).fill('EVIDENCE.UNKNOWN'));
  expect(code(TWO, 'note-evidence-conflict', { element: 'theft.value', items: ['1'], content: '不一' })).toBe('EVIDENCE.CONFLICT_NEEDS_TWO');
});

it('lets a decision fall with every element a gap, and with a conflict, and keeps that with it (R23)', () => {
  const conflict = run(USED, 'note-evidence-conflict', { element: 'theft.value', items: ['1', '2'], content: '不一' });
  for (const [snapshot, gap, open] of [[caseUnderReview(), 8, 0], [USED, 7, 0], [conflict, 7, 1]] as const) {
    const { record, entry } = outcomeOf(run(snapshot, 'outcome.propose', { option: 'prosecute' }), staff.handler, 'outcome.decide', REASONS, more);
    expect(record?.evidence).toMatchObject({ standard: 'model@2026.1', digest: standard.digest, counts: { gap, conflict: open } });
    expect((entry.payload['decision'] as JsonObject)['evidence']).toEqual(record?.evidence);
  }
  const alone = outcomeOf(USED, staff.chief, 'finish', {}, more).entry;
  expect([alone.kind, alone.payload['evidence']]).toEqual(['decision', expect.objectContaining({ conflict: [], counts: expect.objectContaining({ items: 2, inUse: 2 }) })]);
  expect(outcomeOf(run(USED, 'outcome.propose', { option: 'prosecute' }), staff.handler, 'outcome.decide', REASONS, { on }).record).not.toHaveProperty('evidence');
});

it('moves no state, fact, clock or option by anything said of evidence', () => {
  const { evidence: _before, version: _first, ...bare } = caseUnderReview();
  const { evidence: _after, version: _version, ...later } = run(run(USED, 'note-evidence-conflict', { element: 'theft.value', items: ['1', '2'], content: '不一' }), 'mark', { items: ['1'], ground: 'threat' });
  expect(later).toEqual(bare);
});

it('excludes at the issue, all that are marked named, and lets an item back by a new decision alone', () => {
  const marked = run(run(USED, 'mark', { items: ['1'], ground: 'torture' }), 'mark', { items: ['2'], ground: 'threat' });
  expect(code(marked, 'assess-evidence', assessed(1))).toBe('EVIDENCE.SUSPECTED');
  expect([['1'], ['1', '2', '3'], ['1', '2']].map((items) => code(marked, 'asking.propose', { option: 'exclude', items }))).toEqual(['EVIDENCE.NOT_ALL_NAMED', 'EVIDENCE.UNKNOWN', 'ok']);
  expect(code(USED, 'asking.propose', { option: 'keep', items: ['1'] })).toBe('EVIDENCE.NOT_SUSPECTED');
  const waiting = excluding(marked, 'exclude', ['1', '2'], ['2']);
  expect(waiting.evidence?.items['1']).not.toHaveProperty('excluded');
  const issued = run(waiting, 'asking.issue');
  expect(issued.evidence?.items['1']).toMatchObject({ excluded: { at: expect.any(String) } });
  expect(issued.evidence?.items['2']).toEqual(USED.evidence?.items['2']);
  expect([code(issued, 'assess-evidence', assessed(1)), code(issued, 'assess-evidence', assessed(1, false))]).toEqual(['EVIDENCE.EXCLUDED', 'ok']);
  const corrected = run(issued, 'correct-evidence', { number: 1, ...item('expert', 'theft.value'), reasons: '笔误' });
  expect([USED.evidence?.items['1']?.assessment?.admitted, corrected.evidence?.items['1']?.assessment]).toEqual([true, undefined]);
  expect(code(corrected, 'assess-evidence', assessed(1))).toBe('EVIDENCE.EXCLUDED');
  const again = run(excluding(run(issued, 'mark', { items: ['1'], ground: 'other' }), 'keep', ['1']), 'asking.issue');
  expect([again.evidence?.items['1']?.assessment, code(again, 'assess-evidence', assessed(1))]).toEqual([undefined, 'ok']);
  const still = run(excluding(run(issued, 'mark', { items: ['1'], ground: 'other' }), 'exclude', ['1']), 'asking.issue');
  expect(still.evidence?.items['1']?.excluded).toEqual(issued.evidence?.items['1']?.excluded);
});

it('asks to look again when key evidence changed after a decision of the main region, and for nothing else', () => {
  const before = run(run(USED, 'assess-evidence', assessed(1, false, true)), 'assess-evidence', assessed(1, true, true));
  expect(before.evidence?.relooks).toEqual({});
  const after = decided(USED);
  expect(after.evidence?.decided).toEqual({ 'stage.outcome': { seq: expect.any(Number), outcome: 'prosecute' } });
  const causes = (...steps: readonly (readonly [string, JsonObject])[]) => Object.values(steps.reduce((snapshot, [act, payload]) => run(snapshot, act, payload), after).evidence?.relooks ?? {}).flatMap((relook) => relook.causes.map(({ cause }) => cause));
  const clash = ['note-evidence-conflict', { element: 'theft.value', items: ['1', '2'], content: '不一' }] as const;
  expect(causes(['assess-evidence', assessed(2, false)])).toEqual([]);
  expect(causes(['assess-evidence', assessed(1, true, true)], ['register-evidence', item('physical')], ['mark', { items: ['1'], ground: 'threat' }])).toEqual([]);
  expect(causes(['assess-evidence', assessed(1, false, true)], ['assess-evidence', assessed(1, true, true)])).toEqual(['rejected', 'admitted']);
  expect(causes(['assess-evidence', assessed(1)], ['assess-evidence', assessed(1, true, true)])).toEqual(['no-longer-key', 'new-key-item']);
  expect(causes(['register-evidence', item('physical')], ['assess-evidence', assessed(3, true, true)])).toEqual(['new-key-item']);
  expect(causes(clash, ['resolve-evidence-conflict', { number: 1, reasons: '核实' }])).toEqual(['new-conflict', 'conflict-resolved']);
  expect(causes(['register-evidence', item('physical')], ['note-evidence-conflict', { element: 'theft.value', items: ['2', '3'], content: '不一' }])).toEqual([]);
  expect(causes(['correct-evidence', { number: 1, ...item('expert'), reasons: '笔误' }], ['correct-evidence', { number: 2, ...item('suspect'), reasons: '笔误' }])).toEqual(['corrected']);
  const excluded = run(excluding(run(after, 'mark', { items: ['1'], ground: 'torture' }), 'exclude', ['1']), 'asking.issue');
  expect(Object.values(excluded.evidence?.relooks ?? {}).map((relook) => [relook.causes.map(({ cause }) => cause), relook.decisions.map(({ question }) => question)])).toEqual([[['excluded'], ['stage.outcome']]]);
});

it('lies on the desk of the handler until it is settled with reasons, the case ended or not', () => {
  const after = decided(USED);
  const changed = run(after, 'assess-evidence', assessed(1, false));
  expect(desk(after)).toEqual([]);
  expect(desk(changed)).toEqual([{ key: 'relook#1', state: 'relook', verb: 'relook', role: 'handler', person: staff.handler.person }]);
  expect([code(changed, 'settle-relook', { number: 1, outcome: 'stands' }), code(changed, 'settle-relook', { number: 2, outcome: 'stands', reasons: '理由' })]).toEqual(['PAYLOAD.INVALID', 'EVIDENCE.RELOOK_NOT_OPEN']);
  const settled = run(changed, 'settle-relook', { number: 1, outcome: 'to-correct', reasons: '需纠正' });
  expect([settled.evidence?.relooks['1']?.settled?.outcome, desk(settled), code(settled, 'settle-relook', { number: 1, outcome: 'stands', reasons: '理由' })]).toEqual(['to-correct', [], 'EVIDENCE.RELOOK_NOT_OPEN']);
  const ended = run(run(run(settled, 'outcome.issue'), 'close'), 'assess-evidence', assessed(1, true, true));
  expect([ended.status, desk(ended).map(({ key }) => key), tasksOf(on, ended, '2026-03-04T01:00:00.000Z' as Instant).length]).toEqual(['ended', ['relook#2'], 1]);
});

it('does not look again at a decision that a fallen act took back', () => {
  const after = decided(USED);
  const seq = after.evidence?.decided['stage.outcome']?.seq ?? 0;
  const fallen = { ...after, recusals: [{ person: staff.handler.person, state: 'ordered', requestedAt: '2026-03-03T01:00:00.000Z', earlier: [{ seq, act: 'outcome.decide', at: '2026-03-03T01:00:00.000Z', validity: 'falls', consequence: 'question-reopened' }] }] } as unknown as CaseSnapshot;
  const other = { ...fallen, team: [{ person: staff.other.person, role: 'handler', from: '2026-03-03T01:00:00.000Z' }] } as unknown as CaseSnapshot;
  expect(runOn(other, staff.other, 'assess-evidence', assessed(1, false), { ...more, at: '2026-03-04T01:00:00.000Z' }).evidence?.relooks).toEqual({});
});

it('settles a conflict once, knows its elements, and lets a suspected item be left unused', () => {
  const clash = { element: 'theft.value', items: ['1', '2'], content: '不一' };
  const conflict = run(USED, 'note-evidence-conflict', clash);
  const settle = (snapshot: CaseSnapshot, number: number): string => code(snapshot, 'resolve-evidence-conflict', { number, reasons: '核实' });
  expect([settle(conflict, 2), settle(conflict, 1), settle(run(conflict, 'resolve-evidence-conflict', { number: 1, reasons: '核实' }), 1)]).toEqual(['EVIDENCE.CONFLICT_NOT_OPEN', 'ok', 'EVIDENCE.CONFLICT_NOT_OPEN']);
  expect(code(USED, 'note-evidence-conflict', { ...clash, element: 'fraud.amount' })).toBe('EVIDENCE.UNKNOWN_ELEMENT');
  expect(code(run(USED, 'mark', { items: ['1'], ground: 'torture' }), 'assess-evidence', assessed(1, false))).toBe('ok');
  expect(attempt(START, staff.handler, 'set-offences', { offences: ['theft', 'x'] }, more)).toMatchObject({ ok: false, refusal: { code: 'EVIDENCE.UNKNOWN_OFFENCE', params: { offences: ['x'] } } });
});

it('keeps the file of an item only while its registration names one, and says in which sense a second look ended', () => {
  const file = 'ab'.repeat(32);
  const filed = run(START, 'register-evidence', { ...item('expert'), file });
  expect([filed.evidence?.items['1']?.file, Object.keys(run(filed, 'correct-evidence', { number: 1, ...item('expert'), reasons: '笔误' }).evidence?.items['1'] ?? {})]).toEqual([file, expect.not.arrayContaining(['file'])]);
  const changed = run(decided(USED), 'assess-evidence', assessed(1, false));
  expect(run(changed, 'settle-relook', { number: 1, outcome: 'stands', reasons: '理由' }).evidence?.relooks['1']?.settled?.outcome).toBe('stands');
});
