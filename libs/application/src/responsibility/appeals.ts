// Objections of the person concerned to what was computed about him or her, and their answers (R142). An objection changes no row; who answers
// one that is right records a finding or an exemption, or the table is changed. What is not here: remedies against a sanction.
import { isUuid, ok, refused, type Instant, type JsonObject, type Result } from '@quanze/kernel';
import type { Area } from '@quanze/responsibility';
import type { Deps } from '../deps.js';
import { changeOffice } from '../office/change.js';
import type { Identity } from '../ports/case-store.port.js';
import type { AppealRow } from '../ports/responsibility-store.port.js';
import { decisionAt, hasArea, type Stated } from './findings.js';
import { readOf } from './questions.js';
import { readerOf, supervises } from './readers.js';
import { textsOf } from './texts.js';
import { rowsOf } from './views.js';

export interface AppealInput {
  /** Which of the own areas; all of them when absent. */
  readonly area?: Area;
  readonly grounds: string;
}

/** Objects. Refuses `DECISION.NOT_FOUND` to whoever has no row in that decision, `RESPONSIBILITY.NO_SUCH_AREA`, and `APPEAL.PENDING` while
 *  an objection to the same has no answer. There is no time limit: responsibility is lifelong. */
export async function appealTo(deps: Deps, identity: Identity, caseId: string, seq: number, input: AppealInput): Promise<Result<Stated>> {
  const before = await decisionAt(deps, identity, caseId, seq, deps.clock.now());
  // Whoever is not concerned learns nothing, and leaves no trace in that office's chain.
  if (before === null || !rowsOf(before).some(({ person }) => person === identity.person)) return refused('DECISION.NOT_FOUND', { seq });
  const { office } = before.file;
  const { area, grounds } = input;
  const id = deps.ids.next();
  const payload: JsonObject = { id, caseId, seq, ...(area === undefined ? {} : { area }), grounds };
  const sealed = ['grounds', ...(area === undefined ? [] : ['area'])];
  const done = await changeOffice(deps, identity, { office, act: 'appeal.record', by: 'self', payload, sealed }, async (_, at, entry) => {
    const decision = await decisionAt(deps, identity, caseId, seq, at);
    if (decision === null) return refused('DECISION.NOT_FOUND', { seq });
    if (area !== undefined && !hasArea(decision, identity.person, area)) return refused('RESPONSIBILITY.NO_SUCH_AREA', { area });
    const isSame = (row: AppealRow): boolean => row.person === identity.person && row.area === (area ?? null);
    if (decision.appeals.some((row) => isSame(row) && row.answer === null)) return refused('APPEAL.PENDING');
    const appeal = { id, office, caseId: decision.file.caseId, seq, person: identity.person, recordedBy: identity.person, recordedAt: at, entry, area: area ?? null };
    return ok({ kind: 'record-appeal', appeal });
  });
  return done.ok ? ok({ id, recordedAt: done.value.at }) : done;
}

export interface AnswerInput {
  readonly upheld: boolean;
  readonly reasons: string;
}

/** Inspection answers with reasons. Refuses `APPEAL.NOT_FOUND` to whoever has no post in that office, `AUTHORITY.NOT_YOUR_ROLE`,
 *  `APPEAL.ANSWERED`, `RESPONSIBILITY.TOOK_PART` to whoever answers for anything in that decision. */
export async function answerAppeal(deps: Deps, identity: Identity, id: string, input: AnswerInput): Promise<Result<{ readonly answeredAt: Instant }>> {
  const before = isUuid(id) ? await deps.responsibility.appeal(identity.tenant, id) : null;
  const reader = await readerOf(deps, identity);
  if (before === null || !reader.posts.some((post) => post.office === before.office)) return refused('APPEAL.NOT_FOUND');
  const payload: JsonObject = { appeal: id, upheld: input.upheld, reasons: input.reasons };
  const done = await changeOffice(deps, identity, { office: before.office, act: 'appeal.answer', by: ['inspection'], payload, sealed: ['upheld', 'reasons'] }, async (_, at, entry) => {
    const appeal = await deps.responsibility.appeal(identity.tenant, id);
    if (appeal === null) return refused('APPEAL.NOT_FOUND');
    if (appeal.answer !== null) return refused('APPEAL.ANSWERED', { answeredAt: appeal.answer.answeredAt });
    const decision = await decisionAt(deps, identity, appeal.caseId, appeal.seq, at);
    if (decision === null || rowsOf(decision).some(({ person }) => person === identity.person)) return refused('RESPONSIBILITY.TOOK_PART', {});
    return ok({ kind: 'answer-appeal', answer: { appeal: id, upheld: input.upheld, answeredBy: identity.person, answeredAt: at, entry } });
  });
  return done.ok ? ok({ answeredAt: done.value.at }) : done;
}

/** The words of an objection and of its answer, opened where they still exist. */
export interface AppealText {
  readonly appeal: AppealRow;
  readonly grounds: string | null;
  readonly reasons: string | null;
}

/** Refuses `APPEAL.NOT_FOUND` to everybody but the person concerned and who supervises the office. */
export async function readAppeal(deps: Deps, identity: Identity, id: string): Promise<Result<AppealText>> {
  const appeal = isUuid(id) ? await deps.responsibility.appeal(identity.tenant, id) : null;
  if (appeal === null) return refused('APPEAL.NOT_FOUND');
  const isOwn = appeal.person === identity.person;
  if (!isOwn) {
    const office = (await deps.office.offices(identity.tenant)).find((row) => row.id === appeal.office);
    if (office === undefined || !supervises(await readerOf(deps, identity), office.id, office.superior)) return refused('APPEAL.NOT_FOUND');
    await deps.responsibility.logRead(readOf(deps, identity, 'appeal', { office: appeal.office, caseId: appeal.caseId, seq: appeal.seq, person: appeal.person }));
  }
  const texts = await textsOf(deps, appeal.office, [appeal.entry, ...(appeal.answer === null ? [] : [appeal.answer.entry])]);
  return ok({ appeal, grounds: texts.get(appeal.entry)?.['grounds'] ?? null, reasons: appeal.answer === null ? null : (texts.get(appeal.answer.entry)?.['reasons'] ?? null) });
}
