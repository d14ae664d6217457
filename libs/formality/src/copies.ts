// Whether a text copies one that was there before: of another person in the same case, or of the same person anywhere. At most one flag of a
// kind for each text, for the nearest. What is not here: which earlier texts there are; the store looks them up, within bounds.
import type { CaseId, HashHex, PersonId } from '@quanze/kernel';
import type { Flag } from './flag.js';
import type { FormalityModel } from './model.js';
import type { GivenText, TextPrint } from './print.js';
import { shareOf } from './sketch.js';

/** What is kept of a text of an accepted act. */
export interface EarlierText extends TextPrint {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly person: PersonId;
}

/** Flags of one text. @param earlier texts of the case by anybody and of the person in any case; which is which is seen here */
export function copyFlags(given: GivenText, earlier: readonly EarlierText[], self: { readonly person: PersonId; readonly caseId: CaseId }, { copies }: Pick<FormalityModel, 'copies'>): readonly Flag[] {
  if (given.sketch.length === 0) return [];
  const likely = earlier.map((text) => ({ text, percent: percentOf(given, text) })).filter(({ percent }) => percent >= copies.sharePercent);
  const others = likely.filter(({ text }) => text.person !== self.person && text.caseId === self.caseId);
  const own = likely.filter(({ text }) => text.person === self.person);
  return [...flagOf('COPY_OF_PROPOSAL', given.field, others, self.caseId), ...flagOf('COPY_OF_OWN', given.field, own, self.caseId)];
}

interface Likely {
  readonly text: EarlierText;
  readonly percent: number;
}

/** The nearest; of equally near ones the latest of the case, which is what the author looked at. */
function flagOf(rule: 'COPY_OF_PROPOSAL' | 'COPY_OF_OWN', field: string, likely: readonly Likely[], caseId: CaseId): readonly Flag[] {
  const rank = ({ text, percent }: Likely): number => percent * 2 + (text.caseId === caseId ? 1 : 0);
  const nearest = [...likely].sort((a, b) => rank(b) - rank(a) || b.text.seq - a.text.seq)[0];
  if (nearest === undefined) return [];
  const { text, percent } = nearest;
  return [{ rule, field, params: { percent, of: { caseId: text.caseId, seq: text.seq, field: text.field } } }];
}

/** 100 only for a text that is the same; a sketch that is the same says 99. */
function percentOf(given: TextPrint & { readonly digest: HashHex }, text: EarlierText): number {
  return given.digest === text.digest ? 100 : Math.min(99, Math.floor(shareOf(given.sketch, text.sketch) * 100));
}
