// YAML 1.2 text to a JSON value with places. Strict: one document, unique keys, text keys, no foreign tags, no YAML 1.1.
// What is not here: what the value must look like (`../schema`).
import { Composer, Parser, YAMLParseError, type CST, type Document, type YAMLError } from 'yaml';
import { assert, type JsonValue, type Label } from '@quanze/kernel';
import { LazyPlaces } from '../json/lazy-places.js';
import { DOCUMENT_START, type Place, type Places, type Position } from '../places.js';
import { label, type Problem } from '../problem.js';
import { utf8Length } from './bytes.js';
import { compose } from './compose.js';
import { DOCUMENT_BYTES_MAX } from './limits.js';
import { lineTable } from './lines.js';
import { scan } from './scan.js';

export interface YamlText {
  readonly value: JsonValue;
  readonly places: Places;
}

export type YamlResult =
  | { readonly ok: true; readonly value: YamlText }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads one YAML document. Every way in which it can fail is a problem with a place; it never throws. */
export function readYaml(text: string, file: string): YamlResult {
  const fail = (rule: string, at: Position, message: Label): YamlResult => ({ ok: false, problems: [{ rule, severity: 'error', file, ...at, key: '', message }] });
  if (text.length > DOCUMENT_BYTES_MAX || utf8Length(text) > DOCUMENT_BYTES_MAX) return fail('yaml-too-large', DOCUMENT_START, tooManyBytes());
  const positionOf = lineTable(text);
  const scanned = scan(text);
  if (!scanned.ok) return fail(scanned.excess.rule, positionOf(scanned.excess.offset), scanned.excess.message);
  const parsed = parse(text, scanned.tokens);
  if (parsed === null) return fail('yaml-syntax', DOCUMENT_START, label('文件无法解析', 'the document cannot be parsed'));
  const slips = [...parsed.errors, ...parsed.warnings];
  if (slips.length > 0) return { ok: false, problems: slips.map((slip) => ({ ...syntaxProblem(slip), file, ...positionOf(slip.pos[0]) })) };
  if (parsed.directives?.yaml.version !== '1.2') {
    return fail('yaml-version', DOCUMENT_START, label('只接受 YAML 1.2，请删去 %YAML 指令', 'only YAML 1.2 is accepted: remove the %YAML directive'));
  }
  if (parsed.contents === null) return fail('document-empty', DOCUMENT_START, label('文件是空的', 'the document is empty'));
  const { value, problems } = compose(parsed, null);
  if (problems.length === 0) return { ok: true, value: { value, places: new LazyPlaces(() => placesOf(text)) } };
  return {
    ok: false,
    problems: problems.map(({ rule, offset, pointer, message }) => ({ rule, severity: 'error', file, ...positionOf(offset), key: pointer, message })),
  };
}

export function tooManyBytes(): Label {
  return label(`文件超过 ${DOCUMENT_BYTES_MAX} 字节`, `the document is larger than ${DOCUMENT_BYTES_MAX} bytes`);
}

/** Where everything stands in a text that was read without problems. */
function placesOf(text: string): Places {
  const positionOf = lineTable(text);
  const places = new Map<string, Place>();
  const scanned = scan(text);
  const parsed = scanned.ok ? parse(text, scanned.tokens) : null;
  assert(parsed !== null, 'a text that was read can be read again');
  compose(parsed, (pointer, value, key) => void places.set(pointer, { value: positionOf(value), ...(key === undefined ? {} : { key: positionOf(key) }) }));
  return places;
}

const OPTIONS = {
  version: '1.2', schema: 'core', strict: true, stringKeys: true, merge: false, resolveKnownTags: false,
  prettyErrors: false, logLevel: 'error',
  // The parser compares every pair of keys of a map; `compose` finds duplicates in linear time.
  uniqueKeys: false,
} as const;

/** The document of the lexical tokens of a text, which the scan has made already. */
function parse(text: string, tokens: readonly string[]): Document | null {
  try {
    const [document, another] = new Composer(OPTIONS).compose(nodesOf(tokens), true, text.length);
    if (document === undefined) return null;
    if (another !== undefined) document.errors.push(new YAMLParseError([another.range[0], another.range[1]], 'MULTIPLE_DOCS', 'Source contains multiple documents'));
    return document;
  } catch {
    // The library throws only where its own limits are hit; to the author that is one more text that does not parse.
    return null;
  }
}

function* nodesOf(tokens: readonly string[]): Generator<CST.Token> {
  const parser = new Parser();
  for (const token of tokens) yield* parser.next(token);
  yield* parser.end();
}

function syntaxProblem(slip: YAMLError): Pick<Problem, 'rule' | 'severity' | 'key' | 'message'> {
  const [rule, zh] = SYNTAX[slip.code] ?? ['yaml-syntax', 'YAML 语法错误'];
  return { rule, severity: 'error', key: '', message: label(`${zh}（${slip.code}）`, slip.message) };
}

const SYNTAX: Readonly<Partial<Record<YAMLError['code'], readonly [rule: string, zh: string]>>> = {
  NON_STRING_KEY: ['yaml-key', '键必须是文本'],
  TAG_RESOLVE_FAILED: ['yaml-tag', '不支持该标签'],
  MULTIPLE_DOCS: ['yaml-several-documents', '一个文件只能有一个文档'],
  MULTIPLE_ANCHORS: ['yaml-syntax', '一个节点只能有一个锚点'],
  TAB_AS_INDENT: ['yaml-tab', '不得用制表符缩进'],
  BAD_INDENT: ['yaml-indent', '缩进不正确或括号未闭合'],
};
