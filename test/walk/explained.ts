// What nobody reaches in a path, and why. Most of it follows from the power list and is worked out from the plain document; the rest is
// named one by one. What is not here: an excuse without a reason, or for something that is reached (the suite refuses both).
import type { CompiledPath } from '@quanze/engine';
import { powerListDocument } from './release.js';

interface Entry { readonly id: string; readonly decider: string | readonly { readonly body: string }[]; readonly consents?: readonly string[] }
const list = powerListDocument as { readonly entries: readonly Entry[]; readonly consents: Readonly<Record<string, { readonly body: string }>> };
const ABOVE = ['superior', 'provincial', 'spp'];

/** Bodies that a power names in any case at all: as decider, or because their consent is needed. */
function bodiesOf(power: string): readonly string[] {
  const entry = list.entries.find((candidate) => candidate.id === power);
  const deciders = typeof entry?.decider === 'string' ? [entry.decider] : (entry?.decider ?? []).map((clause) => clause.body);
  return [...deciders, ...(entry?.consents ?? []).map((id) => list.consents[id]?.body ?? '')];
}

const SPP_FIRST = 'the approval of the Supreme People’s Procuratorate is a condition of the option, so that it is on file before anybody decides';
const NO_SUPERVISORY = 'the only clause that names the superior is for cases of a supervisory organ, which asks the superior directly and never for reconsideration';

const BEFORE_TRIAL = 'the question is open only before the trial, and there the list names the chief';

const AFTER_LINKED = 'it waits for a linked hearing, of which no person can tell the case; the courses of the path walk it (test/paths)';

const AFTER_LIMIT = 'it waits for the end of a limit that only a course lets pass (test/paths/common-parts, criminal-prosecution)';
const MARKED = 'it needs an item of evidence that was marked and registered before; the courses of the part walk it (test/paths/evidence.ts)';

/** Reasons that no document gives by itself: `path place`. */
const NAMED: Readonly<Record<string, string>> = {
  'criminal.arrest stage.reviewing.outcome.consent': SPP_FIRST,
  'criminal.prosecution stage.nonProsecuted.reconsideration.consent': NO_SUPERVISORY,
  'criminal.prosecution measure.firstDetentionDecision.decided.byProcurator': BEFORE_TRIAL,
  'criminal.prosecution firstDetentionDecision.decide': BEFORE_TRIAL,
  'criminal.arrest take-hearing-result': AFTER_LINKED,
  'criminal.prosecution take-hearing-result': AFTER_LINKED,
  'criminal.arrest urge-committee-feedback': AFTER_LIMIT,
  'criminal.prosecution urge-committee-feedback': AFTER_LIMIT,
  'criminal.prosecution correct-missing-warning': AFTER_LIMIT,
  'criminal.prosecution prompt-period-notice': AFTER_LIMIT,
  'criminal.prosecution exclusionDecision.propose:keep': MARKED,
};

/** Why a state (`stage.x.consent`) or act (`x.report-up`) of a decision is not reached; null when there is no reason. */
export function reasonFor(path: CompiledPath, place: string): string | null {
  const named = NAMED[`${path.document.id} ${place}`];
  if (named !== undefined) return named;
  const decision = [...path.decisions.values()].find((candidate) => place.startsWith(`${candidate.key}.`) || place.startsWith(`${candidate.name}.`));
  if (decision === undefined) return null;
  const part = place.startsWith(`${decision.key}.`) ? place.slice(decision.key.length + 1) : place.slice(decision.name.length + 1);
  const bodies = [...decision.options.values()].flatMap((option) => bodiesOf(option.declaration.matter));
  if (['decide', 'decided.byProcurator'].includes(part)) {
    return bodies.includes('procurator') ? null : 'every option is reserved to the chief or above; a chief who handles the case in person is a unit spec of the engine';
  }
  if (!['consent', 'report-up', 'refuse-consent'].includes(part)) return null;
  const step = NAMED[`${path.document.id} ${decision.key}.consent`];
  return step ?? (bodies.some((body) => ABOVE.includes(body)) ? null : 'no option of this question ever needs the consent of a higher procuratorate');
}
