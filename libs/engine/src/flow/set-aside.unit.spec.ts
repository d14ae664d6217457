// The superior sets a decision aside before it is issued: the case is judged as it stood before that decision, nothing of it stays,
// and what others have done since is kept. A variant of the fixture path whose decision ends the fact its own condition reads.
import { expectOk } from '@quanze/kernel';
import { caseUnderReview, pathDocument, REASONS, releaseOf, staff, T0, withDelegation, worldOf } from '../fixtures.contract.js';
import { compileRelease, decide, type CasePathDocument, type CaseSnapshot, type PersonFacts } from '../index.js';
import { explainAct } from '../runtime/explain.js';
import { undoOf, withoutDecision } from './undo.js';

const label = { zh: '待决', en: 'pending' };
const stage = pathDocument.states['stage'] as unknown as { readonly states: Readonly<Record<string, { readonly options: object }>> };
const document = {
  ...pathDocument,
  facts: { ...pathDocument.facts, pending: { type: 'boolean', label, initial: true }, days: { type: 'integer', label } },
  states: {
    ...pathDocument.states,
    stage: { ...stage, states: { ...stage.states, outcome: {
      ...stage.states['outcome'],
      when: [{ if: 'pending', else: label, source: '规则 290' }],
      options: {
        minor: { label, matter: 'criminal.nonpros.discretionary', to: 'stage.released', clocks: [{ satisfy: 'review' }, { start: 'supplement' }], set: { pending: 'false', days: '7', custody: '"detained"' } },
        prosecute: { label, matter: 'criminal.prosecute.charge', to: 'stage.prosecuted', set: { pending: 'false' } },
      },
    } } },
  },
  acts: { ...pathDocument.acts, count: { label, from: ['*'], by: ['handler'], set: { days: '9' } }, extend: { label, from: ['*'], by: ['handler'], clocks: [{ event: 'supplement', add: { event: 'custody', in_custody: true, at: 'now' } }] } },
} as unknown as CasePathDocument;
const path = expectOk(compileRelease(releaseOf(document)), 'variant');

const tryAct = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: object = {}) => decide(path, snapshot, { act, payload: payload as never }, worldOf(who, T0), snapshot.version + 1);
const run = (snapshot: CaseSnapshot, who: PersonFacts, act: string, payload: object = {}) => expectOk(tryAct(snapshot, who, act, payload), act).snapshot;
const atChief = () => {
  const begun: CaseSnapshot = { ...caseUnderReview(), facts: { ...caseUnderReview().facts, pending: true } };
  const sent = run(run(begun, staff.handler, 'outcome.propose', { option: 'minor' }), staff.handler, 'outcome.send-up');
  return run(sent, staff.head, 'outcome.review', { opinion: 'agree' });
};
const decided = () => run(atChief(), staff.chief, 'outcome.approve', REASONS);
const setAside = (snapshot: CaseSnapshot) => run(snapshot, staff.superior, 'outcome.set-aside', { option: 'prosecute', ...REASONS });

describe('a decision that is set aside', () => {
  it('does not close the question to the superior by its own effects', () => {
    expect(decided().facts['pending']).toBe(false);
    expect(explainAct(path, decided(), worldOf(staff.superior, T0), path.acts.get('outcome.set-aside') as never)).toMatchObject({ allowed: true });
    const changed = setAside(decided());
    expect(changed.states).toContain('stage.outcome.decided.bySuperior');
    expect(changed.decisions['stage.outcome']?.decided).toMatchObject({ option: 'prosecute', level: 'superior' });
  });

  it('leaves nothing of its effects on facts, custody and clocks', () => {
    const changed = setAside(decided());
    expect(decided()).toMatchObject({ facts: { days: 7, custody: 'detained' }, clocks: { review: { phase: 'satisfied' }, supplement: { phase: 'running' } } });
    expect(changed.facts).toEqual({ ...atChief().facts, pending: false });
    expect(changed.clocks).toEqual(atChief().clocks);
  });

  it('keeps what others have changed since', () => {
    const counted = run(run(decided(), staff.handler, 'count'), staff.handler, 'extend');
    const changed = setAside(counted);
    expect(changed.facts['days']).toBe(9);
    expect(changed.clocks['supplement']).toEqual(counted.clocks['supplement']);
  });

  it('can be set aside again, back to the same case', () => {
    const twice = run(setAside(decided()), staff.superior, 'outcome.set-aside', { option: 'minor', ...REASONS });
    expect(twice.facts).toEqual(decided().facts);
    expect(twice.clocks).toEqual(decided().clocks);
  });

  it('is forgotten once its document is issued', () => {
    expect(run(decided(), staff.handler, 'outcome.issue').decisions).toEqual({});
  });
});

describe('what a decision changed', () => {
  it('is nothing when facts and clocks are the same', () => {
    const { facts, clocks } = atChief();
    expect(undoOf({ facts, clocks }, { facts: { ...facts }, clocks })).toBeNull();
    expect(withoutDecision(atChief(), undefined)).toEqual(atChief());
  });

  it('brings back a fact whose value the decision took away', () => {
    const { clocks } = atChief();
    const undo = undoOf({ facts: { days: 3 }, clocks }, { facts: {}, clocks });
    expect(withoutDecision({ ...atChief(), facts: {} }, undo ?? undefined).facts).toEqual({ days: 3 });
  });
});

describe('the power over a way of deciding', () => {
  it('is needed beside the power over the option', () => {
    const answer = (who: PersonFacts) => { const r = tryAct(atChief(), who, 'outcome.override', { option: 'prosecute', ...REASONS }); return r.ok ? 'ok' : [r.refusal.code, r.refusal.params['power']]; };
    expect(answer(withDelegation(staff.deputy, ['criminal.prosecute.charge']))).toEqual(['AUTHORITY.REFER', 'general.chief.override']);
    expect(answer(withDelegation(staff.deputy))).toBe('ok');
    expect(answer(staff.chief)).toBe('ok');
  });
});
