// On whom a recusal is decided changes who may decide it: the chief's is the committee's, and nobody decides the own (Rules 29–31).
// Asked without a payload – who could, what may I do – the act is about anybody of the staff.
import { attempt, caseUnderReview, codeOf, path, pathWith, person, powers, run, staff, withDelegation, worldOf } from '../fixtures.contract.js';
import { whoCould, type CaseSnapshot, type PersonFacts } from '../index.js';

const on = pathWith({ 'acts/orderRecusal/by': ['chief', 'deputy_chief'], pendingRecusal: 'continues' });
const snapshot = caseUnderReview();
const deputy = withDelegation(staff.deputy);
const order = (by: PersonFacts, about: PersonFacts, granted = true, from: CaseSnapshot = snapshot) => attempt(from, by, 'orderRecusal', { person: about.person, granted }, { on });
const askedFor = (about: PersonFacts) => run(snapshot, staff.counter, 'recuse', { person: about.person }, { on });

it('is decided by the chief, and by a deputy under delegation, for the staff', () => {
  expect([order(staff.chief, staff.handler), order(deputy, staff.handler), order(staff.deputy, staff.handler)].map(codeOf)).toEqual(['ok', 'ok', 'AUTHORITY.REFER']);
});

it('of the chief is for the committee, whoever tries, asked for or not', () => {
  for (const from of [snapshot, askedFor(staff.chief)]) {
    for (const by of [deputy, staff.chief]) {
      for (const granted of [true, false]) {
        expect(order(by, staff.chief, granted, from)).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFER', params: { of: ['committee'] } } });
      }
    }
  }
});

it('of oneself is for the chief, also where a request does not make one pause', () => {
  expect(order(deputy, deputy, false, askedFor(deputy))).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFER', params: { of: ['chief'] } } });
  const actingChief = person(['chief', {}]);
  expect(codeOf(order(actingChief, actingChief))).toBe('AUTHORITY.REFER');
});

it('is refused when the list does not know on whom it is decided', () => {
  const facts = new Map([...powers.facts].filter(([name]) => name !== 'target'));
  const done = attempt(snapshot, deputy, 'orderRecusal', { person: staff.chief.person, granted: true }, { on, world: { powers: { ...powers, facts } } });
  expect(done).toMatchObject({ ok: false, refusal: { code: 'AUTHORITY.REFUSED', params: { reasons: ['AUTHORITY.UNKNOWN_FACT'] } } });
});

it('is asked about as one of the staff while nobody is named', () => {
  const { actor: _actor, named: _named, ...around } = worldOf(staff.chief);
  const told = whoCould(path, snapshot, path.acts.get('orderRecusal') as never, undefined, [staff.chief, staff.handler], around);
  expect(told.people.map((one) => one.may)).toEqual([true, false]);
});
