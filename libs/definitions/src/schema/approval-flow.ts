// The schema of an approval flow: steps, acts, conflicting capacities, how the committee counts.
import { CAPACITIES, DECISION_LEVELS, FLOW_ACT_KINDS, type ApprovalFlowDocument, type FlowActDeclaration, type StepDeclaration } from '@quanze/engine';
import {
  closed, documentSchema, flag, headOf, listOf, mapOf, may, mirror, must, oneOfWords, PATTERNS, ref, SOURCE, whole, word, wordsOf, type Schema,
} from './parts.js';
import { PANEL_MEMBERS, PANEL_RULE } from './panel-rule.js';
import { CAPACITY, ROLE, SHARED_DEFINITIONS } from './shared.js';

const STEP_REF = word(PATTERNS.name, 'A step of this flow.');
const STEP_TYPES = wordsOf<StepDeclaration['type']>({ propose: true, advise: true, review: true, decide: true, vote: true, consent: true, panel: true });

const STEP = mirror<StepDeclaration>('A step of the flow.', {
  type: must(oneOfWords(STEP_TYPES, 'What happens in the step.')),
  label: must(ref('label')),
  level: may(oneOfWords(DECISION_LEVELS, 'Level that decides in this step.')),
  task: may(ref('task')),
  keyPoint: may(ref('keyPoint')),
  members: may(ref('panelMembers')),
  rule: may(ref('panelRule')),
});

const TARGET: Schema = {
  type: ['string', 'array'],
  description: 'A step, decided, home, target or back; absent = stays. Several = by outcome of the act.',
  maxLength: 80,
  pattern: PATTERNS.name,
  minItems: 1,
  maxItems: 20,
  items: closed('A target for one outcome.', ['to', 'outcome'], {
    to: STEP_REF,
    outcome: word(PATTERNS.name, 'Outcome of the act, e.g. majority.'),
  }),
};

const ACT = mirror<FlowActDeclaration>('An act of the flow. Its kind fixes what it does to the decision record.', {
  kind: must(oneOfWords(FLOW_ACT_KINDS, 'What the act does to the decision under way.')),
  label: must(ref('label')),
  from: must(listOf(STEP_REF, 'Steps in which it exists; home = states that open the decision, decided = after the decision.', { min: 1, max: 40, unique: true })),
  to: may(TARGET),
  by: must(listOf(ROLE, 'Who may perform it.', { min: 1, max: 20, unique: true })),
  capacity: must(CAPACITY),
  fields: may(ref('fields')),
  matter: may(word(PATTERNS.listedId, 'Power that permits the act where it is not the matter of the option.', 120)),
  duty: may(word(PATTERNS.name, 'Duty it is done under, for roles that have one of this id; absent = that of the role for acts in this capacity.')),
  source: may(SOURCE),
});

const SHARE: Schema = { type: 'number', description: 'Share of all members; strictly more than this. 0.5 = more than half.', minimum: 0.5, exclusiveMaximum: 1 };

const CONFLICT = listOf(oneOfWords(['propose', ...CAPACITIES], 'Capacity.'), 'Two capacities that one person may not fill in one decision.', { min: 2, max: 2 });

// Of the shared parts, those a flow uses; an unused definition would mislead a reader of the schema.
const { fields, field, task, keyPoint } = SHARED_DEFINITIONS;

export const APPROVAL_FLOW_SCHEMA = documentSchema(
  'approval-flow',
  'Approval flow',
  mirror<ApprovalFlowDocument>('Steps and acts that stand in for a decision: who proposes, reviews, decides, votes.', {
    ...headOf('approval-flow'),
    initial: must(STEP_REF),
    steps: must(mapOf(PATTERNS.name, ref('step'), 'Steps by name.', 40)),
    acts: must(mapOf(PATTERNS.name, ref('act'), 'Acts by name.', 80)),
    conflicts: must(listOf(CONFLICT, 'Pairs of capacities that exclude each other.', { max: 60 })),
    urgeEveryHours: may(whole(1, 720, 'Hours that must pass between two reminders of one question; 24 when absent.')),
    committee: may(mirror<NonNullable<ApprovalFlowDocument['committee']>>('How the committee counts.', {
      quorumShareMin: must(SHARE),
      majorityShareMin: must(SHARE),
      chairLast: must(flag('The chair speaks and votes last.')),
    })),
  }),
  { fields, field, task, keyPoint, step: STEP, act: ACT, panelMembers: PANEL_MEMBERS, panelRule: PANEL_RULE },
);
