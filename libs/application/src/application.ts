// The use cases behind one door: what hosts, workers and tools call. Every method answers with a value or a refusal.
import type { TenantId } from '@quanze/kernel';
import { chooseHandler } from './assignment/choice.js';
import { commitDraws, commitmentsOf } from './assignment/commitments.js';
import { drawHandler } from './assignment/draw.js';
import { assignmentOf, drawProofOf } from './assignment/questions.js';
import { impactOf } from './authority/impact.js';
import { orphansOf } from './authority/orphans.js';
import { powersOf } from './authority/powers.js';
import { staffingOf } from './authority/staffing.js';
import { whoCouldAct } from './authority/who.js';
import { actOnCase } from './cases/act.js';
import { dropDraft, keepDraft, readDraft } from './cases/drafts.js';
import { evidenceOf } from './cases/evidence.js';
import { linksOf } from './cases/links.js';
import { openNewCase } from './cases/open.js';
import { deadlinesOf, decisionsOf, inboxOf, listCases, readCase, traceOf, whatMayIDo } from './cases/questions.js';
import { answerToErasure, askToErase } from './erasures/erase.js';
import { erasuresOf } from './erasures/questions.js';
import { fileContent, filesOf } from './files/read.js';
import { removeUnnamedFiles, uploadFile } from './files/upload.js';
import { fireDeadline } from './clockwork/fire.js';
import { followLinks } from './clockwork/follow.js';
import { handleDeadlineJob, sweepDeadlines } from './clockwork/sweep.js';
import { dutyChangesOf, dutyListOf } from './definitions/duty-lists.js';
import { submitBinding } from './definitions/bindings.js';
import { publishDefinition, releaseOf, releasesOf, submitDefinition } from './definitions/releases.js';
import type { Deps } from './deps.js';
import { issueCorrection } from './documents/correct.js';
import { editDocument, openDocument } from './documents/drafts.js';
import { documentOf, documentsOf, documentVersions, printedDocument } from './documents/questions.js';
import { absencesOf, endAbsence, recordAbsence } from './office/absences.js';
import { delegate, delegationsOf, revokeDelegation } from './office/delegations.js';
import { addPerson, appoint, endAppointment, officesOf, peopleOf } from './office/people.js';
import { checkAct } from './formality/check.js';
import { flaggedActs, formalityShares } from './formality/report.js';
import { changePassword, resetPassword } from './office/passwords.js';
import { createApiToken, identify, signIn, signOut } from './office/sessions.js';
import { anchorAll } from './proofs/checkpoint.js';
import { bundleOf, receiptOf } from './proofs/documents.js';
import { answerAppeal, appealTo, readAppeal } from './responsibility/appeals.js';
import { recordExemption, recordFinding } from './responsibility/findings.js';
import { caseResponsibility, decisionResponsibility, dossierOf, readsOfMine } from './responsibility/questions.js';
import { responsibilitySummary } from './responsibility/summary.js';

type Bound<F> = F extends (deps: Deps, ...rest: infer A) => infer R ? (...rest: A) => R : never;

function bind<F extends (deps: Deps, ...rest: never[]) => unknown>(deps: Deps, use: F): Bound<F> {
  return ((...rest: never[]) => use(deps, ...rest)) as Bound<F>;
}

export function createApplication(deps: Deps) {
  const on = <F extends (d: Deps, ...rest: never[]) => unknown>(use: F) => bind(deps, use);
  return {
    deps,
    cases: {
      open: on(openNewCase), act: on(actOnCase), check: on(checkAct), acts: on(whatMayIDo), read: on(readCase), trace: on(traceOf), decisions: on(decisionsOf),
      deadlines: on(deadlinesOf), receipt: on(receiptOf), bundle: on(bundleOf), list: on(listCases), inbox: on(inboxOf),
      evidence: on(evidenceOf), links: on(linksOf),
      draft: on(readDraft), keepDraft: on(keepDraft), dropDraft: on(dropDraft),
    },
    documents: { list: on(documentsOf), read: on(documentOf), versions: on(documentVersions), print: on(printedDocument), open: on(openDocument), edit: on(editDocument), correct: on(issueCorrection) },
    files: { list: on(filesOf), content: on(fileContent), upload: on(uploadFile), removeUnnamed: on(removeUnnamedFiles) },
    erasures: { list: on(erasuresOf), ask: on(askToErase), answer: on(answerToErasure) },
    office: {
      offices: on(officesOf), people: on(peopleOf), addPerson: on(addPerson), appoint: on(appoint), endAppointment: on(endAppointment),
      resetPassword: on(resetPassword), delegations: on(delegationsOf), delegate: on(delegate), revokeDelegation: on(revokeDelegation),
      absences: on(absencesOf), recordAbsence: on(recordAbsence), endAbsence: on(endAbsence),
    },
    assignment: { read: on(assignmentOf), proof: on(drawProofOf), draw: on(drawHandler), choose: on(chooseHandler), commit: on(commitDraws), commitments: on(commitmentsOf) },
    authority: { who: on(whoCouldAct), powers: on(powersOf), impact: on(impactOf), staffing: on(staffingOf), orphans: on(orphansOf) },
    responsibility: {
      ofCase: on(caseResponsibility), ofDecision: on(decisionResponsibility), dossier: on(dossierOf), summary: on(responsibilitySummary), recordFinding: on(recordFinding),
      recordExemption: on(recordExemption), appeal: on(appealTo), answerAppeal: on(answerAppeal), readAppeal: on(readAppeal), reads: on(readsOfMine),
    },
    releases: { list: on(releasesOf), read: on(releaseOf), submit: on(submitDefinition), submitBinding: on(submitBinding), publish: on(publishDefinition) },
    formality: { flagged: on(flaggedActs), shares: on(formalityShares) },
    duties: { read: on(dutyListOf), changes: on(dutyChangesOf) },
    sessions: { signIn: on(signIn), signOut: on(signOut), identify: on(identify), createApiToken: on(createApiToken), changePassword: on(changePassword) },
    clockwork: { sweep: on(sweepDeadlines), fire: on(fireDeadline), handleJob: on(handleDeadlineJob), follow: on(followLinks) },
    proofs: { anchorAll: (tenant: TenantId) => anchorAll(deps, tenant) },
  };
}

export type Application = ReturnType<typeof createApplication>;
