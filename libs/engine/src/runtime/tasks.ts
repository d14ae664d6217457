// Who is expected to act now: the open tasks of a case, derived from its states, from what was given to the support staff, and from
// instructions that wait for an answer. Tasks are never stored by acts; the shell writes the difference between the tasks before and after.
import type { Instant, PersonId } from '@quanze/kernel';
import { askedSeats, holderOf } from '@quanze/approval';
import type { CompiledNode, CompiledPath } from '../compile/compiled.js';
import type { ActorRole, TaskDeclaration } from '../definition/case-path.js';
import type { OpenDecision } from '../flow/open-decision.js';
import { committeeRulesOf } from '../flow/committee-rules.js';
import { DECIDED } from '../flow/notices.js';
import type { Erasure } from './erasure.js';
import { inOrder } from './evidence.js';
import type { Relook } from './evidence-relook.js';
import { panelStepOf, revive, type PanelRun, type PanelStep } from '../flow/panel-run.js';
import type { Instruction } from './instructions.js';
import { waitingOf } from './earlier-acts.js';
import { isWaiting } from './recusal.js';
import { tasksOfLinks } from './link.js';
import { actingAt, handlerAt, isHandlerRole, type CaseSnapshot, type Recusal } from './snapshot.js';
import { awaitedIn, ownRolesAsked, unreadCopies } from './told-tasks.js';
import { dueOf, isWaitingForDelivery, membershipAt, type SupportTask } from './support-tasks.js';

export interface Task {
  /** Id of the state that asks, with the person for personal tasks, `task#N`, `instruction#N`, `link#NAME`, or `recusal#`, `reconsideration#`, `earlier#` with a person, `relook#N`,
   *  `erasure#N`, `copy#QUESTION#` with a person, or the state with `@` and a role of the path's own; unique within the case. */
  readonly key: string;
  /** Id of the state that asks; `task`, `instruction`, `recusal`, `relook`, `erasure`, `copy` or `link` where no state does. */
  readonly state: string;
  readonly verb: TaskDeclaration['verb'] | 'deliver' | 'accept' | 'relook' | 'read';
  readonly role: ActorRole;
  /** Set when exactly this person is asked. */
  readonly person?: PersonId;
  readonly dueAt?: Instant;
  /** How often whoever is asked was reminded (催办), and when last; absent when never. */
  readonly urged?: { readonly times: number; readonly at: Instant };
}

/** Open tasks, in the order of the states, then those of the support staff, of instructions, of recusals, of links, of evidence to look at
 *  again, of copies, and of contents to erase. A case that has ended asks nobody else: key evidence may change when the decision is long issued, and
 *  contents go late. */
export function tasksOf(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  const relooks = inOrder(snapshot.evidence?.relooks ?? {}).flatMap((relook) => ofRelook(relook, snapshot, at));
  const erasures = Object.values(snapshot.erasures ?? {}).sort((a, b) => a.number - b.number).flatMap(ofErasure);
  if (snapshot.status === 'ended') return [...relooks, ...erasures];
  const ofStates = snapshot.states.flatMap((state) => {
    const node = path.nodes.get(state);
    if (node === undefined) return [];
    if (node.task === null) return ownRolesAsked(path, node).flatMap((role) => tasksOfState(path, node, { verb: 'handle', by: role }, null, snapshot, at).map((asked) => ({ ...asked, key: `${state}@${role}` })));
    return tasksOfState(path, node, node.task, waitingPanelOf(path, node, snapshot), snapshot, at);
  });
  const given = (snapshot.tasks ?? []).flatMap((task) => ofSupport(task, snapshot, at));
  const instructions = (snapshot.instructions ?? []).flatMap((instruction) => ofInstruction(instruction, snapshot, at));
  const copies = Object.entries(snapshot.decisions).flatMap(([key, open]) => ofCopies(key, open, snapshot));
  return [...ofStates, ...given, ...instructions, ...snapshot.recusals.flatMap(ofRecusal), ...ofLinks(path, snapshot, at), ...relooks, ...copies, ...erasures];
}

/** A copy asks for a receipt, whatever becomes of the question meanwhile; it goes with the question. */
function ofCopies(key: string, open: OpenDecision, snapshot: CaseSnapshot): readonly Task[] {
  return unreadCopies(snapshot, open).map(({ person, role }) => ({ key: `copy#${key}#${person}`, state: 'copy', verb: 'read', role, person }));
}

/** A case that is to be opened from this one, until it was. */
function ofLinks(path: CompiledPath, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  return tasksOfLinks(path, snapshot).flatMap(({ name, task }) => tasksOfState(path, { id: `link#${name}`, decision: null, step: null }, task, null, snapshot, at).map((asked) => ({ ...asked, state: 'link' })));
}

/** A decision whose key evidence changed is looked at again by whoever handles the case now. */
function ofRelook(relook: Relook, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  if (relook.settled !== undefined) return [];
  const person = handlerAt(snapshot, at)?.person;
  return [{ key: `relook#${relook.number}`, state: 'relook', verb: 'relook', role: 'handler', ...(person === undefined ? {} : { person }) }];
}

/** A request to erase waits for the chief. */
function ofErasure({ number, answer }: Erasure): readonly Task[] {
  return answer === undefined ? [{ key: `erasure#${number}`, state: 'erasure', verb: 'answer', role: 'chief' }] : [];
}

/** A request, a reconsideration, and earlier acts wait for whoever decides on the person: the chief, or for the chief a deputy, who brings
 *  it before the committee (Rules 29–36). */
function ofRecusal(recusal: Recusal): readonly Task[] {
  const { person, reconsideration } = recusal;
  const base = { state: 'recusal', verb: 'decide' as const, role: recusal.target === 'chief' ? 'deputy_chief' as const : 'chief' as const };
  if (recusal.state === 'requested') return [{ ...base, key: `recusal#${person}` }];
  if (isWaiting(recusal)) return [{ ...base, key: `reconsideration#${person}`, verb: 'answer', ...(reconsideration?.dueAt === undefined ? {} : { dueAt: reconsideration.dueAt }) }];
  return waitingOf(recusal).length === 0 ? [] : [{ ...base, key: `earlier#${person}` }];
}

/** The support staff deliver; who directed accepts, or the handler once that person has left the case. */
function ofSupport(task: SupportTask, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  const base = { key: `task#${task.number}`, state: 'task' };
  if (isWaitingForDelivery(snapshot, task, at)) {
    const dueAt = dueOf(task);
    return [{ ...base, verb: 'deliver', role: membershipAt(snapshot, task.person, at)?.role === 'clerk' ? 'clerk' : 'assistant', person: task.person, ...(dueAt === undefined ? {} : { dueAt }) }];
  }
  if (task.phase !== 'delivered') return [];
  const director = actingAt(snapshot, at).find((member) => member.person === task.by);
  const person = director?.person ?? handlerAt(snapshot, at)?.person;
  return [{ ...base, verb: 'accept', role: director !== undefined && !isHandlerRole(director.role) ? 'team_member' : 'handler', ...(person === undefined ? {} : { person }) }];
}

/** An instruction in writing asks the handler. An objection to it asks the level it came from, as the act that answers it does: whoever gave it
 *  may be away or out of office. One by word of mouth asks nobody. */
function ofInstruction(instruction: Instruction, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  const base = { key: `instruction#${instruction.number}`, state: 'instruction' };
  if (instruction.phase === 'open' || instruction.phase === 'upheld') {
    const person = handlerAt(snapshot, at)?.person;
    return [{ ...base, verb: 'answer', role: 'handler', ...(person === undefined ? {} : { person }) }];
  }
  if (instruction.phase !== 'objected') return [];
  return [{ ...base, verb: 'decide', role: instruction.level === 'superior' ? 'superior_official' : 'chief' }];
}

function tasksOfState(path: CompiledPath, { id: state, decision, step }: Pick<CompiledNode, 'id' | 'decision' | 'step'>, task: TaskDeclaration, panel: WaitingPanel | null, snapshot: CaseSnapshot, at: Instant): readonly Task[] {
  const endsAt = task.clock === undefined ? nearestEnd(snapshot) : snapshot.clocks[task.clock]?.endsAt;
  // Whoever was reminded at another step is not who is asked here.
  const urges = decision === null ? undefined : snapshot.decisions[decision]?.urges?.filter((urge) => urge.step === (step ?? DECIDED));
  const base = { state, verb: task.verb, role: task.by, ...(endsAt === undefined ? {} : { dueAt: endsAt }), ...urgedOf(urges) };
  const asked = panel === null ? [] : askedBy(panel);
  if (asked.length > 0) return asked.map(({ person, verb, role }) => ({ ...base, key: `${state}#${person}`, verb, role, person }));
  const meeting = decision === null ? undefined : snapshot.decisions[decision]?.meeting;
  if (task.verb === 'vote' && meeting !== undefined) {
    return awaitedIn(meeting, committeeRulesOf(path.decisions.get(decision ?? ''))).map((person) => ({ ...base, key: `${state}#${person}`, person }));
  }
  const person = task.by === 'handler' ? handlerAt(snapshot, at)?.person : undefined;
  return [{ ...base, key: state, ...(person === undefined ? {} : { person }) }];
}

interface WaitingPanel {
  readonly run: PanelRun;
  readonly step: PanelStep;
}

function waitingPanelOf(path: CompiledPath, { decision: key, step: name }: CompiledNode, snapshot: CaseSnapshot): WaitingPanel | null {
  const decision = path.decisions.get(key ?? '');
  const step = decision === undefined || name === null ? null : panelStepOf(decision, name);
  const run = snapshot.decisions[key ?? '']?.panels?.[name ?? ''];
  return step === null || run === undefined ? null : { run, step };
}

/** Whoever has to answer now; while an opinion is waited for, the person who was asked for it. */
function askedBy({ run, step }: WaitingPanel): readonly { readonly person: PersonId; readonly verb: Task['verb']; readonly role: ActorRole }[] {
  const role = step.members.roles[0] as ActorRole;
  return askedSeats(revive(run, step)).map((seat) => (seat.entrusted !== undefined && seat.entrusted.opinion === undefined
    ? { person: seat.entrusted.to, verb: 'answer' as const, role } : { person: holderOf(seat), verb: 'review' as const, role }));
}

function urgedOf(urges: OpenDecision['urges']): Pick<Task, 'urged'> {
  const last = urges?.at(-1);
  return urges === undefined || last === undefined ? {} : { urged: { times: urges.length, at: last.at } };
}

function nearestEnd(snapshot: CaseSnapshot): Instant | undefined {
  const ends = Object.values(snapshot.clocks).filter((clock) => clock.phase === 'running' && clock.endsAt !== undefined).map((clock) => clock.endsAt as Instant);
  return ends.sort()[0];
}
