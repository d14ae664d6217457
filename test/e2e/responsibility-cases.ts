// The decisions of the responsibility suite as people make them over HTTP: who decides, who objects, who takes over. What is not here: any
// assertion, and the ordinary case of arrest review (`arrest-case.ts`).
import { DEMO_PEOPLE } from '../../apps/host/src/compose/demo-office.js';
import { accept, assign, openCase, personId, review, sendUp, walk, type OpenedCase, type SendAs, type Step } from './arrest-case.js';
import { DEMO_OFFICE } from './host.js';

export const REASONING = { facts: '查明的事实', evidence: '采信的证据', law: '刑事诉讼法第八十一条' };
const REPORT = { reviewReport: '审查逮捕意见书' };
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
export const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act, payload });

/** Danger is disputed, so that approving and refusing are both open. */
const disputed = (handler: string): Step => step(handler, 'record-findings', { crimeFound: 'shown', dangerFound: 'disputed', reasons: '认定理由' });
const raise = (handler: string): Step => step(handler, 'raise-complexity', { complexity: 'major_difficult_complex', reasons: '案情复杂' });
export const propose = (handler: string, option = 'approve'): Step => step(handler, 'outcome.propose', { option, ...REPORT, ...REASONING });
export const override = (by = 'chief', option = 'refuseNoDanger'): Step => step(by, 'outcome.override', { option, ...REPORT, ...REASONING });
export const object = (handler: string): Step => step(handler, 'outcome.object', { objection: '坚持原意见，依照决定执行' });
export const setAside: Step = step('city.chief', 'outcome.set-aside', { option: 'refuseNoDanger', ...REPORT, ...REASONING, instruction: '岭州检撤〔2026〕1号' });

export const prepared = (handler: string): readonly Step[] => [accept(today()), assign(handler), disputed(handler)];
export const atChief = (handler: string, option = 'approve'): readonly Step[] => [...prepared(handler), raise(handler), propose(handler, option), sendUp(handler), review()];
export const alone = (handler: string): readonly Step[] => [accept(today()), assign(handler), step(handler, 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '认定理由' }), propose(handler), step(handler, 'outcome.decide', REASONING)];

/** The chief asks to look again, and the handler comes round. */
export const reconsidered = (handler: string): readonly Step[] => [
  ...atChief(handler), step('chief', 'outcome.reconsider', { reasons: '请复核社会危险性' }), propose(handler, 'refuseNoDanger'), sendUp(handler), review(),
];

const PRESENT = ['deputy', 'deputy2', 'head2', 'head3'] as const;
const vote = (by: string, option: string): Step => step(by, 'outcome.vote', { option, reasons: '意见与理由' });

/** Four for, one against; the chair speaks last. */
export const byCommittee = (handler: string): readonly Step[] => [
  ...atChief(handler), step('chief', 'outcome.refer', { reasons: '重大疑难' }), step('chief', 'outcome.open-meeting', { present: [...PRESENT, 'chief'].map(personId), stepAside: [] }),
  vote('deputy', 'approve'), vote('deputy2', 'refuseNoDanger'), vote('head2', 'approve'), vote('head3', 'approve'), vote('chief', 'approve'),
  step('chief', 'outcome.conclude', REASONING),
];

/** A team of two and an assistant; its lead decides. */
export const byTeam: readonly Step[] = [
  accept(today()), step('intake', 'assign', { handler: personId('procurator1'), asLead: true }), step('head1', 'join-team', { person: personId('procurator2'), role: 'team_member' }),
  step('head1', 'join-team', { person: personId('assistant1'), role: 'assistant' }),
  step('procurator1', 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: '认定理由' }), propose('procurator1'), step('procurator1', 'outcome.decide', REASONING),
];

const reassign = (to: string): Step => step('chief', 'reassign', { handler: personId(to), reasons: '变更承办人' });
export const halfWay: readonly Step[] = [accept(today()), assign('procurator1'), reassign('procurator2'), ...alone('procurator2').slice(2)];
export const afterRecusal: readonly Step[] = [
  accept(today()), assign('procurator1'), step('procurator1', 'request-recusal', { person: personId('procurator1'), applicant: 'person_concerned', form: 'written', ground: 'interest', reasons: '与当事人有利害关系' }),
  step('chief', 'order-recusal', { person: personId('procurator1'), granted: true, reasons: '应当回避' }), reassign('procurator2'), ...alone('procurator2').slice(2),
];

const PROSECUTION = {
  path: 'criminal.prosecution', office: DEMO_OFFICE, department: 'first', title: '职务犯罪案', act: 'receive', facts: { origin: 'supervisory', custody: 'bail' },
  payload: { transferDocument: '岭监诉字〔2026〕1号', title: '职务犯罪案' },
};

/** A non-prosecution in a case of a supervisory body, to which the superior has to consent (Rules 371). */
export async function consented(as: SendAs): Promise<OpenedCase> {
  const opened = await as('intake')({ method: 'POST', url: '/api/v1/cases', payload: PROSECUTION });
  if (opened.statusCode !== 201) throw new Error(opened.body);
  const handler = 'procurator1';
  const version = await walk(as, opened.json().caseId, opened.json().version, [
    acceptCase(), assign(handler), step('head1', 'join-team', { person: personId('assistant1'), role: 'assistant' }), step('assistant1', 'tell-suspect-rights'), step('assistant1', 'tell-victim-rights'),
    step(handler, 'interrogate', { secondPerson: personId('assistant1'), record: '讯问笔录' }), step(handler, 'hear-defence', { manner: 'heard', content: '辩护意见' }),
    step(handler, 'hear-victim', { manner: 'written', content: '被害人意见' }), step(handler, 'record-findings', { evidence: 'sufficient', statutoryGround: 'none', gravity: 'minor', reasons: '认定理由' }),
    step(handler, 'outcome.propose', { option: 'discretionary', reviewReport: '审查报告', ...REASONING }), sendUp(handler), review(),
    step('chief', 'outcome.report-up', REASONING), step('city.chief', 'outcome.consent', REASONING),
    { ...step(handler, 'outcome.issue'), draft: { document: 'nonprosecution', fields: { suspect: '张某' } } },
  ]);
  return { ...opened.json(), version };
}

const acceptCase = (): Step => step('intake', 'accept', { receivedOn: today() });

/** Opens a case, walks it and gives the number of its last decision. */
export async function play(as: SendAs, steps: readonly Step[]): Promise<OpenedCase & { readonly decision: number }> {
  const opened = await openCase(as);
  const version = await walk(as, opened.caseId, opened.version, steps);
  return { ...opened, version, decision: await lastDecision(as, opened.caseId) };
}

export async function lastDecision(as: SendAs, caseId: string): Promise<number> {
  const decisions = (await as('chief')({ url: `/api/v1/cases/${caseId}/decisions` })).json() as readonly { record: { seq: number } }[];
  return decisions.at(-1)?.record.seq ?? 0;
}

const LOGINS = new Map(DEMO_PEOPLE.map(({ id, login }) => [id as string, login]));
/** A person by login, so that rows can be read. */
export const loginOf = (id: string): string => LOGINS.get(id) ?? id;

interface Row { readonly person: string; readonly capacity: string; readonly area: string; readonly bears: string; readonly rules: readonly string[] }
/** `login capacity area bears`, a row each. */
export const rowsIn = (view: { readonly rows: readonly Row[] }): readonly string[] => view.rows.map(({ person, capacity, area, bears }) => [loginOf(person), capacity, area === '' ? '-' : area, bears].join(' '));
/** Rules of allocation in the row of a person and area. */
export const rulesOf = (view: { readonly rows: readonly Row[] }, login: string, area: string): readonly string[] => view.rows.find((row) => loginOf(row.person) === login && row.area === area)?.rules ?? [];
