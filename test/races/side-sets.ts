// The races beside a question: documents, whose numbers are one row of an office, and cases that tell each other. What is not here: the races
// about the question itself (`sets.ts`), and what must come of them.
import type { Application } from '@quanze/application';
import type { JsonObject } from '@quanze/kernel';
import type { Race, Racer } from './race.js';
import { approve, blindly, FIRST_DEPARTMENT, flow, identityOf, OFFICE, propose, reviewed, underReview, type Move, type Stage } from './stage.js';

const DOCUMENT = 'arrest-approval';
const ISSUE = flow('procurator1', 'issue');
const draftOf = (suspect: string): JsonObject => ({ suspect });
const decided = (today: string): readonly Move[] => [...reviewed(today), approve('chief')];

const SEEN = { draft: { n: 1, version: 1 } };
const acts = (caseId: string, step: Move, more: Partial<typeof SEEN> = {}): Racer => ({ name: `${step.act.replace('outcome.', '')} by ${step.by}`, act: (application) => blindly(application, caseId, step, more) });
const edits = (name: string, caseId: string, suspect: string, expectedVersion: number): Racer => ({ name, act: (application) => application.documents.edit(identityOf('procurator1'), caseId, 1, { fields: draftOf(suspect), expectedVersion }) });
const notices = (name: string): Racer => ({ name, act: async (application) => ({ noticed: (await application.clockwork.follow()).noticed }) });

/** Prepares the cases and gives the races; they may be run at any moment. */
export async function sideRaces(stage: Stage): Promise<readonly (Omit<Race, 'at'> & { readonly at: null })[]> {
  const drafted = async (): Promise<string> => {
    const caseId = await stage.walked(decided);
    await draft(stage.application, caseId);
    return caseId;
  };
  const [left, right, third, edited, again] = [await drafted(), await drafted(), await drafted(), await drafted(), await drafted()];
  const origin = await stage.walked((today) => [...underReview(today), propose(), flow('procurator1', 'send-up'), flow('head1', 'review', { opinion: 'agree', reasons: '同意' })]);
  await openSuggestion(stage, origin);
  return [
    { name: 'three cases take a number of one series', cases: [left, right, third], at: null, racers: [left, right, third].map((caseId) => acts(caseId, ISSUE)) },
    // Issued as it stands at that moment: nobody has said which version was read.
    { name: 'a draft gets a version while it is issued', cases: [edited], at: null, racers: [acts(edited, ISSUE), edits('the drafter writes', edited, '李某', 1), edits('and writes again', edited, '王某', 1)] },
    {
      name: 'a document is issued twice while another one is begun', cases: [again], at: null,
      racers: [acts(again, ISSUE, SEEN), acts(again, ISSUE, SEEN), { name: 'another is begun', act: (application) => application.documents.open(identityOf('procurator1'), again, { document: DOCUMENT, fields: draftOf('赵某') }) }],
    },
    // A round that found nothing left to tell has passed it or not seen it: both answer the same here.
    { name: 'two rounds tell a case of a linked one while the chief decides', cases: [origin], at: null, racers: [acts(origin, approve('chief')), notices('a round'), notices('another round')] },
  ];
}

async function draft(application: Application, caseId: string): Promise<void> {
  const opened = await application.documents.open(identityOf('procurator1'), caseId, { document: DOCUMENT, fields: draftOf('张某') });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
}

/** A suggestion opened from the case and assigned: two entries of which the case knows nothing yet. */
async function openSuggestion(stage: Stage, origin: string): Promise<void> {
  const opened = await stage.application.cases.open(identityOf('procurator1'), {
    path: 'support.suggestion', office: OFFICE, department: FIRST_DEPARTMENT, title: '某公司安全管理检察建议', act: 'receive', facts: { suggestionType: 'correction' },
    payload: { origin: '审查逮捕案件', title: '某公司安全管理' }, origin: { case: origin, link: 'suggestion' },
  } as Parameters<Application['cases']['open']>[1]);
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
}
