// Two transactions that are open at once: one racer has written and holds its locks, the other comes upon them and waits; then the first commits,
// or is lost with its connection. What the two leave is what they leave one after another, in either order, or what the second leaves alone.
// What is not here: orders of whole calls (`interleavings.race.spec.ts`).
import { createStores, type Stores } from '@quanze/persistence';
import pg from 'pg';
import { readRows, rowFindings, storyFindings, type Rows } from './audit.js';
import { wordOf, type Racer } from './race.js';
import { addMs, type Instant } from '@quanze/kernel';
import { applicationOver, approve, ask, blindly, DAY_MS, flow, identityOf, move, OFFICE, openStage, person, REASONS, reviewed, sign, type Move, type Stage } from './stage.js';
import type { Ending } from './stepper.js';

jest.setTimeout(180_000);
let stage: Stage | undefined;
let watcher: pg.Client | undefined;

const onStage = (): Stage => stage as Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.bind('countersign');
  watcher = new pg.Client({ connectionString: stage.url, options: '-c timezone=UTC' });
  await watcher.connect();
});
afterAll(async () => {
  await watcher?.end();
  await stage?.close();
});

/** Stores whose writes stay open until they are let go. `written` resolves once the statement of the first write has been done. */
function holdingStores(pool: pg.Pool): { readonly stores: Stores; readonly written: Promise<void>; letGo(how: 'commit' | 'lose'): void } {
  let [sayWritten, letGo]: [() => void, (how: 'commit' | 'lose') => void] = [() => undefined, () => undefined];
  const written = new Promise<void>((resolve) => void (sayWritten = resolve));
  const released = new Promise<'commit' | 'lose'>((resolve) => void (letGo = resolve));
  const inTransaction = async (asked: unknown): Promise<unknown> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await client.query(asked as string);
      sayWritten();
      if ((await released) === 'commit') await client.query('COMMIT');
      else {
        await client.query('ROLLBACK');
        // As a server says it that has ended the connection.
        throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      }
      return result;
    } finally {
      client.release();
    }
  };
  /** A transaction of several statements is held before its commit. */
  const heldClient = async (): Promise<unknown> => {
    const client = await pool.connect();
    return {
      query: async (asked: { text: string } | string) => {
        if ((typeof asked === 'string' ? asked : asked.text) !== 'COMMIT') return client.query(asked as string);
        sayWritten();
        return client.query((await released) === 'commit' ? 'COMMIT' : 'ROLLBACK');
      },
      on: () => undefined, off: () => undefined, release: () => client.release(),
    };
  };
  const holding = { query: (asked: { name?: string }) => (asked.name?.startsWith('act:') === true ? inTransaction(asked) : pool.query(asked as unknown as string)), connect: heldClient };
  return { stores: createStores({ driver: { master: holding } } as unknown as Parameters<typeof createStores>[0]), written, letGo };
}

/** Resolves when somebody waits for a lock, or the racer has come to an end without. */
async function untilBlockedOrDone(done: () => boolean): Promise<'blocked' | 'done'> {
  for (;;) {
    if (done()) return 'done';
    const found = await watcher?.query<{ n: number }>('SELECT count(*)::integer AS n FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())');
    if ((found?.rows[0]?.n ?? 0) > 0) return 'blocked';
  }
}

interface Held { readonly words: readonly string[]; readonly met: 'blocked' | 'done'; readonly problems: readonly string[] }

/** The first writes and holds; the second comes; the first is let go. */
async function hold(caseId: string, first: Racer, second: Racer, how: 'commit' | 'lose'): Promise<Held> {
  const { stores, definitions, clock } = onStage();
  const read = async <R extends object>(text: string, values: readonly unknown[]): Promise<readonly R[]> => ((await watcher?.query(text, [...values]))?.rows ?? []) as readonly R[];
  const rows = async (): Promise<Rows> => JSON.parse(await readRows(read, [caseId], [caseId, OFFICE])) as Rows;
  const before = await rows();
  const holding = holdingStores(stores.database.pool);
  const endings: (Ending | undefined)[] = [undefined, undefined];
  const run = (index: number, act: Promise<unknown>): Promise<void> => act.then((value) => void (endings[index] = { value }), (error: unknown) => void (endings[index] = { fault: String(error) }));
  const one = run(0, first.act(applicationOver(holding.stores, definitions, clock)));
  await holding.written;
  const two = run(1, second.act(applicationOver(stores, definitions, clock)));
  const met = await untilBlockedOrDone(() => endings[1] !== undefined);
  holding.letGo(how);
  await Promise.all([one, two]);
  const after = await rows();
  // Whoever was lost was told so and has left nothing; the others' story must be whole without it.
  const told = how === 'commit' ? endings : endings.slice(1);
  return { words: endings.map(wordOf), met, problems: [...rowFindings(before, after), ...storyFindings(before, after, told)] };
}

const racer = (caseId: string, step: Move, more: { readonly idempotencyKey?: string } = {}): Racer => ({ name: step.act, act: (application) => blindly(application, caseId, step, more) });
const asked = (today: string): readonly Move[] => [...reviewed(today), ask('head2', 'deputy2')];
const signed = (today: string): readonly Move[] => [...asked(today), sign('head2'), sign('deputy2')];
const SEND_BACK = flow('chief', 'return', { step: 'signing', mode: 'resume', reasons: REASONS });
const NOTE = move('procurator1', 'add-note', { text: '附记' });

it.each([
  ['two signatures', asked, sign('head2'), sign('deputy2'), ['done', 'done']],
  ['one signature twice', asked, sign('head2'), sign('head2'), ['done', 'PANEL.ANSWERED']],
  ['the last signature and an added signer', (today: string) => [...asked(today), sign('head2')], sign('deputy2'), flow('head2', 'add-signer', { person: person('head3'), place: 'after', reasons: REASONS }), ['done', 'CASE.STATE_FORBIDS_ACT']],
  ['an added signer and the last signature', (today: string) => [...asked(today), sign('head2')], flow('head2', 'add-signer', { person: person('head3'), place: 'after', reasons: REASONS }), sign('deputy2'), ['done', 'done']],
  ['sent back and decided', signed, SEND_BACK, approve('chief'), ['done', 'CASE.STATE_FORBIDS_ACT']],
  ['decided and sent back', signed, approve('chief'), SEND_BACK, ['done', 'CASE.STATE_FORBIDS_ACT']],
  ['a refused attempt and a note', signed, approve('head2'), NOTE, ['AUTHORITY.NOT_YOUR_ROLE', 'done']],
] as const)('%s: the second waits for the first and is judged on what it left', async (_, moves, first, second, words) => {
  const caseId = await onStage().walked(moves);
  const held = await hold(caseId, racer(caseId, first), racer(caseId, second), 'commit');
  expect(held).toEqual({ words, met: 'blocked', problems: [] });
});

it('what was lost before its commit has no part in the other one', async () => {
  const caseId = await onStage().walked(signed);
  const held = await hold(caseId, racer(caseId, approve('chief')), racer(caseId, SEND_BACK), 'lose');
  expect(held).toEqual({ words: [expect.stringMatching(/^fault /), 'done'], met: 'blocked', problems: [] });
});

it('one key under way twice has one effect', async () => {
  const caseId = await onStage().walked(signed);
  const twice = (): Racer => racer(caseId, approve('chief'), { idempotencyKey: 'held-key' });
  expect(await hold(caseId, twice(), twice(), 'commit')).toEqual({ words: ['done', 'replayed'], met: 'blocked', problems: [] });
});

it('one key under way in two cases belongs to the first', async () => {
  const [left, right] = [await onStage().walked(signed), await onStage().walked(signed)];
  const keyed = (caseId: string): Racer => racer(caseId, approve('chief'), { idempotencyKey: 'held-key-two' });
  const held = await hold(left, keyed(left), keyed(right), 'commit');
  expect([held.words, held.met, held.problems]).toEqual([['done', 'REQUEST.IDEMPOTENCY_KEY_REUSED'], 'blocked', []]);
});

describe('a delegation that ends', () => {
  const delegated = async (): Promise<Racer> => {
    const { application, clock } = onStage();
    clock.set(addMs(clock.now(), 60_000));
    const made = await application.office.delegate(identityOf('chief'), OFFICE, { to: person('deputy'), powers: ['*'], until: addMs(clock.now(), 90 * DAY_MS) as Instant, order: '授1号' });
    if (!made.ok) throw new Error(made.refusal.code);
    clock.set(addMs(clock.now(), 60_000));
    return { name: 'revoke', act: (app) => app.office.revokeDelegation(identityOf('chief'), OFFICE, made.value.delegation) };
  };

  it('is seen by an act that comes upon it', async () => {
    const revoke = await delegated();
    const caseId = await onStage().walked(signed);
    expect(await hold(caseId, revoke, racer(caseId, approve('deputy')), 'commit')).toEqual({ words: ['done', 'AUTHORITY.REFER'], met: 'blocked', problems: [] });
  });

  it('waits for an act under it that is being written', async () => {
    const revoke = await delegated();
    const caseId = await onStage().walked(signed);
    expect(await hold(caseId, racer(caseId, approve('deputy')), revoke, 'commit')).toEqual({ words: ['done', 'done'], met: 'blocked', problems: [] });
  });
});
