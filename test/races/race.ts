// One race: its racers in every order of their calls. What each order leaves – all rows, word for word, and every answer – must be what
// the same acts leave one after another, in the order in which they took effect; and the rows must stand by themselves (`audit.ts`).
// What is not here: the races (`sets.ts`).
import type { Application, DefinitionRegistry } from '@quanze/application';
import type { Instant } from '@quanze/kernel';
import type { Stores } from '@quanze/persistence';
import { readRows, rowFindings, storyFindings, type Rows } from './audit.js';
import { explore, type Explored, type Run } from './explore.js';
import type { OneConnection } from './one-connection.js';
import { applicationOver, asJson, OFFICE, type StandingClock } from './stage.js';
import { Stepper, type Ending, type Step } from './stepper.js';

export interface Racer {
  readonly name: string;
  act(application: Application): Promise<unknown>;
}

export interface Race {
  readonly name: string;
  readonly cases: readonly string[];
  /** The moment at which everything happens. */
  readonly at: Instant;
  readonly racers: readonly Racer[];
  /** How often somebody may come too late in an order that is still followed; without a limit when absent. Whoever came too late begins again
   *  from the first read and keeps nothing, and races of three, which are run whole, show what more losses can do. */
  readonly lossesMax?: number;
}

export interface Raced extends Explored {
  readonly problems: readonly string[];
  /** What the racers were told, each combination once. */
  readonly stories: ReadonlySet<string>;
  /** Rows and answers, each combination once. */
  readonly results: ReadonlySet<string>;
}

export interface Track {
  readonly connection: OneConnection;
  readonly definitions: DefinitionRegistry;
  readonly clock: StandingClock;
  /** The stores the racers are given, for canaries that break one; those of the connection when absent. */
  readonly stores?: (stores: Stores) => Stores;
}

const PROBLEMS_MAX = 20;

/** @param reduced leave out orders that differ in calls without effect only (`explore.ts`) */
export async function runRace(track: Track, race: Race, reduced = true): Promise<Raced> {
  const { connection, definitions, clock } = track;
  clock.set(race.at);
  const racing = (track.stores ?? ((stores: Stores) => stores))(connection.stores);
  const chains = [...race.cases, OFFICE];
  const rows = (): Promise<string> => readRows(connection.rows, race.cases, chains);
  await connection.begin();
  const before = JSON.parse(await rows()) as Rows;
  await connection.rollback();
  const inOrder = new Map<string, string>();
  const judged = new Map<string, readonly string[]>();
  const problems: string[] = [];
  const stories = new Set<string>();
  const results = new Set<string>();

  /** The same acts one after another. */
  const sequential = async (order: readonly number[]): Promise<string> => {
    const key = order.join();
    const known = inOrder.get(key);
    if (known !== undefined) return known;
    await connection.begin();
    const endings: Ending[] = [];
    for (const racer of order) endings[racer] = { value: await race.racers[racer]?.act(applicationOver(connection.stores, definitions, clock)) };
    const result = resultOf(await rows(), endings);
    await connection.rollback();
    inOrder.set(key, result);
    return result;
  };

  const begin = async (): Promise<Run> => {
    const stepper = new Stepper(race.racers.length);
    await connection.begin();
    for (const [index, racer] of race.racers.entries()) {
      const application = applicationOver(stepper.storesFor(index, racing), definitions, clock);
      await stepper.start(index, () => racer.act(application));
    }
    const standing: string[] = [];
    let ended: { readonly text: string; readonly endings: readonly (Ending | undefined)[] } | undefined;
    return {
      stepper,
      seen: async (step) => {
        if (step.effect && step.method === 'commit') standing.push(...(await standingFindings(connection, race, clock.now())));
      },
      finish: async () => void (ended = { text: await rows(), endings: stepper.endings }),
      end: async () => {
        await connection.rollback();
        if (ended === undefined) return;
        const result = resultOf(ended.text, ended.endings);
        const order = effectOrder(stepper.steps, race.racers.length);
        const found = [...standing, ...auditOnce(judged, result, before, ended)];
        if (result !== (await sequential(order))) found.push(`not what ${order.map((racer) => race.racers[racer]?.name).join(', ')} leave one after another`);
        results.add(result);
        stories.add(ended.endings.map((ending, racer) => `${race.racers[racer]?.name ?? ''}: ${wordOf(ending)}`).join('; '));
        if (problems.length < PROBLEMS_MAX) problems.push(...found.map((problem) => `${race.name}: ${problem} [${stepper.steps.map(({ racer, method }) => `${racer}.${method}`).join(' ')}]`));
      },
    };
  };
  const explored = await explore(begin, { reduced, ...(race.lossesMax === undefined ? {} : { lossesMax: race.lossesMax }) });
  return { ...explored, problems, stories, results };
}

const resultOf = (text: string, endings: readonly (Ending | undefined)[]): string => `${text}\n${JSON.stringify(asJson(endings))}`;

/** Equal rows and answers are audited once. */
function auditOnce(judged: Map<string, readonly string[]>, key: string, before: Rows, { text, endings }: { readonly text: string; readonly endings: readonly (Ending | undefined)[] }): readonly string[] {
  const known = judged.get(key);
  if (known !== undefined) return known;
  const after = JSON.parse(text) as Rows;
  const found = [...rowFindings(before, after), ...storyFindings(before, after, endings)];
  judged.set(key, found);
  return found;
}

/** A racer takes effect with its first call that changed anything, or else with its last one. */
function effectOrder(steps: readonly Step[], count: number): readonly number[] {
  const place = (racer: number): number => {
    const effect = steps.findIndex((step) => step.racer === racer && step.effect);
    return effect >= 0 ? effect : steps.findLastIndex((step) => step.racer === racer);
  };
  return Array.from({ length: count }, (_, racer) => racer).sort((a, b) => place(a) - place(b));
}

const STANDING = `SELECT j.act, a.id IS NOT NULL AS has_post, (x.actor->>'delegation') IS NULL OR d.id IS NOT NULL AS has_delegation,
    EXISTS (SELECT FROM jsonb_array_elements(c.snapshot->'recusals') r WHERE r->>'person' = x.actor->>'person' AND r->>'state' = 'ordered') AS is_recused
  FROM case_file c JOIN journal j ON j.chain = c.case_id AND j.seq = c.seq CROSS JOIN LATERAL (SELECT (j.entry::jsonb)->'actor' AS actor) x
  LEFT JOIN appointment a ON a.id = (x.actor->>'appointment')::uuid AND a.person = (x.actor->>'person')::uuid AND a.from_at <= $2::timestamptz AND (a.until_at IS NULL OR a.until_at > $2::timestamptz)
  LEFT JOIN delegation d ON d.id = (x.actor->>'delegation')::uuid AND d.to_person = (x.actor->>'person')::uuid AND (d.revoked_at IS NULL OR d.revoked_at > $2::timestamptz) AND d.until_at > $2::timestamptz
  WHERE c.case_id = ANY($1::uuid[]) AND j.kind IN ('act', 'decision')`;

/** Whoever has just written an accepted act holds the post, and the delegation, it names, at this very moment, and is not recused. */
async function standingFindings(connection: OneConnection, { cases }: Race, at: Instant): Promise<readonly string[]> {
  const rows = await connection.rows<{ act: string; has_post: boolean; has_delegation: boolean; is_recused: boolean }>(STANDING, [cases, at], 'race-standing');
  return rows.filter((row) => !row.has_post || !row.has_delegation || row.is_recused).map((row) => `${row.act} was written by somebody who may not: ${JSON.stringify(row)}`);
}

/** What a racer was told, in one word. */
export function wordOf(ending: Ending | undefined): string {
  if (ending === undefined) return 'nothing';
  if ('fault' in ending) return `fault ${ending.fault}`;
  const told = ending.value as { readonly ok?: boolean; readonly refusal?: { readonly code: string }; readonly kind?: string; readonly value?: { readonly replayed?: boolean } | null };
  if (told.refusal !== undefined) return told.refusal.code;
  return told.kind ?? (told.value?.replayed === true ? 'replayed' : 'done');
}
