// Publishes the definitions of `workflows/` in the demonstration office, in effect from the first day of the year. Later versions
// are for its administrators to publish. What is not here: judging definitions.
import { join, resolve } from 'node:path';
import type { PublishedDefinition } from '@quanze/application';
import { buildRelease, folderSource, loadWorkflows } from '@quanze/definitions';
import { Fault, type HashHex, type JsonValue, type LocalDate } from '@quanze/kernel';
import { canonicalize } from '@quanze/ledger';
import { writeOffice, type SeedParts } from './seed-office.js';
import { TENANT } from './tenant.js';

const EFFECTIVE = '2026-01-01' as LocalDate;
const KINDS = ['release', 'power-list', 'calendar'] as const;

/** @returns number of definitions published now */
export async function seedDefinitions(parts: SeedParts): Promise<number> {
  const published = await parts.stores.office.definitions(TENANT);
  if (KINDS.every((kind) => published.some((definition) => definition.kind === kind))) return 0;
  const missing = definitionsOf(parts).filter(({ kind, id, version }) => !published.some((known) => known.kind === kind && known.id === id && known.version === version));
  for (const definition of missing) {
    const { kind, id, version, hash } = definition;
    await writeOffice(parts, 'definition.publish', { kind: 'publish', definition }, { kind, id, version, hash });
  }
  return missing.length;
}

function definitionsOf({ hash, clock, workflows }: SeedParts): readonly PublishedDefinition[] {
  const folder = workflows ?? resolve(import.meta.dirname, '../../../../workflows');
  const loaded = loadWorkflows(folderSource(folder));
  const errors = loaded.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Fault('FAULT.DEFINITION', `${join(folder, errors[0]?.file ?? '')}: ${errors.length} errors, first: ${errors[0]?.message.en}`);
  return loaded.documents.flatMap((document): PublishedDefinition[] => {
    const base = { id: document.id, version: document.version, effectiveFrom: EFFECTIVE, publishedAt: clock.now() };
    if (document.kind === 'release') {
      const release = buildRelease(loaded.documents, document, hash);
      if (!release.ok) throw new Fault('FAULT.DEFINITION', `release ${document.id}: ${release.refusal.code}`);
      return [{ ...base, kind: 'release', hash: release.value.hash, content: release.value.source as JsonValue }];
    }
    if (document.kind !== 'power-list' && document.kind !== 'calendar') return [];
    return [{ ...base, kind: document.kind, hash: hash.ofText(canonicalize(document.value)) as HashHex, content: document.value }];
  });
}
