// Writing into the chain of the demonstration office without anybody's hand: what an installation does before there is anyone to
// do it. What is not here: what is written.
import type { PasswordHasher } from '@quanze/application';
import { Fault, type Clock, type HashFunction, type JsonObject, type RandomSource } from '@quanze/kernel';
import { genesisHash, sealEntry, type JournalEntry } from '@quanze/ledger';
import type { Stores } from '@quanze/persistence';
import { OFFICE } from './demo-office.js';
import type { ShippedDefinitions } from './shipped-definitions.js';
import { TENANT } from './tenant.js';

export interface SeedParts {
  readonly stores: Stores;
  readonly passwords: PasswordHasher;
  /** Time of the entries. Where cases are played, the office has to be older than they are. */
  readonly clock: Clock;
  readonly hash: HashFunction;
  readonly random: RandomSource;
  readonly log: (line: string) => void;
  /** Shows people what they see only once. */
  readonly print: (text: string) => void;
  /** The definitions of the product; read from the repository when absent. */
  readonly shipped?: () => ShippedDefinitions;
  /** One password for everybody, for tests; drawn at random for each when absent. */
  readonly password?: string;
}

type Change = Parameters<Stores['office']['write']>[0]['change'];
// The installation is the beginning of the chain, so whatever it noted lies among the first entries.
const FIRST_ENTRIES = 300;

/** One entry with its change. @throws Fault `FAULT.ASSERTION` when somebody else writes the office at the same time */
export async function writeOffice({ stores, clock, hash }: Pick<SeedParts, 'stores' | 'clock' | 'hash'>, act: string, change: Change, input: JsonObject): Promise<void> {
  const head = await stores.office.chainHead(OFFICE);
  const now = clock.now();
  const at = head.recordedAt !== null && head.recordedAt > now ? head.recordedAt : now;
  const entry = sealEntry({
    chain: OFFICE, seq: head.seq + 1, recordedAt: at, effectiveAt: at, kind: 'office', act, actor: null, authority: null, from: [], to: [], payload: { input }, definitionHash: null,
  }, head.head ?? genesisHash(OFFICE, hash), hash);
  const written = await stores.office.write({ tenant: TENANT, office: OFFICE, expectedSeq: head.seq, identity: null, entry, change });
  if (written !== 'committed') throw new Fault('FAULT.ASSERTION', `the demonstration office could not be set up: ${act} ${written}`);
}

/** The entry by which a part of the installation was noted as done; undefined when it was not, or not to its end. */
export async function noted(stores: Stores, act: string): Promise<JournalEntry | undefined> {
  return (await stores.cases.journal(OFFICE, 0, FIRST_ENTRIES)).find((entry) => entry.act === act);
}
