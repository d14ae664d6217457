// The validity of what a person did in the case before the recusal was ordered (Rules 36): each entry waits until the body that decided
// on the person judges it, and stands or falls. A part may be judged now and the rest later. While an entry waits, no decision that rests
// on it is issued. What is not here: what falls with an entry (`fallen.ts`).
import { ok, refused, type PersonId, type Refusal, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { OpenDecision } from '../flow/open-decision.js';
import { carriersOfDecision, letFall } from './fallen.js';
import type { CaseSnapshot, EarlierAct, Recusal } from './snapshot.js';

interface Judging {
  readonly path: CompiledPath;
  readonly seq: number;
}

/** Judges entries of a recused person. @param stand numbers of entries that stand  @param fall of those that fall, each list as the
 *  payload gave it. Refuses `RECUSAL.NOT_ORDERED`, `RECUSAL.NOTHING_JUDGED`, `RECUSAL.ENTRY_NOT_WAITING` with `entries`.
 *  INVARIANT: an entry is judged once. @source Rules 36 */
export function judgeEarlierActs(snapshot: CaseSnapshot, person: PersonId, stand: unknown, fall: unknown, { path, seq }: Judging): Result<CaseSnapshot> {
  const recusal = snapshot.recusals.find((r) => r.person === person && r.state === 'ordered');
  if (recusal === undefined) return refused('RECUSAL.NOT_ORDERED', { person }, 'Rules 36');
  const [stands, falls] = [wordsOf(stand), wordsOf(fall)];
  const waiting = (recusal.earlier ?? []).filter((entry) => entry.validity === 'waiting').map((entry) => String(entry.seq));
  const wrong = [...stands, ...falls].filter((word, index, all) => !waiting.includes(word) || all.indexOf(word) !== index);
  if (wrong.length > 0) return refused('RECUSAL.ENTRY_NOT_WAITING', { entries: wrong.map((word) => word.slice(0, 20)) }, 'Rules 36');
  if (stands.length + falls.length === 0) return refused('RECUSAL.NOTHING_JUDGED', {}, 'Rules 36');
  const fallen = letFall(path, snapshot, falls.map(Number));
  const earlier = (recusal.earlier ?? []).map((entry): EarlierAct => {
    const word = String(entry.seq);
    if (stands.includes(word)) return { ...entry, validity: 'stands', judgedSeq: seq };
    if (!falls.includes(word)) return entry;
    return { ...entry, validity: 'falls', judgedSeq: seq, consequence: fallen.consequences.get(entry.seq) ?? 'marked' };
  });
  return ok({ ...fallen.snapshot, recusals: snapshot.recusals.map((r) => (r === recusal ? { ...r, earlier } : r)) });
}

function wordsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Entries of a recusal whose validity nobody has judged yet. */
export function waitingOf(recusal: Recusal): readonly EarlierAct[] {
  return (recusal.earlier ?? []).filter((entry) => entry.validity === 'waiting');
}

/** Why a decision cannot be issued: it rests on entries that wait for a judgment. Refuses `RECUSAL.ENTRIES_WAITING` with `entries`. */
export function refuseUnjudged(snapshot: CaseSnapshot, open: OpenDecision): Refusal | null {
  const carrying = carriersOfDecision(open);
  const waiting = snapshot.recusals.flatMap(waitingOf).map((entry) => entry.seq).filter((seq) => carrying.includes(seq));
  return waiting.length === 0 ? null : refused('RECUSAL.ENTRIES_WAITING', { entries: waiting.map(String) }, 'Rules 36').refusal;
}
