// What a pattern of the schemas asks for, in words. An unknown pattern is shown as it is.
import type { Label } from '@quanze/kernel';
import { label } from '../problem.js';
import { PATTERNS } from './parts.js';

const WORDS: ReadonlyMap<string, Label> = new Map([
  [PATTERNS.documentId, label('编号须以小写字母开头，各段以 . 或 - 连接', 'an id begins with a small letter and joins its parts with . or -')],
  [PATTERNS.version, label('版本只含字母、数字、. 和 -', 'a version has letters, digits, . and - only')],
  [PATTERNS.name, label('名称须以小写字母开头，只含字母、数字、- 和 _', 'a name begins with a small letter and has letters, digits, - and _ only')],
  [PATTERNS.variable, label('名称须以小写字母开头，只含字母、数字和 _', 'a name begins with a small letter and has letters, digits and _ only')],
  [PATTERNS.access, label('应由 C、R、U、D 按此顺序组成', 'must be made of C, R, U and D in this order')],
  [PATTERNS.stateRef, label('应为状态的完整编号，如 stage.reviewing', 'must be the full dotted id of a state, such as stage.reviewing')],
  [PATTERNS.stateSource, label('应为状态的完整编号或 *', 'must be the full dotted id of a state, or *')],
  [PATTERNS.listedId, label('编号只含字母、数字、.、- 和 _', 'an id has letters, digits, ., - and _ only')],
  [PATTERNS.powers, label('应为权力编号，或者以 .* 结尾的前缀', 'must be the id of a power, or a prefix ending in .*')],
  [PATTERNS.ruleId, label('规则编号为 A 或 B 加数字', 'the id of a rule is A or B and a number')],
  [PATTERNS.date, label('应为日期 YYYY-MM-DD', 'must be a date YYYY-MM-DD')],
  [PATTERNS.moment, label('应为 now、payload.字段 或 fact.事实', 'must be now, payload.<field> or fact.<fact>')],
  [PATTERNS.fraction, label('应为分数，如 2/3', 'must be a fraction such as 2/3')],
  [PATTERNS.allOrAny, label('应为 all 或 any', 'must be all or any')],
  [PATTERNS.text, label('不得只有空白', 'must not be blank')],
]);

export function describePattern(pattern: string): Label {
  return WORDS.get(pattern) ?? label(`格式应为 ${pattern}`, `must match ${pattern}`);
}
