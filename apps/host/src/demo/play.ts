// Plays one case: moves the clock, lets people act over HTTP, prints what happens, and holds every answer against what it must be.
// What is not here: the course of the case (`story.ts`).
import type { AppointmentRow, DeadlineView } from '@quanze/application';
import type { ActedView, AvailableActsView, OpenedView, TraceView } from '@quanze/contract';
import { expectOk, parseInstant, type JsonObject, type Label } from '@quanze/kernel';
import { DEMO_PEOPLE, demoPerson, OFFICE } from '../compose/demo-office.js';
import type { DemoClient } from './client.js';
import { Deviation, mustBe } from './deviation.js';
import type { DemoOffice } from './office.js';
import { wallTime, type Paper } from './paper.js';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const MINUTES_BETWEEN_ACTS = 12;
const TRACE_LIMIT = 500;
/** What may be chosen in the decisions of the story. */
const OPTIONS: Readonly<Record<string, Label>> = {
  charge: { zh: '提起公诉', en: 'prosecute' }, discretionary: { zh: '酌定不起诉', en: 'discretionary non-prosecution' }, bail: { zh: '取保候审', en: 'bail' },
  grant: { zh: '延长十五日', en: 'fifteen days more' }, returnPolice: { zh: '退回公安机关', en: 'return to the police' },
};
const ROLE_WORDS: Readonly<Record<AppointmentRow['role'], string>> = {
  chief: '检察长', deputy_chief: '副检察长', dept_head: '部门负责人', procurator: '检察官', assistant: '检察官助理', clerk: '书记员',
  committee_member: '检委会委员', case_mgmt: '案件管理', inspection: '检务督察', admin: '系统管理员',
};

export class Play {
  caseId = '';
  private version = 0;

  constructor(
    private readonly office: DemoOffice,
    private readonly client: DemoClient,
    readonly paper: Paper,
  ) {}

  /** Moves on to nine o'clock of a day; what falls due until then rings. */
  async day(date: string, zh: string, en: string): Promise<void> {
    this.office.clock.moveTo(expectOk(parseInstant(`${date}T09:00:00+08:00`), date));
    await this.office.ring();
    // Alarms change the case as well; people act on the version they see then.
    if (this.caseId !== '') this.version = (await this.client.get<AvailableActsView>('chief', `/cases/${this.caseId}/acts`)).version;
    this.paper.heading(`${date}（周${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}）${zh}`, en);
  }

  async opens(login: string, input: { readonly title: string; readonly path: string; readonly department: string; readonly facts: JsonObject; readonly act: string; readonly payload: JsonObject }): Promise<void> {
    const answer = await this.client.post<OpenedView>(login, '/cases', { ...input, office: OFFICE });
    if (!answer.ok) throw new Deviation(`${login} could not open the case: ${answer.problem.code} ${answer.problem.detailEn}`);
    this.caseId = answer.value.caseId;
    this.version = answer.value.version;
    this.paper.act(this.time(), whoIs(login), { zh: `接收案件 ${answer.value.number}`, en: `Receive the file: ${input.title}` });
  }

  /** An act that must succeed. @returns its answer */
  async does(login: string, act: string, payload: JsonObject = {}): Promise<ActedView> {
    const label = await this.announce(login, act, payload);
    const answer = await this.send(login, act, payload);
    if (!answer.ok) throw new Deviation(`${login} ${act}: ${answer.problem.code} ${answer.problem.detailEn} ${JSON.stringify(answer.problem.params)}`);
    if (answer.value.decision !== null) this.paper.note(`→ 决定已作出，记入第 ${answer.value.seq} 号留痕`, `→ a decision, entry ${answer.value.seq} of the journal (${label.en})`);
    this.version = answer.value.version;
    return answer.value;
  }

  /** Types what the case does not have of a document. */
  async drafts(login: string, document: string, fields: JsonObject): Promise<void> {
    const answer = await this.client.post<{ readonly n: number }>(login, `/cases/${this.caseId}/documents`, { document, fields });
    if (!answer.ok) throw new Deviation(`${login} drafts ${document}: ${answer.problem.code} ${answer.problem.detailEn}`);
  }

  /** Issues a decision with its document, whose number must be this one. */
  async issues(login: string, decision: string, number: string): Promise<void> {
    const { document } = await this.does(login, `${decision}.issue`);
    mustBe(`number of the document of ${decision}`, document?.number ?? null, number);
    this.paper.note(`→ 文书文号 ${number}，摘要记入留痕`, '→ the document has its number; its digest stands in the journal');
  }

  /** An act that goes too far and must be refused with this code. */
  async isRefused(login: string, act: string, payload: JsonObject, code: string): Promise<void> {
    await this.announce(login, act, payload);
    const answer = await this.send(login, act, payload);
    if (answer.ok) throw new Deviation(`${login} ${act} was not refused`);
    mustBe(`${login} ${act}`, answer.problem.code, code);
    if (answer.problem.source === undefined) throw new Deviation(`the refusal of ${act} names no article`);
    this.paper.refusal(answer.problem);
  }

  /** A deadline, which must end on this day; null when it must have stopped. */
  async deadline(clock: string, due: string | null): Promise<void> {
    const view = (await this.client.get<readonly DeadlineView[]>('chief', `/cases/${this.caseId}/deadlines`)).find((one) => one.clock === clock);
    if (view === undefined) throw new Deviation(`there is no deadline ${clock}`);
    mustBe(`deadline ${clock} runs`, view.phase === 'running', due !== null);
    if (due !== null) mustBe(`deadline ${clock}`, view.due, due);
    this.paper.deadline(view);
  }

  async states(): Promise<readonly string[]> {
    return (await this.client.get<{ states: readonly { id: string }[] }>('chief', `/cases/${this.caseId}`)).states.map(({ id }) => id);
  }

  /** Names of the deadlines, for what the clock left in the trace. */
  async clockLabels(): Promise<ReadonlyMap<string, Label>> {
    return new Map((await this.client.get<readonly DeadlineView[]>('chief', `/cases/${this.caseId}/deadlines`)).map(({ clock, label }) => [clock, label]));
  }

  trace(): Promise<TraceView> {
    return this.client.get<TraceView>('chief', `/cases/${this.caseId}/trace?limit=${TRACE_LIMIT}`);
  }

  private async announce(login: string, act: string, payload: JsonObject): Promise<Label> {
    this.office.clock.pass(MINUTES_BETWEEN_ACTS);
    const { acts } = await this.client.get<AvailableActsView>(login, `/cases/${this.caseId}/acts`);
    const label = acts.find((one) => one.act === act)?.label;
    if (label === undefined) throw new Deviation(`${act} is not an act of this state; there are ${acts.map((one) => one.act).join(' ')}`);
    const option = OPTIONS[String(payload['option'])];
    this.paper.act(this.time(), whoIs(login), option === undefined ? label : { zh: `${label.zh}：${option.zh}`, en: `${label.en}: ${option.en}` });
    return label;
  }

  private send(login: string, act: string, payload: JsonObject) {
    return this.client.post<ActedView>(login, `/cases/${this.caseId}/acts`, { act, payload, expectedVersion: this.version });
  }

  private time(): string {
    return wallTime(this.office.clock.now()).time;
  }
}

/** Name and first post of a person of the demonstration. */
export function whoIs(login: string): string {
  const person = DEMO_PEOPLE.find((one) => one.login === login);
  return person === undefined ? login : `${person.name} ${ROLE_WORDS[person.posts[0]?.role ?? 'clerk']}`;
}

/** The same by id, as the journal names people. */
export function whoIsId(id: unknown): string {
  const person = DEMO_PEOPLE.find(({ login }) => demoPerson(login) === id);
  return person === undefined ? '（时钟 the clock）' : whoIs(person.login);
}
