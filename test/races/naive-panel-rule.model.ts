// When a panel is settled, read from the rule as it stands in a flow document, by trying every way in which the missing people could still
// answer. What is not here: who sits in the panel and who may do what (`naive-panel.model.ts`, `naive-flow.model.ts`).

export type Word = 'agree' | 'disagree' | 'abstain' | 'absent';
export type Settled = 'passed' | 'failed' | 'tied' | 'no-quorum';

export interface PanelRuleText {
  readonly passes: 'all' | 'any' | { readonly count?: number; readonly share?: string; readonly moreThan?: string; readonly of?: string };
  readonly order?: string;
  readonly quorum?: { readonly count?: number; readonly share?: string; readonly moreThan?: string };
  readonly abstention?: string;
  readonly mayClose?: boolean;
  readonly tie?: string;
  readonly early?: boolean;
  readonly add?: readonly string[];
  readonly transfer?: boolean;
  readonly entrust?: boolean;
}

export interface Ballot {
  readonly said: Word | null;
  readonly chair: boolean;
}

const parts = (text: string): readonly [number, number] => text.split('/').map(Number) as unknown as readonly [number, number];

/** What people come to when nobody is missing any more. */
export function countedOut(rule: PanelRuleText, ballots: readonly { readonly said: Word; readonly chair: boolean }[]): Settled {
  const how = (word: Word): number => ballots.filter(({ said }) => said === word).length;
  const against = how('disagree') + (rule.abstention === 'against' ? how('abstain') : 0);
  const silent = rule.abstention === 'against' ? 0 : how('abstain');
  const answered = ballots.length - how('absent');
  if (rule.quorum !== undefined && !reaches(rule.quorum, answered, ballots.length)) return 'no-quorum';
  const yes = how('agree');
  if (yes === 0) return 'failed';
  if (rule.passes === 'all') return yes === ballots.length ? 'passed' : 'failed';
  if (rule.passes === 'any') return 'passed';
  const { of = 'members' } = rule.passes;
  const whole = of === 'members' ? ballots.length : of === 'present' ? yes + against + silent : yes + against;
  if (reaches(rule.passes, yes, whole)) return 'passed';
  // Half against half matters where more than half is asked.
  if (rule.passes.moreThan !== '1/2' || yes * 2 !== whole) return 'failed';
  if (rule.tie === 'chair') return ballots.some(({ said, chair }) => chair && said === 'agree') ? 'passed' : 'failed';
  return rule.tie === 'passes' ? 'passed' : rule.tie === 'up' ? 'tied' : 'failed';
}

function reaches({ count, share, moreThan }: { readonly count?: number; readonly share?: string; readonly moreThan?: string }, some: number, whole: number): boolean {
  if (count !== undefined) return some >= count;
  const [part, of] = parts(share ?? moreThan ?? '1/1');
  return moreThan === undefined ? some * of >= whole * part : some * of > whole * part;
}

const known = new Map<string, Settled | null>();

/** What people come to whatever the missing ones will say; null while that is open. Answers are remembered by what was said. */
export function settledAmong(rule: PanelRuleText, ballots: readonly Ballot[], closed: boolean): Settled | null {
  const key = JSON.stringify([rule, closed, ballots.map(({ said, chair }) => `${said ?? ''}${chair ? '!' : ''}`).sort()]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const settled = tried(rule, ballots, closed);
  known.set(key, settled);
  return settled;
}

function tried(rule: PanelRuleText, ballots: readonly Ballot[], closed: boolean): Settled | null {
  const missing = ballots.filter(({ said }) => said === null).length;
  if (closed || missing === 0) return countedOut(rule, ballots.map(({ said, chair }) => ({ said: said ?? 'absent', chair })));
  if (rule.early === false) return null;
  const words: readonly Word[] = ['agree', 'disagree', ...((rule.abstention ?? 'refused') === 'refused' ? [] : ['abstain' as const]), ...(rule.mayClose === true ? ['absent' as const] : [])];
  // Nobody but a chair is told from the others by the count, so that of the others only how many say what is tried.
  const given = ballots.flatMap(({ said, chair }) => (said === null ? [] : [{ said, chair }]));
  const others = ballots.filter(({ said, chair }) => said === null && !chair).length;
  const isChairMissing = others < missing;
  const found = new Set<Settled>();
  for (const chairs of isChairMissing ? words : [null]) {
    for (const rest of shared(words, others)) {
      found.add(countedOut(rule, [...given, ...(chairs === null ? [] : [{ said: chairs, chair: true }]), ...rest.map((said) => ({ said, chair: false }))]));
    }
  }
  return found.size === 1 ? ([...found][0] as Settled) : null;
}

/** Every way in which so many people can say these words, whoever of them says which. */
function shared(words: readonly Word[], people: number): readonly (readonly Word[])[] {
  const [word, ...more] = words;
  if (word === undefined) return people === 0 ? [[]] : [];
  return Array.from({ length: people + 1 }, (_, some) => some).flatMap((some) => shared(more, people - some).map((rest) => [...Array.from({ length: some }, () => word), ...rest]));
}
