// “Did you mean”: the nearest known word to a misspelt one.
import type { Label } from '@quanze/kernel';
import { label } from './problem.js';

// Candidates beyond this length are generated text, not names; the bound keeps the comparison cheap on hostile input.
const WORD_LENGTH_MAX = 80;
const CANDIDATES_MAX = 2000;

/** The candidate most like `word`, or null when none is near: at most a third of its letters may differ (at least one,
 *  and a swap of neighbours counts as one). Case, `-`, `_` and `.` do not count. Ties go to the first candidate. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length === 0 || word.length > WORD_LENGTH_MAX) return null;
  const plain = simplify(word);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  let seen = 0;
  for (const candidate of candidates) {
    if (++seen > CANDIDATES_MAX) break;
    if (candidate === word || candidate.length > WORD_LENGTH_MAX) continue;
    const distance = editDistance(plain, simplify(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** A sentence to append to a message, empty in both languages when there is nothing to propose. */
export function suggestion(word: string, candidates: Iterable<string>): Label {
  const found = nearest(word, candidates);
  return found === null ? label('', '') : label(`；是否应为 ${found}？`, `; did you mean ${found}?`);
}

function simplify(text: string): string {
  return text.toLowerCase().replace(/[-_.]/g, '');
}

/** Edits (insert, delete, replace, swap of neighbours) between two words: the restricted Damerau–Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] ?? 0;
}
