// A document that does not fit together is refused with its place, never compiled and never thrown. One flaw per row.
import type { CasePathDocument } from '../definition/case-path.js';
import type { ApprovalFlowDocument } from '../definition/approval-flow.js';
import { flow, path, pathDocument, releaseOf } from '../fixtures.contract.js';
import { compileRelease, decidedBy } from '../index.js';
import { decidedLevels, levelsOf } from './nodes.js';

type Change = (document: Mutable) => void;
// Documents are read-only everywhere but here, where a copy is spoilt on purpose.
type Mutable = Record<string, unknown>;
const spoilt = (change: Change): CasePathDocument => {
  const copy = structuredClone(pathDocument) as unknown as Mutable;
  change(copy);
  return copy as unknown as CasePathDocument;
};
const set = (document: Mutable, place: string, value: unknown): void => {
  const keys = place.split('/');
  const last = keys.pop() as string;
  keys.reduce<Mutable>((here, key) => here[key] as Mutable, document)[last] = value;
};
const codeOf = (document: CasePathDocument, flows: readonly ApprovalFlowDocument[] = [flow]) => {
  const result = compileRelease(releaseOf(document, flows));
  return result.ok ? 'ok' : result.refusal.code;
};
const outcome = 'states/stage/states/outcome';
const minor = `${outcome}/options/minor`;

const FLAWS: readonly (readonly [place: string, value: unknown, code: string])[] = [
  [`${outcome}/home`, ['nowhere'], 'DEFINITION.UNKNOWN_STATE'],
  ['states/extension/states/asking/while', ['nowhere'], 'DEFINITION.UNKNOWN_STATE'],
  [`${outcome}/when`, [{ if: '1 +', else: {} }], 'DEFINITION.FEEL_SYNTAX'],
  [`${outcome}/when`, [{ if: 'payload.x = 1', else: {} }], 'DEFINITION.UNDECLARED_FACT'],
  [`${minor}/to`, 'nowhere', 'DEFINITION.UNKNOWN_STATE'],
  [`${minor}/when`, [{ if: 'undeclared', else: {} }], 'DEFINITION.UNDECLARED_FACT'],
  [`${minor}/must`, { if: 'undeclared', else: {} }, 'DEFINITION.UNDECLARED_FACT'],
  [`${minor}/set`, { undeclared: '1' }, 'DEFINITION.UNDECLARED_FACT'],
  [`${minor}/set`, { returns: '1 +' }, 'DEFINITION.FEEL_SYNTAX'],
  [`${minor}/onIssue`, { set: { returns: 'undeclared' } }, 'DEFINITION.UNDECLARED_FACT'],
  [`${minor}/clocks`, [{ satisfy: 'nothing' }], 'DEFINITION.UNKNOWN_CLOCK'],
  [`${minor}/onIssue`, { clocks: [{ stop: 'nothing', reason: '-' }] }, 'DEFINITION.UNKNOWN_CLOCK'],
  ['acts/close/from', ['nowhere'], 'DEFINITION.UNKNOWN_STATE'],
  ['acts/close/while', ['nowhere'], 'DEFINITION.UNKNOWN_STATE'],
  ['acts/close/to', 'nowhere', 'DEFINITION.UNKNOWN_STATE'],
  ['acts/close/to', [{ to: 'stage.closed', if: 'undeclared' }], 'DEFINITION.UNDECLARED_FACT'],
  ['acts/close/when', [{ if: '((', else: {} }], 'DEFINITION.FEEL_SYNTAX'],
  ['acts/close/set', { undeclared: 'true' }, 'DEFINITION.UNDECLARED_FACT'],
  ['acts/close/clocks', [{ start: 'nothing' }], 'DEFINITION.UNKNOWN_CLOCK'],
  ['acts/close/clocks', [{ event: 'nothing', add: {} }], 'DEFINITION.UNKNOWN_CLOCK'],
  ['clocks/review/rule', 'no.such.rule', 'DEFINITION.UNKNOWN_RULE'],
  ['clocks/supplement/onExpiry', { set: { undeclared: 'true' }, note: {} }, 'DEFINITION.UNDECLARED_FACT'],
  ['acts/outcome.issue', pathDocument.acts['note'], 'DEFINITION.DUPLICATE_NAME'],
];

describe('a path', () => {
  it.each(FLAWS)('with %s = %j is refused', (place, value, code) => {
    expect(codeOf(spoilt((document) => set(document, place, value)))).toBe(code);
  });

  it('may not use the last part of a decision’s id twice', () => {
    const twice = spoilt((document) => set(document, 'states/extension/states/outcome', pathDocument.states['stage'] && structuredClone((pathDocument.states['extension'] as { states: Record<string, unknown> }).states['asking'])));
    expect(codeOf(twice)).toBe('DEFINITION.DUPLICATE_NAME');
  });

  it('needs a flow for every decision', () => {
    expect(codeOf(pathDocument, [])).toBe('DEFINITION.FLOW_NOT_BOUND');
    expect(codeOf(pathDocument, [{ ...flow, id: 'other' }])).toBe('DEFINITION.FLOW_NOT_BOUND');
  });

  it('takes the flow that is bound to the path and the decision by name', () => {
    const release = releaseOf();
    const bindings = [{ path: 'another.path', decision: '*', flow: 'other' }, { path: 'test.path', decision: 'stage.outcome', flow: 'upward' }, { path: '*', decision: '*', flow: 'upward' }];
    const bound = compileRelease({ ...release, documents: { ...release.documents, binding: { ...release.documents.binding, bindings } } });
    expect(bound.ok && [...bound.value.decisions.keys()]).toEqual(['stage.outcome', 'extension.asking']);
  });

  it('binds an act of every state to the region of its target, or to the main region', () => {
    const moving = spoilt((document) => set(document, 'acts/jump', { label: {}, from: ['*'], to: 'extension.idle', by: ['chief'] }));
    const compiled = compileRelease(releaseOf(moving));
    expect(compiled.ok && [compiled.value.acts.get('jump')?.from, compiled.value.acts.get('note')?.from]).toEqual([['extension'], ['stage']]);
    const single = spoilt((document) => Object.assign(document, { type: 'group', initial: 'stage' }));
    const alone = compileRelease(releaseOf(single));
    expect(alone.ok && [alone.value.acts.get('note')?.from, alone.value.mainRegion]).toEqual([['stage', 'extension'], null]);
    const { main: _main, ...withoutMain } = pathDocument;
    const open = compileRelease(releaseOf(withoutMain));
    expect(open.ok && [open.value.acts.get('note')?.from, open.value.mainRegion]).toEqual([['stage'], null]);
  });
});

describe('a flow', () => {
  it('leads only to steps it has', () => {
    const act = flow.acts['review'];
    expect(codeOf(pathDocument, [{ ...flow, acts: { ...flow.acts, review: { ...act, to: 'nowhere' } as never } }])).toBe('DEFINITION.UNKNOWN_STATE');
    expect(codeOf(pathDocument, [{ ...flow, acts: { ...flow.acts, review: { ...act, from: ['nowhere'] } as never } }])).toBe('DEFINITION.UNKNOWN_STATE');
  });

  it('that is not allowed to decide has no way into a decided state', () => {
    const sly = { ...flow, acts: { ...flow.acts, review: { ...flow.acts['review'], to: 'decided' } as never } };
    const compiled = compileRelease(releaseOf(pathDocument, [sly]));
    expect(compiled.ok && compiled.value.acts.get('outcome.review')?.candidates).toEqual([]);
  });

  it('decides at some level', () => {
    expect(() => decidedLevels({ ...flow, acts: { propose: flow.acts['propose'] as never } })).toThrow('decides nothing');
    expect(levelsOf('superior-decide', undefined)).toEqual(['superior']);
    expect(levelsOf('set-aside', 'provincial')).toEqual(['provincial']);
    expect(decidedBy('deputyChief')).toBe('byDeputyChief');
  });
});

describe('a group inside a group, side by side states and history', () => {
  const label = { zh: '状态', en: 'state' };
  const work = { type: 'work', label } as const;
  const act = (from: string, to: string) => ({ label, from: [from], to, by: ['handler'] }) as const;
  const nested: CasePathDocument = {
    ...pathDocument, type: 'group', initial: 'desk', clocks: {}, facts: {},
    states: {
      desk: { type: 'group', label, initial: 'both', states: {
        both: { type: 'parallel', label, states: { left: { type: 'group', label, initial: 'one', states: { one: work, two: work } }, right: { type: 'group', label, initial: 'one', states: { one: work, two: work } } } },
        back: { type: 'history', label, deep: true, default: 'desk.both' } as never,
      } },
      away: work,
    },
    acts: { turn: act('desk.both.left.one', 'desk.both.left.two'), leave: act('desk', 'away'), return: act('away', 'desk.back') },
  };
  const { custody: _custody, main: _main, ...document } = nested;
  const compiled = compileRelease(releaseOf(document));

  it('are entered, left and come back to as XState does', () => {
    if (!compiled.ok) throw new Error(compiled.refusal.code);
    const { machine } = compiled.value;
    const turned = machine.step(machine.initial(), 'turn', 0);
    expect(turned.states).toEqual(['desk.both.left.two', 'desk.both.right.one']);
    const away = machine.step(turned, 'leave', 0);
    expect(away.states).toEqual(['away']);
    expect(Object.values(away.history).flat().length).toBeGreaterThan(0);
    expect(machine.step(away, 'return', 0).states).toEqual(['desk.both.left.two', 'desk.both.right.one']);
  });

  it('are steps that are remembered without being confused', () => {
    const { machine } = path;
    const first = machine.step({ states: ['stage.reviewing', 'extension.idle'], history: {} }, 'sendBack', 0);
    expect(machine.step({ states: ['stage.reviewing', 'extension.idle'], history: {} }, 'sendBack', 0)).toBe(first);
    expect(() => machine.step({ states: ['nowhere'], history: {} }, 'sendBack', 0)).toThrow('does not exist');
  });
});
