// Decisions with everything that was known about them at a moment, and the rows that follow by the table in force then. Computed each time,
// never stored. What is not here: who may see which of it (`readers.ts`), and its words (`views.ts`).
import { attributeDecision, factsOfDecision, handlerOf, type AttributionTable, type CompiledDuties, type DecidedRecord, type ExplainedAttribution, type Surroundings } from '@quanze/responsibility';
import type { CaseSnapshot, DecisionRecord } from '@quanze/engine';
import { lawDateOf, ok, startOfLawDate, type Instant, type JsonObject, type PersonId, type Result } from '@quanze/kernel';
import { opinionsOfSeats } from '../cases/advisers.js';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeRow } from '../ports/office-store.port.js';
import type { AppealRow, ExemptionRow, FindingRow, ResponsibilityFile } from '../ports/responsibility-store.port.js';
import { historyOf, type PastDecision } from './history.js';

export interface JudgedDecision {
  readonly file: ResponsibilityFile;
  readonly past: PastDecision;
  /** The inputs, as `quanze attribute` takes them. */
  readonly facts: JsonObject;
  readonly attribution: Result<ExplainedAttribution>;
  /** The duty list in force when it was decided. */
  readonly duties: CompiledDuties | null;
  readonly findings: readonly FindingRow[];
  readonly exemptions: readonly ExemptionRow[];
  readonly appeals: readonly AppealRow[];
}

export interface Judged {
  readonly table: AttributionTable;
  /** In the order of the files, and of the decisions in each. */
  readonly decisions: readonly JudgedDecision[];
}

/** Judges all decisions of some cases as known at `at`. Refuses `RESPONSIBILITY.NO_TABLE`; a decision that cannot be attributed holds its
 *  refusal, so that it is seen and not left out. */
export async function judgeFiles(deps: Deps, identity: Identity, files: readonly ResponsibilityFile[], at: Instant): Promise<Result<Judged>> {
  const table = deps.definitions.attributionTable(at);
  if (!table.ok) return table;
  const known = knowing(deps, identity, at);
  const judged = await Promise.all(files.map(async (file) => {
    const { snapshot, decisions } = historyOf(file.entries);
    return snapshot === null ? [] : Promise.all(decisions.map((past) => judgeOne(table.value, file, snapshot, past, known)));
  }));
  return ok({ table: table.value, decisions: judged.flat() });
}

async function judgeOne(table: AttributionTable, file: ResponsibilityFile, snapshot: CaseSnapshot, past: PastDecision, known: Known): Promise<JudgedDecision> {
  const { seq } = past.record;
  const of = <T extends { readonly seq: number }>(rows: readonly T[]): readonly T[] => rows.filter((row) => row.seq === seq);
  const [findings, exemptions, appeals] = [of(file.findings), of(file.exemptions), of(file.appeals)];
  const facts = factsOfDecision(withSeatOpinions(past.record), { ...(await surroundingsOf(file, snapshot, past, known)), findings });
  const exempt = exemptions.map(({ person, area, kind, entry }) => ({ person, area, kind, foundBy: `${file.office} ${entry}` }));
  const duties = await known.dutiesOn(file, past.record);
  return { file, past, facts, attribution: attributeDecision(table, facts, exempt), duties, findings, exemptions, appeals };
}

/** The record with the opinions that only the seats of its panels know; nothing tells in which office they were given. */
function withSeatOpinions(record: DecisionRecord): DecidedRecord {
  const known = opinionsOfSeats(record).map(({ person, seq, round, opinion }) => ({ by: { person, role: 'adviser' }, seq, round, opinion }));
  return known.length === 0 ? record : { ...record, opinions: [...(record.opinions ?? []), ...known] };
}

/** What stands around a decision. What was withdrawn instructs nobody any more. */
async function surroundingsOf(file: ResponsibilityFile, snapshot: CaseSnapshot, past: PastDecision, known: Known): Promise<Omit<Surroundings, 'findings'>> {
  const { record } = past;
  const handler = handlerOf(record, snapshot.team) as PersonId | undefined;
  const delegation = record.level === 'deputyChief' ? record.deciders[0]?.delegation : undefined;
  return {
    office: file.office, team: snapshot.team, passedOn: past.passedOn, issuedBy: past.issuedBy,
    tasks: past.tasks.map(({ person, number, task, deviated }) => ({ person, number, task, deviated: deviated === true })),
    instructions: past.instructions.filter(({ phase }) => phase !== 'withdrawn').map(instructionFact),
    objections: [...objectionsBefore(past), ...past.objectedBy.map((by) => ({ by, form: 'written' as const }))],
    delegationEndedAt: delegation === undefined ? null : await known.endOfDelegation(delegation),
    listChangedAt: await known.listChange(file, record),
    handlerStatus: handler === undefined ? 'in_post' : await known.statusOf(handler, file.office),
  };
}

/** Objections to an instruction that became the decision: of whoever decided, or any that a procurator was given who decided alone. */
function objectionsBefore({ record, instructions }: PastDecision): Surroundings['objections'] {
  return instructions.filter(({ from, phase }) => phase !== 'withdrawn' && (record.level === 'procurator' || record.deciders.some(({ person }) => person === from)))
    .flatMap(({ objections }) => objections ?? []);
}

function instructionFact({ from, role, form, outsideChannel, confirmedAt, receivedBy }: PastDecision['instructions'][number]): Surroundings['instructions'][number] {
  return {
    by: from ?? null, role: role === 'outside' ? null : role, form, outsideChannel: outsideChannel === true, confirmed: confirmedAt !== undefined,
    ...(receivedBy === undefined ? {} : { receivedBy }),
  };
}

interface Known {
  endOfDelegation(id: string): Promise<Instant | null>;
  listChange(file: ResponsibilityFile, record: DecisionRecord): Promise<Instant | null>;
  statusOf(person: PersonId, office: string): Promise<Surroundings['handlerStatus']>;
  dutiesOn(file: ResponsibilityFile, record: DecisionRecord): Promise<CompiledDuties | null>;
}

/** Answers about posts, delegations and lists at a moment, each asked once. */
function knowing(deps: Deps, identity: Identity, at: Instant): Known {
  const once = <A extends string, T>(find: (key: A) => Promise<T>): ((key: A) => Promise<T>) => {
    const found = new Map<A, Promise<T>>();
    return (key) => {
      const asked = found.get(key) ?? find(key);
      found.set(key, asked);
      return asked;
    };
  };
  const facts = once((person: PersonId) => deps.office.facts(person, at));
  const offices = once<'all', readonly OfficeRow[]>(() => deps.office.offices(identity.tenant));
  return {
    endOfDelegation: once(async (id: string) => {
      const row = await deps.office.delegation(id as Parameters<Deps['office']['delegation']>[0]);
      const end = row === null ? null : [row.untilAt, ...(row.revokedAt === null ? [] : [row.revokedAt])].sort()[0] ?? null;
      return end !== null && end <= at ? end : null;
    }),
    async listChange({ office }, { level, power, listVersion, decidedAt }) {
      const row = level === 'procurator' ? (await offices('all')).find(({ id }) => id === office) : undefined;
      if (row === undefined) return null;
      const [then, now] = [deps.definitions.powers(row, lawDateOf(decidedAt)), deps.definitions.powers(row, lawDateOf(at))];
      if (!then.ok || !now.ok || now.value.listVersion === listVersion || then.value.listVersion !== listVersion) return null;
      const deciders = (list: typeof now.value.list): string => JSON.stringify(list.entries.find(({ id }) => id === power)?.decider ?? null);
      return deciders(then.value.list) === deciders(now.value.list) ? null : startOfLawDate(now.value.list.effectiveFrom);
    },
    async dutiesOn({ office }, { decidedAt }) {
      const row = (await offices('all')).find(({ id }) => id === office);
      return row === undefined ? null : (deps.definitions.duties(row, lawDateOf(decidedAt)) ?? null);
    },
    async statusOf(person, office) {
      const posts = (await facts(person))?.posts ?? [];
      return posts.some((post) => post.office === office) ? 'in_post' : posts.length > 0 ? 'transferred' : 'left';
    },
  };
}
