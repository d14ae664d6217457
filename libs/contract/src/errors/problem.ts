// From a refusal to the problem document a client reads (RFC 9457). What is not here: HTTP itself.
import type { Label, Refusal, RefusalParam } from '@quanze/kernel';
import { findEntry } from './catalogue.js';
import type { CatalogueEntry, ProblemLevel, ProblemStatus } from './entry.js';
import { fillText, type Language } from './fill.js';
import { BODY_WORDS, ROLE_WORDS } from './words.js';

/** Media type of a problem document. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Who may do what was refused: a role by the definition, a body by the power list. */
export interface WhoMay {
  readonly kind: 'role' | 'body';
  readonly id: string;
  readonly label: Label;
}

/** RFC 9457 with our members. `detail` is in the language asked for; `code` is what programs should read. */
export interface Problem {
  /** Reference to the row of the generated error list. */
  readonly type: string;
  readonly title: string;
  readonly status: ProblemStatus;
  readonly detail: string;
  /** Path of the request; absent where it was no request. */
  readonly instance?: string;
  readonly code: string;
  readonly detailZh: string;
  readonly detailEn: string;
  readonly hintZh?: string;
  readonly hintEn?: string;
  readonly params: Readonly<Record<string, RefusalParam>>;
  /** Article or list row that refuses. */
  readonly source?: string;
  readonly whoMay?: readonly WhoMay[];
  readonly requestId?: string;
}

export interface ProblemContext {
  readonly instance?: string;
  readonly requestId?: string;
  /** Default Chinese, the legal language. */
  readonly language?: Language;
}

const UNEXPECTED = 'FAULT.UNEXPECTED';

/** The row a refusal is answered with. A code nobody catalogued is a fault of ours, and is answered as one. */
export function entryOf(code: string): CatalogueEntry {
  const entry = findEntry(code) ?? findEntry(UNEXPECTED);
  if (entry === undefined) throw new Error('the catalogue has no FAULT.UNEXPECTED');
  return entry;
}

export function levelOf(code: string): ProblemLevel {
  return entryOf(code).level;
}

/** The text of a refusal in both languages. */
export function textOf(refusal: Refusal): Label {
  const { text } = entryOf(refusal.code);
  return { zh: fillText(text, refusal.params, 'zh', codeText), en: fillText(text, refusal.params, 'en', codeText) };
}

/** The problem document of a refusal. Params of a fault are not told: they belong into the log.
 *  INVARIANT: `status` is that of the catalogue; an unknown code gives `FAULT.UNEXPECTED`, 500. */
export function problemOf(refusal: Refusal, context: ProblemContext = {}): Problem {
  const entry = entryOf(refusal.code);
  const isFault = entry.status >= 500;
  const params = isFault ? {} : refusal.params;
  const text = textOf({ ...refusal, params });
  const language = context.language ?? 'zh';
  const whoMay = whoMayOf(params);
  return {
    type: `/api/errors#${entry.code}`,
    title: entry.text[language].split(/[：:]\s*\{/)[0]?.replace(/\{[^}]*\}/g, '…') ?? entry.code,
    status: entry.status,
    detail: text[language],
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    code: entry.code,
    detailZh: text.zh,
    detailEn: text.en,
    ...(entry.hint === null ? {} : { hintZh: entry.hint.zh, hintEn: entry.hint.en }),
    params,
    ...(refusal.source === undefined || isFault ? {} : { source: refusal.source }),
    ...(whoMay.length === 0 ? {} : { whoMay }),
    ...(context.requestId === undefined ? {} : { requestId: context.requestId }),
  };
}

function codeText(code: string, language: Language): string {
  return findEntry(code)?.text[language].replace(/[。.]$/, '') ?? code;
}

function whoMayOf(params: Readonly<Record<string, RefusalParam>>): readonly WhoMay[] {
  const listed = (name: string, kind: WhoMay['kind'], words: Readonly<Record<string, Label>>): WhoMay[] => {
    const ids = Object.hasOwn(params, name) ? params[name] : undefined;
    if (!Array.isArray(ids)) return [];
    return (ids as readonly string[]).map((id) => ({ kind, id, label: Object.hasOwn(words, id) ? (words[id] as Label) : { zh: id, en: id } }));
  };
  return [...listed('of', 'body', BODY_WORDS), ...listed('needs', 'role', ROLE_WORDS)];
}
