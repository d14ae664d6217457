// Goal: what the engine records gives the rows of the decision tables. Method: worked cases, each a decision with its surroundings as a case
// would leave them behind, and the rows expected by hand. What is not here: how a case comes to such a record (test/e2e/responsibility).
import type { JsonObject } from '@quanze/kernel';
import { attributeDecision } from './attribute-decision.js';
import type { Actor, DecidedRecord, FindingFact, Surroundings, TeamPeriod } from './decided-record.js';
import { factsOfDecision } from './facts-of-decision.js';
import { modelTable } from './read-table.contract.js';

const table = modelTable();
const DAY = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T01:00:00.000Z`;
const DECIDED = DAY(10);
const by = (person: string, role: string, more: Partial<Actor> = {}): Actor => ({ person, role, ...more });
const on = (person: string, role: TeamPeriod['role'], from = 1, until?: number): TeamPeriod => ({ person, role, from: DAY(from), ...(until === undefined ? {} : { until: DAY(until) }) });
const found = (person: string, area: FindingFact['area'], fault: FindingFact['fault'], more: Partial<FindingFact> = {}): FindingFact =>
  ({ person, area, fault, role: null, about: null, crime: false, outcome: null, ...more });
const WRONG = { result: 'wrong', serious: true, causes: ['facts', 'decision'] } as const;

const RECORD: DecidedRecord = {
  case: 'case-1', seq: 7, proposal: { by: by('P', 'handler') }, earlierProposals: [], advice: [], reviews: [], votes: [], consents: [], outcome: 'approve',
  level: 'procurator', deciders: [by('P', 'handler')], relation: 'same', power: 'criminal.arrest.approve', decidedAt: DECIDED,
};
const AROUND: Surroundings = {
  office: 'office-1', team: [on('P', 'handler')], passedOn: [], tasks: [], objections: [], instructions: [], issuedBy: null, delegationEndedAt: null, listChangedAt: null,
  handlerStatus: 'in_post', findings: [],
};
const REVIEWED = { reviews: [{ by: by('H', 'dept_head'), opinion: 'agree' }] };
const CHIEF: Partial<DecidedRecord> = { ...REVIEWED, level: 'chief', deciders: [by('C', 'chief')] };

function factsOf(record: Partial<DecidedRecord>, around: Partial<Surroundings> = {}): JsonObject {
  return factsOfDecision({ ...RECORD, ...record }, { ...AROUND, ...around });
}

/** `person capacity area bears rules`, a row each, then the flags. */
function rowsOf(record: Partial<DecidedRecord>, around: Partial<Surroundings> = {}, exemptions: Parameters<typeof attributeDecision>[2] = []): readonly string[] {
  const given = attributeDecision(table, factsOf(record, around), exemptions);
  if (!given.ok) return [given.refusal.code, String(given.refusal.params['path'])];
  const rows = given.value.rows.map((row) => [row.person, row.capacity, row.area === '' ? '-' : row.area, row.bears, ...row.rules].join(' '));
  return [...rows, ...given.value.flags];
}

/** The same without rules, for cases in which the rules are not the point. */
const plain = (rows: readonly string[]): readonly string[] => rows.map((row) => row.split(' ').slice(0, 4).join(' '));

describe('the worked cases of allocation', () => {
  test('own authority: the procurator answers for both halves', () => {
    expect(rowsOf({})).toEqual(['P procurator facts none A1 B0', 'P procurator procedure none A1 B0', 'P procurator decision none A1 B0']);
  });

  test('the chief as proposed: facts with the handler, the decision with the chief, the head for the review', () => {
    expect(rowsOf(CHIEF)).toEqual([
      'P procurator facts none A4 B0', 'P procurator procedure none A4 B0', 'C chief decision none A4 B0', 'H dept_head review none A11 B0',
    ]);
  });

  test('an opinion on a former proposal answers for nothing: only those of the last round count', () => {
    const former = { by: by('H', 'dept_head'), opinion: 'agree', round: 1 };
    const last = { by: by('K', 'dept_head'), opinion: 'disagree', round: 2 };
    const reviewers = (record: Partial<DecidedRecord>): unknown => factsOf({ ...CHIEF, ...record })['reviews'];
    expect(reviewers({ reviews: [former, last] })).toEqual([{ by: 'K', role: 'dept_head', opinion: 'disagree' }]);
    expect(reviewers({ proposal: { by: by('P', 'handler'), round: 2 }, reviews: [former] })).toBeUndefined();
    expect(reviewers({ proposal: { by: by('P', 'handler'), round: 1 }, reviews: [former] })).toEqual([{ by: 'H', role: 'dept_head', opinion: 'agree' }]);
  });

  test('the chief differently, with a written objection of the handler', () => {
    const rows = rowsOf({ ...CHIEF, relation: 'changed_all' }, { objections: [{ by: 'P', form: 'written' }] });
    expect(plain(rows)).toEqual(['P procurator facts none', 'P procurator procedure none', 'C chief decision none', 'H dept_head review none']);
    expect(rows[2]).toBe('C chief decision none A5 A7 A8 B0');
  });

  test('the chief differently, without one: the same people, another rule', () => {
    expect(rowsOf({ ...CHIEF, relation: 'changed_all' })[2]).toBe('C chief decision none A5 A9 B0');
    expect(rowsOf({ ...CHIEF, relation: 'changed_all' }, { objections: [{ by: 'P', form: 'oral' }] }).at(-1)).toBe('objection_not_in_writing');
  });

  test('an objection of somebody who does not carry the case is not the handler\'s', () => {
    expect(factsOf(CHIEF, { objections: [{ by: 'X', form: 'written' }] })['objection']).toBe('none');
  });

  test('reconsideration after which the handler came round: both answer for the decision', () => {
    const rows = rowsOf({ ...CHIEF, relation: 'handler_changed_after_reconsideration' }, { passedOn: [by('C', 'chief')] });
    expect(rows).toEqual([
      'P procurator facts none A6 B0', 'P procurator procedure none A6 B0', 'P procurator decision none A6 B0', 'C chief decision none A6 B0', 'H dept_head review none A11 B0',
    ]);
  });

  test('the committee: each member for the own vote, nobody for "the committee"', () => {
    const votes = [['C', 'approve'], ['M', 'approve'], ['N', 'refuse'], ['O', 'abstain']].map(([person, option]) => ({ person: person as string, option: option as string }));
    const record: Partial<DecidedRecord> = { ...REVIEWED, level: 'committee', votes, deciders: [by('C', 'committee_member'), by('M', 'committee_member')] };
    expect(rowsOf(record, { passedOn: [by('C', 'chief')] })).toEqual([
      'P procurator facts none A14 B0', 'P procurator procedure none A14 B0', 'C committee_member vote none A14 B0', 'M committee_member vote none A14 B0',
      'N committee_member vote none A14 B0', 'O committee_member vote none A14 B0', 'H dept_head review none A11 B0',
    ]);
    expect(factsOf(record, { passedOn: [by('C', 'chief')] })['votes']).toEqual([
      { person: 'C', vote: 'for', role: 'chief' }, { person: 'M', vote: 'for' }, { person: 'N', vote: 'against' }, { person: 'O', vote: 'abstain' },
    ]);
  });

  test('the superior\'s consent: the official decided, the local chief answers for the opinion that was reported', () => {
    const official = by('S', 'superior_official');
    const record: Partial<DecidedRecord> = { ...REVIEWED, level: 'superior', deciders: [official], consents: [{ by: official, granted: true }] };
    expect(rowsOf(record, { passedOn: [by('C', 'chief')] })).toEqual([
      'P procurator facts none A17 B0', 'P procurator procedure none A17 B0', 'S superior_official decision none A17 B0', 'H dept_head review none A11 B0', 'C chief review none A11 B0',
    ]);
  });

  test('a consent refused on the way stays that official\'s opinion', () => {
    const refusal = { by: by('T', 'superior_official'), granted: false };
    expect(plain(rowsOf({ ...CHIEF, consents: [refusal] }))).toContain('T superior_official review none');
  });

  test('set aside by the superior: the new decision is the superior\'s, the one that fell stays with who made it', () => {
    const after: Partial<DecidedRecord> = { ...REVIEWED, seq: 9, level: 'superior', deciders: [by('S', 'superior_official')], relation: 'changed_all' };
    expect(plain(rowsOf(after))).toEqual(['P procurator facts none', 'P procurator procedure none', 'S superior_official decision none', 'H dept_head review none']);
    expect(plain(rowsOf(CHIEF))).toContain('C chief decision none');
  });

  test('a delegated deputy decides as a deputy; a delegation that ended later changes nothing but the rule', () => {
    const record: Partial<DecidedRecord> = { ...CHIEF, level: 'deputyChief', deciders: [by('D', 'deputy_chief', { delegation: 'd-1' })] };
    expect(rowsOf(record)[2]).toBe('D deputy_chief decision none A4 B0');
    expect(rowsOf(record, { delegationEndedAt: DAY(20) })[2]).toBe('D deputy_chief decision none A4 A24 B0');
  });

  test('a deputy without a delegation decided outside authority', () => {
    const rows = rowsOf({ ...CHIEF, level: 'deputyChief', deciders: [by('D', 'deputy_chief')] });
    expect(rows.find((row) => row.startsWith('D'))).toBe('D deputy_chief decision none A23 A24 B0');
  });

  test('a team: the lead decides, each member and helper answers for the own part', () => {
    const team = [on('P', 'lead'), on('Q', 'team_member'), on('A', 'assistant'), on('K', 'clerk')];
    expect(rowsOf({}, { team })).toEqual([
      'P lead facts none A3 B0', 'P lead procedure none A3 B0', 'P lead decision none A3 B0', 'Q team_member facts none A3 B0', 'Q team_member procedure none A3 B0',
      'A assistant task none A21 B0', 'K clerk task none A21 B0',
    ]);
  });

  test('reassigned half-way: each handler for the own period, the decision with who decided', () => {
    const team = [on('O', 'handler', 1, 5), on('P', 'handler', 5)];
    expect(rowsOf({}, { team })).toEqual([
      'P procurator facts none A1 A26 B0', 'P procurator procedure none A1 A26 B0', 'P procurator decision none A1 B0', 'O procurator facts none A1 A26 B0', 'O procurator procedure none A1 A26 B0',
    ]);
  });

  test('reassigned after the decision: the new handler who serves it has only signed', () => {
    const rows = rowsOf({}, { team: [on('P', 'handler', 1, 12), on('Z', 'handler', 12)], issuedBy: 'Z' });
    expect(rows.map((row) => row.split(' ').slice(0, 4).join(' '))).toEqual(['P procurator facts none', 'P procurator procedure none', 'P procurator decision none', 'Z signer - none']);
  });

  test('a person who was recused keeps the own period and nothing else', () => {
    const rows = plain(rowsOf({}, { team: [on('R', 'handler', 1, 4), on('P', 'handler', 6)] }));
    expect(rows.filter((row) => row.startsWith('R'))).toEqual(['R procurator facts none', 'R procurator procedure none']);
  });

  test('the chief who handles in person answers for both halves', () => {
    const rows = rowsOf({ level: 'chief', deciders: [by('C', 'chief')], proposal: { by: by('C', 'handler') } }, { team: [on('C', 'handler')] });
    expect(rows.map((row) => row.split(' ')[2])).toEqual(['facts', 'procedure', 'decision']);
    expect(rows[2]).toContain('A31');
  });

  test('a joint conference advises; a case without a team is its proposer\'s; who left answers all the same', () => {
    const advice = [{ by: by('H', 'dept_head'), participants: ['Y', 'Z'], majority: 'approve' }];
    expect(plain(rowsOf({ advice })).filter((row) => row.includes(' - '))).toEqual(['Y adviser - none', 'Z adviser - none', 'H adviser - none']);
    expect(plain(rowsOf({}, { team: [] }))).toEqual(plain(rowsOf({})));
    expect(rowsOf({}, { handlerStatus: 'left' })[0]).toBe('P procurator facts none A1 A30 B0');
  });

  test('a task delivered against the direction is the assistant\'s, and the handler\'s for gatekeeping; one as directed is listed', () => {
    const team = [on('P', 'handler'), on('A', 'assistant'), on('K', 'clerk')];
    const tasks = [{ person: 'A', number: 1, task: 'drafting', deviated: false }, { person: 'A', number: 2, task: 'service', deviated: true }, { person: 'K', number: 3, task: 'record', deviated: false }];
    expect(factsOf({}, { team, tasks })['assistants']).toEqual([
      { person: 'A', role: 'assistant', task: '1 drafting; 2 service', under_direction: false, deviation: '2 service' }, { person: 'K', role: 'clerk', task: '3 record', under_direction: true },
    ]);
    expect(rowsOf({}, { team, tasks }).slice(3)).toEqual(['P procurator gatekeeping none A22 B0', 'A assistant task none A22 B0', 'K clerk task none A21 B0']);
    expect(factsOf({}, { team, tasks, findings: [found('A', 'task', 'gross')] })['assistants']).toMatchObject([{ deviation: '2 service; found' }, {}]);
  });

  describe('a substitute', () => {
    const team: TeamPeriod[] = [on('P', 'handler'), { ...on('S', 'handler', 8, 12), standsInFor: 'P' }];

    test('who decided is the handler of the decision, and each answers for the own period', () => {
      const record: Partial<DecidedRecord> = { proposal: { by: by('S', 'handler') }, deciders: [by('S', 'handler')] };
      expect(plain(rowsOf(record, { team }))).toEqual(['S procurator facts none', 'S procurator procedure none', 'S procurator decision none', 'P procurator facts none', 'P procurator procedure none']);
      expect(factsOf(record, { team })).toMatchObject({ handler: 'S', handlers: [{ person: 'P', period: { from: DAY(1) } }, { person: 'S', period: { from: DAY(8), to: DAY(12) } }] });
    });

    test('who proposed to the chief is too, and otherwise the handler is', () => {
      expect(factsOf({ ...CHIEF, proposal: { by: by('S', 'handler') } }, { team })['handler']).toBe('S');
      expect(factsOf({ ...CHIEF }, { team })['handler']).toBe('P');
      expect(factsOf({ ...CHIEF, proposal: { by: by('X', 'handler') } }, { team })['handler']).toBe('P');
      expect(factsOf({ ...CHIEF, proposal: { by: by('S', 'handler') }, decidedAt: DAY(20) }, { team })['handler']).toBe('P');
    });

    test('of a lead decides for the team inside the own authority', () => {
      const led: TeamPeriod[] = [on('P', 'lead'), on('M', 'team_member'), { ...on('S', 'lead', 8, 12), standsInFor: 'P' }];
      const rows = rowsOf({ proposal: { by: by('S', 'handler') }, deciders: [by('S', 'handler')] }, { team: led });
      expect(rows.filter((row) => row.includes(' decision '))).toEqual(['S lead decision none A3 B0']);
    });
  });

  describe('an instruction', () => {
    const oral = { form: 'oral', role: 'chief', outsideChannel: false, receivedBy: 'P' } as const;

    test('of the chief who then decides counts from its confirmation', () => {
      expect(factsOf(CHIEF, { instructions: [{ ...oral, by: 'C', confirmed: true }] })['instruction']).toEqual({ by: 'C', role: 'chief', form: 'oral', outside_channel: false, confirmed: true });
      expect(rowsOf(CHIEF, { instructions: [{ ...oral, by: 'C', confirmed: true }] })[2]).toBe('C chief decision none A4 A20 B0');
      expect(rowsOf(CHIEF, { instructions: [{ ...oral, by: 'C', confirmed: false }] })[2]).toBe('C chief decision none A4 B0');
    });

    test('of the superior by word of mouth does not spoil the superior\'s decision in writing', () => {
      const record: Partial<DecidedRecord> = { level: 'superior', deciders: [by('U', 'superior_official')] };
      const said = { ...oral, by: 'U', role: 'superior_official' };
      expect(factsOf(record, { instructions: [said] })['instruction']).toEqual({ by: 'U', role: 'superior_official', form: 'written', outside_channel: false });
      expect(rowsOf(record, { instructions: [said] })).toContain('U superior_official decision none A17 B0');
    });

    test('of somebody else goes before the decider\'s own, the last of them first', () => {
      const instructions = [{ ...oral, by: 'L', role: 'deputy_chief' }, { ...oral, by: 'U', role: 'superior_official' }, { ...oral, by: 'C' }];
      expect(factsOf(CHIEF, { instructions })['instruction']).toMatchObject({ by: 'U', confirmed: false });
      expect(rowsOf(CHIEF, { instructions })).toContain('U superior_official instruction none A19 B0');
    });

    test('outside the channel is asking about the case as well, and whoever heard it has recorded it', () => {
      const rows = rowsOf({}, { instructions: [{ ...oral, by: 'D', role: 'dept_head', outsideChannel: true, receivedBy: 'A' }], team: [on('P', 'handler'), on('A', 'assistant')] });
      expect(rows).toEqual(expect.arrayContaining(['D dept_head instruction none A19 B0', 'D interferer interference none A19 A27 B9']));
      expect(rows.filter((row) => row.includes(' recording '))).toEqual([expect.stringMatching(/^A .* recording none A19 A27 B9$/)]);
    });

    test('of somebody whose name is sealed leaves a row for who heard it, and none for an unknown', () => {
      const sealed = { ...oral, by: null, role: null, outsideChannel: true };
      expect(factsOf({}, { instructions: [sealed] })).toMatchObject({ interference: [{ recipients: ['P'], recorded: true }] });
      expect(factsOf({}, { instructions: [sealed] })).not.toHaveProperty('instruction');
      expect(rowsOf({}, { instructions: [sealed] }).slice(3)).toEqual(['P procurator recording none A27 B9']);
    });

    test('to which only an oral objection was made stays as it was, with a flag', () => {
      const rows = rowsOf({}, { instructions: [{ ...oral, by: 'C' }], objections: [{ by: 'P', form: 'oral' }] });
      expect(rows.find((row) => row.startsWith('P procurator decision'))).toContain('A9');
      expect(rows.at(-1)).toBe('objection_not_in_writing');
    });
  });

  test('an instruction of somebody else, given by word of mouth, is no decision', () => {
    const rows = plain(rowsOf({}, { instructions: [{ by: 'L', role: 'deputy_chief', form: 'oral', outsideChannel: false }] }));
    expect(rows).toEqual(expect.arrayContaining(['P procurator decision none', 'P procurator recording none', 'L deputy_chief instruction none']));
  });

  test('a list that gives the power to another since then leaves the decision good', () => {
    expect(rowsOf({}, { listChangedAt: DAY(20) })[2]).toBe('P procurator decision none A1 A24 B0');
    expect(factsOf(CHIEF, { listChangedAt: DAY(20) })['list_changed_at']).toBeUndefined();
  });
});

describe('findings and exemptions', () => {
  const gross = found('P', 'facts', 'gross', { outcome: WRONG });

  test('no fault level comes without a finding, and a finding is for its person and area only', () => {
    expect(plain(rowsOf(CHIEF)).every((row) => row.endsWith(' none'))).toBe(true);
    expect(plain(rowsOf(CHIEF, { findings: [gross] }))).toEqual(['P procurator facts gross_negligence', 'P procurator procedure none', 'C chief decision none', 'H dept_head review none']);
  });

  test('a later finding takes the place of an earlier one, and takes its word on the result along', () => {
    const facts = factsOf(CHIEF, { findings: [gross, found('P', 'facts', 'none')] });
    expect([facts['findings'], facts['outcome']]).toEqual([[{ person: 'P', area: 'facts', fault: 'none' }], undefined]);
  });

  test('the handler misled the chief: the error is charged to the facts', () => {
    const rows = rowsOf(CHIEF, { findings: [found('P', 'facts', 'intentional', { about: 'misstatement', outcome: WRONG })] });
    expect(rows[0]).toBe('P procurator facts intentional A4 A16 B1');
  });

  test('an order found manifestly unlawful reaches who carried it out without a word', () => {
    const findings = [found('C', 'decision', 'intentional', { about: 'unlawful_order', outcome: WRONG })];
    expect(rowsOf({ ...CHIEF, relation: 'changed_all' }, { findings })[1]).toContain('A10');
    expect(rowsOf({ ...CHIEF, relation: 'changed_all' }, { findings, objections: [{ by: 'P', form: 'written' }] })).toContain('manifest_illegality_review');
  });

  test('staying in spite of a known ground, an assistant\'s own doing, and a sign of a crime', () => {
    expect(rowsOf({}, { findings: [found('P', 'procedure', 'intentional', { about: 'recusal_ground' })] }).some((row) => row.includes('A25'))).toBe(true);
    const helped = rowsOf({}, { team: [on('P', 'handler'), on('A', 'assistant')], findings: [found('A', 'task', 'gross')] });
    expect(plain(helped)).toEqual(expect.arrayContaining(['P procurator gatekeeping none', 'A assistant task management_issue']));
    expect(rowsOf({}, { findings: [found('P', 'facts', 'ordinary', { crime: true })] }).at(-1)).toBe('crime_referral');
  });

  test('an exemption clears the row of its person and area, and no other', () => {
    const findings = [gross, found('C', 'decision', 'gross')];
    const rows = rowsOf(CHIEF, { findings }, [{ person: 'C', area: 'decision', kind: 'new_evidence', foundBy: '督察〔2026〕3号' }]);
    expect(plain(rows).slice(0, 3)).toEqual(['P procurator facts gross_negligence', 'P procurator procedure none', 'C chief decision none']);
    expect(rows[2]).toBe('C chief decision none A4 B4');
  });

  test('a finding about somebody of whom nothing is on record is refused unless it says in what role', () => {
    expect(rowsOf({}, { findings: [found('X', 'supervision', 'gross')] })).toEqual(['RECORD.PERSON_WITHOUT_ROLE', 'findings[0].role']);
    expect(plain(rowsOf({}, { findings: [found('X', 'supervision', 'gross', { role: 'case_mgmt' })] })).at(-1)).toBe('X case_mgmt supervision supervision_liability');
    expect(rowsOf({}, {}, [{ person: 'P', area: 'facts', kind: 'x', foundBy: 'y' }])).toEqual(rowsOf({}));
  });
});
