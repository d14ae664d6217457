// What was proved before it was published is taken for granted; where that turns out wrong, work stops rather than going on without it.
import { Fault, type Result } from '@quanze/kernel';
import type { PublishedDefinition } from '../ports/office-store.port.js';

/** @throws Fault `FAULT.DEFINITION` naming the definition and the refusal */
export function sound<T>(result: Result<T>, definition: Pick<PublishedDefinition, 'kind' | 'id' | 'version'>): T {
  if (result.ok) return result.value;
  throw new Fault('FAULT.DEFINITION', `${definition.kind} ${definition.id} ${definition.version}: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`);
}
