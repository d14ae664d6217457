// Whether a decision that asks a panel can be staffed: who would sign, and where it ends when nobody may.
import { caseUnderReview, OFFICE, staff, worldOf } from '../fixtures.contract.js';
import { staffing, type CompiledPath, type PersonFacts } from '../index.js';
import { KEY, on, pathThrough, shippedFlow } from '../flow/panel-story.contract.js';

const { actor: _actor, named: _named, ...around } = worldOf(staff.chief);
const everybody: readonly PersonFacts[] = Object.values(staff).flat();

function minorOf(at: CompiledPath, people: readonly PersonFacts[]) {
  const answer = staffing(at, caseUnderReview(), { people, absent: new Map(), around });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.decisions.find(({ decision }) => decision === KEY)?.options.find(({ option }) => option === 'minor');
}

it.each(['countersign', 'either', 'ballot', 'majority', 'in-turn'])('%s is staffed by people who are asked and sign', (id) => {
  const found = minorOf(on(id), everybody);
  expect(found?.status).toBe('staffable');
  const acts = found?.parts.map(({ act }) => act.slice('outcome.'.length)) ?? [];
  expect(acts.slice(0, 4)).toEqual(['propose', 'send-up', 'review', 'ask']);
  expect(acts.filter((act) => act === 'sign').length).toBeGreaterThan(0);
  expect(acts.slice(-2)).toEqual(['approve', 'issue']);
});

it('ends at the panel when nobody of its roles is left', () => {
  const flow = shippedFlow('countersign');
  const deputies = { ...flow, steps: { ...flow.steps, signing: { ...flow.steps['signing'], members: { roles: ['deputy_chief'] } } as never } };
  const gone = everybody.filter(({ posts }) => !posts.some(({ role, office }) => role === 'deputy_chief' && office === OFFICE));
  expect(minorOf(pathThrough(deputies), gone)).toMatchObject({ status: 'gap', gap: { step: 'signing', act: 'outcome.ask' } });
});
