// Findings and exemptions: what people established about one area of one person in one decision. They are the only way to a fault level; the
// program makes none. Each is an entry of the office's chain in which everything about the person is sealed. What is not here: the
// investigation itself, and objections (`appeals.ts`).   @source 检察官法 49; 人民检察院司法责任追究条例（2024） 2-4
import { isUuid, ok, refused, type CaseId, type Instant, type JsonObject, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Area, Capacity, Fault, FindingSubject, FoundOutcome } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import { changeOffice } from '../office/change.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeWrite } from '../ports/office-store.port.js';
import type { ExemptionRow, FindingRow, ResponsibilityFile, Statement } from '../ports/responsibility-store.port.js';
import { judgeFiles, type JudgedDecision } from './judged.js';
import { SUPERVISORS } from './readers.js';
import { rowsOf } from './views.js';

/** What every statement names: decision, person, area, the document it rests on and the reasons. Its date is that of the entry. */
interface StatementInput {
  readonly caseId: string;
  readonly seq: number;
  readonly person: string;
  readonly area: Area;
  /** Number of the document on which it rests. */
  readonly basis: string;
  readonly reasons: string;
}

export interface FindingInput extends StatementInput {
  readonly fault: Fault;
  readonly role?: Capacity;
  readonly about?: FindingSubject;
  readonly crime?: boolean;
  readonly outcome?: FoundOutcome;
}

export interface ExemptionInput extends StatementInput {
  readonly kind: string;
}

export interface Stated {
  readonly id: string;
  readonly recordedAt: Instant;
}

/** Everything that tells about the person is sealed; ids of case and statement lead to it. */
const OPEN_FIELDS = ['id', 'caseId', 'seq'];

/** Records a finding; from then on, and not before, the rows follow it. A later finding about the same person and area takes its place.
 *  Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, `DECISION.NOT_FOUND`, `PERSON.UNKNOWN`, `RESPONSIBILITY.TOOK_PART` to whoever
 *  answers for anything in that decision, and `RECORD.…` when the decision could no longer be attributed. */
export function recordFinding(deps: Deps, identity: Identity, office: string, input: FindingInput): Promise<Result<Stated>> {
  const { fault, role, about, crime, outcome } = input;
  const said = { fault, ...(role === undefined ? {} : { role }), ...(about === undefined ? {} : { about }), crime: crime ?? false, ...(outcome === undefined ? {} : { outcome: { ...outcome } }) };
  return record(deps, identity, office, { act: 'finding.record', input, said }, (statement) => {
    const finding: FindingRow = { ...statement, area: input.area, fault, role: role ?? null, about: about ?? null, crime: crime ?? false, outcome: outcome ?? null };
    return { change: { kind: 'record-finding', finding }, applied: (file) => ({ ...file, findings: [...file.findings, finding] }) };
  });
}

/** Records an exemption. Refuses as `recordFinding`, and `RESPONSIBILITY.NO_SUCH_AREA` when the person does not answer for that area. */
export function recordExemption(deps: Deps, identity: Identity, office: string, input: ExemptionInput): Promise<Result<Stated>> {
  return record(deps, identity, office, { act: 'exemption.record', input, said: { kind: input.kind } }, (statement) => {
    const exemption: ExemptionRow = { ...statement, area: input.area, kind: input.kind };
    return { change: { kind: 'record-exemption', exemption }, applied: (file) => ({ ...file, exemptions: [...file.exemptions, exemption] }) };
  });
}

interface Attempt {
  readonly act: string;
  readonly input: StatementInput;
  readonly said: JsonObject;
}

type Make = (statement: Statement) => { readonly change: OfficeWrite['change']; readonly applied: (file: ResponsibilityFile) => ResponsibilityFile };

async function record(deps: Deps, identity: Identity, office: string, { act, input, said }: Attempt, make: Make): Promise<Result<Stated>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const { caseId, seq, person, area, basis, reasons } = input;
  const id = deps.ids.next();
  const payload: JsonObject = { id, caseId, seq, person, area, basis, reasons, ...said };
  const sealed = Object.keys(payload).filter((name) => !OPEN_FIELDS.includes(name));
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act, by: SUPERVISORS, payload, sealed }, async (_, at, entry) => {
    const found = await decisionAt(deps, identity, caseId, seq, at);
    if (found === null || found.file.office !== office) return refused('DECISION.NOT_FOUND', { seq });
    if (rowsOf(found).some((row) => row.person === identity.person)) return refused('RESPONSIBILITY.TOOK_PART', {});
    const known = isUuid(person) ? await deps.responsibility.dossierHead(identity.tenant, person as PersonId, at) : null;
    if (known === null) return refused('PERSON.UNKNOWN', { field: 'person' });
    if (act === 'exemption.record' && !hasArea(found, person, area)) return refused('RESPONSIBILITY.NO_SUCH_AREA', { area });
    const made = make({ id, office: found.file.office, caseId: found.file.caseId, seq, person: known.person, recordedBy: identity.person, recordedAt: at, entry });
    // Whatever is recorded must leave a decision that can be attributed: a statement that broke it would hide everybody's rows.
    const after = await judgeFiles(deps, identity, [made.applied(found.file)], at);
    if (!after.ok) return after;
    const attribution = after.value.decisions.find(({ past }) => past.record.seq === seq)?.attribution;
    return attribution === undefined || attribution.ok ? ok(made.change) : attribution;
  });
  return done.ok ? ok({ id, recordedAt: done.value.at }) : done;
}

/** One decision as known at a moment; null when there is none. @param caseId as it came */
export async function decisionAt(deps: Deps, identity: Identity, caseId: string, seq: number, at: Instant): Promise<JudgedDecision | null> {
  const [file] = isUuid(caseId) ? await deps.responsibility.files(identity.tenant, [caseId as CaseId], at) : [];
  const judged = file === undefined ? null : await judgeFiles(deps, identity, [file], at);
  return judged?.ok === true ? (judged.value.decisions.find(({ past }) => past.record.seq === seq) ?? null) : null;
}

export function hasArea(decision: JudgedDecision, person: string, area: Area): boolean {
  return rowsOf(decision).some((row) => row.person === person && row.area === area);
}
