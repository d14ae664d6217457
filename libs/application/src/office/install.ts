// Setting offices up before there is anybody to do it: every step is an entry in the chain of its office, like any act there, and all of
// them are written together or not at all. What is not here: what an installation begins with (the shell knows).
import type { HashFunction, Instant, JsonObject, OfficeId, TenantId } from '@quanze/kernel';
import { genesisHash, sealEntry, type JournalEntry } from '@quanze/ledger';
import type { OfficeInstallation, OfficeRow, OfficeStore, OfficeWrite } from '../ports/office-store.port.js';

export interface InstallStep {
  readonly office: OfficeId;
  /** Stable name of the act, e.g. `person.add`. */
  readonly act: string;
  /** What the entry says: ids and dates, no free text about persons. */
  readonly payload: JsonObject;
  readonly change: OfficeWrite['change'];
}

export interface InstallPlan {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  /** Superiors before inferiors. */
  readonly offices: readonly OfficeRow[];
  /** Who or what acts. There is no person yet, so it says what kind of thing it is. */
  readonly actor: JsonObject | null;
  readonly at: Instant;
  readonly steps: readonly InstallStep[];
}

/** Carries a plan out. `occupied`: the tenant is there already and nothing was written, also when another process was quicker by a moment.
 *  @param beforeCommit called when only the commit is left: the moment to show what is shown once */
export function installOffice({ office, hash }: { readonly office: Pick<OfficeStore, 'install'>; readonly hash: HashFunction }, plan: InstallPlan, beforeCommit: () => void): Promise<'installed' | 'occupied'> {
  const last = new Map<OfficeId, JournalEntry>();
  const writes = plan.steps.map((step): OfficeWrite => {
    const before = last.get(step.office);
    const entry = sealEntry({
      chain: step.office, seq: (before?.seq ?? 0) + 1, recordedAt: plan.at, effectiveAt: plan.at, kind: 'office', act: step.act, actor: plan.actor,
      authority: null, from: [], to: [], payload: { input: step.payload }, definitionHash: null,
    }, before?.hash ?? genesisHash(step.office, hash), hash);
    last.set(step.office, entry);
    return { tenant: plan.tenant.id, office: step.office, expectedSeq: entry.seq - 1, identity: null, entry, change: step.change };
  });
  const installation: OfficeInstallation = { tenant: plan.tenant, offices: plan.offices, writes };
  return office.install(installation, beforeCommit);
}
