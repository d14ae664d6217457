// The definitions the demonstration office begins with: all that come with the product, in effect from the first day of the year. Later
// versions are for its administrators to publish.
import type { InstallStep } from '@quanze/application';
import type { Instant, LocalDate } from '@quanze/kernel';
import { OFFICE } from './demo-office.js';
import { PUBLISHED_KINDS, type ShippedDefinitions } from './shipped-definitions.js';

const EFFECTIVE = '2026-01-01' as LocalDate;

export function definitionSteps(shipped: ShippedDefinitions, at: Instant): readonly InstallStep[] {
  return PUBLISHED_KINDS.flatMap((kind) => shipped.of(kind).map((ref): InstallStep => {
    const definition = shipped.published(kind, ref, at, EFFECTIVE);
    const { id, version, hash } = definition;
    return { office: OFFICE, act: 'definition.publish', payload: { kind, id, version, hash }, change: { kind: 'publish', definition } };
  }));
}
