// Instructions about a case over HTTP: in writing with an answer, by word of mouth on record and confirmed; who may give which, what follows
// for responsibility, and that a word of mouth moves nothing. Not here: the rules of decisions, which no instruction changes.
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { accept, approve, assign, decideAlone, findings, openCase, personId, propose, raise, review, send, sendUp, walk, type OpenedCase, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';
import { lastDecision, rowsIn, rulesOf, step } from './responsibility-cases.js';

let host: RunningHost;
let clock: FakeClock;
beforeAll(async () => {
  clock = createFakeClock('2026-11-23T02:00:00.000Z');
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());

const go = async (made: OpenedCase, ...steps: readonly Step[]): Promise<OpenedCase> => {
  clock.advanceMs(1000);
  return { ...made, version: await walk(host.as, made.caseId, made.version, steps) };
};
const begin = async (...steps: readonly Step[]): Promise<OpenedCase> => go(await openCase(host.as), accept('2026-11-23'), assign(), ...steps);
const refusal = async (made: OpenedCase, tried: Step): Promise<unknown> => (await send(host.as, made.caseId, made.version, tried)).json().code;
const asked = async (login: string, { caseId }: OpenedCase): Promise<readonly string[]> => {
  const { items } = (await host.as(login)({ url: '/api/v1/inbox?limit=200' })).json() as { items: { task: { key: string; verb: string }; case: { caseId: string } }[] };
  return items.filter((item) => item.case.caseId === caseId).map(({ task }) => `${task.key} ${task.verb}`);
};
const seen = async ({ caseId }: OpenedCase, login = 'inspector') => {
  const answer = await host.as(login)({ url: `/api/v1/cases/${caseId}/decisions/${await lastDecision(host.as, caseId)}/responsibility` });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
};
const snapshotOf = async ({ caseId }: OpenedCase) => (await host.as('chief')({ url: `/api/v1/cases/${caseId}` })).json().snapshot;

const written = (by: string, more: object = {}): Step => step(by, by.startsWith('city') ? 'instruct-from-superior' : 'instruct-in-writing', { documentNumber: '云溪检指〔2026〕1号', content: '请补充核实社会危险性', ...more });
const answer = (kind: string, more: object = {}, number = 1): Step => step('procurator1', 'answer-instruction', { number, answer: kind, ...more });
const objection = answer('objected', { reasons: '与在案证据不符' });
const settle = (upheld: boolean, by = 'chief'): Step => step(by, by.startsWith('city') ? 'settle-superior-objection' : 'settle-objection', { number: 1, upheld, reasons: '经研究' });
const heard = (from: string, more: object = {}, by = 'procurator1'): Step => step(by, 'log-oral-instruction', { giver: personId(from), givenOn: '2026-11-23', means: 'phone', content: '口头要求尽快批准逮捕', ...more });
const confirm = (by: string, number = 1): Step => step(by, by.startsWith('city') ? 'confirm-superior-instruction' : 'confirm-oral-instruction', { number, documentNumber: '云溪检指〔2026〕2号', content: '依照口头指示办理' });
const ALONE = [findings(), propose(), decideAlone()];
const AT_CHIEF = [raise(), findings(), propose(), sendUp(), review()];
const NEEDED = 'AUTHORITY.NOT_YOUR_ROLE';

describe('an instruction in writing', () => {
  it('asks the handler, is objected to with reasons, kept in writing, and then carried out', async () => {
    let made = await begin(written('chief'));
    expect(await asked('procurator1', made)).toEqual(expect.arrayContaining(['instruction#1 answer']));
    expect([await refusal(made, answer('objected')), await refusal(made, settle(true))]).toEqual(['INSTRUCTION.REASONS_REQUIRED', 'INSTRUCTION.NOT_OPEN']);
    made = await go(made, objection);
    expect([await asked('chief', made), await refusal(made, settle(true, 'city.chief'))]).toEqual([expect.arrayContaining(['instruction#1 decide']), 'INSTRUCTION.NOT_YOURS']);
    made = await go(made, settle(true));
    expect(await refusal(made, objection)).toBe('INSTRUCTION.UPHELD');
    made = await go(made, answer('carried_out'), ...AT_CHIEF, approve());
    const view = await seen(made);
    expect(rowsIn(view)).toEqual(['procurator1 procurator facts none', 'procurator1 procurator procedure none', 'chief chief decision none', 'head1 dept_head review none']);
    expect([rulesOf(view, 'chief', 'decision'), view.facts.objection]).toEqual([['A4', 'A8', 'B0'], 'written']);
  });

  it('of the superior is no decision of the superior while the procurator decides; withdrawn it is none at all', async () => {
    const made = await begin(written('city.chief'), objection);
    const view = await seen(await go(made, ...ALONE));
    expect(rowsIn(view)).toContain('city.chief superior_official instruction none');
    expect(view.facts.instruction).toMatchObject({ by: personId('city.chief'), role: 'superior_official', form: 'written' });
    expect((await seen(made, 'city.chief')).rows).toHaveLength(view.rows.length);
    const withdrawn = await seen(await go(await begin(written('city.chief'), objection, settle(false, 'city.chief')), ...ALONE));
    expect(rowsIn(withdrawn)).toEqual(['procurator1 procurator facts none', 'procurator1 procurator procedure none', 'procurator1 procurator decision none']);
    const ofChief = await seen(await go(await begin(written('chief'), objection, settle(false)), ...AT_CHIEF, approve()));
    expect([rulesOf(ofChief, 'chief', 'decision'), ofChief.facts.objection]).toEqual([['A4', 'B0'], 'none']);
    const ofAnother = await seen(await go(await begin(written('city.chief'), objection), ...AT_CHIEF, approve()));
    expect([ofAnother.facts.objection, ofAnother.facts.instruction.by]).toEqual(['none', personId('city.chief')]);
  });

  it('about another question counts for that question only', async () => {
    const view = await seen(await go(await begin(written('city.chief', { question: 'approvalRevocation' })), ...ALONE));
    expect(view.facts.instruction).toBeUndefined();
    expect(rulesOf(await seen(await go(await begin(written('city.chief', { question: 'outcome' })), ...ALONE)), 'city.chief', 'instruction')).toContain('A19');
    expect(await refusal(await begin(), written('chief', { question: '审查结论' }))).toBe('INSTRUCTION.UNKNOWN_QUESTION');
  });

  it('is given and settled by those who have the power', async () => {
    const made = await begin();
    for (const by of ['head1', 'intake', 'procurator1', 'inspector']) expect([by, await refusal(made, written(by))]).toEqual([by, NEEDED]);
    expect(await refusal(made, written('deputy'))).toMatch(/^AUTHORITY\.(REFER|REFUSED)$/);
    expect(await refusal(made, step('chief', 'instruct-from-superior', { documentNumber: 'x', content: 'y' }))).toBe(NEEDED);
    expect(await refusal(made, step('city.chief', 'instruct-in-writing', { documentNumber: 'x', content: 'y' }))).toBe(NEEDED);
    const open = await go(made, written('chief'));
    expect(await refusal(open, step('head1', 'answer-instruction', { number: 1, answer: 'carried_out' }))).toBe(NEEDED);
    const objected = await go(open, objection);
    expect([await refusal(objected, settle(false, 'head1')), await refusal(objected, settle(false, 'deputy'))]).toEqual([NEEDED, expect.stringMatching(/^AUTHORITY\./)]);
  });
});

describe('an instruction by word of mouth', () => {
  it('moves nothing: not the case, not a desk, not what anybody may do', async () => {
    const made = await begin(...AT_CHIEF);
    const may = async (login: string) => (await host.as(login)({ url: `/api/v1/cases/${made.caseId}/acts` })).json().acts;
    const tried = [decideAlone(), approve('procurator1'), approve('deputy')];
    const tryAll = async (where: OpenedCase): Promise<unknown> => Promise.all(tried.map((each) => refusal(where, each)));
    const [before, desks, rights, codes] = [await snapshotOf(made), [await asked('procurator1', made), await asked('chief', made)], await may('procurator1'), await tryAll(made)];
    const logged = await go(made, heard('chief'));
    const { instructions, ...after } = await snapshotOf(logged);
    expect([after, instructions.length]).toEqual([{ ...before, version: before.version + 1 }, 1]);
    expect([[await asked('procurator1', logged), await asked('chief', logged)], await may('procurator1'), await tryAll(logged)]).toEqual([desks, rights, codes]);
    expect(codes).not.toContain(undefined);
    expect(await refusal(logged, answer('carried_out'))).toBe('INSTRUCTION.NOT_OPEN');
  });

  it('of the superior makes the giver answer for it and the recipient for the record; an oral objection only proves less', async () => {
    const view = await seen(await go(await begin(heard('city.chief', { objected: true })), ...ALONE));
    expect(rowsIn(view)).toEqual(expect.arrayContaining(['procurator1 procurator decision none', 'procurator1 procurator recording none', 'city.chief superior_official instruction none']));
    expect([rulesOf(view, 'city.chief', 'instruction'), rulesOf(view, 'procurator1', 'recording')]).toEqual([expect.arrayContaining(['A19']), expect.arrayContaining(['A19'])]);
    expect(rulesOf(view, 'procurator1', 'decision')).toContain('A9');
    expect(view.flags.map((flag: unknown) => JSON.stringify(flag)).join()).toContain('objection_not_in_writing');
    const dossier = (await host.as('city.chief')({ url: `/api/v1/people/${personId('city.chief')}/dossier` })).json();
    expect(dossier.items?.length ?? 0).toBeGreaterThan(0);
  });

  it('of the chief, confirmed, is the chief\'s decision; unconfirmed it is none', async () => {
    const logged = await begin(heard('chief'));
    expect(rulesOf(await seen(await go(logged, ...AT_CHIEF, approve())), 'chief', 'decision')).toEqual(['A4', 'B0']);
    const confirmed = await go(await begin(heard('chief')), confirm('chief'));
    expect(await asked('procurator1', confirmed)).toEqual(expect.arrayContaining(['instruction#1 answer']));
    const view = await seen(await go(confirmed, answer('carried_out'), ...AT_CHIEF, approve()));
    expect([rulesOf(view, 'chief', 'decision'), view.facts.instruction]).toEqual([['A4', 'A20', 'B0'], { by: personId('chief'), role: 'chief', form: 'oral', outside_channel: false, confirmed: true }]);
  });

  it('is confirmed by its giver in the own competence and by nobody else', async () => {
    const made = await begin(heard('chief'), heard('head1'), heard('city.chief'), heard('deputy'));
    expect([await refusal(made, confirm('chief', 2)), await refusal(made, confirm('city.chief', 1)), await refusal(made, confirm('chief', 9))]).toEqual(['INSTRUCTION.NOT_YOURS', 'INSTRUCTION.NOT_YOURS', 'INSTRUCTION.UNKNOWN']);
    expect([await refusal(made, confirm('head1', 2)), await refusal(made, confirm('procurator1', 1))]).toEqual([NEEDED, NEEDED]);
    expect(await refusal(made, confirm('deputy', 4))).toMatch(/^AUTHORITY\./);
    expect(await refusal(await go(made, confirm('city.chief', 3)), confirm('city.chief', 3))).toBe('INSTRUCTION.NOT_OPEN');
  });

  it('from outside the channel or the procuratorates is on record with who heard it, and the name stays sealed', async () => {
    const view = await seen(await go(await begin(heard('head2', {}, 'head1'), step('procurator1', 'log-oral-instruction', { giverOutside: '某单位 甲某', givenOn: '2026-11-22', means: 'in_person', content: '打听并要求从轻' })), ...ALONE));
    expect(rowsIn(view)).toEqual(expect.arrayContaining(['head2 dept_head instruction none', 'head2 interferer interference none', 'procurator1 procurator recording none']));
    expect(rowsIn(view).filter((row) => row.startsWith('head1'))).toEqual([expect.stringContaining('recording none')]);
    expect(JSON.stringify(view)).not.toContain('甲某');
  });

  it('has a giver and a day, and is recorded by somebody of the case or the office, also after its end', async () => {
    const made = await begin();
    const codes = await Promise.all([heard('procurator1'), heard('chief', { giverOutside: '某人' }), step('procurator1', 'log-oral-instruction', { givenOn: '2026-11-23', means: 'note', content: '便条' }), heard('chief', { givenOn: '2026-11-24' })].map((tried) => refusal(made, tried)));
    expect(codes).toEqual(['INSTRUCTION.OWN', 'INSTRUCTION.GIVER_UNCLEAR', 'INSTRUCTION.GIVER_UNCLEAR', 'INSTRUCTION.IN_FUTURE']);
    expect(await refusal(made, heard('chief', {}, 'inspector'))).toBe(NEEDED);
    expect((await send(host.as, made.caseId, made.version, heard('chief', {}, 'procurator3'))).statusCode).toBe(404);
  });
});

describe('both paths', () => {
  it('have the same acts in the same words, and the trace tells them in Chinese and English', async () => {
    const opened = await host.as('intake')({ method: 'POST', url: '/api/v1/cases', payload: {
      path: 'criminal.prosecution', office: DEMO_OFFICE, department: 'first', title: '盗窃案', act: 'receive', facts: { origin: 'police', custody: 'bail' }, payload: { transferDocument: '云公移诉字〔2026〕1号', title: '盗窃案' },
    } });
    const steps = [step('intake', 'accept', { receivedOn: '2026-11-23' }), assign(), written('chief'), objection, settle(true), answer('carried_out'), heard('city.chief'), confirm('city.chief', 2), step('chief', 'appoint-substitute', { person: personId('procurator2'), firstDay: '2026-11-23', lastDay: '2026-11-24', cause: 'absence' })];
    const made = await go(opened.json() as OpenedCase, ...steps);
    const { lines } = (await host.as('chief')({ url: `/api/v1/cases/${made.caseId}/trace?limit=200` })).json() as { lines: { actLabel: { zh: string; en: string }; payload: { input: Record<string, unknown> }; entry: { act: string; payload: { input: Record<string, unknown> } } }[] };
    const ofTrace = new Map(lines.map(({ actLabel, entry }) => [entry.act, actLabel]));
    expect(ofTrace.get('instruct-in-writing')).toEqual({ zh: '书面指示', en: 'Instruct in writing' });
    expect(ofTrace.get('log-oral-instruction')).toEqual({ zh: '记录口头指示', en: 'Record an oral instruction' });
    expect(ofTrace.get('appoint-substitute')).toEqual({ zh: '指定代办检察官', en: 'Appoint a substitute' });
    const said = lines.find(({ entry }) => entry.act === 'log-oral-instruction');
    expect([said?.payload.input['content'], JSON.stringify(said?.entry.payload.input).includes('批准逮捕')]).toEqual(['口头要求尽快批准逮捕', false]);
  });
});
