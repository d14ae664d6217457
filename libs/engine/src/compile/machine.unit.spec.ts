// The machine by itself: what history states bring back, regions without inner states, and that a remembered step is the step.
import { createActor } from 'xstate';
import { expectOk, type CaseId } from '@quanze/kernel';
import type { CasePathDocument } from '../definition/case-path.js';
import { OFFICE, path, pathDocument, releaseOf, run, staff, worldOf } from '../fixtures.contract.js';
import { compileRelease, openCase, type CompiledPath } from '../index.js';
import { buildMachine } from './machine.js';

const label = { zh: '状态', en: 'state' };
const work = { type: 'work', label } as const;
const act = (from: string, to: string) => ({ label, from: [from], to, by: ['handler'] }) as const;

/** A desk with two drawers, left for elsewhere and come back to by a history state. */
function desk(history: { readonly deep?: boolean }): CompiledPath {
  const { custody: _custody, main: _main, ...rest } = pathDocument;
  const document: CasePathDocument = {
    ...rest, type: 'group', initial: 'desk', clocks: {}, facts: {},
    states: {
      desk: { type: 'group', label, initial: 'upper', states: {
        upper: { type: 'group', label, initial: 'shut', states: { shut: work, open: work } },
        lower: { type: 'parallel', label, states: { left: work, right: work } },
        back: { type: 'history', label, default: 'desk.upper', ...history },
      } },
      away: work,
    },
    acts: {
      receive: { label, from: ['new'], by: ['case_mgmt'] }, assign: pathDocument.acts['assign'] as never,
      pull: act('desk.upper.shut', 'desk.upper.open'), stoop: act('desk.upper', 'desk.lower'), leave: act('desk', 'away'), return: act('away', 'desk.back'),
    },
  };
  return expectOk(compileRelease(releaseOf(document)), 'desk');
}

function pulled(on: CompiledPath) {
  const newCase = { caseId: 'cccccccc-0000-4000-8000-000000000002' as CaseId, office: OFFICE };
  const opened = expectOk(openCase(on, newCase, {}, { act: 'receive', payload: {} }, worldOf(staff.counter)), 'open').snapshot;
  return run(run(opened, staff.counter, 'assign', { person: staff.handler.person }, { on }), staff.handler, 'pull', {}, { on });
}

describe('a history state', () => {
  const kinds: readonly (readonly [history: { readonly deep?: boolean }, remembered: string, state: string])[] = [
    [{ deep: true }, 'desk.upper.open', 'desk.upper.open'], [{ deep: false }, 'desk.upper', 'desk.upper.shut'], [{}, 'desk.upper', 'desk.upper.shut'],
  ];

  it.each(kinds)('with %j remembers %s and brings a case that came back into %s', (history, remembered, state) => {
    const on = desk(history);
    const away = run(pulled(on), staff.handler, 'leave', {}, { on });
    expect(away.states).toEqual(['away']);
    expect(Object.values(away.history ?? {})).toEqual([[`test-path.${remembered}`]]);
    expect(run(away, staff.handler, 'return', {}, { on }).states).toEqual([state]);
  });

  it('brings a case that never was there into its default', () => {
    const on = desk({ deep: true });
    expect(pulled(on).history).toBeUndefined();
    expect(run({ ...pulled(on), states: ['away'] }, staff.handler, 'return', {}, { on }).states).toEqual(['desk.upper.shut']);
  });
});

describe('regions', () => {
  it('without inner states are active side by side', () => {
    const { machine } = desk({});
    expect(machine.step(machine.initial(), 'stoop', 0).states).toEqual(['desk.lower.left', 'desk.lower.right']);
  });
});

describe('a step', () => {
  const from = { states: ['stage.reviewing', 'extension.idle'], history: {} };

  it('is remembered, and the same after so many others that it was forgotten', () => {
    const machine = buildMachine('small', path.nodes, path.acts.values(), { type: 'parallel', initial: null }, 2);
    const sentBack = machine.step(from, 'sendBack', 0);
    expect(machine.step(from, 'sendBack', 0)).toBe(sentBack);
    machine.step(sentBack, 'comeBack', 0);
    machine.step(from, 'outcome.propose', 0);
    const again = machine.step(from, 'sendBack', 0);
    expect(again).not.toBe(sentBack);
    expect(again).toEqual(sentBack);
  });

  it('of an act that no active state has, or of a target it does not have, changes nothing', () => {
    expect(path.machine.step(from, 'close', 0)).toEqual(from);
    expect(path.machine.step(from, 'sendBack', 1)).toEqual(from);
  });

  it('is a fault when the act is an error event of XState itself', () => {
    expect(() => path.machine.step(from, 'xstate.error.actor.none', 0)).toThrow('FAULT.MACHINE');
  });

  it('is one that XState takes by itself, also for an act that moves nothing', () => {
    const actor = createActor(path.machine.machine).start();
    const before: unknown = actor.getSnapshot().value;
    expect(actor.getSnapshot().can({ type: 'note' })).toBe(true);
    actor.send({ type: 'note' });
    expect(actor.getSnapshot().value).toEqual(before);
    actor.send({ type: 'sendBack', choice: 0 });
    expect(actor.getSnapshot().matches({ stage: 'returned', extension: 'idle' })).toBe(true);
    actor.stop();
  });
});
