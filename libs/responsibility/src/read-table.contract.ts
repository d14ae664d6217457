// For specs: the model table and variants of it with other settings. What is not here: cases.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expectOk } from '@quanze/kernel';
import { parseAttributionTable } from './parse-table.js';
import type { AttributionTable } from './table.js';

export const readYaml = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** The document as a plain value that a spec may change. */
export function modelDocument(): Record<string, unknown> {
  return readYaml('../../../workflows/responsibility/attribution.yaml') as Record<string, unknown>;
}

export function modelTable(settings: Readonly<Record<string, boolean>> = {}): AttributionTable {
  const table = expectOk(parseAttributionTable(modelDocument()), 'model table');
  const changed = Object.entries(table.settings).map(([id, setting]) => [id, { ...setting, value: settings[id] ?? setting.value }]);
  return { ...table, settings: Object.fromEntries(changed) as AttributionTable['settings'] };
}
