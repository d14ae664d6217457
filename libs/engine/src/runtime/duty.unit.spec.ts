// By which list an act is done: its entry names the power it used, or the duty it was done under. Duties grant nothing. What is not here: how a
// duty is found (`@quanze/responsibility`).
import { caseUnderReview, codeOf, outcomeOf, path, REASONS, run, staff, worldOf } from '../fixtures.contract.js';
import { decide } from './decide.js';
import type { DutyLookup, PersonFacts } from './world.js';
import type { CaseSnapshot } from './snapshot.js';

/** Gives back what it was asked. */
const duties: DutyLookup = { listVersion: 'list@1', of: (role, capacity, named) => `${role} ${capacity} ${String(named)}` };

function authorityOf(snapshot: CaseSnapshot, actor: PersonFacts, act: string, payload = {}, lookup: DutyLookup | undefined = duties, release = path) {
  const world = { ...worldOf(actor), ...(lookup === undefined ? {} : { duties: lookup }) };
  const outcome = decide(release, snapshot, { act, payload }, world, 9);
  if (!outcome.ok) throw new Error(codeOf(outcome));
  return outcome.value.entry.authority;
}
const drafted = () => run(caseUnderReview(), staff.handler, 'outcome.propose', { option: 'prosecute', opinion: '拟' });

describe('the authority of an entry', () => {
  it('is the duty of the handler where no power is used, the lead\'s in a team', () => {
    const withdraw = [drafted(), staff.handler, 'outcome.withdraw'] as const;
    expect(authorityOf(...withdraw)).toEqual({ duty: 'procurator handle null', list: 'list@1' });
    const [snapshot, ...rest] = withdraw;
    const led = { ...snapshot, team: snapshot.team.map((member) => (member.role === 'handler' ? { ...member, role: 'lead' as const } : member)) };
    expect(authorityOf(led, ...rest)).toEqual({ duty: 'lead handle null', list: 'list@1' });
  });

  it('is the handler\'s also for a chief who handles in person', () => {
    const chief = staff.chief.person;
    const own = drafted();
    const snapshot = { ...own, team: own.team.map((member) => ({ ...member, person: chief })) };
    expect(authorityOf(snapshot, staff.chief, 'outcome.withdraw')).toEqual({ duty: 'procurator handle null', list: 'list@1' });
  });

  it('is the power where one is used, and no duty beside it', () => {
    expect(authorityOf(drafted(), staff.handler, 'outcome.decide', REASONS)).toEqual({ power: 'criminal.prosecute.charge', rule: expect.any(String), list: expect.stringMatching(/^model@/) });
  });

  it('hands on the duty that the act names', () => {
    const act = path.acts.get('outcome.withdraw');
    if (act === undefined) throw new Error('no such act');
    const named = { ...path, acts: new Map([...path.acts, [act.id, { ...act, duty: 'propose' }]]) };
    expect(authorityOf(drafted(), staff.handler, 'outcome.withdraw', {}, duties, named)).toEqual({ duty: 'procurator handle propose', list: 'list@1' });
  });

  it('is none without a duty list or without a duty, and the act is done all the same', () => {
    expect(outcomeOf(drafted(), staff.handler, 'outcome.withdraw').entry.authority).toBeNull();
    expect(authorityOf(drafted(), staff.handler, 'outcome.withdraw', {}, { ...duties, of: () => null })).toBeNull();
  });
});
