// The basis of a row as a sentence in both languages: the rules that gave it, the facts they rested on, what it leads to and why, with
// the articles' status where it is not verified. What is not here: any computation of responsibility.
import type { Label } from '@quanze/kernel';
import type { Account } from './account.js';
import type { Allocation } from './allocate.js';
import { restsOn, type FactTable, type FactValues } from './condition.js';
import { particularsOf } from './particulars.js';
import { unique, type Situation } from './situation.js';
import type { AttributionTable } from './table.js';
import { AREA_LABELS, BEARS_LABELS, type Bears } from './vocabulary.js';

type Language = keyof Label;

const EMPTY_AREA: Label = { zh: '不负责任', en: 'Answers for nothing' };
const STATUS: Readonly<Record<string, Label>> = {
  secondary: { zh: '据二手来源', en: 'from a secondary source' },
  unverified: { zh: '未经核对', en: 'unverified' },
};
const ON_FINDING: Label = { zh: '依据人工认定列入', en: 'Listed because people made a finding' };

export interface Explained {
  readonly situation: Situation;
  readonly row: Allocation;
  readonly account: Account;
  readonly facts: FactValues;
  readonly rowFacts: FactValues;
}

/** A rules in the order of the table, then the B rule. */
export function ruleIdsOf(table: AttributionTable, row: Allocation, account: Account): readonly string[] {
  return unique([...row.rules, account.rule]).toSorted((a, b) => (table.rules.get(a)?.place ?? 0) - (table.rules.get(b)?.place ?? 0));
}

/** The basis in one language. Deterministic: it depends on the record and the table alone, and on no order of lists. */
export function basisOf(table: AttributionTable, explained: Explained, language: Language): string {
  const { row, account, facts, rowFacts, situation } = explained;
  const zh = language === 'zh';
  const [comma, semicolon, colon, stop] = zh ? ['、', '；', '：', '。'] : [', ', '; ', ': ', '. '];
  const rules = table.allocation.filter(({ id }) => row.rules.has(id));
  const names = unique(rules.flatMap((rule) => [...restsOn(rule.when, facts), ...rule.clears.flatMap((clear) => (account.rule === rule.id ? restsOn(clear.when, facts) : []))]));
  const used = [...names.map((name) => factText(table.facts, facts, name, language)), ...particularsOf(situation, row).map((each) => each[language])];
  const area = (row.area === 'empty' ? EMPTY_AREA : AREA_LABELS[row.area])[language];
  const why = rules.length === 0 ? ON_FINDING[language] : rules.map(({ id, effect }) => `${effect[language]}${statusText(table, id, language)}`).join(semicolon);
  const based = used.length === 0 ? '' : `${zh ? '依据事实' : 'Facts'}${colon}${used.join(comma)}${stop}`;
  const outside = row.elsewhere.length === 0 ? '' : `${zh ? '另有不属于本人领域的认定' : 'Findings in areas that are not this person\'s'}${colon}`
    + `${row.elsewhere.map((finding) => AREA_LABELS[finding.area][language]).toSorted().join(comma)}${stop}`;
  return `${area}${colon}${why}${stop}${based}${outcomeText(table, account, rowFacts, language)}${outside === '' ? '' : `${zh ? '' : ' '}${outside}`}`.trim();
}

function outcomeText(table: AttributionTable, account: Account, rowFacts: FactValues, language: Language): string {
  const zh = language === 'zh';
  const head = table.rules.get(account.rule)?.head;
  const effect = (account.unfound ? table.otherwise.effect : head?.effect)?.[language] ?? '';
  const used = unique([...restsOn(account.because, rowFacts)]).filter((name) => name !== 'area').map((name) => factText(table.rowFacts, rowFacts, name, language));
  const detail = used.length === 0 ? '' : zh ? `（${used.join('、')}）` : ` (${used.join(', ')})`;
  const bears: Bears = account.bears;
  return zh
    ? `追责：${BEARS_LABELS[bears].zh}，${effect}${statusText(table, account.rule, language)}${detail}。`
    : `Accountability: ${BEARS_LABELS[bears].en}; ${effect}${statusText(table, account.rule, language)}${detail}.`;
}

function factText(declared: FactTable, facts: FactValues, name: string, language: Language): string {
  const fact = declared[name];
  const value = facts[name] ?? '';
  const label = fact?.label[language] ?? name;
  return `${label}${language === 'zh' ? '：' : ': '}${fact?.values[value]?.[language] ?? value}`;
}

/** The rule id, and how far its source was checked unless it was verified. */
function statusText(table: AttributionTable, id: string, language: Language): string {
  const status = STATUS[table.rules.get(id)?.head.status ?? '']?.[language];
  const open = language === 'zh' ? ['〔', '，', '〕'] : [' [', ', ', ']'];
  return `${open[0]}${id}${status === undefined ? '' : `${open[1]}${status}`}${open[2]}`;
}
