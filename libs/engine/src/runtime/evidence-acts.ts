// The built-in effects on evidence: registering and correcting items, assessing them, conflicts, suspicion and exclusion, looking again.
// Every refusal is a value; a gap in the evidence refuses nothing here or anywhere. What is not here: who may do any of it (the path, the
// power list), and what is missing (`evidence-check.ts`).
import { ok, refused, type HashHex, type JsonObject, type JsonValue, type Result } from '@quanze/kernel';
import type { BuiltInEffect } from '../definition/case-path.js';
import { elementsOf, type EvidenceKind } from '../definition/evidence-standard.js';
import { inOrder, NO_EVIDENCE, stands, type CaseEvidence, type EvidenceItem } from './evidence.js';
import { raised, settleRelook, type RelookCause } from './evidence-relook.js';
import type { CaseSnapshot } from './snapshot.js';
import type { World } from './world.js';

const KINDS = [
  'set-offences', 'register-evidence', 'correct-evidence', 'assess-evidence', 'note-evidence-conflict', 'resolve-evidence-conflict', 'suspect-evidence', 'exclude-evidence', 'keep-evidence', 'settle-relook',
] as const;
export type EvidenceEffect = Extract<BuiltInEffect, { readonly kind: (typeof KINDS)[number] }>;

export function isEvidenceEffect(effect: BuiltInEffect): effect is EvidenceEffect {
  return (KINDS as readonly string[]).includes(effect.kind);
}

interface Occasion { readonly world: World; readonly seq: number }
interface Scene extends Occasion { readonly snapshot: CaseSnapshot; readonly evidence: CaseEvidence; readonly given: (field: string) => JsonValue | undefined }

/** Applies an effect. Refuses `EVIDENCE.NO_STANDARD`, `EVIDENCE.UNKNOWN_OFFENCE`, `EVIDENCE.UNKNOWN_ELEMENT`, `EVIDENCE.FILE_NOT_A_DIGEST`,
 *  `EVIDENCE.UNKNOWN`, `EVIDENCE.EXCLUDED`, `EVIDENCE.SUSPECTED`, `EVIDENCE.CONFLICT_NEEDS_TWO`, `EVIDENCE.CONFLICT_NOT_OPEN`,
 *  `EVIDENCE.NOT_SUSPECTED`, `EVIDENCE.NOT_ALL_NAMED`, `EVIDENCE.RELOOK_NOT_OPEN`.
 *  INVARIANT: an excluded item is never admitted but after a decision that keeps it.  @source 刑诉法 50, 55-56; 规则 63-77, 265-266, 341 */
export function applyEvidence(effect: EvidenceEffect, snapshot: CaseSnapshot, payload: JsonObject, occasion: Occasion): Result<CaseSnapshot> {
  const scene: Scene = { ...occasion, snapshot, evidence: snapshot.evidence ?? NO_EVIDENCE, given: (field) => payload[field.slice('payload.'.length)] };
  const changed = change(effect, scene);
  return changed.ok ? ok({ ...snapshot, evidence: changed.value }) : changed;
}

function change(effect: EvidenceEffect, scene: Scene): Result<CaseEvidence> {
  const { evidence, given } = scene;
  switch (effect.kind) {
    case 'set-offences': return setOffences(scene, wordsIn(given(effect.offences)));
    case 'register-evidence': return register(effect, scene, null);
    case 'correct-evidence': return onItem(scene, given(effect.number), (item) => register(effect, scene, item));
    case 'assess-evidence': return onItem(scene, given(effect.number), (item) => assess(scene, item, given(effect.admitted) === true, given(effect.key) === true));
    case 'note-evidence-conflict': return noteConflict(scene, String(given(effect.element)), wordsIn(given(effect.items)));
    case 'resolve-evidence-conflict': return resolveConflict(scene, Number(given(effect.number)));
    case 'suspect-evidence': return onItems(scene, wordsIn(given(effect.items)), (item) => ok({ ...item, suspected: { ground: String(given(effect.ground)), seq: scene.seq } }));
    case 'exclude-evidence': return exclude(scene, wordsIn(given(effect.items)), wordsIn(given(effect.kept)));
    case 'keep-evidence': return exclude(scene, [], wordsIn(given(effect.items)));
    case 'settle-relook': return settleRelook(evidence, Number(given(effect.number)), given(effect.outcome) === 'to-correct' ? 'to-correct' : 'stands', { by: scene.world.actor.person, seq: scene.seq, at: scene.world.at });
  }
}

function setOffences({ evidence, world }: Scene, offences: readonly string[]): Result<CaseEvidence> {
  if (world.evidence === undefined) return refused('EVIDENCE.NO_STANDARD');
  const known = Object.keys(world.evidence.standard.offences);
  const unknown = offences.filter((offence) => !known.includes(offence));
  if (unknown.length > 0 || offences.length === 0) return refused('EVIDENCE.UNKNOWN_OFFENCE', { offences: unknown, known });
  return ok({ ...evidence, offences });
}

const DIGEST = /^[0-9a-f]{64}$/u;

/** A new item, or another registration of one there is: the journal keeps what it was. What was assessed is now said to be something else, so
 *  it is assessed anew; suspicion and exclusion stay. */
function register(effect: Extract<EvidenceEffect, { readonly kind: 'register-evidence' | 'correct-evidence' }>, scene: Scene, before: EvidenceItem | null): Result<CaseEvidence> {
  const { evidence, given, seq, world } = scene;
  const elements = wordsIn(given(effect.elements));
  const unknown = unknownElement(scene, elements);
  if (!unknown.ok) return unknown;
  const file = given(effect.file);
  if (file !== undefined && !DIGEST.test(String(file))) return refused('EVIDENCE.FILE_NOT_A_DIGEST');
  const number = before?.number ?? Object.keys(evidence.items).length + 1;
  const { file: _file, assessment: _assessed, ...rest }: Partial<EvidenceItem> & Pick<EvidenceItem, 'by' | 'at'> = before ?? { by: world.actor.person, at: world.at };
  const item: EvidenceItem = {
    ...rest, number, seq, kind: given(effect.form) as EvidenceKind, organ: String(given(effect.organ)), elements,
    ...(file === undefined ? {} : { file: String(file) as HashHex }), ...(before === null ? {} : { corrected: (before.corrected ?? 0) + 1 }),
  };
  return ok(before !== null && isKey(before) ? raised(scene.snapshot, withItem(evidence, item), { cause: 'corrected', item: number }, at(scene)) : withItem(evidence, item));
}

function unknownElement({ evidence, world }: Scene, elements: readonly string[]): Result<null> {
  if (elements.length === 0) return ok(null);
  if (world.evidence === undefined) return refused('EVIDENCE.NO_STANDARD');
  const known = elementsOf(world.evidence.standard, evidence.offences).map(({ name }) => name);
  const unknown = elements.filter((element) => !known.includes(element));
  return unknown.length === 0 ? ok(null) : refused('EVIDENCE.UNKNOWN_ELEMENT', { elements: unknown, known });
}

/** Uses an item or not. What is excluded or suspected is not used, whoever would. */
function assess(scene: Scene, item: EvidenceItem, admitted: boolean, isKeyNow: boolean): Result<CaseEvidence> {
  if (admitted && item.excluded !== undefined) return refused('EVIDENCE.EXCLUDED', { number: item.number }, 'CPL 56; Rules 66, 341');
  if (admitted && item.suspected !== undefined) return refused('EVIDENCE.SUSPECTED', { number: item.number }, 'CPL 56; Rules 265–266');
  const assessment = { admitted, ...(isKeyNow ? { key: true as const } : {}), by: scene.world.actor.person, seq: scene.seq, at: scene.world.at };
  const next = { ...item, assessment };
  const cause = causeOf(item, next);
  const evidence = withItem(scene.evidence, next);
  return ok(cause === null ? evidence : raised(scene.snapshot, evidence, { cause, item: item.number }, at(scene)));
}

/** What changed for decisions that rest on the item; null when nothing did. */
function causeOf(before: EvidenceItem, after: EvidenceItem): RelookCause | null {
  if (isKey(before) === isKey(after)) return null;
  if (!isKey(after)) return stands(after) ? 'no-longer-key' : 'rejected';
  return before.assessment === undefined || stands(before) ? 'new-key-item' : 'admitted';
}

/** Key evidence in use. */
function isKey(item: EvidenceItem): boolean {
  return stands(item) && item.assessment?.key === true;
}

function noteConflict(scene: Scene, element: string, names: readonly string[]): Result<CaseEvidence> {
  const { evidence, world, seq } = scene;
  const known = unknownElement(scene, [element]);
  if (!known.ok) return known;
  const missing = names.find((name) => !Object.hasOwn(evidence.items, name));
  if (missing !== undefined) return refused('EVIDENCE.UNKNOWN', { number: missing.slice(0, 20) });
  if (names.length < 2) return refused('EVIDENCE.CONFLICT_NEEDS_TWO');
  const number = Object.keys(evidence.conflicts).length + 1;
  const conflict = { number, element, items: names.map(Number), by: world.actor.person, seq };
  return ok(afterConflict(scene, { ...evidence, conflicts: { ...evidence.conflicts, [number]: conflict } }, number, 'new-conflict'));
}

function resolveConflict(scene: Scene, number: number): Result<CaseEvidence> {
  const { evidence, seq } = scene;
  const conflict = evidence.conflicts[number];
  if (conflict === undefined || conflict.resolvedSeq !== undefined) return refused('EVIDENCE.CONFLICT_NOT_OPEN', { number });
  return ok(afterConflict(scene, { ...evidence, conflicts: { ...evidence.conflicts, [number]: { ...conflict, resolvedSeq: seq } } }, number, 'conflict-resolved'));
}

/** A conflict matters to a decision when key evidence is in it. */
function afterConflict(scene: Scene, evidence: CaseEvidence, conflict: number, cause: RelookCause): CaseEvidence {
  const touched = evidence.conflicts[conflict]?.items.some((number) => { const item = evidence.items[number]; return item !== undefined && isKey(item); });
  return touched === true ? raised(scene.snapshot, evidence, { cause, conflict }, at(scene)) : evidence;
}

/** The decision on exclusion: of the items it names some are excluded, the rest kept. One that is kept after having been excluded is assessed
 *  anew. All that are suspected must be named, or a suspicion would outlive its question. */
function exclude(scene: Scene, names: readonly string[], kept: readonly string[]): Result<CaseEvidence> {
  const named = [...new Set([...names, ...kept])];
  const left = inOrder(scene.evidence.items).filter(({ suspected, number }) => suspected !== undefined && !named.includes(String(number)));
  if (left.length > 0) return refused('EVIDENCE.NOT_ALL_NAMED', { numbers: left.map(({ number }) => String(number)) }, 'Rules 265–266');
  return onItems(scene, named, (item) => {
    const { suspected, excluded, assessment, ...rest } = item;
    if (suspected === undefined) return refused('EVIDENCE.NOT_SUSPECTED', { number: item.number });
    if (kept.includes(String(item.number))) return ok({ ...rest, ...(excluded === undefined && assessment !== undefined ? { assessment } : {}) });
    return ok({ ...rest, ...(assessment === undefined ? {} : { assessment }), excluded: excluded ?? { seq: scene.seq, at: scene.world.at } });
  });
}

function onItem({ evidence }: Scene, number: JsonValue | undefined, use: (item: EvidenceItem) => Result<CaseEvidence>): Result<CaseEvidence> {
  const item = evidence.items[String(number)];
  return item === undefined ? refused('EVIDENCE.UNKNOWN', { number: String(number).slice(0, 20) }) : use(item);
}

/** Changes items one after the other; key evidence that falls out of use asks to look again. */
function onItems(scene: Scene, names: readonly string[], use: (item: EvidenceItem) => Result<EvidenceItem>): Result<CaseEvidence> {
  let { evidence } = scene;
  for (const name of names) {
    const item = Object.hasOwn(evidence.items, name) ? evidence.items[name] : undefined;
    if (item === undefined) return refused('EVIDENCE.UNKNOWN', { number: name.slice(0, 20) });
    const next = use(item);
    if (!next.ok) return next;
    evidence = withItem(evidence, next.value);
    if (isKey(item) && !isKey(next.value)) evidence = raised(scene.snapshot, evidence, { cause: 'excluded', item: item.number }, at(scene));
  }
  return ok(evidence);
}

function withItem(evidence: CaseEvidence, item: EvidenceItem): CaseEvidence {
  return { ...evidence, items: { ...evidence.items, [item.number]: item } };
}

function at({ seq, world }: Scene): { readonly seq: number; readonly at: World['at'] } {
  return { seq, at: world.at };
}

function wordsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
