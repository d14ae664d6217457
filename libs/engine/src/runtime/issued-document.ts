// The document issued with an act: the shell makes and numbers it, the entry of the act names it. Its text is kept beside the journal, which
// has the digest alone, so that a text can be erased. What is not here: making documents (`@quanze/documents`, use cases).
import { ok, refused, type HashHex, type JsonObject, type Result } from '@quanze/kernel';
import type { CompiledAct, CompiledPath } from '../compile/compiled.js';
import type { DocumentDeclaration } from '../definition/common.js';
import { passGate, NO_NEED } from './gate.js';
import { finish } from './finish.js';
import type { Outcome } from './outcome.js';
import type { CaseSnapshot } from './snapshot.js';
import type { Command, World } from './world.js';

/** What the journal says of a document. Ids, numbers and a digest; never text about persons. */
export interface IssuedDocument {
  /** Id as the path declares it. */
  readonly document: string;
  /** Number of the document within the case, from 1. */
  readonly n: number;
  /** Which version of its draft was issued. */
  readonly version: number;
  /** `id@version` of the templates it was made from. */
  readonly template: string;
  /** Number on the document (文号). */
  readonly number: string;
  /** Digest of its text. */
  readonly hash: HashHex;
  /** The document of the case it corrects. */
  readonly corrects?: number;
}

/** The field of an `issue` by which the number of a document without a template is typed. */
export const NUMBER_FIELD = 'documentNumber';

/** Name of the entry of a correction (补正). Acts of a path have no dot in their names, and no decision is called `document`. */
export const CORRECTION_ACT = 'document.correct';
export const CORRECTION_LABEL = { zh: '补正文书', en: 'Correct a document' } as const;
const DRAFTERS = ['handler', 'team_member', 'assistant', 'clerk'] as const;
const BRINGERS: CompiledAct['by'] = ['handler', 'team_member', 'assistant', 'clerk', 'case_mgmt', 'dept_head', 'deputy_chief', 'chief'];

/** The document an act makes now; null when it declares none. Of an `issue` it is that of the option decided. */
export function documentOfAct(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct): DocumentDeclaration | null {
  if (act.flow === null) return act.document ?? null;
  const decided = act.flow.kind === 'issue' ? snapshot.decisions[act.flow.decision]?.decided : undefined;
  return decided === undefined ? null : (path.decisions.get(act.flow.decision)?.options.get(decided.option)?.declaration.document ?? null);
}

/** The payload with the number the document was given. Refuses `DOCUMENT.NUMBER_GIVEN` when one was typed as well, and
 *  `DOCUMENT.NOT_OF_ACT` when the act does not make this document. */
export function withNumber(path: CompiledPath, snapshot: CaseSnapshot, act: CompiledAct, { payload, document }: Pick<Command, 'payload' | 'document'>): Result<JsonObject> {
  if (document === undefined) return ok(payload);
  if (documentOfAct(path, snapshot, act)?.id !== document.document) return refused('DOCUMENT.NOT_OF_ACT', { act: act.id, document: document.document });
  if (!Object.hasOwn(act.fields, NUMBER_FIELD)) return ok(payload);
  if (payload[NUMBER_FIELD] !== undefined && payload[NUMBER_FIELD] !== null) return refused('DOCUMENT.NUMBER_GIVEN', { document: document.document });
  return ok({ ...payload, [NUMBER_FIELD]: document.number });
}

/** The outcome with the document in its entry. */
export function withDocument(outcome: Outcome, document: IssuedDocument | undefined): Outcome {
  return document === undefined ? outcome : { ...outcome, entry: { ...outcome.entry, payload: { ...outcome.entry.payload, document: { ...document } } } };
}

/** Whether somebody may write on documents of the case: whoever is in its team and under no bar. Refuses like the gate. */
export function mayDraft(path: CompiledPath, snapshot: CaseSnapshot, world: World): Result<null> {
  const grant = passGate(path, snapshot, world, writing('document.draft', DRAFTERS), NO_NEED, undefined);
  return grant.ok ? ok(null) : grant;
}

/** Whether somebody may bring a file to the case: its team, case management, the head of its department and the leaders, under no bar. Refuses like the gate. */
export function mayBringFile(path: CompiledPath, snapshot: CaseSnapshot, world: World): Result<null> {
  const grant = passGate(path, snapshot, world, writing('file.upload', BRINGERS), NO_NEED, undefined);
  return grant.ok ? ok(null) : grant;
}

/** The handler issues a correction of a document; nothing else of the case moves, and it may have ended. Refuses `CASE.VERSION_CONFLICT` and
 *  like the gate. */
export function recordCorrection(path: CompiledPath, snapshot: CaseSnapshot, asked: Pick<Command, 'expectedVersion' | 'as'>, document: IssuedDocument, world: World): Result<Outcome> {
  if (asked.expectedVersion !== undefined && asked.expectedVersion !== snapshot.version) return refused('CASE.VERSION_CONFLICT', { expected: asked.expectedVersion, actual: snapshot.version });
  const grant = passGate(path, snapshot, world, writing(CORRECTION_ACT, ['handler']), NO_NEED, asked.as);
  if (!grant.ok) return grant;
  return ok(withDocument(finish(path, snapshot, snapshot, { kind: 'act', act: CORRECTION_ACT, grant: grant.value, input: {}, sealed: [], record: null, at: world.at }), document));
}

/** Writing on a document, as an act that needs the role and nothing else. */
function writing(id: string, by: CompiledAct['by']): CompiledAct {
  return {
    id, by, label: CORRECTION_LABEL, from: [], creates: false, everywhere: true, while: [], candidates: [], capacity: 'handle', matter: null, duty: null, conditions: [], fields: {},
    assignments: [], writes: new Set(), clocks: [], effect: null, afterEnding: true, keyPoint: null, document: null, source: null, flow: null,
  };
}
