// Every change of an office – people, posts, delegations, definitions – is an entry in the office's own chain, written in the
// same transaction as the change. This is the one way such a change is made.
import { type PersonFacts } from '@quanze/engine';
import { expectOk, ok, refused, type Instant, type JsonObject, type OfficeId, type Refusal, type Result } from '@quanze/kernel';
import { genesisHash, sealEntry, sealFields, type Opening } from '@quanze/ledger';
import type { Deps } from '../deps.js';
import { recordingTime } from '../cases/writing.js';
import type { Identity } from '../ports/case-store.port.js';
import type { OfficeWrite } from '../ports/office-store.port.js';

export interface OfficeAttempt {
  readonly office: OfficeId;
  /** Stable name of the act, e.g. `person.add`. */
  readonly act: string;
  /** Posts in this office that may do it; `self` = a person's own affair, for which no post is needed. */
  readonly by: readonly string[] | 'self';
  /** What the entry says: ids and dates, no free text about persons unless its field is sealed. */
  readonly payload: JsonObject;
  /** Fields of the payload that are sealed. */
  readonly sealed?: readonly string[];
}

const TRIES_MAX = 20;
const SALT_BYTES = 16;

/** Judges on facts read in this round and gives the change or a refusal. @param seq number of the entry the change will have */
export type MakeChange = (actor: PersonFacts, at: Instant, seq: number) => Promise<Result<OfficeWrite['change']>>;

/** Makes a change, or journals the refused attempt.
 *  Refuses `OFFICE.NOT_FOUND`, `AUTHORITY.NOT_YOUR_ROLE`, whatever `make` refuses, `REQUEST.TAKEN`, `CASE.BUSY`. */
export async function changeOffice(deps: Deps, identity: Identity, attempt: OfficeAttempt, make: MakeChange): Promise<Result<{ readonly seq: number; readonly at: Instant }>> {
  for (let round = 0; round < TRIES_MAX; round += 1) {
    const now = deps.clock.now();
    const context = await deps.office.openingContext({ tenant: identity.tenant, office: attempt.office, person: identity.person, named: [], at: now, idempotencyKey: null });
    const isOwn = attempt.by === 'self';
    if (context === null || (!isOwn && !context.actor.posts.some((post) => post.office === attempt.office))) return refused('OFFICE.NOT_FOUND');
    const head = await deps.office.chainHead(attempt.office);
    const at = recordingTime(now, head.recordedAt ?? now);
    const post = isOwn ? undefined : context.actor.posts.find((p) => p.office === attempt.office && attempt.by.includes(p.role));
    const change = post === undefined && attempt.by !== 'self' ? refused('AUTHORITY.NOT_YOUR_ROLE', { act: attempt.act, needs: attempt.by }) : await make(context.actor, at, head.seq + 1);
    const place = { chain: attempt.office, seq: head.seq + 1, recordedAt: at, effectiveAt: at, definitionHash: null };
    const actor = { person: identity.person, role: post?.role ?? null, appointment: post?.appointment ?? null };
    const content = change.ok ? sealedPayload(deps, attempt) : { payload: refusalPayload(change.refusal, attempt), openings: [] };
    const entry = sealEntry({
      ...place, kind: change.ok ? 'office' : 'refused', act: attempt.act, actor, authority: null, from: [], to: [], payload: content.payload,
    }, head.head ?? genesisHash(attempt.office, deps.hash), deps.hash);
    const written = await deps.office.write({
      tenant: identity.tenant, office: attempt.office, expectedSeq: head.seq, identity: { ...identity, epoch: context.actorEpoch }, entry,
      change: change.ok ? change.value : { kind: 'none' }, ...(content.openings.length === 0 ? {} : { openings: content.openings }),
    });
    if (written === 'taken') return refused('REQUEST.TAKEN', { act: attempt.act });
    if (written !== 'committed') continue;
    deps.afterCommit({ deadlines: false });
    return change.ok ? ok({ seq: entry.seq, at }) : change;
  }
  return refused('CASE.BUSY', { tries: TRIES_MAX });
}

function sealedPayload(deps: Deps, { payload, sealed = [] }: OfficeAttempt): { readonly payload: JsonObject; readonly openings: readonly Opening[] } {
  if (sealed.length === 0) return { payload: { input: payload }, openings: [] };
  const paths = sealed.map((name) => `/input/${name}`);
  return expectOk(sealFields({ input: payload }, paths, paths.map(() => deps.random.hex(SALT_BYTES)), deps.hash), 'sealing an entry of an office');
}

function refusalPayload(refusal: Refusal, attempt: OfficeAttempt): JsonObject {
  return { code: refusal.code, params: refusal.params as JsonObject, source: refusal.source ?? null, fields: Object.keys(attempt.payload) };
}
