// Definitions of which only one may begin on a day, where nothing but the day chooses between them: formality models, and versions of one catalogue of
// laws. What is not here: lists and standards, which a province may have of its own (`releases.ts`).
import { ok, refused, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';
import type { Identity } from '../ports/case-store.port.js';
import type { SubmittedDefinition } from '../ports/office-store.port.js';

/** Refuses `DEFINITION.DUPLICATE` when another one begins on the same day. */
export async function aloneByDay({ office }: Pick<Deps, 'office'>, { tenant }: Pick<Identity, 'tenant'>, { kind, id, effectiveFrom }: SubmittedDefinition): Promise<Result<null>> {
  if (kind !== 'formality-model' && kind !== 'law-catalogue') return ok(null);
  const rivals = (await office.definitions(tenant)).filter((other) => other.kind === kind && other.effectiveFrom === effectiveFrom && (kind === 'formality-model' || other.id === id));
  return rivals.length === 0 ? ok(null) : refused('DEFINITION.DUPLICATE', { path: '/effectiveFrom', value: effectiveFrom });
}
