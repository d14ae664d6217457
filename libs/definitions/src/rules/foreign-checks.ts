// Power lists, deadline rules, calendars, attribution tables, rules of assignment and catalogues of laws are checked by the libraries that interpret them; here
// their refusals get a place in the text. The rule id of such a problem is the code of the refusal.
import { checkAssignmentRules, type AssignmentRules } from '@quanze/assignment';
import { parsePowerList } from '@quanze/authority';
import { parseCalendar, parseDeadlineRules } from '@quanze/calendar';
import { checkLaws, type LawCatalogueDocument } from '@quanze/formality';
import type { JsonValue, Refusal } from '@quanze/kernel';
import { parseAttributionTable } from '@quanze/responsibility';
import { pointerOfPath, type Places } from '../places.js';
import { label, problemAt, type Problem } from '../problem.js';

export type ForeignKind = 'power-list' | 'deadline-rules' | 'calendar' | 'attribution-table' | 'assignment-rules' | 'law-catalogue';

/** Problems found by the library that owns the kind. */
export function foreignChecks(kind: ForeignKind, value: JsonValue, where: { readonly file: string; readonly places: Places }): readonly Problem[] {
  return refusalsOf(kind, value).map((refusal) => problemOfRefusal(refusal, where));
}

/** A refusal of another library as a problem. Its `path` param (JSON pointer or dotted) gives the place. */
export function problemOfRefusal(refusal: Refusal, where: { readonly file: string; readonly places: Places }): Problem {
  const { path, place, ...params } = refusal.params;
  const key = pointerOfPath(String(path ?? place ?? ''), where.places);
  const details = Object.entries(params).map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join('; ');
  const text = details === '' ? refusal.code : `${refusal.code} (${details})`;
  return problemAt(where, { rule: refusal.code, key, on: refusal.code.endsWith('UNKNOWN_KEY') ? 'key' : 'value', message: label(`内容不合规则：${text}`, `the content breaks a rule: ${text}`) });
}

function refusalsOf(kind: ForeignKind, value: JsonValue): readonly Refusal[] {
  switch (kind) {
    case 'power-list': {
      const list = parsePowerList(value);
      return list.ok ? [] : [list.refusal];
    }
    case 'deadline-rules': {
      const rules = parseDeadlineRules(value);
      return rules.ok ? [] : rules.refusal;
    }
    case 'calendar': {
      const calendar = parseCalendar(value);
      return calendar.ok ? [] : calendar.refusal;
    }
    case 'attribution-table': {
      const table = parseAttributionTable(value);
      return table.ok ? [] : [table.refusal];
    }
    case 'assignment-rules':
      return checkAssignmentRules(value as unknown as AssignmentRules);
    case 'law-catalogue':
      return checkLaws(value as unknown as LawCatalogueDocument);
  }
}
