// A second, literal answer to "may this person do this act now?", from the plain documents: who is named by the act, what the
// person is to the case, and what the power list says about the power. It shares no code with the engine or the authority library.
// What is not here: states, payloads and conditions, which are nobody's right.
import { naiveList, type Answer, type Asker } from './naive-list.model.js';

interface Post { readonly office: string; readonly role: string; readonly department?: string; readonly portfolio?: readonly string[] }
interface Delegation { readonly office: string; readonly powers: readonly string[]; readonly paths?: readonly string[]; readonly departments?: readonly string[] }
export interface NaivePerson { readonly person: string; readonly posts: readonly Post[]; readonly delegations: readonly Delegation[] }
interface By { readonly by: { readonly person: string; readonly capacity?: string } }
export interface NaiveOpen {
  readonly round: number;
  readonly proposal: { readonly option: string; readonly values?: Readonly<Record<string, unknown>> } & By;
  readonly earlier: readonly By[];
  readonly reviews: readonly ({ readonly round: number } & By)[];
  readonly consents: readonly By[];
  readonly referral?: By;
  readonly reportedUp?: By & { readonly option?: string };
  readonly meeting?: { readonly members: readonly string[]; readonly present: readonly string[]; readonly votes: readonly { readonly option: string }[] };
  readonly decided?: { readonly by: readonly { readonly person: string; readonly capacity: string }[] };
}
export interface NaiveCase {
  readonly office: string; readonly department?: string; readonly path: string; readonly states: readonly string[]; readonly facts: Readonly<Record<string, unknown>>;
  readonly team: readonly { readonly person: string; readonly role: string; readonly from: string; readonly until?: string; readonly standsInFor?: string; readonly alone?: boolean }[];
  readonly recusals: readonly { readonly person: string; readonly state: string }[];
  readonly bars: readonly { readonly person: string }[];
  readonly decisions: Readonly<Record<string, NaiveOpen>>;
}
/** Plain parts of the documents that one act needs. */
export interface NaiveAct {
  readonly by: readonly string[];
  readonly capacity: string;
  readonly matter?: string;
  /** For acts of a flow: its kind, the decision, the flow's conflicts and committee share, the powers of the options, fields that say whom it is about. */
  readonly flow?: { readonly kind: string; readonly decision: string; readonly conflicts: readonly (readonly [string, string])[]; readonly matters: Readonly<Record<string, string>>; readonly otherHandlerThan: string | null; readonly about: readonly string[] };
}
export interface NaiveQuestion {
  readonly act: NaiveAct; readonly option: string | undefined; readonly person: NaivePerson; readonly at: string; readonly superior: string;
  /** When each decision of the case was last taken. */
  readonly decidedAt: Readonly<Record<string, string>>;
}
export interface NaiveSurroundings {
  readonly list: unknown;
  /** Fact of the path → word of the power list. */
  readonly words: Readonly<Record<string, string>>;
  readonly pendingRecusal: string;
  /** State → word by which it overrides the path. */
  readonly pendingByState: Readonly<Record<string, string>>;
}

const PROCURATORS = ['procurator', 'dept_head', 'deputy_chief', 'chief'];
interface Standing { readonly role: string; readonly as: string; readonly handles: boolean; readonly portfolio: boolean }

/** `right`: whether the person may act; `role`: whether at least the role is right, were no power needed. */
export interface NaiveVerdict { readonly right: boolean; readonly role: boolean }

export function naiveGate(around: NaiveSurroundings): (snapshot: NaiveCase, question: NaiveQuestion) => NaiveVerdict {
  const ask = naiveList(around.list);
  return (snapshot, question) => {
    const { act, person } = question;
    if (isKeptOut(around, snapshot, question)) return { right: false, role: false };
    const standings = standingsOf(snapshot, question).filter((standing) => act.by.includes(standing.role) && !isConflicting(snapshot, act, person.person, standing));
    return { role: standings.length > 0, right: standings.some((standing) => hasPowers(around, ask, snapshot, question, standing)) };
  };
}

function isKeptOut(around: NaiveSurroundings, snapshot: NaiveCase, question: NaiveQuestion): boolean {
  const { act, person, superior, decidedAt } = question;
  if (!person.posts.some((post) => post.office === snapshot.office || post.office === superior)) return true;
  const asked = snapshot.recusals.filter((recusal) => recusal.person === person.person).map((recusal) => recusal.state);
  if (asked.includes('ordered') || snapshot.bars.some((bar) => bar.person === person.person)) return true;
  const continues = around.pendingRecusal === 'continues' || snapshot.states.some((state) => Object.entries(around.pendingByState).some(([id, word]) => word === 'continues' && (state === id || state.startsWith(`${id}.`))));
  if (asked.includes('requested') && !continues) return true;
  // A question about somebody is not that person's to answer (Rules 29); bringing it up is.
  const underWay = act.flow === undefined || act.flow.kind === 'propose' ? undefined : snapshot.decisions[act.flow.decision];
  if (act.flow?.about.some((field) => underWay?.proposal.values?.[field] === person.person) === true) return true;
  // Another procurator: nobody who carried the case up to the decision that is looked at again.
  const from = act.flow?.otherHandlerThan ?? null;
  if (from === null || !['propose', 'send-up', 'decide', 'issue'].includes(act.flow?.kind ?? '')) return false;
  const until = decidedAt[from] ?? question.at;
  return snapshot.team.some((member) => member.person === person.person && ['handler', 'lead', 'team_member'].includes(member.role) && member.from <= until);
}

function standingsOf(snapshot: NaiveCase, { act, person, at, superior }: NaiveQuestion): readonly Standing[] {
  const here = person.posts.filter((post) => post.office === snapshot.office);
  const roles = here.map((post) => post.role);
  const found: Standing[] = [];
  for (const member of snapshot.team) {
    if (member.person !== person.person || !isThere(member, at)) continue;
    // A substitute who acts alone takes the handler's place for the days of the substitution.
    if (['handler', 'lead'].includes(member.role) && member.standsInFor === undefined && snapshot.team.some((other) => other.standsInFor === member.person && other.alone === true && isThere(other, at))) continue;
    if (member.role === 'assistant' || member.role === 'clerk') {
      if (roles.includes(member.role)) found.push({ role: member.role, as: member.role, handles: false, portfolio: false });
    } else if (member.role === 'team_member') {
      if (roles.some((role) => PROCURATORS.includes(role))) found.push({ role: 'team_member', as: 'team_member', handles: false, portfolio: false });
    } else if (roles.some((role) => PROCURATORS.includes(role))) {
      found.push({ role: 'handler', as: member.role === 'lead' ? 'lead' : 'procurator', handles: true, portfolio: false });
      for (const high of ['deputy_chief', 'chief']) if (roles.includes(high)) found.push({ role: 'handler', as: high, handles: true, portfolio: true });
    }
  }
  const handles = found.some((standing) => standing.handles);
  // Who is asked or informed by name may be of any department, and of any team.
  const isNamed = ['sign', 'add-signer', 'remove-signer', 'hand-on', 'ask-opinion', 'opinion', 'recall-opinion', 'read-copy'].includes(act.flow?.kind ?? '');
  for (const post of here) {
    if (!isNamed && (post.role === 'assistant' || post.role === 'clerk' || (post.role === 'dept_head' && post.department !== snapshot.department))) continue;
    const portfolio = post.role === 'deputy_chief' && snapshot.department !== undefined && (post.portfolio ?? []).includes(snapshot.department);
    // A head who handles the case is still its handler when sitting as head: the list keeps such a head from the review.
    found.push({ role: post.role, as: post.role, handles: post.role === 'dept_head' && handles, portfolio });
  }
  if (person.posts.some((post) => post.office === superior && ['chief', 'deputy_chief'].includes(post.role))) found.push({ role: 'superior_official', as: 'superior_official', handles: false, portfolio: false });
  return found;
}

function isThere({ from, until }: NaiveCase['team'][number], at: string): boolean {
  return from <= at && (until === undefined || at < until);
}

/** Four eyes: pairs of capacities one person does not fill in one decision, save whoever decides the own proposal lawfully. */
function isConflicting(snapshot: NaiveCase, act: NaiveAct, person: string, standing: Standing): boolean {
  const open = act.flow === undefined ? undefined : snapshot.decisions[act.flow.decision];
  if (act.flow === undefined || open === undefined) return false;
  const is = (entry: By | undefined) => entry?.by.person === person;
  const filled = new Set<string>();
  if ([open.proposal, ...open.earlier].some(is)) filled.add('propose');
  if (open.reviews.some(is)) filled.add('review');
  if (open.consents.some(is)) filled.add('consent');
  if (is(open.referral) || is(open.reportedUp)) filled.add('decide');
  for (const decider of open.decided?.by ?? []) if (decider.person === person) filled.add(decider.capacity);
  const now = act.flow.kind === 'propose' ? 'propose' : act.capacity;
  return act.flow.conflicts.some(([a, b]) => {
    const other = a === now ? b : b === now ? a : undefined;
    if (other === undefined || !filled.has(other)) return false;
    return !(other === 'propose' && now === 'decide' && (standing.handles || standing.as === 'chief'));
  });
}

function hasPowers(around: NaiveSurroundings, ask: ReturnType<typeof naiveList>, snapshot: NaiveCase, question: NaiveQuestion, standing: Standing): boolean {
  const { act, option, person } = question;
  const open = act.flow === undefined ? undefined : snapshot.decisions[act.flow.decision];
  const facts: Record<string, unknown> = { form: 'written' };
  for (const [fact, word] of Object.entries(around.words)) if (snapshot.facts[fact] !== undefined) facts[word] = snapshot.facts[fact];
  const answer = (power: string, extra: Record<string, unknown> = {}, body?: string): Answer => {
    const delegated = person.delegations.some((d) => d.office === snapshot.office && (d.powers.includes('*') || d.powers.includes(power))
      && (d.paths === undefined || d.paths.includes(snapshot.path)) && (d.departments === undefined || d.departments.includes(snapshot.department ?? '')));
    const asker: Asker = { role: body ?? standing.as, handles: standing.handles, portfolio: standing.portfolio, delegated: standing.as === 'deputy_chief' && delegated };
    return ask(power, asker, { ...facts, ...extra });
  };
  if (act.flow === undefined) return act.matter === undefined || answer(act.matter).may === 'yes';

  const submitted = open?.referral === undefined ? {} : { submitted_by_chief: true };
  const reviewed = open?.reviews.some((review) => review.round === open.round) === true ? 'done' : 'missing';
  const matterOf = (id: string | undefined) => act.flow?.matters[id ?? ''] ?? '';
  const above = (a: Answer) => a.may === 'up' && a.bodies.length > 0 && a.bodies.every((body) => ['superior', 'provincial', 'spp'].includes(body));
  switch (act.flow.kind) {
    case 'propose': return answer(matterOf(option), submitted).may !== 'no';
    case 'send-up': return answer(matterOf(open?.proposal.option), submitted).may !== 'no';
    case 'decide': return answer(matterOf(open?.proposal.option), submitted).may === 'yes';
    case 'approve': return answer(matterOf(open?.proposal.option), { ...submitted, dept_review: reviewed }).may === 'yes';
    case 'override': return answer(matterOf(option), { ...submitted, dept_review: reviewed }).may === 'yes' && (act.matter === undefined || answer(act.matter).may === 'yes');
    case 'report-up': return above(answer(matterOf(open?.proposal.option), { ...submitted, dept_review: reviewed }));
    case 'reconsider': return answer('general.chief.reconsider').may === 'yes';
    case 'refer': return answer('general.committee.submit').may === 'yes';
    case 'consent':
    case 'refuse-consent': return answer(matterOf(open?.reportedUp?.option ?? open?.proposal.option), submitted).may === 'yes';
    case 'superior-decide': return answer(matterOf(option), submitted).may === 'yes';
    case 'set-aside': return answer(act.matter ?? '', submitted).may === 'yes';
    case 'conclude': {
      const { meeting } = open ?? {};
      const votes = (meeting?.votes ?? []).map((vote) => vote.option);
      const winner = votes.find((vote) => vote !== 'abstain' && votes.filter((other) => other === vote).length * 2 > (meeting?.members.length ?? 0));
      if (winner === undefined || meeting === undefined) return true;
      const committee = answer(matterOf(winner), { ...submitted, present: meeting.present.length, members: meeting.members.length }, 'committee');
      return committee.may === 'yes' || above(committee);
    }
    case 'review':
    case 'convene': return act.matter === undefined || answer(act.matter).may === 'yes';
    // The chief asks the superior; the list gives the decision to the superior and the asking to the chief.
    case 'dissent': return act.matter === undefined || above(answer(act.matter));
    default: return true;
  }
}
