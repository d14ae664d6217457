// Which attribution table counts at a moment, and which moment is meant: as known then, never of a day to come.
import { readFileSync } from 'node:fs';
import { expectOk, type HashHex, type Instant, type JsonValue, type LocalDate, type TenantId } from '@quanze/kernel';
import { readDocument } from '@quanze/definitions';
import { parseAttributionTable } from '@quanze/responsibility';
import { DefinitionRegistry } from '../definitions/registry.js';
import type { PublishedDefinition } from '../ports/office-store.port.js';
import { asOfMoment } from './as-of.js';

const file = new URL('../../../../workflows/responsibility/attribution.yaml', import.meta.url);
const content = expectOk(readDocument(readFileSync(file, 'utf8'), { file: file.pathname }), 'the model table').value as Record<string, JsonValue>;
const table = (version: string): JsonValue => ({ ...content, version });
const published = (version: string, effectiveFrom: string, publishedAt: string): PublishedDefinition =>
  ({ kind: 'attribution-table', id: 'model', version, hash: version as HashHex, effectiveFrom: effectiveFrom as LocalDate, publishedAt: publishedAt as Instant, content: table(version) });

async function versionAt(at: string, definitions: readonly PublishedDefinition[], isShipped = true): Promise<string> {
  const shipped = isShipped ? expectOk(parseAttributionTable(table('shipped')), 'a table') : null;
  const registry = new DefinitionRegistry({ definitions: () => Promise.resolve(definitions) }, 'tenant' as TenantId, shipped === null ? {} : { attribution: () => shipped });
  await registry.refresh();
  const found = registry.attributionTable(at as Instant);
  return found.ok ? found.value.version : found.refusal.code;
}

describe('the table of a moment', () => {
  const own = [published('b', '2026-04-01', '2026-03-05T01:00:00.000Z'), published('a', '2026-03-10', '2026-03-01T01:00:00.000Z')];

  it('is the product\'s until an own one is in force, then the latest', async () => {
    expect(await versionAt('2026-03-09T01:00:00.000Z', own)).toBe('shipped');
    expect(await versionAt('2026-03-10T01:00:00.000Z', own)).toBe('a');
    expect(await versionAt('2026-05-01T01:00:00.000Z', own)).toBe('b');
  });

  it('is not one that was published later, whatever day it names', async () => {
    expect(await versionAt('2026-05-01T01:00:00.000Z', [published('late', '2026-04-01', '2026-06-01T01:00:00.000Z')])).toBe('shipped');
    expect(await versionAt('2026-05-01T01:00:00.000Z', [], false)).toBe('RESPONSIBILITY.NO_TABLE');
  });
});

describe('the moment asked about', () => {
  const NOW = '2026-03-10T17:00:00.000Z' as Instant;
  const asked = (text?: string): string => {
    const found = asOfMoment({ clock: { now: () => NOW } }, text);
    return found.ok ? found.value : found.refusal.code;
  };

  it.each([
    [undefined, NOW], ['2026-03-11', NOW], ['2026-03-10', '2026-03-10T15:59:59.999Z'], ['2026-03-10T12:00:00+08:00', '2026-03-10T04:00:00.000Z'],
    ['2026-03-12', 'RESPONSIBILITY.DATE_IN_FUTURE'], ['2026-03-10T17:00:00.001Z', 'RESPONSIBILITY.DATE_IN_FUTURE'], ['yesterday', 'RESPONSIBILITY.DATE_MALFORMED'],
  ])('%s is %s', (text, moment) => expect(asked(text)).toBe(moment));
});
