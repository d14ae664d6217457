// Goal: the rehearsal agrees with really playing every assignment of people to steps, in small offices drawn by chance; and whoever a
// gap says falls out is refused by the kernel itself. FC_SEED repeats a run, FC_RUNS makes it longer.
import type { AppointmentId, DelegationId, Instant, PersonId } from '@quanze/kernel';
import fc from 'fast-check';
import { caseUnderReview, OFFICE, pathWith, run, staff, SUPERIOR, T0, worldOf } from '../fixtures.contract.js';
import { decide, staffing, type CaseSnapshot, type Gap, type OfficeRole, type PersonFacts, type Post } from '../index.js';
import { canBeFinished, canBeStaffed, payloadFor, tryAct, type NaiveOffice } from './naive-staffing.model.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['FC_RUNS'] ?? 5000);
// The side matter wants another procurator than whoever carries the outcome; one option belongs to the committee.
const path = pathWith({
  'states/extension/states/asking/differentHandler': { from: 'stage.outcome', source: '规则 379' },
  'states/stage/states/outcome/options/collective': { label: { zh: '再审检察建议', en: 'Retrial suggestion' }, matter: 'civil.retrial_suggestion', to: 'stage.released' },
});
const BASE = worldOf(staff.counter);
const CHIEF = '00000000-0000-4000-8000-00000000ffff' as PersonId;

const POSTS: readonly (readonly [OfficeRole, Partial<Post>])[] = [
  ['procurator', {}], ['procurator', {}], ['dept_head', { department: 'd1' }], ['dept_head', { department: 'd2' }], ['deputy_chief', { portfolio: ['d1'] }], ['deputy_chief', {}], ['chief', {}],
  ['committee_member', {}], ['committee_member', {}], ['committee_member', {}], ['chief', {}], ['chief', { office: SUPERIOR }], ['assistant', {}],
];
const somebody = fc.record({ posts: fc.uniqueArray(fc.nat(POSTS.length - 1), { minLength: 1, maxLength: 5 }), delegated: fc.nat(3), away: fc.nat(5), trouble: fc.nat(11), carried: fc.nat(4) });
const scene = fc.record({
  people: fc.array(somebody, { minLength: 2, maxLength: 6 }), handler: fc.nat(7), complexity: fc.constantFrom('ordinary', 'major_difficult_complex', 'major_case'),
  origin: fc.constantFrom('police', 'supervisory'), question: fc.constantFrom('prosecute', 'minor', 'statutory', 'collective', 'collective', 'grant'), fallen: fc.boolean(), steps: fc.nat(4),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function personOf({ posts, delegated }: Scene['people'][number], index: number): PersonFacts {
  const id = `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}` as PersonId;
  return {
    person: id, posts: posts.map((at, n): Post => ({ appointment: `${id}${n}` as AppointmentId, office: OFFICE, role: (POSTS[at] as (typeof POSTS)[number])[0], ...POSTS[at]?.[1] })),
    delegations: delegated > 1 ? [] : [{ id: `d${index}` as DelegationId, from: CHIEF, office: OFFICE, powers: delegated === 0 ? ['*'] : ['criminal.nonpros.discretionary'] }],
  };
}

function build(drawn: Scene): { readonly office: NaiveOffice; readonly snapshot: CaseSnapshot } {
  const people = drawn.people.map(personOf);
  const at = (index: number): PersonId => (people[index] as PersonFacts).person;
  const chosen = <T>(pick: (one: Scene['people'][number]) => boolean, make: (person: PersonId) => T): T[] => drawn.people.flatMap((one, index) => (pick(one) ? [make(at(index))] : []));
  const committee = people.filter(({ posts }) => posts.some(({ role }) => role === 'committee_member')).map(({ person }) => person);
  const base = caseUnderReview({ complexity: drawn.complexity, origin: drawn.origin });
  const handler = people[drawn.handler];
  const snapshot: CaseSnapshot = {
    ...base, team: handler === undefined ? [] : [{ person: handler.person, role: 'handler', from: T0 }],
    recusals: [...chosen(({ trouble }) => trouble === 0, (person) => ({ person, state: 'ordered' as const, requestedAt: T0 })), ...chosen(({ trouble }) => trouble === 1, (person) => ({ person, state: 'requested' as const, requestedAt: T0 }))],
    bars: chosen(({ trouble }) => trouble === 2, (person) => ({ person, reason: '参加过侦查' })),
    ...(drawn.fallen ? { carriedBy: { 'stage.outcome': chosen(({ carried }) => carried === 0, (person) => person) } } : {}),
  };
  const all = [...people, staff.counter];
  const named = new Map(all.map((facts) => [facts.person, facts]));
  return { snapshot, office: { path, people, committee, away: new Set(chosen(({ away }) => away === 0, (person) => person)), caseManagement: staff.counter, worldOf: (actor) => ({ ...BASE, actor, committee, named }) } };
}

const aroundOf = ({ worldOf: at, caseManagement }: NaiveOffice) => { const { actor: _actor, named: _named, ...around } = at(caseManagement); return around; };
const ask = (office: NaiveOffice, snapshot: CaseSnapshot) => {
  const absent = new Map<PersonId, Instant | null>([...office.away].map((person) => [person, null]));
  const answer = staffing(path, snapshot, { people: office.people, absent, around: aroundOf(office) });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};

/** Plays what a gap assumes, then lets everybody try the act it stops at. */
function checkGap(office: NaiveOffice, snapshot: CaseSnapshot, option: string, gap: Gap, carriers: readonly PersonId[]): void {
  let now = snapshot;
  for (const { act, people } of gap.parts) {
    const name = act.slice(act.indexOf('.') + 1);
    for (const person of people) {
      const facts = office.people.find((one) => one.person === person) as PersonFacts;
      const members = office.committee.filter((member) => !office.away.has(member) && !now.recusals.some((r) => r.person === member && r.state !== 'rejected') && !now.bars.some((b) => b.person === member));
      if (name === 'propose' && now.team.length === 0) now = tryAct(office, now, office.caseManagement, 'assign', { person }) as CaseSnapshot;
      if (name === 'propose' && carriers.some((carrier) => now.team.some((member) => member.person === carrier))) now = tryAct(office, now, office.caseManagement, 'replace', { person }) as CaseSnapshot;
      now = tryAct(office, now, facts, act, name === 'open-meeting' ? { present: members } : payloadFor(name, option)) as CaseSnapshot;
      expect({ act, played: now !== null }).toEqual({ act, played: true });
    }
  }
  const name = gap.act.slice(gap.act.indexOf('.') + 1);
  for (const { person, posts } of office.people) {
    const members = office.committee.filter((member) => !office.away.has(member));
    const tried = decide(path, now, { act: gap.act, payload: name === 'open-meeting' ? { present: members } : payloadFor(name, option) }, office.worldOf(office.people.find((one) => one.person === person) as PersonFacts), 9);
    const told = gap.considered.find((one) => one.person === person);
    if (told?.refusal.code === 'STAFFING.ON_LEAVE') expect(office.away.has(person)).toBe(true);
    else expect({ person, posts: posts.map(({ role }) => role), ok: tried.ok && name !== 'open-meeting' }).toEqual({ person, posts: posts.map(({ role }) => role), ok: false });
  }
}

describe(`staffing against playing everything (seed ${seed})`, () => {
  const counts = { staffable: 0, gap: 0, closed: 0, open: 0 };
  // Chance must have met both answers often enough to say anything.
  afterAll(() => expect(Math.min(counts.staffable, counts.gap, counts.open)).toBeGreaterThan(numRuns / 10));

  it('agrees for decisions that are to come', () => {
    fc.assert(fc.property(scene, (drawn) => {
      const { office, snapshot } = build(drawn);
      const decision = drawn.question === 'grant' ? 'asking' : 'outcome';
      const carriers = decision === 'asking' ? (snapshot.carriedBy?.['stage.outcome'] ?? snapshot.team.map(({ person }) => person)) : [];
      const found = ask(office, snapshot).decisions.find((one) => one.decision.endsWith(decision))?.options.find(({ option }) => option === drawn.question);
      const remembered = { ...snapshot, carriedBy: { 'stage.outcome': carriers } };
      const played = canBeStaffed(office, decision === 'asking' ? remembered : snapshot, decision, drawn.question, carriers);
      counts[found?.status ?? 'closed'] += 1;
      expect({ drawn: drawn.question, status: found?.status === 'staffable' }).toEqual({ drawn: drawn.question, status: played });
      if (found?.gap) checkGap(office, decision === 'asking' ? remembered : snapshot, drawn.question, found.gap, carriers);
    }), { seed, numRuns });
  }, 1_800_000);

  it('agrees for a decision that is under way, wherever it stands', () => {
    fc.assert(fc.property(scene, (drawn) => {
      const option = drawn.question === 'grant' ? 'prosecute' : drawn.question;
      const { office, snapshot } = build(drawn);
      // Others have brought it here: everything that was done stays done when they are gone.
      const begun = [['propose', { option }, staff.handler], ['send-up', { escalationReason: '请示' }, staff.handler], ['review', { opinion: 'agree' }, staff.head], ['refer', {}, staff.chief]] as const;
      let now: CaseSnapshot = { ...caseUnderReview({ complexity: drawn.complexity, origin: drawn.origin }) };
      for (const [act, payload, who] of begun.slice(0, Math.max(1, drawn.steps))) now = run(now, who, `outcome.${act}`, payload, { on: path });
      const open: CaseSnapshot = { ...now, team: snapshot.team, recusals: snapshot.recusals, bars: snapshot.bars };
      const found = ask(office, open).decisions.find(({ decision }) => decision === 'stage.outcome');
      expect([found?.state, found?.options.length]).toEqual(['open', 1]);
      counts.open += 1;
      expect(found?.options[0]?.status === 'staffable').toBe(canBeFinished(office, open, 'outcome', option));
    }), { seed, numRuns: Math.ceil(numRuns / 5) });
  }, 1_800_000);

  it('never calls closed what a full office could decide', () => {
    const everybody = Object.values(staff).flat();
    for (const complexity of ['ordinary', 'major_difficult_complex', 'major_case']) {
      for (const origin of ['police', 'supervisory']) {
        const snapshot = caseUnderReview({ complexity, origin });
        const office: NaiveOffice = { path, people: everybody, committee: worldOf(staff.chief).committee, away: new Set(), caseManagement: staff.counter, worldOf: (actor) => worldOf(actor) };
        const nobody: NaiveOffice = { ...office, people: [], committee: [] };
        for (const [decision, option] of [['outcome', 'prosecute'], ['outcome', 'minor'], ['outcome', 'statutory'], ['outcome', 'collective'], ['asking', 'grant']] as const) {
          const carriers = decision === 'asking' ? [staff.handler.person] : [];
          const full = canBeStaffed(office, { ...snapshot, carriedBy: { 'stage.outcome': [staff.handler.person] } }, decision, option, carriers);
          const empty = ask(nobody, snapshot).decisions.find((one) => one.decision.endsWith(decision))?.options.find((one) => one.option === option);
          expect({ complexity, origin, option, status: empty?.status }).toEqual({ complexity, origin, option, status: full ? 'gap' : 'closed' });
        }
      }
    }
  });
});
