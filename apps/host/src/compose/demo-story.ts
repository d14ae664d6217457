// The story of one case of the demonstration: who does what on which day after the file came. A story knows no dates; it is laid
// out over the weeks before the first start by `demo-timeline.ts`. What is not here: what the acts mean (workflows/).
import type { JsonObject, LocalDate } from '@quanze/kernel';
import { demoPerson } from './demo-office.js';
import { sha256 } from './system.js';

/** When a story begins: days before the first start, or so that a period which starts with it ends a number of days from then
 *  (negative: it has ended). */
export type Beginning =
  | { readonly daysAgo: number }
  | { readonly rule: string; readonly held: boolean; readonly dueInDays: number };

/** Payload of a step; where it holds a date, it is made on the day of the step. */
export type StepPayload = JsonObject | ((today: LocalDate) => JsonObject);

export interface DemoStep {
  /** Days after the beginning. */
  readonly day: number;
  readonly login: string;
  readonly act: string;
  readonly payload: StepPayload;
  /** What is typed of the document that goes with the act, before it is done. */
  readonly draft?: { readonly document: string; readonly fields: JsonObject };
  /** The code this attempt has to be refused with: an over-reach that the trace of the case shows. */
  readonly refused?: string;
  /** Uploaded before the act, which names it. */
  readonly upload?: { readonly name: string; readonly text: string };
  /** Done without having opened the file: what a sign of formality looks like. */
  readonly unread?: true;
}

export interface DemoStory {
  readonly key: string;
  readonly path: 'criminal.prosecution' | 'criminal.arrest' | 'support.suggestion';
  readonly department: string;
  readonly title: string;
  readonly facts: JsonObject;
  readonly begins: Beginning;
  /** Key of the story its case is opened from, and by which link. */
  readonly origin?: { readonly story: string; readonly link: string };
  /** The first step opens the case. */
  readonly steps: readonly DemoStep[];
}

export interface Desk {
  readonly department: string;
  readonly handler: string;
  readonly head: string;
  readonly assistant: string;
}

export const dayOfStep = (name: string) => (today: LocalDate): JsonObject => ({ [name]: today });

const LAW_OF: Readonly<Record<DemoStory['path'], string>> = {
  'criminal.arrest': '刑事诉讼法第八十一条；人民检察院刑事诉讼规则第一百二十八条。',
  'criminal.prosecution': '刑事诉讼法第一百七十六、一百七十七条；人民检察院刑事诉讼规则第三百五十五、三百七十条。',
  'support.suggestion': '人民检察院检察建议工作规定第十三、十五、十六条。',
};

/** Tells a story step by step. `on` moves to a day; everything after it happens on that day, in order. */
export class Telling {
  private day = 0;
  private readonly told: DemoStep[] = [];

  constructor(
    private readonly frame: Omit<DemoStory, 'steps' | 'department'>,
    readonly desk: Desk,
  ) {}

  /** Whether the case is one of a minor, who is questioned with a guardian present. */
  get isMinors(): boolean {
    return this.frame.facts['suspectMinor'] === true;
  }

  on(day: number): this {
    if (day < this.day) throw new Error(`${this.frame.key}: day ${day} lies before day ${this.day}`);
    this.day = day;
    return this;
  }

  by(login: string, act: string, payload: StepPayload = {}): this {
    this.told.push({ day: this.day, login, act, payload });
    return this;
  }

  handler(act: string, payload: StepPayload = {}): this {
    return this.by(this.desk.handler, act, payload);
  }

  /** Brings a file and attaches it, or registers it as what else the payload says. */
  brings(name: string, text: string, act = 'attach-file', payload: JsonObject = { title: name }): this {
    this.told.push({ day: this.day, login: this.desk.handler, act, payload: { ...payload, file: sha256.ofText(text) }, upload: { name, text } });
    return this;
  }

  /** An attempt that goes beyond somebody's authority and is refused. */
  refused(login: string, act: string, payload: StepPayload, code: string): this {
    this.told.push({ day: this.day, login, act, payload, refused: code });
    return this;
  }

  /** The handler's opinion on a question. */
  propose(decision: string, option: string, more: JsonObject = {}): this {
    return this.handler(`${decision}.propose`, { option, ...this.reasons('承办意见'), ...more });
  }

  sendUp(decision: string, more: JsonObject = {}): this {
    return this.handler(`${decision}.send-up`, more);
  }

  review(decision: string, opinion: 'agree' | 'disagree' = 'agree', looked = '卷宗与审查报告'): this {
    const words = opinion === 'agree' ? '事实清楚，同意承办人意见。' : '社会危险性的理由不充分，不同意承办人意见。';
    return this.by(this.desk.head, `${decision}.review`, { opinion, reasons: `已审阅${this.frame.title}${looked}：${words}` });
  }

  /** A review for form's sake: a set phrase, and the file was never opened. */
  waveThrough(decision: string): this {
    this.told.push({ day: this.day, login: this.desk.head, act: `${decision}.review`, payload: { opinion: 'agree', reasons: '同意承办人意见。' }, unread: true });
    return this;
  }

  approve(decision: string, login = 'chief'): this {
    return this.by(login, `${decision}.approve`, this.reasons('决定理由'));
  }

  /** Issues a decision whose document has no template: its number is typed. */
  issue(decision: string, documentNumber: string): this {
    return this.handler(`${decision}.issue`, { documentNumber });
  }

  /** Issues a decision with its document. What the case does not have is typed before; nothing when it has everything. */
  issues(decision: string, document?: string, typed?: JsonObject): this {
    const [suspect = ''] = this.frame.title.split('涉嫌');
    const fields = typed ?? (document === 'indictment' ? { defendant: `被告人${suspect}，身份情况见案卷。`, court: '云岭县人民法院' } : { suspect });
    this.told.push({ day: this.day, login: this.desk.handler, act: `${decision}.issue`, payload: {}, ...(document === undefined ? {} : { draft: { document, fields } }) });
    return this;
  }

  /** From the proposal to the chief's desk, one working step a day. */
  toChief(decision: string, option: string, day: number, more: JsonObject = {}): this {
    return this.on(day).propose(decision, option, more).sendUp(decision).on(day + 1).review(decision);
  }

  /** Facts, evidence and law: what every opinion and decision rests on. */
  reasons(what: string): JsonObject {
    const { title } = this.frame;
    return {
      facts: `${title}：${what}所认定的事实，与在案证据相互印证。`, evidence: '被害人陈述、证人证言、监控录像、价格认定结论与供述。',
      law: LAW_OF[this.frame.path],
    };
  }

  person(login: string): string {
    return demoPerson(login);
  }

  end(): DemoStory {
    return { ...this.frame, department: this.desk.department, steps: this.told };
  }
}
