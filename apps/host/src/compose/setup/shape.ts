// The shape of a file, checked piece by piece: every deviation with its place, and not only the first. A shape answers whether the
// value fits, so that a rule about the meaning looks only at what has its shape. What is not here: any particular file.
import { nearest, pointerTo, problemAt, type On, type Places, type Problem } from '@quanze/definitions';
import { isJsonObject, parseLocalDate, type JsonValue } from '@quanze/kernel';

/** Where problems are put, and the text they are in. */
export interface Report {
  readonly file: string;
  readonly places: Places;
  readonly problems: Problem[];
}

/** Looks at the value under a JSON pointer and reports what does not fit. */
export type Shape = (value: JsonValue, key: string, report: Report) => void;

const SHOWN_MAX = 40;

export function tell(report: Report, rule: string, key: string, zh: string, en: string, on: On = 'value', severity: Problem['severity'] = 'error'): void {
  report.problems.push(problemAt(report, { rule, severity, key, on, message: { zh, en } }));
}

/** A text of 1..max characters without blanks at its ends or control characters. */
export function text(max: number): Shape {
  return (value, key, report) => {
    if (typeof value !== 'string') return tell(report, 'setup-type', key, `应为文本${numberHint(value).zh}`, `must be a text${numberHint(value).en}`);
    if (value === '') return tell(report, 'setup-value', key, '不得为空', 'must not be empty');
    if (value.length > max) return tell(report, 'setup-value', key, `不得超过 ${max} 个字符`, `must not be longer than ${max} characters`);
    if (/^\s|\s$|\p{Cc}/u.test(value)) return tell(report, 'setup-value', key, '首尾不得有空白，也不得含控制字符', 'must not begin or end with blanks or hold control characters');
  };
}

// YAML reads 2026 and 2026.1 as numbers; the author meant a text.
function numberHint(value: JsonValue): { readonly zh: string; readonly en: string } {
  return typeof value === 'number' ? { zh: `；数字请加引号："${value}"`, en: `; put the number in quotes: "${value}"` } : { zh: '', en: '' };
}

export function matching(pattern: RegExp, max: number, zh: string, en: string): Shape {
  const isText = text(max);
  return (value, key, report) => {
    const before = report.problems.length;
    isText(value, key, report);
    if (report.problems.length === before && !pattern.test(value as string)) tell(report, 'setup-value', key, `“${shown(value)}”：${zh}`, `“${shown(value)}”: ${en}`);
  };
}

export function oneOf(words: readonly string[]): Shape {
  return (value, key, report) => {
    if (typeof value === 'string' && words.includes(value)) return;
    const meant = suggestion(value, words);
    tell(report, 'setup-value', key, `“${shown(value)}”不在允许的值之中（${words.join('、')}）${meant.zh}`, `“${shown(value)}” is not one of ${words.join(', ')}${meant.en}`);
  };
}

/** A day that exists, in quotes or not. Journals know no time before 1992. */
export const day: Shape = (value, key, report) => {
  if (typeof value !== 'string' || !parseLocalDate(value).ok) tell(report, 'setup-value', key, `“${shown(value)}”不是有效日期，应写作 "2026-01-31"`, `“${shown(value)}” is not a day; write it as "2026-01-31"`);
  else if (value < '1992-01-01') tell(report, 'setup-value', key, `“${value}”过早，最早为 1992-01-01`, `“${value}” is too early; the first day is 1992-01-01`);
};

export function listOf(shape: Shape, min: number, max: number): Shape {
  return (value, key, report) => {
    if (!Array.isArray(value)) return tell(report, 'setup-type', key, '应为列表', 'must be a list');
    if (value.length < min) return tell(report, 'setup-value', key, `至少 ${min} 项`, `needs at least ${min} entries`);
    if (value.length > max) return tell(report, 'setup-value', key, `至多 ${max} 项`, `must not have more than ${max} entries`);
    (value as readonly JsonValue[]).forEach((item, index) => shape(item, pointerTo(key, index), report));
  };
}

/** Exactly these keys; those whose names end in `?` may be absent. */
export function record(shapes: Readonly<Record<string, Shape>>): Shape {
  const known = new Map(Object.entries(shapes).map(([name, shape]) => [name.replace(/\?$/, ''), { shape, isNeeded: !name.endsWith('?') }]));
  return (value, key, report) => {
    if (!isJsonObject(value)) return tell(report, 'setup-type', key, '应为映射（键: 值）', 'must be a map (key: value)');
    for (const [name, member] of Object.entries(value)) {
      const found = known.get(name);
      if (found !== undefined) found.shape(member, pointerTo(key, name), report);
      else {
        const meant = suggestion(name, known.keys());
        tell(report, 'setup-unknown-key', pointerTo(key, name), `未知的键“${shown(name)}”${meant.zh}`, `unknown key “${shown(name)}”${meant.en}`, 'key');
      }
    }
    for (const [name, { isNeeded }] of known) if (isNeeded && !Object.hasOwn(value, name)) tell(report, 'setup-missing-key', key, `缺少键 ${name}`, `the key ${name} is missing`, 'key');
  };
}

export function suggestion(value: JsonValue, words: Iterable<string>): { readonly zh: string; readonly en: string } {
  const found = typeof value === 'string' ? nearest(value, words) : null;
  return found === null ? { zh: '', en: '' } : { zh: `；是否应为 ${found}？`, en: `; did you mean ${found}?` };
}

export function shown(value: JsonValue): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > SHOWN_MAX ? `${written.slice(0, SHOWN_MAX)}…` : written;
}
