// Erasing the content of an issued document or of a file: asked by who keeps the case, consented to by the chief, who is never the one who asked.
// Both are entries of the case; number and digest stay, so every proof stays valid, and whoever reads the case learns by whom and why the content
// is gone. Nothing else of the case moves, and it may have ended. No law names a power for it; two persons are this product's rule, as for
// definitions. What is not here: the contents, and whether they stand (the host).
import { ok, refused, type HashHex, type Instant, type Label, type PersonId, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { Capacity } from '../definition/case-path.js';
import { finish } from './finish.js';
import { NO_NEED, passGate, type Grant } from './gate.js';
import type { Outcome } from './outcome.js';
import type { CaseSnapshot } from './snapshot.js';
import type { Command, World } from './world.js';

/** Why a content may go. A record that is only to be sealed (封存) is kept, so sealing is no ground. */
export const ERASURE_GROUNDS = ['unrelated-material', 'personal-data', 'retention-ended'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/** With the articles they rest on. That of the archives law was not checked. */
export const GROUND_TEXTS: Readonly<Record<ErasureGround, { readonly label: Label; readonly source: string }>> = {
  'unrelated-material': { label: { zh: '技术侦查所获与案件无关的材料，必须及时销毁', en: 'Unrelated material from technical investigation, to be destroyed at once' }, source: 'CPL 152' },
  'personal-data': { label: { zh: '应当删除的个人信息', en: 'Personal data that has to be deleted' }, source: '个人信息保护法第47条 / Personal Information Protection Law 47' },
  'retention-ended': { label: { zh: '保管期限届满，经鉴定销毁', en: 'The period of retention has ended' }, source: '档案法（条文未核）/ Archives Law (article not checked)' },
};

/** A document by its number in the case, or a file by its digest. */
export type ErasureOf = { readonly document: number } | { readonly file: HashHex };

/** One request to erase, with its answer. Reasons stay sealed in the entries. */
export interface Erasure {
  /** Counted in the case from 1. */
  readonly number: number;
  readonly of: ErasureOf;
  readonly ground: ErasureGround;
  readonly by: PersonId;
  readonly at: Instant;
  readonly seq: number;
  readonly answer?: { readonly consented: boolean; readonly by: PersonId; readonly at: Instant; readonly seq: number };
}

/** By number, so that an entry carries what changed. */
export type CaseErasures = Readonly<Record<string, Erasure>>;

/** Names of the entries. Acts of a path have no dot in their names, and no decision is called `erasure`. */
export const ERASURE_LABELS: Readonly<Record<'erasure.request' | 'erasure.consent' | 'erasure.decline', Label>> = {
  'erasure.request': { zh: '申请删除内容', en: 'Ask to erase a content' },
  'erasure.consent': { zh: '同意删除内容', en: 'Consent to erasing a content' },
  'erasure.decline': { zh: '不同意删除内容', en: 'Decline to erase a content' },
};
/** Who keeps the case: its handler, and case management, which keeps its file. */
const ASKERS: CompiledAct['by'] = ['handler', 'case_mgmt'];
const ANSWERERS: CompiledAct['by'] = ['chief'];

type Asked = Pick<Command, 'expectedVersion' | 'as'> & { readonly reasons: string };
interface Here {
  readonly world: World;
  /** Number the entry will have. */
  readonly seq: number;
}

/** Asks to erase. Refuses `CASE.VERSION_CONFLICT`, like the gate, `ERASURE.CASE_OPEN` (a period of retention begins with the ending, and documents are kept until then),
 *  `ERASURE.EVIDENCE_IN_USE` and `ERASURE.PENDING`. */
export function requestErasure(path: CompiledPath, snapshot: CaseSnapshot, asked: Asked & { readonly of: ErasureOf; readonly ground: ErasureGround }, { world, seq }: Here): Result<Outcome> {
  const { of, ground, reasons } = asked;
  const grant = granted(path, snapshot, asked, world, 'erasure.request', ASKERS, 'handle');
  if (!grant.ok) return grant;
  if (ground === 'retention-ended' && snapshot.status === 'open') return refused('ERASURE.CASE_OPEN', { ground }, GROUND_TEXTS[ground].source);
  const free = refuseInUse(snapshot, of);
  if (!free.ok) return free;
  const pending = Object.values(snapshot.erasures ?? {}).find((erasure) => erasure.answer === undefined && isSame(erasure.of, of));
  if (pending !== undefined) return refused('ERASURE.PENDING', { number: pending.number });
  const number = Object.keys(snapshot.erasures ?? {}).length + 1;
  const erasure: Erasure = { number, of, ground, by: world.actor.person, at: world.at, seq };
  return ok(finish(path, snapshot, withErasure(snapshot, erasure), { kind: 'act', act: 'erasure.request', grant: grant.value, input: { number, ...of, ground, reasons }, sealed: ['reasons'], record: null, at: world.at }));
}

/** Answers a request. With consent the entry says what is erased, in `payload.erased`. Refuses `CASE.VERSION_CONFLICT`, like the gate,
 *  `ERASURE.NOT_FOUND`, `ERASURE.ANSWERED`, `AUTHORITY.CONFLICTING_CAPACITY` for whoever asked, `ERASURE.CASE_OPEN`, `ERASURE.EVIDENCE_IN_USE`.
 *  INVARIANT: two natural persons stand behind every erasure. */
export function answerErasure(path: CompiledPath, snapshot: CaseSnapshot, asked: Asked & { readonly number: number; readonly consents: boolean }, { world, seq }: Here): Result<Outcome> {
  const { number, consents, reasons } = asked;
  const act = consents ? 'erasure.consent' : 'erasure.decline';
  const grant = granted(path, snapshot, asked, world, act, ANSWERERS, 'consent');
  if (!grant.ok) return grant;
  const erasures = snapshot.erasures ?? {};
  const erasure = Object.hasOwn(erasures, String(number)) ? erasures[number] : undefined;
  if (erasure === undefined) return refused('ERASURE.NOT_FOUND', { number });
  if (erasure.answer !== undefined) return refused('ERASURE.ANSWERED', { number, seq: erasure.answer.seq });
  if (erasure.by === world.actor.person) return refused('AUTHORITY.CONFLICTING_CAPACITY', { capacity: 'consent', filled: 'handle' });
  const free = consents ? refuseInUse(snapshot, erasure.of) : ok(null);
  if (!free.ok) return free;
  const answered: Erasure = { ...erasure, answer: { consented: consents, by: world.actor.person, at: world.at, seq } };
  const outcome = finish(path, snapshot, withErasure(snapshot, answered), { kind: 'act', act, grant: grant.value, input: { number, reasons }, sealed: ['reasons'], record: null, at: world.at });
  return ok(consents ? { ...outcome, entry: { ...outcome.entry, payload: { ...outcome.entry.payload, erased: { ...erasure.of } } } } : outcome);
}

/** The consented request by which a content went; undefined while it stands, or when it went without one. */
export function erasureOf({ erasures = {} }: Pick<CaseSnapshot, 'erasures'>, of: ErasureOf): Erasure | undefined {
  return Object.values(erasures).find((erasure) => erasure.answer?.consented === true && isSame(erasure.of, of));
}

function granted(path: CompiledPath, snapshot: CaseSnapshot, { expectedVersion, as }: Asked, world: World, id: string, by: CompiledAct['by'], capacity: Capacity): Result<Grant> {
  if (expectedVersion !== undefined && expectedVersion !== snapshot.version) return refused('CASE.VERSION_CONFLICT', { expected: expectedVersion, actual: snapshot.version });
  return passGate(path, snapshot, world, {
    id, by, label: ERASURE_LABELS[id as keyof typeof ERASURE_LABELS], from: [], creates: false, everywhere: true, while: [], candidates: [], capacity, matter: null, duty: null, conditions: [], fields: {},
    assignments: [], writes: new Set(), clocks: [], effect: null, afterEnding: true, keyPoint: null, document: null, source: null, flow: null,
  }, NO_NEED, as);
}

/** Documents and evidence of a case that runs are kept until it has ended: nobody may take the ground from under a question, nor the words of
 *  a decision that people are held by. Where the law sets a period of retention, deletion waits for it (Personal Information Protection Law 47). */
function refuseInUse({ status, evidence }: CaseSnapshot, of: ErasureOf): Result<null> {
  if (status === 'open' && 'document' in of) return refused('ERASURE.CASE_OPEN', { document: of.document }, '个人信息保护法第47条 / Personal Information Protection Law 47');
  const item = status === 'open' && 'file' in of ? Object.values(evidence?.items ?? {}).find(({ file }) => file === of.file) : undefined;
  return item === undefined ? ok(null) : refused('ERASURE.EVIDENCE_IN_USE', { item: item.number });
}

function withErasure(snapshot: CaseSnapshot, erasure: Erasure): CaseSnapshot {
  return { ...snapshot, erasures: { ...snapshot.erasures, [erasure.number]: erasure } };
}

function isSame(a: ErasureOf, b: ErasureOf): boolean {
  return 'file' in a ? 'file' in b && a.file === b.file : 'document' in b && a.document === b.document;
}
