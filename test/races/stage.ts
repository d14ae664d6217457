// The stage of a race: the demonstration office in a database of its own, with flows bound to the question of arrest, and cases walked as
// far as a race begins. The use cases are the real ones over the real stores; clock and chance are handed in, so that two runs in the
// same order leave the same rows. What is not here: racing (`stepper.ts`), and the one connection a run has (`one-connection.ts`).
import { readFileSync } from 'node:fs';
import { createApplication, DefinitionRegistry, type Application, type Deps, type Identity } from '@quanze/application';
import { addMs, expectOk, lawDateOf, type Clock, type Instant, type JsonObject, type JsonValue } from '@quanze/kernel';
import { createDataSource, createStores, type Stores } from '@quanze/persistence';
import { createIdSource, createMemoryJobs, type TestDatabase } from '@quanze/testkit';
import { parse } from 'yaml';
import { demoPerson, FIRST, OFFICE } from '../../apps/host/src/compose/demo-office.js';
import { shippedWithProduct } from '../../apps/host/src/compose/shipped.js';
import { createClock, sha256 } from '../../apps/host/src/compose/system.js';
import { TENANT } from '../../apps/host/src/compose/tenant.js';
import { createOfficeDatabase } from '../e2e/office.js';

export { FIRST as FIRST_DEPARTMENT, OFFICE, TENANT };
export const DAY_MS = 86_400_000;
export const PATH = 'criminal.arrest';
const DECISION = 'stage.reviewing.outcome';

/** A clock that stands still until it is set. */
export interface StandingClock extends Clock {
  set(at: Instant): void;
}

export function standingClock(at: Instant): StandingClock {
  let now = at;
  return { now: () => now, set: (next) => void (now = next) };
}

/** One act of one person on the newest version of a case. */
export interface Move {
  readonly by: string;
  readonly act: string;
  readonly payload: JsonObject;
}

const REASONING = { facts: '查明的事实', evidence: '采信的证据', law: '刑事诉讼法第八十一条' };
export const REASONS = '意见与理由';
export const move = (by: string, act: string, payload: JsonObject = {}): Move => ({ by, act, payload });
/** An act of the question of arrest. */
export const flow = (by: string, act: string, payload: JsonObject = {}): Move => move(by, `outcome.${act}`, payload);
export const person = (login: string): string => demoPerson(login);
export const identityOf = (login: string): Identity => ({ tenant: TENANT, person: demoPerson(login), epoch: 0 });
export const sign = (by: string, choice = 'agree'): Move => flow(by, 'sign', { choice, reasons: REASONS });
export const approve = (by: string): Move => flow(by, 'approve', REASONING);
export const vote = (by: string, option = 'approve'): Move => flow(by, 'vote', { option, reasons: REASONS });
export const conclude = (by: string): Move => flow(by, 'conclude', REASONING);
export const ask = (...logins: readonly string[]): Move => flow('head1', 'ask', { signers: logins.map(person) });
export const propose = (by = 'procurator1'): Move => flow(by, 'propose', { option: 'approve', reviewReport: '审查逮捕意见书', ...REASONING });
export const decideAlone = (by = 'procurator1'): Move => flow(by, 'decide', REASONING);
export const review = (): Move => flow('head1', 'review', { opinion: 'agree', reasons: REASONS });

/** Received, assigned, and made a case that the chief decides; the findings are recorded and nothing is proposed. */
export const underReview = (today: string, complex = true): readonly Move[] => [
  move('intake', 'accept-not-detained', { receivedOn: today }), move('intake', 'assign', { handler: person('procurator1') }),
  ...(complex ? [move('procurator1', 'raise-complexity', { complexity: 'major_difficult_complex', reasons: REASONS })] : []),
  move('procurator1', 'record-findings', { crimeFound: 'shown', dangerFound: 'danger', reasons: REASONS }),
];
/** The same, proposed, sent up and reviewed. */
export const reviewed = (today: string): readonly Move[] => [...underReview(today), propose(), flow('procurator1', 'send-up'), review()];

/** The use cases over some stores. Salts and ids are the same in every run, so that equal orders leave equal hashes. */
export function applicationOver(stores: Omit<Stores, 'database'>, definitions: DefinitionRegistry, clock: Clock): Application {
  const never = (): never => {
    throw new Error('nobody draws, signs or sets a password in a race');
  };
  const deps: Deps = {
    ...stores, definitions, clock, hash: sha256, ids: createIdSource(7), random: saltsOfOneEntry(),
    jobs: createMemoryJobs({ names: ['deadline'], clock }), secrets: { seal: never, open: never }, passwords: { hash: never, verify: never },
    signer: { algorithm: 'ed25519', keyId: 'none', publicKey: '', sign: never }, afterCommit: () => undefined,
  };
  return createApplication(deps);
}

/** The salts of one entry are drawn in one go and must differ; those of the next entry are the same again, however often an act was judged. */
function saltsOfOneEntry(): Deps['random'] {
  let drawn = 0;
  return {
    hex: (bytes) => {
      if (drawn === 0) queueMicrotask(() => void (drawn = 0));
      drawn += 1;
      return drawn.toString(16).padStart(2, '0').repeat(bytes);
    },
  };
}

export interface Stage {
  readonly url: string;
  readonly clock: StandingClock;
  readonly stores: Stores;
  readonly definitions: DefinitionRegistry;
  /** The use cases on the pool, for what lies before a race. */
  readonly application: Application;
  /** From now on new cases run with this flow for the question of arrest. */
  bind(flowId: string): Promise<void>;
  /** Opens a case and walks it. @throws Error when an act is refused  @returns the id of the case */
  walked(moves: (today: string) => readonly Move[]): Promise<string>;
  /** Does one act that must be accepted. */
  does(caseId: string, step: Move): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const database: TestDatabase = await createOfficeDatabase();
  const dataSource = await createDataSource(database.url, { poolMax: 8, applicationName: 'quanze-races' }).initialize();
  const stores = createStores(dataSource);
  const definitions = new DefinitionRegistry(stores.office, TENANT, shippedWithProduct(sha256));
  await definitions.refresh();
  const clock = standingClock(createClock().now());
  const application = applicationOver(stores, definitions, clock);
  let releases = 0;
  const does = async (caseId: string, { by, act, payload }: Move): Promise<void> => {
    expectOk(await blindly(application, caseId, { by, act, payload }), `${act} by ${by}`);
  };
  return {
    url: database.url, clock, stores, definitions, application, does,
    async bind(flowId) {
      releases += 1;
      const content = parse(readFileSync(new URL(`../../workflows/approval-flows/${flowId}.yaml`, import.meta.url), 'utf8')) as JsonObject;
      const input = { path: PATH, version: `2099.${releases}`, effectiveFrom: lawDateOf(addMs(clock.now(), DAY_MS)), bindings: [{ decision: DECISION, flow: flowId }], flows: [content] };
      const { hash } = expectOk(await application.releases.submitBinding(identityOf('admin'), OFFICE, input), flowId);
      expectOk(await application.releases.publish(identityOf('chief'), OFFICE, hash), flowId);
      await definitions.refresh();
      clock.set(addMs(clock.now(), 2 * DAY_MS));
    },
    async walked(moves) {
      const opened = expectOk(await application.cases.open(identityOf('intake'), {
        path: PATH, office: OFFICE, department: FIRST, title: '张某涉嫌盗窃案', act: 'receive', facts: { origin: 'police', custody: 'none' },
        payload: { requestDocument: '云公提捕字〔2026〕1号', title: '张某涉嫌盗窃' },
      }), 'opening');
      for (const step of moves(lawDateOf(clock.now()))) await does(opened.value.caseId, step);
      return opened.value.caseId;
    },
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** An act on whatever version the case has when it is judged: the loop of the use case is the only thing that orders it.
 *  @param more a version the client has seen, or a key */
export function blindly(application: Application, caseId: string, { by, act, payload }: Move, more: { readonly expectedVersion?: number; readonly idempotencyKey?: string; readonly draft?: { readonly n: number; readonly version: number } } = {}): ReturnType<Application['cases']['act']> {
  return application.cases.act(identityOf(by), caseId, { act, payload, ...more } as unknown as Parameters<Application['cases']['act']>[2]);
}

export const asJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;
