// A question on its way through an approval flow, kept as a clerk would keep it: the plain document says from where to where each act leads
// and in which role; design and README say what the kinds of acts mean. It answers done or refused and shows where the question
// stands. Shares no code with the engine. What is not here: seats and counts (`naive-panel.model.ts`), powers (`test/walk/naive-list.model.ts`)
// and what each kind of act does beyond moving the question (`naive-flow-acts.model.ts`).
import { naiveList, type Answer } from '../walk/naive-list.model.js';
import { ACTS } from './naive-flow-acts.model.js';
import { NaivePanel } from './naive-panel.model.js';
import type { PanelRuleText } from './naive-panel-rule.model.js';

export interface FlowAct {
  readonly kind: string;
  readonly from: readonly string[];
  readonly to?: string | readonly { readonly to: string; readonly outcome: string }[];
  readonly by: readonly string[];
  readonly capacity: string;
  readonly matter?: string;
  readonly fields?: Readonly<Record<string, { readonly type: string; readonly required?: boolean }>>;
}

export interface FlowText {
  readonly initial: string;
  readonly steps: Readonly<Record<string, { readonly type: string; readonly members?: { readonly roles: readonly string[] }; readonly rule?: PanelRuleText }>>;
  readonly acts: Readonly<Record<string, FlowAct>>;
  readonly conflicts: readonly (readonly [string, string])[];
  readonly committee?: { readonly quorumShareMin: number; readonly majorityShareMin: number; readonly chairLast: boolean };
  readonly urgeEveryHours?: number;
}

export interface NaivePost { readonly role: string; readonly office: string; readonly department?: string; readonly portfolio?: readonly string[] }
export interface NaivePerson { readonly person: string; readonly posts: readonly NaivePost[]; readonly delegations: readonly unknown[] }

export interface Setting {
  readonly flow: FlowText;
  /** Option → power. */
  readonly options: Readonly<Record<string, string>>;
  readonly list: unknown;
  /** Words of the power list that are known of the case. */
  readonly words: Readonly<Record<string, unknown>>;
  readonly people: readonly NaivePerson[];
  readonly handler: string;
  readonly office: string;
  readonly superior: string;
  readonly department: string;
  readonly committee: readonly string[];
}

export interface Try {
  readonly act: string;
  readonly by: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Hours since the beginning. */
  readonly hour: number;
}

interface Standing { readonly role: string; readonly as: string; readonly handles: boolean; readonly portfolio: boolean; readonly delegated: boolean }
export interface Meeting { readonly chair: string; readonly present: readonly string[]; readonly aside: readonly string[]; readonly votes: { readonly person: string; readonly option: string }[] }

/** What is known of one question. */
export interface Question {
  round: number;
  option: string;
  readonly proposers: Set<string>;
  readonly reviews: { readonly by: string; readonly round: number; readonly opinion: string }[];
  readonly signed: { readonly by: string; readonly round: number }[];
  readonly panels: Map<string, NaivePanel>;
  readonly pastPanels: NaivePanel[];
  readonly consents: Set<string>;
  /** Who gave an opinion that was asked for. */
  readonly opined: Set<string>;
  /** A conference advised, or it was sent back: something was said beside reviews, signatures and consents. */
  said: boolean;
  /** Steps of this run, in their order. */
  visited: string[];
  returned: { readonly from: string; readonly to: string; readonly content: string } | null;
  back: string | null;
  referredBy: string | null;
  reported: { readonly by: string; readonly option: string } | null;
  meeting: Meeting | null;
  decided: { readonly option: string; readonly level: string; readonly by: readonly string[]; readonly capacity: string } | null;
  readonly copies: Map<string, boolean>;
  /** Step → hour of its last reminder. */
  readonly urged: Map<string, number>;
}

const TEAM = ['sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'read-copy'];

export class NaiveFlow {
  step = 'home';
  question: Question | null = null;
  /** Round of a question that was taken back after the first, for when it comes up again. */
  leftInRound: number | null = null;
  /** What was said to a question that was taken back, for when it comes up again. */
  kept: Partial<Question> = {};
  private readonly ask: ReturnType<typeof naiveList>;

  constructor(readonly setting: Setting) {
    this.ask = naiveList(setting.list);
  }

  /** Does an act, or refuses it and changes nothing. */
  attempt(tried: Try): boolean {
    const act = this.setting.flow.acts[tried.act];
    const person = this.personOf(tried.by);
    if (act === undefined || person === undefined || !act.from.includes(this.where)) return false;
    if (this.question === null && act.kind !== 'propose') return false;
    const allowed = this.standings(person, TEAM.includes(act.kind)).filter(({ role, handles, as }) => act.by.includes(role) && !this.isConflicting(act, tried.by, handles, as));
    const done = ACTS[act.kind];
    if (done === undefined) throw new Error(`the naive model does not know acts of the kind ${act.kind}`);
    return allowed.some((standing) => done(this, { tried, act, standing, may: (power, facts = {}, body) => this.may(standing, power, facts, body) }));
  }

  /** Where acts come from: the steps by name, `home`, and `decided` for every level. */
  get where(): string {
    return this.step.startsWith('decided') ? 'decided' : this.step;
  }

  /** Moves the question on. Whoever goes the ordinary way on has nothing left to hand in straight. */
  moveTo(step: string, returning = false): boolean {
    this.step = step;
    const { question } = this;
    if (question !== null && this.canReturn && this.setting.flow.steps[step] !== undefined) {
      if (!question.visited.includes(step)) question.visited.push(step);
      if (!returning && question.returned !== null && question.returned.to !== step) question.returned = null;
    }
    return true;
  }

  private get canReturn(): boolean {
    return Object.values(this.setting.flow.acts).some(({ kind }) => kind === 'return');
  }

  get panel(): NaivePanel | undefined {
    return this.question?.panels.get(this.step);
  }

  /** What lies before people: the option (the fixtures' options have no values). */
  get content(): string {
    return this.question?.option ?? '';
  }

  /** Leads a panel that has come to something where the act says. */
  settle(act: FlowAct): boolean {
    const outcome = this.panel?.outcome ?? null;
    if (outcome === null) return true;
    const target = (Array.isArray(act.to) ? act.to : []).find((each: { readonly outcome: string }) => each.outcome === outcome) as { readonly to: string } | undefined;
    if (target === undefined) throw new Error(`a panel came to ${outcome} by an act that leads nowhere`);
    return this.moveTo(target.to);
  }

  /** Whether somebody may be asked: with a role of the panel, not a proposer, and not somebody who decides or consents here. */
  mayBeAsked(person: string): boolean {
    const facts = this.personOf(person);
    const roles = this.setting.flow.steps[this.step]?.members?.roles ?? [];
    if (facts === undefined || this.question?.proposers.has(person) !== false) return false;
    const filled = this.filledBy(person);
    if (this.setting.flow.conflicts.some(([a, b]) => (a === 'review' && filled.has(b)) || (b === 'review' && filled.has(a)))) return false;
    return this.standings(facts, true).some(({ role }) => roles.includes(role));
  }

  personOf(id: string): NaivePerson | undefined {
    return this.setting.people.find(({ person }) => person === id);
  }

  private standings(person: NaivePerson, wide: boolean): readonly Standing[] {
    const { office, superior, department, handler } = this.setting;
    const here = person.posts.filter((post) => post.office === office);
    const plain = { handles: false, portfolio: false, delegated: false };
    const found: Standing[] = person.person === handler ? [{ ...plain, role: 'handler', as: 'procurator', handles: true }] : [];
    for (const { role, department: own, portfolio } of here) {
      if (!wide && (role === 'assistant' || role === 'clerk' || (role === 'dept_head' && own !== department))) continue;
      found.push({ ...plain, role, as: role, portfolio: role === 'deputy_chief' && (portfolio ?? []).includes(department), delegated: role === 'deputy_chief' && person.delegations.length > 0 });
    }
    if (person.posts.some((post) => post.office === superior && (post.role === 'chief' || post.role === 'deputy_chief'))) found.push({ ...plain, role: 'superior_official', as: 'superior_official' });
    return found;
  }

  /** In which capacities somebody has been part of this question, in any round of it. */
  private filledBy(person: string): ReadonlySet<string> {
    const { question } = this;
    const filled = new Set<string>();
    if (question === null) return filled;
    if (question.proposers.has(person)) filled.add('propose');
    if (question.reviews.some(({ by }) => by === person) || [...question.panels.values(), ...question.pastPanels].some(({ everybody }) => everybody.includes(person))) filled.add('review');
    if (question.opined.has(person)) filled.add('review');
    if (question.consents.has(person)) filled.add('consent');
    if (question.referredBy === person || question.reported?.by === person) filled.add('decide');
    if (question.decided?.by.includes(person) === true) filled.add(question.decided.capacity);
    return filled;
  }

  /** Four eyes; whoever lawfully decides the own proposal is the handler, or the chief who handles in person. */
  private isConflicting(act: FlowAct, person: string, handles: boolean, as: string): boolean {
    const now = act.kind === 'propose' ? 'propose' : act.capacity;
    const filled = this.filledBy(person);
    return this.setting.flow.conflicts.some(([a, b]) => {
      const other = a === now ? b : b === now ? a : null;
      return other !== null && filled.has(other) && !(other === 'propose' && now === 'decide' && (handles || as === 'chief'));
    });
  }

  private may(standing: Standing, power: string, facts: Readonly<Record<string, unknown>>, body?: string): Answer {
    const submitted = this.question?.referredBy === null || this.question === null ? {} : { submitted_by_chief: true };
    return this.ask(power, { role: body ?? standing.as, handles: standing.handles, portfolio: standing.portfolio, delegated: standing.delegated }, { form: 'written', ...this.setting.words, ...submitted, ...facts });
  }
}
