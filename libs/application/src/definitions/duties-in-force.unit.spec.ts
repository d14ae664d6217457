// Which duty list counts for an office on a day, and which a release must serve from its first day on. What is not here: publishing one over
// HTTP (`test/e2e/by-the-list.e2e.spec.ts`).
import type { HashHex, Instant, JsonValue, LocalDate, TenantId } from '@quanze/kernel';
import type { DutyList } from '@quanze/responsibility';
import type { PublishedDefinition } from '../ports/office-store.port.js';
import { DefinitionRegistry } from './registry.js';

const label = { zh: '职责', en: 'Duties' };
const listOf = (version: string, effectiveFrom: string, province: string | null): DutyList =>
  ({ kind: 'duty-list', id: 'own', version, label, source: '测试', status: 'unverified', effectiveFrom, province, powerList: { id: 'own', version: '1' }, roles: {} });
const published = ({ id, version, effectiveFrom, ...rest }: DutyList): PublishedDefinition =>
  ({ kind: 'duty-list', id, version, hash: version as HashHex, effectiveFrom: effectiveFrom as LocalDate, publishedAt: '2026-01-01T00:00:00.000Z' as Instant, content: { id, version, effectiveFrom, ...rest } as unknown as JsonValue });

const LISTS = [listOf('a', '2026-03-10', null), listOf('b', '2026-05-01', null), listOf('yun', '2026-04-01', '云'), listOf('yun-later', '2026-06-01', '云')].map(published);

async function registryOf(definitions: readonly PublishedDefinition[], shipped: DutyList | null = listOf('shipped', '2024-07-04', null)): Promise<DefinitionRegistry> {
  const registry = new DefinitionRegistry({ definitions: () => Promise.resolve(definitions) }, 'tenant' as TenantId, shipped === null ? {} : { duties: shipped });
  await registry.refresh();
  return registry;
}

test.each([
  ['2026-03-09', null, 'own@shipped'], ['2026-03-10', null, 'own@a'], ['2026-04-30', null, 'own@a'], ['2026-05-01', null, 'own@b'],
  ['2026-03-31', '云', 'own@a'], ['2026-04-01', '云', 'own@yun'], ['2026-05-31', '云', 'own@yun'], ['2026-06-01', '云', 'own@yun-later'], ['2026-06-01', '江', 'own@b'],
] as const)('on %s in %s it is %s', async (day, province, version) => {
  expect((await registryOf(LISTS)).duties({ province }, day as LocalDate)?.listVersion).toBe(version);
});

test('without any list there is none', async () => {
  expect((await registryOf([], null)).duties({ province: null }, '2026-05-01' as LocalDate)).toBeUndefined();
});

test('is compiled once, however often the definitions are read again', async () => {
  const registry = await registryOf(LISTS);
  const before = registry.duties({ province: null }, '2026-05-01' as LocalDate);
  await registry.refresh();
  expect(registry.duties({ province: null }, '2026-05-01' as LocalDate)).toBe(before);
});

test.each([
  ['2026-01-01', ['shipped', 'a', 'b', 'yun', 'yun-later']], ['2026-04-15', ['a', 'yun', 'b', 'yun-later']], ['2026-07-01', ['b', 'yun-later']],
] as const)('a release that begins on %s serves %j', async (day, versions) => {
  expect((await registryOf(LISTS)).dutyListsFrom(day as LocalDate).map(({ version }) => version)).toEqual(versions);
});
