// Why somebody else cannot do something, in the third person and both languages. The catalogue speaks to whoever asks; these words
// speak about a colleague. What is not here: any code; a code without words of its own is told in the words of the catalogue.
import { BODY_WORDS, CAPACITY_WORDS, ROLE_WORDS, textOf } from '@quanze/contract';
import { lawDateOf, type Instant, type Label, type Refusal } from '@quanze/kernel';

type Words = Readonly<Record<string, Label>>;
type Teller = (refusal: Refusal) => Label;

const say = (zh: string, en: string): Teller => () => ({ zh, en });

function listed(refusal: Refusal, param: string, words: Words): Label {
  const value = refusal.params[param];
  const ids = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]) as readonly (string | number | boolean)[];
  const labels = ids.map((id) => words[String(id)] ?? { zh: String(id), en: String(id) });
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') };
}

const TELLERS: Readonly<Record<string, Teller>> = {
  'AUTHORITY.NO_POST': say('在本院没有职务', 'holds no post in this office'),
  'RECUSAL.IN_FORCE': say('已回避本案', 'is recused from the case'),
  'RECUSAL.PENDING': say('回避申请尚未决定，暂停参与', 'pauses until a request for recusal is decided'),
  'PARTICIPATION.BARRED': say('不得参与本案', 'may not take part in the case'),
  'PARTICIPATION.SAME_HANDLER': say('曾承办原决定，应当由他人办理', 'carried the case when the earlier decision fell'),
  'PARTICIPATION.CONCERNED': say('该事项涉及其本人', 'is whom the question is about'),
  'TEAM.BARRED': say('应当回避或者不得参与本案', 'is recused or barred from the case'),
  'TEAM.ALREADY_MEMBER': say('已在办案组', 'is in the team already'),
  'COMMITTEE.NOT_A_MEMBER': say('不是检察委员会委员', 'is no member of the committee'),
  'COMMITTEE.NOT_CHAIR': say('不是本次会议的主持人', 'does not chair the session'),
  'AUTHORITY.NOT_YOUR_ROLE': (refusal) => both('不是', listed(refusal, 'needs', ROLE_WORDS), 'is not'),
  'AUTHORITY.REFER': (refusal) => ({ zh: `须由${listed(refusal, 'of', BODY_WORDS).zh}决定或者同意`, en: `needs ${listed(refusal, 'of', BODY_WORDS).en}` }),
  'AUTHORITY.REFUSED': (refusal) => ({ zh: `没有该职权（${reasons(refusal).zh}）`, en: `has no such power (${reasons(refusal).en})` }),
  'AUTHORITY.CONFLICTING_CAPACITY': (refusal) => ({
    zh: `在本事项中已${listed(refusal, 'filled', CAPACITY_WORDS).zh}，不得再${listed(refusal, 'capacity', CAPACITY_WORDS).zh}`,
    en: `acted already (${listed(refusal, 'filled', CAPACITY_WORDS).en}) and cannot also ${listed(refusal, 'capacity', CAPACITY_WORDS).en}`,
  }),
  'COMMITTEE.NO_QUORUM': ({ params }) => ({ zh: `可以出席的委员只有${String(params['present'])}人，全体委员${String(params['members'])}人`, en: `would sit with ${String(params['present'])} of ${String(params['members'])} members` }),
  'STAFFING.ON_LEAVE': ({ params }) => {
    const until = params['until'];
    const day = typeof until === 'string' ? lawDateOf(until as Instant) : null;
    return { zh: day === null ? '正在休假' : `休假至${day}`, en: day === null ? 'is on leave' : `is on leave until ${day}` };
  },
};

function both(zh: string, words: Label, en: string): Label {
  return { zh: `${zh}${words.zh}`, en: `${en} ${words.en}` };
}

/** The reasons of a verdict are codes of the catalogue, which speak about "the actor". */
function reasons({ params }: Refusal): Label {
  const codes = Array.isArray(params['reasons']) ? (params['reasons'] as readonly string[]) : [];
  const texts = codes.map((code) => textOf({ code, params: {} }));
  return { zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => en.replace(/\.$/, '')).join('; ') };
}

/** Why a colleague cannot do it; goes on after the name. */
export function whyNot(refusal: Refusal): Label {
  const tell = TELLERS[refusal.code];
  if (tell !== undefined) return tell(refusal);
  const { zh, en } = textOf(refusal);
  return { zh, en: `– ${en.replace(/\.$/, '')}` };
}
