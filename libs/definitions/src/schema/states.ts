// The states of a case path: work, wait, decision, group, parallel, history, final; and the options of a decision.
import type {
  DecisionState, FinalState, GroupState, HistoryState, OptionDeclaration, ParallelState, PendingRecusal, StateDocument, WaitState, WorkState,
} from '@quanze/engine';
import {
  flag, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, SOURCE_ID, unionBy, word, wordsOf, type Members, type Schema,
} from './parts.js';
import { ROLE_WORDS } from './shared.js';

export const STATE_REF = word(PATTERNS.stateRef, 'Full dotted id of a state, e.g. stage.reviewing.', 240);
export const STATES = mapOf(PATTERNS.name, ref('state'), 'States by local name.');
export const OTHER_STATES = listOf(STATE_REF, 'Other states of which one must be active as well.', { max: 60, unique: true });
export const CONDITIONS = listOf(ref('condition'), 'All must hold.', { max: 30 });
export const PENDING_RECUSAL = oneOfWords(
  wordsOf<PendingRecusal>({ suspends: true, continues: true }),
  'Whether a person whose recusal is asked for keeps working until it is decided.',
);

export const ENDINGS = wordsOf<FinalState['ending']>({ closed: true, transferred: true, withdrawn: true, terminated: true, refused: true });
const STATE_TYPES = wordsOf<StateDocument['type']>({ work: true, wait: true, final: true, group: true, parallel: true, history: true, decision: true });

/** The keys every state has. */
function base<K extends StateDocument['type']>(type: K): Members<Omit<WorkState, 'type'> & { readonly type: K }> {
  return {
    type: must({ const: type, description: 'Type of the state.' }),
    label: must(ref('label')),
    keyPoint: may(ref('keyPoint')),
    pendingRecusal: may(PENDING_RECUSAL),
    source: may(SOURCE),
    task: may(ref('task')),
    actors: may(ROLE_WORDS('Only these roles act in this state; absent = all whom the act allows, empty = nobody.')),
    sourceId: may(SOURCE_ID),
    note: may(ref('label')),
  } as Members<Omit<WorkState, 'type'> & { readonly type: K }>;
}

const DIFFERENT_HANDLER = mirror<NonNullable<DecisionState['differentHandler']>>('The handler of the case may not propose here.', {
  from: must(word(PATTERNS.listedId, 'What the handler took part in before.', 240)),
  source: must(SOURCE),
});

export const STATE_DEFINITIONS: Readonly<Record<string, Schema>> = {
  state: unionBy('type', 'A state of the case path.', STATE_TYPES),
  work: mirror<WorkState>('Somebody of the office acts.', base('work')),
  wait: mirror<WaitState>('An outside organ acts. Names the clock that watches it, or says why there is none.', {
    ...base('wait'),
    organ: must(ref('label')),
    clock: may(word(PATTERNS.name, 'Clock that watches the organ.')),
    noClock: may(ref('label')),
  }),
  final: mirror<FinalState>('An ending.', { ...base('final'), ending: must(oneOfWords(ENDINGS, 'Kind of ending: 结案, 移送, 撤回, 终止, 不受理.')) }),
  group: mirror<GroupState>('States of which one is active.', {
    ...base('group'),
    initial: must(word(PATTERNS.name, 'Local name of the state entered first.')),
    states: must(STATES),
  }),
  parallel: mirror<ParallelState>('Regions that are active side by side.', { ...base('parallel'), states: must(STATES) }),
  history: mirror<HistoryState>('Leads back to the state that was active last.', {
    ...base('history'),
    deep: may(flag('Also the states inside it.')),
    default: must(STATE_REF),
  }),
  decision: mirror<DecisionState>('One question with options, decided in the approval flow bound to it.', {
    ...base('decision'),
    question: must(ref('label')),
    home: must(listOf(STATE_REF, 'States from which a proposal opens the decision; withdrawing leads back to the first.', { min: 1, max: 60, unique: true })),
    while: may(OTHER_STATES),
    when: may(CONDITIONS),
    fields: may(ref('fields')),
    options: must(mapOf(PATTERNS.name, ref('option'), 'Options by name.', 60)),
    about: may(listOf(word(PATTERNS.variable, 'Field of the proposal.'), 'Fields that say what is asked about, whatever option is chosen; a person among them has no part in answering.', { min: 1, max: 20, unique: true })),
    differentHandler: may(DIFFERENT_HANDLER),
  }),
  option: mirror<OptionDeclaration>('An option of a decision. The matter is the power that decides it.', {
    label: must(ref('label')),
    matter: must(word(PATTERNS.listedId, 'Power of the power list.', 120)),
    when: may(CONDITIONS),
    must: may(ref('condition')),
    to: must(STATE_REF),
    document: may(ref('document')),
    fields: may(ref('fields')),
    set: may(ref('assignments')),
    clocks: may(ref('clockEffects')),
    onIssue: may(mirror<NonNullable<OptionDeclaration['onIssue']>>('Effects when the decision is issued.', {
      set: may(ref('assignments')),
      clocks: may(ref('clockEffects')),
      effect: may(ref('effect')),
    })),
    effect: may(ref('effect')),
    keyPoint: may(ref('keyPoint')),
    source: may(SOURCE),
  }),
};
