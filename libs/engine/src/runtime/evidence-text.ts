// The check of the evidence in words, Chinese and English, for people who read it beside the items. What is not here: the check itself.
import type { Label } from '@quanze/kernel';
import { EVIDENCE_KINDS, type EvidenceKind } from '../definition/evidence-standard.js';
import type { ElementCheck, EvidenceCheck } from './evidence-check.js';

/** The statutory kinds as the law calls them.  @source 刑诉法 50 */
export const EVIDENCE_KIND_LABELS: Readonly<Record<EvidenceKind, Label>> = {
  physical: { zh: '物证', en: 'physical evidence' },
  documentary: { zh: '书证', en: 'documents' },
  witness: { zh: '证人证言', en: 'statements of witnesses' },
  victim: { zh: '被害人陈述', en: 'statements of the victim' },
  suspect: { zh: '犯罪嫌疑人、被告人供述和辩解', en: 'statements of the suspect' },
  expert: { zh: '鉴定意见', en: 'expert opinions' },
  record: { zh: '勘验、检查、辨认、侦查实验等笔录', en: 'records of inspection, identification and experiment' },
  electronic: { zh: '视听资料、电子数据', en: 'audio-visual and electronic material' },
};

const STATES: Readonly<Record<ElementCheck['state'], Label>> = {
  satisfied: { zh: '已有证据', en: 'covered' }, gap: { zh: '有欠缺', en: 'gap' }, conflict: { zh: '有矛盾', en: 'conflict' },
};

/** One element: what it is, how it stands, and why. */
export function textOfElement({ element, state, items, waiting, conflicts, missing }: ElementCheck): Label {
  const parts = [
    ...(items.length === 0 ? [] : [say(`采信证据 ${items.join('、')}`, `items in use ${items.join(', ')}`)]),
    ...(items.length === 0 && state === 'gap' ? [say('尚无采信的证据', 'no item in use')] : []),
    ...(missing.length === 0 ? [] : [say(`缺少必要的${kindsIn(missing, 'zh', '、')}`, `lacks necessary ${kindsIn(missing, 'en', ', ')}`)]),
    ...(items.length > 0 && missing.length === 0 && state === 'gap' ? [say(`通常以${kindsIn(element.usual ?? [], 'zh', '、')}证明`, `usually proven by ${kindsIn(element.usual ?? [], 'en', ', ')}`)] : []),
    ...(waiting.length === 0 ? [] : [say(`证据 ${waiting.join('、')} 待审查或者待排除决定`, `items ${waiting.join(', ')} wait to be assessed or decided on`)]),
    ...(conflicts.length === 0 ? [] : [say(`矛盾 ${conflicts.join('、')} 尚未排除`, `conflicts ${conflicts.join(', ')} are open`)]),
  ];
  return say(`${element.label.zh}：${[STATES[state].zh, ...parts.map(({ zh }) => zh)].join('；')}`, `${element.label.en}: ${[STATES[state].en, ...parts.map(({ en }) => en)].join('; ')}`);
}

/** The whole in one sentence, which says that it decides nothing. */
export function textOfCheck({ elements, confessionOnly }: EvidenceCheck): Label {
  const count = (state: ElementCheck['state']): number => elements.filter((each) => each.state === state).length;
  const only = confessionOnly ? say('；采信的只有供述，依刑诉法第55条不能据此定罪', '; only the suspect\'s own statements are in use, on which nobody is convicted (CPL 55)') : say('', '');
  return say(
    `证据要素 ${elements.length} 项：已有证据 ${count('satisfied')}，有欠缺 ${count('gap')}，有矛盾 ${count('conflict')}${only.zh}。仅供提示，不作为结论`,
    `${elements.length} elements: ${count('satisfied')} covered, ${count('gap')} with a gap, ${count('conflict')} in conflict${only.en}. A prompt, never a conclusion`,
  );
}

function kindsIn(kinds: readonly EvidenceKind[], language: 'zh' | 'en', separator: string): string {
  return EVIDENCE_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => EVIDENCE_KIND_LABELS[kind][language]).join(separator);
}

const say = (zh: string, en: string): Label => ({ zh, en });
