// Which evidence standard counts for an office on a day. What is not here: publishing one over HTTP (`test/e2e/evidence.e2e.spec.ts`).
import type { EvidenceStandard, StandardInForce } from '@quanze/engine';
import type { HashHex, Instant, JsonValue, LocalDate, TenantId } from '@quanze/kernel';
import type { PublishedDefinition } from '../ports/office-store.port.js';
import { DefinitionRegistry } from './registry.js';

const label = { zh: '证据标准', en: 'Standard' };
const standardOf = (version: string, effectiveFrom: string, province: string | null): EvidenceStandard =>
  ({ kind: 'evidence-standard', id: 'own', version, label, source: '测试', status: 'unverified', effectiveFrom, province, offences: {} });
const published = (standard: EvidenceStandard): PublishedDefinition => ({
  kind: 'evidence-standard', id: standard.id, version: standard.version, hash: `hash-${standard.version}` as HashHex, effectiveFrom: standard.effectiveFrom as LocalDate,
  publishedAt: '2026-01-01T00:00:00.000Z' as Instant, content: standard as unknown as JsonValue,
});
const SHIPPED: StandardInForce = { standard: standardOf('shipped', '2024-07-04', null), digest: 'hash-shipped' as HashHex };
const ALL = [standardOf('a', '2026-03-10', null), standardOf('yun', '2026-04-01', '云'), standardOf('b', '2026-05-01', null)].map(published);

async function registryOf(definitions: readonly PublishedDefinition[], shipped: StandardInForce | null): Promise<DefinitionRegistry> {
  const registry = new DefinitionRegistry({ definitions: () => Promise.resolve(definitions) }, 'tenant' as TenantId, shipped === null ? {} : { evidence: () => shipped });
  await registry.refresh();
  return registry;
}

test.each([
  ['2026-03-09', null, 'shipped'], ['2026-03-10', null, 'a'], ['2026-05-01', null, 'b'], ['2026-03-31', '云', 'a'], ['2026-04-01', '云', 'yun'], ['2026-06-01', '云', 'yun'],
] as const)('on %s in %s it is %s, cited by the hash it was published under', async (day, province, version) => {
  const found = (await registryOf(ALL, SHIPPED)).evidenceStandard({ province }, day as LocalDate);
  expect([found?.standard.version, found?.digest]).toEqual([version, `hash-${version}`]);
});

test('without any there is none, and nothing is checked', async () => {
  expect((await registryOf([], null)).evidenceStandard({ province: null }, '2026-05-01' as LocalDate)).toBeUndefined();
});
