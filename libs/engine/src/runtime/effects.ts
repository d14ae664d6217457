// Built-in effects: an act of a path names one, and here it is carried out. They change who may act and what is asked of whom; what each of
// them does stands in a file of its own (`team.ts`, `support-tasks.ts`, `instructions.ts`). What is not here: facts and clocks, recusal
// (`recusal.ts`), evidence (`evidence-acts.ts`), files (`files.ts`).
import { ok, refused, type JsonObject, type LocalDate, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { BuiltInEffect } from '../definition/case-path.js';
import type { EvidenceEffect } from './evidence-acts.js';
import type { FileEffect } from './files.js';
import { answerInstruction, confirmOral, instruct, logOral, settleObjection } from './instructions.js';
import type { RecusalEffect } from './recusal.js';
import type { CaseSnapshot, TeamMember } from './snapshot.js';
import { assignTask, deliverTask, settleTask } from './support-tasks.js';
import { assignHandler, endSubstitution, joinTeam, leaveTeam, reassignHandler, substituteHandler } from './team.js';
import type { World } from './world.js';

type Changed = Partial<Pick<CaseSnapshot, 'team' | 'bars' | 'tasks' | 'instructions'>>;
type EffectOf<K extends BuiltInEffect['kind']> = Extract<BuiltInEffect, { readonly kind: K }>;
type PlainEffect = Exclude<BuiltInEffect, RecusalEffect | EvidenceEffect | FileEffect>;
type WorkEffect = Exclude<PlainEffect, { readonly person: string }> | EffectOf<'assign-task' | 'log-oral-instruction'>;
type PersonEffect = Exclude<PlainEffect, WorkEffect>;

const NO_QUESTIONS: Pick<CompiledPath, 'decisions'> = { decisions: new Map() };

/** Applies an effect to the case. Refuses `PERSON.UNKNOWN`, what the functions of `team.ts`, `support-tasks.ts` and `instructions.ts` refuse.
 *  @param path whose decisions an instruction may be about; none when absent */
export function applyEffect(effect: PlainEffect, snapshot: CaseSnapshot, payload: JsonObject, world: World, path: Pick<CompiledPath, 'decisions'> = NO_QUESTIONS): Result<Changed> {
  return isAboutWork(effect) ? applyToWork(effect, snapshot, payload, world, path) : applyToPerson(effect, snapshot, payload, world);
}

const WORK_KINDS: readonly BuiltInEffect['kind'][] = [
  'assign-task', 'deliver-task', 'settle-task', 'instruct', 'log-oral-instruction', 'confirm-instruction', 'answer-instruction', 'settle-objection',
];

function isAboutWork(effect: PlainEffect): effect is WorkEffect {
  return WORK_KINDS.includes(effect.kind);
}

function applyToPerson(effect: PersonEffect, snapshot: CaseSnapshot, payload: JsonObject, world: World): Result<Changed> {
  const person = fieldOf(effect.person, payload) as PersonId | undefined;
  if (person === undefined) return refused('PERSON.UNKNOWN', { field: effect.person });
  const facts = person === world.actor.person ? world.actor : world.named.get(person);
  switch (effect.kind) {
    case 'assign-handler':
      return assignHandler(snapshot, person, facts, payload, world);
    case 'reassign-handler':
      return reassignHandler(snapshot, person, facts, payload, world);
    case 'substitute-handler':
      return substituteHandler(snapshot, person, facts, {
        from: textOf(effect.from, payload) as LocalDate, until: textOf(effect.until, payload) as LocalDate, alone: fieldOf(effect.alone, payload) === true,
      }, world);
    case 'end-substitution':
      return endSubstitution(snapshot, person, world.at);
    case 'join-team':
      return joinTeam(snapshot, person, facts, teamRoleOf(fieldOf(effect.role, payload) ?? effect.role), world);
    case 'leave-team':
      return leaveTeam(snapshot, person, world.at);
    case 'bar-person':
      return ok({ bars: [...snapshot.bars.filter((b) => b.person !== person), { person, reason: effect.reason }] });
  }
}

function applyToWork(effect: WorkEffect, snapshot: CaseSnapshot, payload: JsonObject, world: World, path: Pick<CompiledPath, 'decisions'>): Result<Changed> {
  const text = (field: string): string | undefined => textOf(field, payload);
  const number = 'number' in effect ? Number(fieldOf(effect.number, payload)) : 0;
  switch (effect.kind) {
    case 'assign-task':
      return assignTask(snapshot, { person: text(effect.person) as PersonId, task: text(effect.task) ?? effect.task, dueOn: text(effect.due) as LocalDate | undefined }, world);
    case 'deliver-task':
      return deliverTask(snapshot, number, isGiven(text(effect.deviation)), world);
    case 'settle-task':
      return settleTask(snapshot, number, effect.accepted, world);
    case 'instruct':
      return instruct(snapshot, { level: effect.level, document: text(effect.document) ?? '', question: text(effect.question) }, world, path);
    case 'log-oral-instruction':
      return logOral(snapshot, {
        from: text(effect.person) as PersonId | undefined, outside: isGiven(text(effect.outside)), givenOn: text(effect.on) as LocalDate, question: text(effect.question),
        objected: fieldOf(effect.objected, payload) === true,
      }, world, path);
    case 'confirm-instruction':
      return confirmOral(snapshot, number, { level: effect.level, document: text(effect.document) ?? '' }, world);
    case 'answer-instruction':
      return answerInstruction(snapshot, number, text(effect.answer) === 'objected' ? 'objected' : 'carried_out', isGiven(text(effect.reasons)), world);
    case 'settle-objection':
      return settleObjection(snapshot, number, effect.level, fieldOf(effect.upheld, payload) === true);
  }
}

function fieldOf(text: string, payload: JsonObject): string | number | boolean | undefined {
  const value = text.startsWith('payload.') ? payload[text.slice('payload.'.length)] : undefined;
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : undefined;
}

function textOf(field: string, payload: JsonObject): string | undefined {
  const value = fieldOf(field, payload);
  return typeof value === 'string' ? value : undefined;
}

function isGiven(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function teamRoleOf(value: string | number | boolean): TeamMember['role'] {
  return value === 'assistant' || value === 'clerk' ? value : 'team_member';
}
