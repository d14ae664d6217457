// Instructions about a case from people who do not carry it: in writing, or by word of mouth and then put on record. An instruction moves no
// state, fact or clock, and no rule of a decision reads it; one in writing asks the handler for an answer. What is said stays sealed in the
// journal. What is not here: who may give one (the path and the power list), and what follows for responsibility.
import { lawDateOf, ok, refused, type Instant, type LocalDate, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { CaseSnapshot } from './snapshot.js';
import { standingsOf } from './standing.js';
import type { World } from './world.js';

/** From where an instruction comes. `office`: chief or deputy chief; `superior`: the procuratorate above; `other`: anybody else. */
export type InstructionLevel = 'office' | 'superior' | 'other';

/** `logged`: word of mouth, binding nobody. `open`: to be answered. `objected`: the handler has objected in writing. `upheld`: kept in writing
 *  after that, to be carried out. */
export type InstructionPhase = 'logged' | 'open' | 'objected' | 'upheld' | 'withdrawn' | 'carried_out';

export interface Instruction {
  /** Counted in the case from 1. */
  readonly number: number;
  /** How it was given; one by word of mouth stays oral when it is confirmed. */
  readonly form: 'written' | 'oral';
  readonly level: InstructionLevel;
  /** Absent when it came from outside the procuratorates; the name is then sealed in the journal. */
  readonly from?: PersonId;
  /** In which role the giver stood to the case; `outside` for none. */
  readonly role: string;
  /** The giver had no duty with this case, or the word was passed outside the proper channel. */
  readonly outsideChannel?: true;
  /** Key of the decision it is about; absent = about the case. */
  readonly question?: string;
  /** Number of the written instruction or of its confirmation. */
  readonly document?: string;
  readonly givenOn: LocalDate;
  readonly recordedAt: Instant;
  /** Who put it on record, for one by word of mouth. */
  readonly receivedBy?: PersonId;
  readonly confirmedAt?: Instant;
  readonly phase: InstructionPhase;
  readonly objections?: readonly { readonly by: PersonId; readonly form: 'written' | 'oral'; readonly at: Instant }[];
}

type Case = CaseSnapshot;
type Instructions = { readonly instructions: readonly Instruction[] };
type Questions = Pick<CompiledPath, 'decisions'>;

export interface WrittenInstruction { readonly level: 'office' | 'superior'; readonly document: string; readonly question: string | undefined }

/** Records a written instruction of the actor. Refuses `INSTRUCTION.UNKNOWN_QUESTION`.   @source 组织法 24; 规则 7, 10 */
export function instruct(snapshot: Case, { level, document, question }: WrittenInstruction, world: World, path: Questions): Result<Instructions> {
  const asked = questionOf(question, path);
  if (!asked.ok) return asked;
  const { level: _level, role } = channelOf(snapshot, world, world.actor.person, [level]);
  return ok(add(snapshot, {
    form: 'written', level, from: world.actor.person, role, ...asked.value, document, givenOn: lawDateOf(world.at), recordedAt: world.at, phase: 'open',
  }));
}

export interface OralInstruction {
  /** Somebody known here, or nobody when the giver is outside and named in a sealed field. */
  readonly from: PersonId | undefined;
  readonly outside: boolean;
  readonly givenOn: LocalDate;
  readonly question: string | undefined;
  /** The recipient said at once that he or she disagrees. */
  readonly objected: boolean;
}

/** Puts on record what somebody was told by word of mouth. Changes nothing else.
 *  Refuses `INSTRUCTION.GIVER_UNCLEAR` (not exactly one giver), `INSTRUCTION.OWN`, `INSTRUCTION.IN_FUTURE`, `PERSON.UNKNOWN`,
 *  `INSTRUCTION.UNKNOWN_QUESTION`.   @source 关于建立过问或干预、插手检察办案等重大事项记录报告制度的实施办法 3 */
export function logOral(snapshot: Case, said: OralInstruction, world: World, path: Questions): Result<Instructions> {
  const { from } = said;
  if ((from === undefined) !== said.outside) return refused('INSTRUCTION.GIVER_UNCLEAR', {});
  if (from === world.actor.person) return refused('INSTRUCTION.OWN', {});
  if (from !== undefined && !world.named.has(from)) return refused('PERSON.UNKNOWN', { person: from });
  if (said.givenOn > lawDateOf(world.at)) return refused('INSTRUCTION.IN_FUTURE', { on: said.givenOn });
  const asked = questionOf(said.question, path);
  if (!asked.ok) return asked;
  const channel = from === undefined ? OUTSIDE : channelOf(snapshot, world, from, ['superior', 'office', 'other']);
  const objections = said.objected ? { objections: [{ by: world.actor.person, form: 'oral', at: world.at }] as const } : {};
  return ok(add(snapshot, {
    form: 'oral', ...channel, ...(from === undefined ? {} : { from }), ...asked.value, givenOn: said.givenOn, recordedAt: world.at, receivedBy: world.actor.person, phase: 'logged', ...objections,
  }));
}

/** The giver of a word of mouth puts it in writing, in the own competence at this level; from now on it is answered like a written one.
 *  Refuses `INSTRUCTION.UNKNOWN`, `INSTRUCTION.NOT_YOURS`, `INSTRUCTION.NOT_OPEN`.   @source 规则 7 */
export function confirmOral(snapshot: Case, number: number, { level, document }: Pick<WrittenInstruction, 'level' | 'document'>, world: World): Result<Instructions> {
  const instruction = find(snapshot, number);
  if (instruction === undefined) return refused('INSTRUCTION.UNKNOWN', { number });
  if (instruction.from !== world.actor.person || instruction.level !== level) return refused('INSTRUCTION.NOT_YOURS', { number });
  if (instruction.phase !== 'logged') return refused('INSTRUCTION.NOT_OPEN', { number, phase: instruction.phase });
  return ok(replace(snapshot, { ...instruction, phase: 'open', document, confirmedAt: world.at }));
}

/** The handler's answer: carried out, or an objection in writing with reasons. Once an objection was turned down there is only carrying out.
 *  Refuses `INSTRUCTION.UNKNOWN`, `INSTRUCTION.NOT_OPEN`, `INSTRUCTION.UPHELD`, `INSTRUCTION.REASONS_REQUIRED`.   @source 规则 7, 10; 公务员法 60 */
export function answerInstruction(snapshot: Case, number: number, answer: 'carried_out' | 'objected', hasReasons: boolean, world: World): Result<Instructions> {
  const instruction = find(snapshot, number);
  if (instruction === undefined) return refused('INSTRUCTION.UNKNOWN', { number });
  if (!ANSWERABLE.includes(instruction.phase)) return refused('INSTRUCTION.NOT_OPEN', { number, phase: instruction.phase });
  if (answer === 'carried_out') return ok(replace(snapshot, { ...instruction, phase: 'carried_out' }));
  if (instruction.phase === 'upheld') return refused('INSTRUCTION.UPHELD', { number }, 'Rules 7; CSL 60');
  if (instruction.phase === 'objected') return refused('INSTRUCTION.NOT_OPEN', { number, phase: instruction.phase });
  if (!hasReasons) return refused('INSTRUCTION.REASONS_REQUIRED', { number }, 'Rules 7; CSL 60');
  return ok(replace(snapshot, { ...instruction, phase: 'objected', objections: [...(instruction.objections ?? []), { by: world.actor.person, form: 'written', at: world.at }] }));
}

/** Keeps or withdraws an instruction after an objection, at the level it came from. Refuses `INSTRUCTION.UNKNOWN`, `INSTRUCTION.NOT_YOURS`,
 *  `INSTRUCTION.NOT_OPEN`.   @source 规则 7, 10; 公务员法 60 */
export function settleObjection(snapshot: Case, number: number, level: 'office' | 'superior', isUpheld: boolean): Result<Instructions> {
  const instruction = find(snapshot, number);
  if (instruction === undefined) return refused('INSTRUCTION.UNKNOWN', { number });
  if (instruction.level !== level) return refused('INSTRUCTION.NOT_YOURS', { number });
  if (instruction.phase !== 'objected') return refused('INSTRUCTION.NOT_OPEN', { number, phase: instruction.phase });
  return ok(replace(snapshot, { ...instruction, phase: isUpheld ? 'upheld' : 'withdrawn' }));
}

const ANSWERABLE: readonly InstructionPhase[] = ['open', 'objected', 'upheld'];
const OUTSIDE = { level: 'other', role: 'outside', outsideChannel: true } as const;
// Who has a duty with the handling of this case beside the chief and the superior: only outside these is a word about it outside the channel.
const IN_DUTY: readonly string[] = ['handler', 'team_member', 'dept_head', 'case_mgmt'];

/** How the giver stands to the case, at the first of the levels that fits. */
function channelOf(snapshot: Case, world: World, person: PersonId, levels: readonly InstructionLevel[]): Pick<Instruction, 'level' | 'role' | 'outsideChannel'> {
  const facts = person === world.actor.person ? world.actor : world.named.get(person);
  const standings = facts === undefined ? [] : standingsOf(snapshot, { ...world, actor: facts });
  for (const level of levels) {
    if (level === 'other') break;
    const at = standings.find(({ role, inPortfolio }) => (level === 'superior' ? role === 'superior_official' : role === 'chief' || (role === 'deputy_chief' && (inPortfolio || (facts?.delegations.length ?? 0) > 0))));
    if (at !== undefined) return { level, role: at.role };
  }
  const role = standings.find((standing) => IN_DUTY.includes(standing.role))?.role;
  // A seat in the committee says nothing about the desk somebody speaks from.
  return role === undefined ? { ...OUTSIDE, role: facts?.posts.find((post) => post.role !== 'committee_member')?.role ?? 'outside' } : { level: 'other', role };
}

function questionOf(name: string | undefined, { decisions }: Questions): Result<{ readonly question?: string }> {
  if (name === undefined) return ok({});
  const decision = [...decisions.values()].find((each) => each.name === name || each.key === name);
  return decision === undefined ? refused('INSTRUCTION.UNKNOWN_QUESTION', { questions: [...decisions.values()].map((each) => each.name) }) : ok({ question: decision.key });
}

function find({ instructions }: Case, number: number): Instruction | undefined {
  return instructions?.find((instruction) => instruction.number === number);
}

function add({ instructions = [] }: Case, instruction: Omit<Instruction, 'number'>): Instructions {
  return { instructions: [...instructions, { number: instructions.length + 1, ...instruction }] };
}

function replace({ instructions = [] }: Case, changed: Instruction): Instructions {
  return { instructions: instructions.map((instruction) => (instruction.number === changed.number ? changed : instruction)) };
}
