// The two documents that leave the house: the receipt of one decision and the bundle of a whole case. Both are verified
// offline by anybody; making them only reads. What is not here: whose keys they carry (`signing-keys.ts`).
import { ok, refused, type CaseId, type JsonObject, type Result } from '@quanze/kernel';
import { BUNDLE_FORMAT, headBytes, RECEIPT_FORMAT, type CaseBundle, type JournalEntry, type Receipt } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import { refuseHidden } from '../cases/hidden-facts.js';
import { takeInHand } from '../cases/load.js';
import type { Identity } from '../ports/case-store.port.js';
import { anchorAll, anchorOf, inclusionAt } from './checkpoint.js';
import { contentsOf } from './contents.js';
import { publicKeysFor } from './signing-keys.js';

const PAGE = 1000;

/** The receipt of the decision made by entry `seq`. Refuses `CASE.NOT_FOUND`, `CASE.FACTS_HIDDEN`, `DECISION.NOT_FOUND`, `PROOF.NOT_ANCHORED_YET`.
 *  Reasons stay sealed in it: the receipt proves who decided what on which authority, and discloses no person's data. */
export async function receiptOf(deps: Deps, identity: Identity, caseId: string, seq: number): Promise<Result<Receipt>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const whole = refuseHidden(taken.value);
  if (!whole.ok) return whole;
  const chain = taken.value.loaded.snapshot.caseId;
  const [entry] = await deps.cases.journal(chain, seq - 1, 1);
  const decision = entry?.seq === seq ? entry.payload['decision'] : undefined;
  if (entry === undefined || decision === undefined) return refused('DECISION.NOT_FOUND', { seq });
  const anchored = await anchorOf(deps, identity.tenant, chain, seq);
  if (!anchored.ok) return anchored;
  return ok({ format: RECEIPT_FORMAT, algorithm: deps.hash.algorithm, decision: decision as JsonObject, entry, ...anchored.value, publicKeys: await publicKeysFor(deps, identity.tenant, [anchored.value.checkpoint.signature]) });
}

/** The whole case as one document. @param withOpenings includes what was sealed, texts of documents and names of files; only for those who may read it. Refuses `CASE.NOT_FOUND`, `CASE.FACTS_HIDDEN` */
export async function bundleOf(deps: Deps, identity: Identity, caseId: string, withOpenings: boolean): Promise<Result<CaseBundle>> {
  const taken = await takeInHand(deps, identity, caseId, {}, null);
  if (!taken.ok) return taken;
  const whole = refuseHidden(taken.value);
  if (!whole.ok) return whole;
  const { snapshot, seq: length, head: stated } = taken.value.loaded;
  const chain = snapshot.caseId;
  await anchorAll(deps, identity.tenant);
  const checkpoint = await deps.proofs.latestCheckpoint(identity.tenant);
  // Leaves before entries: every leaf read here has its entry in the journal read next, unless somebody cut it off.
  const leaves = (await deps.proofs.leafIndexes(chain)).filter((leaf) => checkpoint !== null && leaf.index < checkpoint.size);
  const journal = await wholeJournal(deps, chain);
  // Cut at the length that was read with the snapshot: entries written meanwhile belong to the next export.
  const entries = journal.slice(0, length);
  // A leaf without its entry is evidence and goes along; the verifier finds it beyond the tail.
  const last = leaves.filter((leaf) => leaf.seq <= length || leaf.seq > journal.length).at(-1);
  const inclusions = last === undefined || checkpoint === null ? [] : [{ seq: last.seq, ...(await inclusionAt(deps, identity.tenant, last.index, checkpoint.size)) }];
  const openings = withOpenings ? await deps.cases.openings(chain, entries.map((entry) => entry.seq)) : [];
  // As the case itself states it, not as the rows that happen to be there: a journal that was cut must not pass for a shorter one.
  const head = { length, hash: stated };
  const contents = await contentsOf(deps, identity, { caseId: chain, length, withOpenings });
  const { caseId: id, path, release, office, openedAt } = snapshot;
  const bundle: CaseBundle = {
    format: BUNDLE_FORMAT, algorithm: deps.hash.algorithm, chain, case: { caseId: id, path, release, office, openedAt }, entries, openings: openings.map(({ seq, path: place, salt, value }) => ({ seq, path: place, salt, value })),
    checkpoints: checkpoint === null ? [] : [checkpoint], inclusions, publicKeys: await publicKeysFor(deps, identity.tenant, [...(checkpoint === null ? [] : [checkpoint.signature]), deps.signer]), snapshot: snapshot as unknown as JsonObject, ...contents, head,
  };
  return ok({ ...bundle, head: { ...head, signed: signHead(deps, bundle) } });
}

function signHead(deps: Deps, bundle: CaseBundle): NonNullable<CaseBundle['head']['signed']> {
  const { signer } = deps;
  const at = deps.clock.now();
  const key = { algorithm: signer.algorithm, keyId: signer.keyId };
  return { at, signature: { ...key, value: signer.sign(headBytes(bundle, at, key, deps.hash)) } };
}

async function wholeJournal(deps: Deps, chain: CaseId): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (;;) {
    const page = await deps.cases.journal(chain, entries.length, PAGE);
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}
