// Delegations: dated, scoped, written, never beyond the principal, no chains. Only the chief delegates (Org 29), and only to a
// deputy; what a national rule keeps from deputies is marked in the power list and cannot be handed on.
import { isUuid, lawDateOf, ok, refused, type DelegationId, type Instant, type OfficeId, type PersonId, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { DelegationRow } from '../ports/office-store.port.js';
import { changeOffice } from './change.js';
import { mayReadOffice } from './people.js';

export interface NewDelegation {
  readonly to: string;
  /** Power ids, or `*` for everything that may be delegated. */
  readonly powers: readonly string[];
  readonly paths?: readonly string[];
  readonly departments?: readonly string[];
  readonly from?: Instant;
  readonly until: Instant;
  readonly order: string;
}

const DAYS_MAX = 366;
const MS_PER_DAY = 86_400_000;

/** Delegates. Refuses `DELEGATION.NOT_A_DEPUTY`, `DELEGATION.OWN`, `DELEGATION.BACKDATED`, `DELEGATION.EMPTY_INTERVAL`,
 *  `DELEGATION.TOO_LONG`, `DELEGATION.UNKNOWN_POWER`, `DELEGATION.NOT_DELEGABLE`. */
export async function delegate(deps: Deps, identity: Identity, office: string, input: NewDelegation): Promise<Result<{ readonly delegation: DelegationId }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const id = deps.ids.next() as DelegationId;
  const payload = {
    delegation: id, to: input.to, powers: [...input.powers], paths: input.paths === undefined ? null : [...input.paths],
    departments: input.departments === undefined ? null : [...input.departments], from: input.from ?? null, until: input.until, order: input.order,
  };
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'delegation.grant', by: ['chief'], payload }, async (_, at) => {
    const checked = await checkDelegation(deps, identity, office as OfficeId, input, at);
    if (!checked.ok) return checked;
    const row: DelegationRow = {
      id, from: identity.person, to: input.to as PersonId, office: office as OfficeId, powers: input.powers, paths: input.paths ?? null,
      departments: input.departments ?? null, fromAt: input.from ?? at, untilAt: input.until, order: input.order, revokedAt: null,
    };
    return ok({ kind: 'delegate', delegation: row });
  });
  return done.ok ? ok({ delegation: id }) : done;
}

async function checkDelegation(deps: Deps, identity: Identity, office: OfficeId, input: NewDelegation, at: Instant): Promise<Result<null>> {
  const from = input.from ?? at;
  if (input.to === identity.person) return refused('DELEGATION.OWN');
  if (from < at) return refused('DELEGATION.BACKDATED');
  if (input.until <= from) return refused('DELEGATION.EMPTY_INTERVAL');
  if (Date.parse(input.until) - Date.parse(from) > DAYS_MAX * MS_PER_DAY) return refused('DELEGATION.TOO_LONG', { daysMax: DAYS_MAX });
  const deputy = isUuid(input.to) ? await deps.office.facts(input.to as PersonId, at) : null;
  if (!(deputy?.posts.some((post) => post.office === office && post.role === 'deputy_chief') ?? false)) return refused('DELEGATION.NOT_A_DEPUTY', {}, 'Org 29, 36');
  return checkPowers(deps, identity, office, input.powers, at);
}

async function checkPowers(deps: Deps, identity: Identity, office: OfficeId, powers: readonly string[], at: Instant): Promise<Result<null>> {
  const context = await deps.office.openingContext({ tenant: identity.tenant, office, person: identity.person, named: [], at, idempotencyKey: null });
  if (context === null) return refused('OFFICE.NOT_FOUND');
  const compiled = deps.definitions.powers(context.office, lawDateOf(at));
  if (!compiled.ok) return compiled;
  if (powers.length === 0) return refused('DELEGATION.UNKNOWN_POWER', { power: '' });
  for (const power of powers) {
    if (power === '*') continue;
    const entry = compiled.value.list.entries.find((e) => e.id === power);
    if (entry === undefined) return refused('DELEGATION.UNKNOWN_POWER', { power: power.slice(0, 120) });
    if (!entry.delegable) return refused('DELEGATION.NOT_DELEGABLE', { power }, entry.source);
  }
  return ok(null);
}

/** Ends a delegation now. Acts done under it stay valid: authority is judged at the time of the act.
 *  Refuses `DELEGATION.NOT_FOUND`, `DELEGATION.ENDED`. */
export async function revokeDelegation(deps: Deps, identity: Identity, office: string, id: string): Promise<Result<{ readonly revokedAt: Instant }>> {
  if (!isUuid(office)) return refused('OFFICE.NOT_FOUND');
  const done = await changeOffice(deps, identity, { office: office as OfficeId, act: 'delegation.revoke', by: ['chief'], payload: { delegation: id } }, async (_, at) => {
    const row = isUuid(id) ? await deps.office.delegation(id as DelegationId) : null;
    if (row === null || row.office !== office) return refused('DELEGATION.NOT_FOUND');
    if (row.revokedAt !== null || row.untilAt <= at) return refused('DELEGATION.ENDED');
    return ok({ kind: 'revoke-delegation', delegation: row.id, at });
  });
  return done.ok ? ok({ revokedAt: done.value.at }) : done;
}

/** Delegations of an office; `all` includes those that ended. */
export async function delegationsOf(deps: Deps, identity: Identity, office: string, all: boolean): Promise<Result<readonly DelegationRow[]>> {
  const known = await mayReadOffice(deps, identity, office);
  return known.ok ? ok(await deps.office.delegations(office as OfficeId, all ? null : deps.clock.now())) : known;
}
