// Damage to a copy of a journal, of the kinds a hand in the database could do, and whether verification finds it. What is not here: a journal
// written anew from some entry on with all its hashes; that shows in the log of the tenant and its signed checkpoints.
import { verifyChain, type JournalEntry } from '@quanze/ledger';
import type { HashFunction, HashHex, Instant, JsonObject } from '@quanze/kernel';
import type { Chance } from '../chance.js';
import type { JournalFault } from '../faults.js';

export interface Kept {
  readonly chain: string;
  readonly length: number;
  readonly head: HashHex;
}

/** Whether the damage is found. @param journal at least one entry */
export function isDamageFound(fault: JournalFault, journal: readonly JournalEntry[], kept: Kept, chance: Chance, hash: HashFunction): boolean {
  return !verifyChain(damaged(fault, journal, chance), { chain: kept.chain, expectedHead: kept.head, expectedLength: kept.length }, hash).valid;
}

function damaged(fault: JournalFault, journal: readonly JournalEntry[], chance: Chance): readonly JournalEntry[] {
  const at = chance.int(journal.length);
  switch (fault) {
    case 'entry-changed': return journal.map((entry, index) => (index === at ? changed(entry, chance) : entry));
    case 'entry-dropped': return journal.filter((_, index) => index !== at);
    case 'journal-cut': return journal.slice(0, at);
    case 'entries-swapped': {
      const other = (at + 1) % journal.length;
      // A journal of one entry has nothing to swap; it is said twice instead.
      if (other === at) return [...journal, ...journal];
      return journal.map((entry, index) => (index === at ? journal[other] : index === other ? journal[at] : entry) as JournalEntry);
    }
  }
}

/** The smallest lies that would be worth telling. */
function changed(entry: JournalEntry, chance: Chance): JournalEntry {
  const lies: readonly Partial<JournalEntry>[] = [
    { recordedAt: '2020-01-01T00:00:00.000Z' as Instant }, { act: `${String(entry.act)}x` }, { kind: entry.kind === 'refused' ? 'act' : 'refused' },
    { actor: { ...entry.actor, person: '00000000-0000-4000-8000-000000009999' } }, { authority: { ...entry.authority, rule: 'none' } }, { payload: { ...entry.payload, more: true } as JsonObject },
    { to: [...(entry.to as readonly string[]), 'elsewhere'] }, { effectiveAt: '2020-01-01T00:00:00.000Z' as Instant },
  ];
  return { ...entry, ...chance.pick(lies) };
}
