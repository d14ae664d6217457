// Refusals that come after the gate: unmet conditions, no target that fits, and effects that cannot be. Whatever refuses, the
// refusal is that of the part that said no, and there is no outcome.
import { attempt, caseUnderReview, codeOf, pathWith, REASONS, run, staff, worldOf } from '../fixtures.contract.js';
import type { CaseSnapshot, CompiledPath } from '../index.js';
import { explainAct } from './explain.js';

const label = { zh: '不成立', en: 'does not hold' };
const snapshot = caseUnderReview();
const withFacts = (facts: CaseSnapshot['facts'], on = snapshot): CaseSnapshot => ({ ...on, facts: { ...on.facts, ...facts } });
const refusalOf = (result: ReturnType<typeof attempt>) => (result.ok ? 'ok' : result.refusal);
const act = (more: object) => ({ label, from: ['stage.reviewing'], by: ['handler'], ...more });

describe('the conditions of an act', () => {
  const interrogated = { if: 'interrogated', else: { zh: '尚未讯问', en: 'not interrogated' }, source: '规则 331' };
  const few = { if: 'returns < 1', else: { zh: '已退回', en: 'returned before' }, source: '规则 346' };
  const on = pathWith({
    'acts/check': act({ when: [interrogated, few, { if: 'origin = "police"', else: label }] }),
    'acts/plain': act({ when: [{ if: 'interrogated', else: label }], source: '规则 1' }),
    'acts/bare': act({ when: [{ if: 'interrogated', else: label }] }),
    'acts/odd': act({ when: [{ if: 'complexity', else: label }] }),
    'acts/given': act({ fields: { count: { type: 'integer', required: true, label } }, when: [{ if: 'payload.count > returns', else: label }] }),
  });
  const tryAct = (name: string, facts = {}, payload = {}) => attempt(withFacts(facts), staff.handler, name, payload, { on });

  it('refuse all that do not hold at once, with their words and their sources', () => {
    expect(refusalOf(tryAct('check', { interrogated: false, returns: 1, origin: 'supervisory' }))).toEqual({
      code: 'ACT.CONDITION_NOT_MET', source: '规则 331; 规则 346',
      params: { act: 'check', unmet: ['interrogated', 'returns < 1', 'origin = "police"'], why: ['尚未讯问 / not interrogated', '已退回 / returned before', '不成立 / does not hold'] },
    });
    expect(codeOf(tryAct('check'))).toBe('ok');
  });

  it('refuse with the source of the act when they have none, and without one when neither has', () => {
    expect(refusalOf(tryAct('plain', { interrogated: false }))).toMatchObject({ code: 'ACT.CONDITION_NOT_MET', source: '规则 1' });
    expect(refusalOf(tryAct('bare', { interrogated: false }))).not.toHaveProperty('source');
    expect(refusalOf(tryAct('bare', { interrogated: false }))).toMatchObject({ code: 'ACT.CONDITION_NOT_MET' });
  });

  it('do not hold when they cannot be judged', () => {
    expect(codeOf(tryAct('odd'))).toBe('ACT.CONDITION_NOT_MET');
  });

  it('see what the person gives, and are left out of an explanation then', () => {
    expect([codeOf(tryAct('given', { returns: 1 }, { count: 1 })), codeOf(tryAct('given', { returns: 1 }, { count: 2 }))]).toEqual(['ACT.CONDITION_NOT_MET', 'ok']);
    const explain = (name: string, facts = {}) => explainAct(on, withFacts(facts), worldOf(staff.handler), on.acts.get(name) as never).blockers;
    expect(explain('given')).toEqual([]);
    expect(explain('bare', { interrogated: false })).toEqual([{ code: 'ACT.CONDITION_NOT_MET', params: { act: 'bare', unmet: ['interrogated'], why: ['不成立 / does not hold'] } }]);
    expect(explain('check', { interrogated: false })).toEqual([expect.objectContaining({ source: '规则 331' })]);
  });

  it('of an act that its states forbid are not looked at; the source of the act is told', () => {
    const away = { ...withFacts({ interrogated: false }), states: ['stage.returned', 'extension.idle'] };
    const refusal = { code: 'CASE.STATE_FORBIDS_ACT', params: { act: 'plain', states: away.states, from: ['stage.reviewing'] }, source: '规则 1' };
    expect(refusalOf(attempt(away, staff.handler, 'plain', {}, { on }))).toEqual(refusal);
    expect(explainAct(on, away, worldOf(staff.handler), on.acts.get('plain') as never).blockers).toEqual([refusal]);
  });
});

describe('an act with several targets', () => {
  const routes = (...to: readonly object[]) => pathWith({ 'acts/route': act({ to }) });
  const release = { to: 'stage.released', if: 'mustRelease' };
  const returned = { to: 'stage.returned', if: 'returns > 0' };
  const otherwise = { to: 'stage.prosecuted' };
  const stateAfter = (on: CompiledPath, facts = {}) => {
    const result = attempt(withFacts(facts), staff.handler, 'route', {}, { on });
    return result.ok ? result.value.snapshot.states[0] : result.refusal.code;
  };

  it('leads to the first whose test holds, and to one without a test in any case', () => {
    const on = routes(release, returned, otherwise);
    expect([stateAfter(on, { mustRelease: true, returns: 1 }), stateAfter(on, { returns: 1 }), stateAfter(on)]).toEqual(['stage.released', 'stage.returned', 'stage.prosecuted']);
  });

  it('is refused when none fits', () => {
    expect(stateAfter(routes(release, returned))).toBe('ACT.NO_TARGET');
  });

  it('is refused when a test before the one that would hold cannot be judged', () => {
    expect(stateAfter(routes({ to: 'stage.released', if: 'complexity' }, otherwise))).toBe('RULE.NOT_EVALUABLE');
  });
});

describe('effects that cannot be', () => {
  it('refuse an act whose fact leaves its range', () => {
    const on = pathWith({ 'acts/count': act({ set: { returns: 'returns + 1' } }) });
    expect(refusalOf(attempt(withFacts({ returns: 2 }), staff.handler, 'count', {}, { on }))).toMatchObject({ code: 'FACTS.OUT_OF_RANGE', params: { fact: 'returns', reason: 'max' } });
  });

  it('refuse an act that would bring the handler in again', () => {
    expect(codeOf(attempt(snapshot, staff.counter, 'replace', { person: staff.handler.person }))).toBe('TEAM.ALREADY_MEMBER');
  });

  it('refuse a change of custody under which a clock cannot be counted', () => {
    const review = { ...snapshot.clocks['review'], events: [{ event: 'extension', by: 'nothing' }] } as never;
    expect(codeOf(attempt({ ...snapshot, clocks: { review } }, staff.handler, 'detain'))).toBe('DEADLINE.EVENT_MALFORMED');
  });

  it('refuse a decision whose clock has stopped since it was proposed', () => {
    const asked = run(snapshot, staff.handler, 'asking.propose', { option: 'grant' });
    const returned = run(asked, staff.handler, 'sendBack');
    expect(codeOf(attempt(asked, staff.handler, 'asking.decide', REASONS))).toBe('ok');
    expect(refusalOf(attempt(returned, staff.handler, 'asking.decide', REASONS))).toEqual({ code: 'CLOCK.NOT_RUNNING', params: { clock: 'review' } });
  });

  it('refuse the issue of a decision that would set a fact out of its range', () => {
    const on = pathWith({ 'states/stage/states/outcome/options/prosecute/onIssue': { set: { returns: 'returns + 2' } } });
    const decided = run(run(withFacts({ returns: 1 }), staff.handler, 'outcome.propose', { option: 'prosecute' }, { on }), staff.handler, 'outcome.decide', REASONS, { on });
    expect(codeOf(attempt(decided, staff.handler, 'outcome.issue', {}, { on }))).toBe('FACTS.OUT_OF_RANGE');
    expect(run(withFacts({ returns: 0 }, decided), staff.handler, 'outcome.issue', {}, { on }).facts['returns']).toBe(2);
  });
});

describe('a decision with something else in the way', () => {
  const drafted = run(snapshot, staff.handler, 'outcome.propose', { option: 'prosecute' });

  it('tells who is barred first of the bar', () => {
    const closed = withFacts({ interrogated: false });
    const barred: CaseSnapshot = { ...closed, bars: [{ person: staff.handler.person, reason: 'was-investigator' }] };
    expect(codeOf(attempt(closed, staff.handler, 'outcome.propose', { option: 'minor' }))).toBe('DECISION.OPTION_NOT_OPEN');
    expect(codeOf(attempt(barred, staff.handler, 'outcome.propose', { option: 'minor' }))).toBe('PARTICIPATION.BARRED');
  });

  it('is refused when the case runs on a question that does not know its option', () => {
    const [key, open] = Object.entries(drafted.decisions)[0] as [string, CaseSnapshot['decisions'][string]];
    const strange = { ...drafted, decisions: { [key]: { ...open, proposal: { ...open.proposal, option: 'gone' } } } };
    expect(refusalOf(attempt(strange, staff.handler, 'outcome.decide', REASONS))).toEqual({ code: 'DECISION.UNKNOWN_OPTION', params: { options: ['prosecute', 'minor', 'statutory'] } });
  });

  it('is refused when the case no longer stands as it did when it was proposed', () => {
    expect(refusalOf(attempt(withFacts({ interrogated: false }, drafted), staff.handler, 'outcome.decide', REASONS))).toMatchObject({ code: 'DECISION.OPTION_NOT_OPEN', source: '规则 331' });
    expect(refusalOf(attempt(withFacts({ mustRelease: true }, drafted), staff.handler, 'outcome.decide', REASONS))).toMatchObject({ code: 'DECISION.MUST_CHOOSE', params: { option: 'statutory' }, source: '刑诉法 177' });
  });

  it('is refused without a source when the definition gives none', () => {
    const outcome = 'states/stage/states/outcome';
    const on = pathWith({ [`${outcome}/when`]: [{ if: 'interrogated', else: label }], [`${outcome}/options/statutory/must`]: { if: 'mustRelease', else: label } });
    for (const [facts, code] of [[{ interrogated: false }, 'DECISION.OPTION_NOT_OPEN'], [{ mustRelease: true }, 'DECISION.MUST_CHOOSE']] as const) {
      const refusal = refusalOf(attempt(withFacts(facts, drafted), staff.handler, 'outcome.decide', REASONS, { on }));
      expect(refusal).toMatchObject({ code });
      expect(refusal).not.toHaveProperty('source');
    }
  });

  it('of a state without its record is a fault, never an issue', () => {
    const damaged = { ...drafted, states: ['stage.outcome.decided.byProcurator', 'extension.idle'] };
    expect(() => attempt(damaged, staff.handler, 'outcome.issue')).toThrow('without a decision');
  });
});
