// Deciding: the values of an option from proposal to issue, levels a flow does not foresee, and the superior's consent to what
// was reported to it and to nothing else.
import { attempt, caseUnderReview, codeOf, flow, outcomeOf, pathWith, person, REASONS, run, staff, SUPERIOR } from '../fixtures.contract.js';
import type { CaseSnapshot, CompiledPath, PersonFacts } from '../index.js';
import { FLOW_RULES } from './rules.js';

const label = { zh: '值', en: 'value' };
const text = { type: 'text', label } as const;
const refusalOf = (result: ReturnType<typeof attempt>) => (result.ok ? 'ok' : result.refusal);
const KEY = 'stage.outcome';
const outcome = 'states/stage/states/outcome';

function sentUp(proposal: Record<string, string | number>, on?: CompiledPath, snapshot: CaseSnapshot = caseUnderReview()): CaseSnapshot {
  const drafted = run(snapshot, staff.handler, 'outcome.propose', proposal, { ...(on === undefined ? {} : { on }) });
  return run(drafted, staff.handler, 'outcome.send-up', { escalationReason: '社会影响大' }, { ...(on === undefined ? {} : { on }) });
}
const atChief = (proposal: Record<string, string | number> = { option: 'minor' }, on?: CompiledPath, snapshot?: CaseSnapshot) =>
  run(sentUp(proposal, on, snapshot), staff.head, 'outcome.review', { opinion: 'agree' }, { ...(on === undefined ? {} : { on }) });

describe('the values of an option', () => {
  const on = pathWith({
    'facts/months': { type: 'integer', min: 0, max: 12, label }, 'facts/area': { type: 'text', label },
    [`${outcome}/fields`]: { area: text },
    [`${outcome}/options/minor/fields`]: { months: { type: 'integer', min: 1, max: 12, required: true, label }, story: { ...text, sensitive: true } },
    [`${outcome}/options/minor/set`]: { months: 'payload.months' },
    [`${outcome}/options/minor/onIssue`]: { set: { area: 'payload.area' } },
    [`${outcome}/options/prosecute/fields`]: { months: { type: 'integer', label } },
  });
  const proposal = { option: 'minor', months: 6, area: '北区', story: '当事人的经历' };

  it('are asked for with the proposal, and kept without free text about persons', () => {
    expect(refusalOf(attempt(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'minor' }, { on }))).toMatchObject({ code: 'PAYLOAD.INVALID', params: { problems: ['months: required'] } });
    const given = outcomeOf(caseUnderReview(), staff.handler, 'outcome.propose', proposal, { on });
    expect(given.snapshot.decisions[KEY]?.proposal.values).toEqual({ months: 6, area: '北区' });
    expect(given.entry.sealed).toEqual(['story']);
  });

  it('steer the effects of the decision and of its issue', () => {
    const decided = run(atChief(proposal, on), staff.chief, 'outcome.approve', REASONS, { on });
    expect(decided.decisions[KEY]?.decided?.values).toEqual({ months: 6, area: '北区' });
    expect(decided.facts).toMatchObject({ months: 6 });
    expect(decided.facts).not.toHaveProperty('area');
    expect(run(decided, staff.handler, 'outcome.issue', {}, { on }).facts).toMatchObject({ months: 6, area: '北区' });
  });

  it('are those of whoever decides otherwise, whether the option stays or not', () => {
    const longer = run(atChief(proposal, on), staff.chief, 'outcome.override', { option: 'minor', months: 9, changedPart: '期限', ...REASONS }, { on });
    expect(longer.decisions[KEY]?.decided?.values).toEqual({ months: 9, area: '北区' });
    expect(longer.facts).toMatchObject({ months: 9 });
    const other = run(atChief(proposal, on), staff.chief, 'outcome.override', { option: 'prosecute', ...REASONS }, { on });
    expect(other.decisions[KEY]?.decided).not.toHaveProperty('values');
  });

  it('that leave no effect possible refuse the decision', () => {
    const narrow = pathWith({ 'facts/months': { type: 'integer', min: 0, max: 3, label }, [`${outcome}/options/minor/fields`]: { months: { type: 'integer', label } }, [`${outcome}/options/minor/set`]: { months: 'payload.months' } });
    const waiting = atChief({ option: 'minor', months: 6 }, narrow);
    expect(refusalOf(attempt(waiting, staff.chief, 'outcome.approve', REASONS, { on: narrow }))).toMatchObject({ code: 'FACTS.OUT_OF_RANGE', params: { fact: 'months', reason: 'max' } });
  });
});

describe('an option', () => {
  it('must be named', () => {
    const need = FLOW_RULES['propose'].need({ decision: pathWith({}).decisions.get(KEY), payload: {}, snapshot: caseUnderReview() } as never);
    expect(need).toMatchObject({ ok: false, refusal: { code: 'DECISION.UNKNOWN_OPTION', params: { options: ['prosecute', 'minor', 'statutory'] } } });
  });

  it('that is closed is closed to the chief and to the superior as well', () => {
    const compelled = (snapshot: CaseSnapshot): CaseSnapshot => ({ ...snapshot, facts: { ...snapshot.facts, mustRelease: true } });
    const payload = { option: 'prosecute', ...REASONS };
    expect(codeOf(attempt(compelled(atChief()), staff.chief, 'outcome.override', payload))).toBe('DECISION.MUST_CHOOSE');
    const decided = run(atChief(), staff.chief, 'outcome.approve', REASONS);
    expect(codeOf(attempt(compelled(decided), staff.superior, 'outcome.set-aside', payload))).toBe('DECISION.MUST_CHOOSE');
    expect(codeOf(attempt(compelled(decided), staff.superior, 'outcome.set-aside', { ...payload, option: 'statutory' }))).toBe('ok');
  });
});

describe('a flow that lets somebody decide', () => {
  const approving = (by: readonly string[]) => ({ 'acts/approve': { ...flow.acts['approve'], by } });

  it('on a level it has no state for is refused', () => {
    const on = pathWith({}, approving(['handler']));
    expect(refusalOf(attempt(atChief({ option: 'prosecute' }, on), staff.handler, 'outcome.approve', REASONS, { on }))).toEqual({ code: 'DECISION.LEVEL_NOT_FORESEEN', params: { act: 'outcome.approve', outcome: 'byProcurator' } });
  });

  it('who decides on no level is refused', () => {
    const on = pathWith({ [`${outcome}/options/minor/matter`]: 'general.review.department' }, approving(['dept_head']));
    const other: PersonFacts = person('dept_head');
    expect(refusalOf(attempt(atChief({ option: 'minor' }, on), other, 'outcome.approve', REASONS, { on }))).toEqual({ code: 'AUTHORITY.NOT_YOUR_ROLE', params: { act: 'outcome.approve', needs: ['dept_head'] } });
  });
});

describe('the consent of the superior', () => {
  const supervisory = () => caseUnderReview({ origin: 'supervisory' });
  const reported = () => run(atChief({ option: 'minor' }, undefined, supervisory()), staff.chief, 'outcome.report-up', REASONS);
  const refusedOnce = () => run(reported(), staff.superior, 'outcome.refuse-consent', REASONS);
  const reportedAgain = () => run(run(run(refusedOnce(), staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' }), staff.chief, 'outcome.report-up', REASONS);

  it('may be given by the person who refused it in an earlier round', () => {
    const again = outcomeOf(reportedAgain(), staff.superior, 'outcome.consent', REASONS);
    expect(again.record?.consents).toEqual([
      expect.objectContaining({ granted: false, by: expect.objectContaining({ person: staff.superior.person, capacity: 'consent' }) }),
      expect.objectContaining({ granted: true, by: expect.objectContaining({ person: staff.superior.person, capacity: 'consent' }) }),
    ]);
  });

  it('may not be given twice by one person where the flow wants another', () => {
    const on = pathWith({}, { conflicts: [...flow.conflicts, ['consent', 'consent']] });
    expect(refusalOf(attempt(reportedAgain(), staff.superior, 'outcome.consent', REASONS, { on }))).toMatchObject({ code: 'AUTHORITY.CONFLICTING_CAPACITY', params: { capacity: 'consent', filled: 'consent' } });
    expect(codeOf(attempt(reportedAgain(), person(['deputy_chief', { office: SUPERIOR }]), 'outcome.consent', REASONS, { on }))).toBe('ok');
  });

  it('keeps the person who gave or refused it from deciding the same question', () => {
    const both: PersonFacts = { ...staff.superior, posts: [...staff.superior.posts, ...staff.chief.posts] };
    const waiting = run(run(refusedOnce(), staff.handler, 'outcome.send-up'), staff.head, 'outcome.review', { opinion: 'agree' });
    expect(refusalOf(attempt(waiting, both, 'outcome.report-up', REASONS))).toMatchObject({ code: 'AUTHORITY.CONFLICTING_CAPACITY', params: { capacity: 'decide', filled: 'consent' } });
    expect(codeOf(attempt(waiting, staff.chief, 'outcome.report-up', REASONS))).toBe('ok');
  });

  it('is not asked for while nobody has reported anything up', () => {
    const before = reported();
    const { reportedUp, ...open } = before.decisions[KEY] as CaseSnapshot['decisions'][string];
    expect(reportedUp).toMatchObject({ option: 'minor', by: { person: staff.chief.person } });
    for (const act of ['consent', 'refuse-consent']) {
      expect(codeOf(attempt({ ...before, decisions: { [KEY]: open } }, staff.superior, `outcome.${act}`, REASONS))).toBe('DECISION.UNKNOWN_OPTION');
    }
  });
});
