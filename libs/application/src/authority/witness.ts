// A gap in words: which question cannot be decided, at which step it stops, who was considered and why each falls out. In both
// languages, with the names of the office. What is not here: finding the gap (the engine).
import { CAPACITY_WORDS, ROLE_WORDS } from '@quanze/contract';
import type { CompiledPath, FallsOut, Gap, OptionStaffing, Part } from '@quanze/engine';
import type { Label, PersonId } from '@quanze/kernel';
import { whyNot } from './why-not.js';

/** Labels of the steps that belong to every flow. */
const OWN_STEPS: Readonly<Record<string, Label>> = {
  home: { zh: '提出意见', en: 'the proposal' },
  decided: { zh: '制作文书', en: 'the document after the decision' },
};

export function stepLabel(path: CompiledPath, decision: string, step: string): Label {
  return path.decisions.get(decision)?.steps[step]?.label ?? OWN_STEPS[step] ?? { zh: step, en: step };
}

/** Says a gap. @param nameOf null for people of whom no name is known */
export function witnessOf(path: CompiledPath, decision: string, option: OptionStaffing, gap: Gap, nameOf: (person: PersonId) => string | null): Label {
  const question = path.decisions.get(decision)?.question ?? { zh: decision, en: decision };
  const step = stepLabel(path, decision, gap.step);
  const act = path.acts.get(gap.act);
  const name = (person: PersonId): string => nameOf(person) ?? person;
  const before = { zh: gap.parts.map((part) => partText(part, name, 'zh')).join('，'), en: gap.parts.map((part) => partText(part, name, 'en')).join(', ') };
  const why = whyText(gap.considered, act?.by ?? [], name);
  return {
    zh: `“${question.zh}”（${option.label.zh}）在“${step.zh}”环节无人可以${act?.label.zh ?? '继续'}：${why.zh}。${before.zh === '' ? '' : `此前设想：${before.zh}。`}`,
    en: `“${question.en}” (${option.label.en}) stops at “${step.en}”: nobody can do “${act?.label.en ?? 'the next act'}”: ${why.en}.${before.en === '' ? '' : ` Assumed before that: ${before.en}.`}`,
  };
}

function whyText(considered: readonly FallsOut[], roles: readonly string[], name: (person: PersonId) => string): Label {
  if (considered.length === 0) {
    const words = roles.map((role) => ROLE_WORDS[role] ?? { zh: role, en: role });
    return { zh: `没有${words.map(({ zh }) => zh).join('或者')}`, en: `there is no ${words.map(({ en }) => en.replace(/^(the|an?) /, '')).join(' or ')}` };
  }
  const texts = considered.map(({ person, refusal }) => ({ who: name(person), text: whyNot(refusal) }));
  return { zh: texts.map(({ who, text }) => `${who}——${text.zh}`).join('；'), en: texts.map(({ who, text }) => `${who} ${text.en}`).join('; ') };
}

function partText({ capacity, people }: Part, name: (person: PersonId) => string, language: keyof Label): string {
  const word = CAPACITY_WORDS[capacity]?.[language] ?? capacity;
  return `${word} ${people.map(name).join(language === 'zh' ? '、' : ' and ')}`;
}
