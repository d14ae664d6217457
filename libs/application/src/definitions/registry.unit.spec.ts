// What is read again and what is not: published definitions never change. What is not here: which of several counts
// (`duties-in-force.unit.spec.ts`, `../responsibility/in-force.unit.spec.ts`, test/e2e).
import { Fault, type HashHex, type Instant, type JsonValue, type LocalDate, type TenantId } from '@quanze/kernel';
import { definitionKey, type PublishedDefinition } from '../ports/office-store.port.js';
import { DefinitionRegistry } from './registry.js';

const published = (kind: PublishedDefinition['kind'], id: string, content: JsonValue, publishedAt = '2026-01-01T00:00:00.000Z'): PublishedDefinition =>
  ({ kind, id, version: '1', hash: `hash of ${id}` as HashHex, effectiveFrom: '2026-01-01' as LocalDate, publishedAt: publishedAt as Instant, content });
const rules = (id: string, publishedAt?: string): PublishedDefinition => published('assignment-rules', id, { id, effectiveFrom: '2026-01-01' }, publishedAt);
const release = (id: string): PublishedDefinition => published('release', id, { path: { id, roles: { [`${id}-clerk`]: {} } }, flows: [], binding: { office: '*' }, deadlineRules: {} });
const DAY = '2026-06-01' as LocalDate;

class Shelf {
  readonly asked: (readonly string[])[] = [];
  constructor(public content: readonly PublishedDefinition[]) {}

  definitions(_tenant: TenantId, known: readonly string[] = []): Promise<readonly PublishedDefinition[]> {
    this.asked.push(known);
    return Promise.resolve(this.content.filter((definition) => !known.includes(definitionKey(definition))));
  }
}

async function registryOf(shelf: Shelf): Promise<DefinitionRegistry> {
  const registry = new DefinitionRegistry(shelf, 'tenant' as TenantId);
  await registry.refresh();
  return registry;
}

it('asks only for what it does not know, and adds it to the rest', async () => {
  const shelf = new Shelf([rules('first'), release('one')]);
  const registry = await registryOf(shelf);
  shelf.content = [...shelf.content, release('two')];
  await registry.refresh();
  await registry.refresh();
  expect(shelf.asked.map((known) => [...known].sort())).toEqual([[], ['assignment-rules first 1', 'release one 1'], ['assignment-rules first 1', 'release one 1', 'release two 1']]);
  expect([registry.assignmentRules(DAY)?.id, registry.all().map(({ pathId }) => pathId)]).toEqual(['first', ['one', 'two']]);
  expect(registry.ownRoles()).toEqual([{ role: 'one-clerk', path: 'one' }, { role: 'two-clerk', path: 'two' }]);
});

it('adds a definition once when two readings overlap', async () => {
  const registry = new DefinitionRegistry(new Shelf([rules('first'), release('one')]), 'tenant' as TenantId);
  await Promise.all([registry.refresh(), registry.refresh()]);
  const [found] = registry.all();
  await registry.refresh();
  expect([registry.all().length, registry.all()[0] === found]).toEqual([1, true]);
});

it('keeps the order of publishing when an earlier one is seen later', async () => {
  const shelf = new Shelf([rules('later', '2026-02-02T00:00:00.000Z')]);
  const registry = await registryOf(shelf);
  shelf.content = [...shelf.content, rules('earlier', '2026-02-01T00:00:00.000Z')];
  await registry.refresh();
  expect(registry.assignmentRules(DAY)?.id).toBe('later');
});

it('compiles a release when it is used: one that cannot be does not keep the others from working', async () => {
  const registry = await registryOf(new Shelf([release('broken'), rules('first')]));
  expect(registry.ownRolesOf('broken')).toEqual(new Set(['broken-clerk']));
  expect(registry.assignmentRules(DAY)?.id).toBe('first');
  expect(() => registry.pinned('hash of broken' as HashHex)).toThrow(Fault);
});

it('keeps nothing of a reading in which a list is broken, so that the next one says so again', async () => {
  const shelf = new Shelf([rules('first'), published('power-list', 'broken', { id: 'broken' })]);
  const registry = new DefinitionRegistry(shelf, 'tenant' as TenantId);
  await expect(registry.refresh()).rejects.toThrow(/power-list broken 1/);
  expect(registry.assignmentRules(DAY)).toBeUndefined();
  await expect(registry.refresh()).rejects.toThrow(/power-list broken 1/);
  shelf.content = [rules('first')];
  await registry.refresh();
  expect(registry.assignmentRules(DAY)?.id).toBe('first');
});
