// What each kind of act of an approval flow means, one line of law or house rule after another: done, with its effect on the question, or
// refused. Read from design, workflows/README.md and the sources the documents name. What is not here: roles, four eyes and the way
// between the steps (`naive-flow.model.ts`).
import type { FlowAct, NaiveFlow, Question, Try } from './naive-flow.model.js';
import { NaivePanel } from './naive-panel.model.js';
import type { Word } from './naive-panel-rule.model.js';
import type { Answer } from '../walk/naive-list.model.js';

export interface Doing {
  readonly tried: Try;
  readonly act: FlowAct;
  readonly standing: { readonly role: string; readonly as: string };
  may(power: string, facts?: Readonly<Record<string, unknown>>, body?: string): Answer;
}

type Kind = (flow: NaiveFlow, doing: Doing) => boolean;

const LEVELS: Readonly<Record<string, string>> = { procurator: 'procurator', lead: 'procurator', deputy_chief: 'deputyChief', chief: 'chief' };
const ABOVE = ['superior', 'provincial', 'spp'];

const questionOf = (flow: NaiveFlow): Question => flow.question as Question;
const powerOf = (flow: NaiveFlow, option: unknown): string | undefined => flow.setting.options[String(option)];
const text = (tried: Try, field: string): string => String(tried.payload[field] ?? '');
const single = ({ act }: Doing): string => (typeof act.to === 'string' ? act.to : (act.to?.[0]?.to ?? ''));
const goesUp = ({ may, bodies }: Answer): boolean => may === 'up' && bodies.length > 0 && bodies.every((body) => ABOVE.includes(body));
const isReviewed = (question: Question): boolean => question.reviews.some((review) => review.round === question.round);
/** Whether anybody has said or done something about it in this round, beyond the handler's own steps. */
function isLookedAt(question: Question): boolean {
  if (isReviewed(question) || question.signed.some(({ round }) => round === question.round)) return true;
  return question.referredBy !== null || question.reported !== null || question.meeting !== null || question.decided !== null;
}
const reviewFact = (question: Question) => ({ dept_review: isReviewed(question) ? 'done' : 'missing' });

function decides(flow: NaiveFlow, option: string, level: string | undefined, by: readonly string[], capacity: string): boolean {
  if (level === undefined) return false;
  questionOf(flow).decided = { option, level, by, capacity };
  return flow.moveTo(`decided.${level}`);
}

/** The option with more than half of all members, if one has it. */
function winnerOf(flow: NaiveFlow): string | undefined {
  const { meeting } = questionOf(flow);
  const share = flow.setting.flow.committee?.majorityShareMin ?? 0.5;
  return Object.keys(flow.setting.options).find((option) => (meeting?.votes ?? []).filter((cast) => cast.option === option).length > flow.setting.committee.length * share);
}

const inPanel = (operation: (panel: NaivePanel, doing: Doing, flow: NaiveFlow) => boolean): Kind => (flow, doing) => {
  const { panel } = flow;
  // What was answered was answered about what lay there then.
  if (panel === undefined || panel.content !== flow.content || !operation(panel, doing, flow)) return false;
  return flow.settle(doing.act);
};
const bringsIn = (operation: (panel: NaivePanel, by: string, other: string, tried: Try) => boolean): Kind => inPanel((panel, { tried }, flow) => flow.mayBeAsked(text(tried, 'person')) && operation(panel, tried.by, text(tried, 'person'), tried));

/** What stays with a question however often it is taken back: every word that was said to it, and who had proposed what it was said to. */
function keptOf({ reviews, signed, panels, pastPanels, consents, opined, said, proposers }: Question): Partial<Question> {
  const signedPanels = [...pastPanels, ...panels.values()].filter(({ seats }) => seats.some((seat) => seat.said !== null));
  const anything = said || reviews.length + signedPanels.length + consents.size + opined.size > 0;
  return anything ? { reviews, signed, pastPanels: signedPanels, consents, opined, said, proposers } : {};
}

export const ACTS: Readonly<Record<string, Kind>> = {
  propose(flow, { tried, may }) {
    const power = powerOf(flow, tried.payload['option']);
    if (power === undefined || may(power, { dept_review: 'done' }).may === 'no') return false;
    const option = text(tried, 'option');
    flow.question ??= {
      round: flow.leftInRound ?? 1, option, proposers: new Set(), reviews: [], signed: [], panels: new Map(), pastPanels: [], consents: new Set(), opined: new Set(), said: false, visited: [], returned: null, back: null, referredBy: null, reported: null,
      meeting: null, decided: null, copies: new Map(), urged: new Map(), ...flow.kept,
    };
    flow.kept = {};
    // An opinion on another proposal does not hold for this one: it stays on record, and another round begins.
    if (flow.question.option !== option && isLookedAt(flow.question)) flow.question.round += 1;
    flow.question.option = option;
    flow.question.proposers.add(tried.by);
    return flow.moveTo(flow.setting.flow.initial);
  },
  withdraw(flow) {
    const question = questionOf(flow);
    if (isLookedAt(question)) return false;
    // Taking it back does not undo that others had it before them: it comes up again in the round it was in.
    flow.leftInRound = question.round > 1 ? question.round : null;
    flow.kept = keptOf(question);
    flow.question = null;
    return flow.moveTo('home');
  },
  decide(flow, { tried, standing, may }) {
    const question = questionOf(flow);
    if (question.round > 1 || question.returned !== null || question.panels.size + question.pastPanels.length > 0) return false;
    return may(powerOf(flow, question.option) ?? '', { dept_review: 'done' }).may === 'yes' && decides(flow, question.option, LEVELS[standing.as], [tried.by], 'decide');
  },
  'send-up'(flow, doing) {
    const answer = doing.may(powerOf(flow, questionOf(flow).option) ?? '', { dept_review: 'done' });
    // What one may decide oneself goes up only with a reason.
    if (answer.may === 'no' || (answer.may === 'yes' && text(doing.tried, 'escalationReason') === '')) return false;
    return flow.moveTo(single(doing));
  },
  convene(flow, doing) {
    if (doing.act.matter !== undefined && doing.may(doing.act.matter).may !== 'yes') return false;
    questionOf(flow).back = flow.step;
    return flow.moveTo(single(doing));
  },
  advise(flow) {
    questionOf(flow).said = true;
    return flow.moveTo(questionOf(flow).back ?? '');
  },
  review(flow, doing) {
    const question = questionOf(flow);
    if (doing.act.matter !== undefined && doing.may(doing.act.matter).may !== 'yes') return false;
    question.reviews.push({ by: doing.tried.by, round: question.round, opinion: text(doing.tried, 'opinion') });
    return flow.moveTo(single(doing));
  },
  ask(flow, { tried }) {
    const question = questionOf(flow);
    const rule = flow.setting.flow.steps[flow.step]?.rule;
    const former = flow.panel;
    if (rule === undefined || (former !== undefined && former.outcome === null && former.content === flow.content)) return false;
    const signers = tried.payload['signers'] as readonly string[];
    const chair = tried.payload['chair'] as string | undefined;
    if (!signers.every((signer) => flow.mayBeAsked(signer)) || (chair !== undefined && !signers.includes(chair))) return false;
    const panel = new NaivePanel(rule, signers, chair, flow.content, question.round);
    if (!panel.canBegin) return false;
    if (former !== undefined) question.pastPanels.push(former);
    question.panels.set(flow.step, panel);
    return true;
  },
  sign: inPanel((panel, { tried }, flow) => {
    const question = questionOf(flow);
    if (!panel.sign(tried.by, text(tried, 'choice') as Word)) return false;
    question.signed.push({ by: tried.by, round: question.round });
    return true;
  }),
  'add-signer': bringsIn((panel, by, other, tried) => panel.add(by, other, text(tried, 'place'))),
  'hand-on': bringsIn((panel, by, other) => panel.handOn(by, other)),
  'ask-opinion': bringsIn((panel, by, other) => panel.askOpinion(by, other)),
  'remove-signer': inPanel((panel, { tried }) => panel.remove(tried.by, text(tried, 'person'))),
  opinion: inPanel((panel, { tried }, flow) => {
    if (!panel.giveOpinion(tried.by, text(tried, 'choice'))) return false;
    questionOf(flow).opined.add(tried.by);
    return true;
  }),
  'recall-opinion': inPanel((panel, { tried }) => panel.recall(tried.by)),
  'close-panel': inPanel((panel) => panel.close()),
  return(flow, { tried, act }) {
    const question = questionOf(flow);
    const [from, to] = [flow.step, text(tried, 'step')];
    const allowed = (Array.isArray(act.to) ? act.to : []).some((target: { readonly to: string }) => target.to === to);
    if (!allowed || to === from || !question.visited.includes(to)) return false;
    question.said = true;
    const gone = [...question.panels].filter(([step]) => tried.payload['mode'] === 'again' || step === to);
    for (const [step, panel] of gone) {
      question.panels.delete(step);
      question.pastPanels.push(panel);
    }
    if (tried.payload['mode'] === 'again') {
      question.round += 1;
      question.visited = question.visited.slice(0, question.visited.indexOf(to) + 1);
      question.returned = null;
    } else {
      question.returned = { from, to, content: flow.content };
    }
    return flow.moveTo(to, true);
  },
  resubmit(flow) {
    const { returned } = questionOf(flow);
    if (returned === null || returned.to !== flow.step || returned.content !== flow.content) return false;
    questionOf(flow).returned = null;
    return flow.moveTo(returned.from);
  },
  copy(flow, { tried }) {
    const { copies } = questionOf(flow);
    const people = tried.payload['people'] as readonly string[];
    if (people.some((id) => copies.has(id) || flow.personOf(id)?.posts.some(({ office }) => office === flow.setting.office) !== true)) return false;
    for (const id of people) copies.set(id, false);
    return true;
  },
  'read-copy'(flow, { tried }) {
    const { copies } = questionOf(flow);
    if (copies.get(tried.by) !== false) return false;
    copies.set(tried.by, true);
    return true;
  },
  urge(flow, { tried }) {
    const question = questionOf(flow);
    // Whoever has it before them now is asked by a reminder of their own.
    const last = question.urged.get(flow.step);
    if (last !== undefined && tried.hour - last < (flow.setting.flow.urgeEveryHours ?? 24)) return false;
    question.urged.set(flow.step, tried.hour);
    return true;
  },
  approve(flow, { tried, standing, may }) {
    const question = questionOf(flow);
    return may(powerOf(flow, question.option) ?? '', reviewFact(question)).may === 'yes' && decides(flow, question.option, LEVELS[standing.as], [tried.by], 'decide');
  },
  override(flow, { tried, act, standing, may }) {
    const question = questionOf(flow);
    const [option, power] = [text(tried, 'option'), powerOf(flow, tried.payload['option'])];
    if (power === undefined || option === question.option) return false;
    const both = may(power, reviewFact(question)).may === 'yes' && may(act.matter ?? '', reviewFact(question)).may === 'yes';
    return both && decides(flow, option, LEVELS[standing.as], [tried.by], 'decide');
  },
  reconsider(flow, doing) {
    if (doing.may('general.chief.reconsider').may !== 'yes') return false;
    questionOf(flow).round += 1;
    questionOf(flow).said = true;
    return flow.moveTo(single(doing));
  },
  refer(flow, doing) {
    if (doing.may('general.committee.submit').may !== 'yes') return false;
    questionOf(flow).referredBy = doing.tried.by;
    return flow.moveTo(single(doing));
  },
  'report-up'(flow, doing) {
    const question = questionOf(flow);
    if (!goesUp(doing.may(powerOf(flow, question.option) ?? '', reviewFact(question)))) return false;
    question.reported = { by: doing.tried.by, option: question.option };
    return flow.moveTo(single(doing));
  },
  'open-meeting'(flow, { tried }) {
    const question = questionOf(flow);
    const { committee } = flow.setting;
    const present = [...new Set([...(tried.payload['present'] as readonly string[]), tried.by])];
    if (question.meeting !== null || !present.every((each) => committee.includes(each))) return false;
    if (!(present.length > committee.length * (flow.setting.flow.committee?.quorumShareMin ?? 0.5))) return false;
    question.meeting = { chair: tried.by, present, aside: [], votes: [] };
    return true;
  },
  vote(flow, { tried }) {
    const { meeting } = questionOf(flow);
    if (meeting === null || !meeting.present.includes(tried.by) || meeting.votes.some(({ person }) => person === tried.by)) return false;
    const othersMissing = meeting.present.some((each) => each !== meeting.chair && !meeting.votes.some(({ person }) => person === each));
    if (flow.setting.flow.committee?.chairLast !== false && tried.by === meeting.chair && othersMissing) return false;
    meeting.votes.push({ person: tried.by, option: text(tried, 'option') });
    return true;
  },
  'written-opinion'(flow, { tried }) {
    const { meeting } = questionOf(flow);
    if (meeting === null || !flow.setting.committee.includes(tried.by) || meeting.present.includes(tried.by) || meeting.votes.some(({ person }) => person === tried.by)) return false;
    if (meeting.present.some((each) => !meeting.votes.some(({ person }) => person === each))) return false;
    meeting.votes.push({ person: tried.by, option: text(tried, 'option') });
    return true;
  },
  conclude(flow, { tried, act, may }) {
    const question = questionOf(flow);
    const { meeting } = question;
    if (meeting === null || tried.by !== meeting.chair || meeting.present.some((each) => !meeting.votes.some(({ person }) => person === each))) return false;
    const leads = (outcome: string): string | undefined => (Array.isArray(act.to) ? act.to : []).find((target: { readonly outcome: string }) => target.outcome === outcome)?.to as string | undefined;
    const winner = winnerOf(flow);
    if (winner === undefined) {
      const silent = flow.setting.committee.some((each) => !meeting.votes.some(({ person }) => person === each));
      return !silent && flow.moveTo(leads('no-majority') ?? '');
    }
    const answer = may(powerOf(flow, winner) ?? '', { dept_review: 'done', present: meeting.present.length, members: flow.setting.committee.length }, 'committee');
    if (answer.may === 'yes') return decides(flow, winner, 'committee', meeting.votes.filter(({ option }) => option === winner).map(({ person }) => person), 'vote');
    const up = leads('needs-consent');
    if (!goesUp(answer) || up === undefined) return false;
    question.reported = { by: tried.by, option: winner };
    return flow.moveTo(up);
  },
  dissent(flow, doing) {
    if (questionOf(flow).meeting === null || winnerOf(flow) === undefined) return false;
    return (doing.act.matter === undefined || goesUp(doing.may(doing.act.matter))) && flow.moveTo(single(doing));
  },
  consent(flow, { tried, may }) {
    const question = questionOf(flow);
    const option = question.reported?.option;
    if (option === undefined || may(powerOf(flow, option) ?? '', { dept_review: 'done' }).may !== 'yes') return false;
    question.consents.add(tried.by);
    return decides(flow, option, 'superior', [tried.by], 'consent');
  },
  'refuse-consent'(flow, doing) {
    const question = questionOf(flow);
    const option = question.reported?.option;
    if (option === undefined || doing.may(powerOf(flow, option) ?? '', { dept_review: 'done' }).may !== 'yes') return false;
    question.consents.add(doing.tried.by);
    question.reported = null;
    question.round += 1;
    return flow.moveTo(single(doing));
  },
  'superior-decide'(flow, { tried, may }) {
    const power = powerOf(flow, tried.payload['option']);
    return power !== undefined && may(power, { dept_review: 'done' }).may === 'yes' && decides(flow, text(tried, 'option'), 'superior', [tried.by], 'decide');
  },
  'set-aside'(flow, { tried, act, may }) {
    const power = powerOf(flow, tried.payload['option']);
    return power !== undefined && may(act.matter ?? power, { dept_review: 'done' }).may === 'yes' && decides(flow, text(tried, 'option'), 'superior', [tried.by], 'decide');
  },
  object: () => true,
  issue(flow) {
    flow.question = null;
    flow.leftInRound = null;
    return flow.moveTo('issued');
  },
};
