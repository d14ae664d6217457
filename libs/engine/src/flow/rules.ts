// Kind of flow act → rule. The set is closed: a flow document wires acts, it cannot invent what they do.
import type { FlowActKind } from '../definition/approval-flow.js';
import type { FieldDeclaration } from '../definition/common.js';
import { issue, object } from './after.js';
import { approve, consent, decide, override, reconsider, refer, refuseConsent, reportUp, setAside, superiorDecide } from './deciding.js';
import type { FlowRule } from './flow-context.js';
import { concludeMeeting, dissent, openMeeting, vote, writtenOpinion } from './meeting.js';
import { copy, readCopy, urge } from './notices.js';
import { ask, closePanel, sign } from './panel-acts.js';
import { addSigner, askOpinion, handOn, opinion, recallOpinion, removeSigner } from './panel-seats.js';
import { advise, convene, propose, review, sendUp } from './proposing.js';
import { resubmit, returnBack, withdraw } from './returning.js';

export const FLOW_RULES: Readonly<Record<FlowActKind, FlowRule>> = {
  propose, withdraw, decide, convene, advise, review, approve, override, reconsider, refer, vote, dissent, consent, object, issue,
  'send-up': sendUp, 'open-meeting': openMeeting, 'written-opinion': writtenOpinion, conclude: concludeMeeting, 'report-up': reportUp,
  'refuse-consent': refuseConsent, 'superior-decide': superiorDecide, 'set-aside': setAside,
  ask, sign, 'add-signer': addSigner, 'remove-signer': removeSigner, 'hand-on': handOn, 'ask-opinion': askOpinion, opinion, 'recall-opinion': recallOpinion, 'close-panel': closePanel,
  return: returnBack, resubmit, copy, 'read-copy': readCopy, urge,
};

const OPTION_KINDS: readonly FlowActKind[] = ['propose', 'override', 'superior-decide', 'set-aside'];
const VOTE_KINDS: readonly FlowActKind[] = ['vote', 'written-opinion'];

/** Fields an act needs because of its kind, whatever the flow document declares beside them. */
export function fieldsOfKind(kind: FlowActKind, options: readonly string[], targets: readonly string[] = []): Readonly<Record<string, FieldDeclaration>> {
  if (OPTION_KINDS.includes(kind)) {
    return { option: { type: 'enum', required: true, values: options, label: { zh: '处理意见', en: 'Option' } } };
  }
  if (VOTE_KINDS.includes(kind)) {
    return { option: { type: 'enum', required: true, values: [...options, 'abstain'], label: { zh: '表决意见', en: 'Vote' } } };
  }
  if (kind === 'review') {
    return { opinion: { type: 'enum', required: true, values: ['agree', 'disagree'], label: { zh: '审核意见', en: 'Opinion' } } };
  }
  if (kind === 'open-meeting') {
    return {
      present: { type: 'people', required: true, label: { zh: '出席委员', en: 'Members present' } },
      stepAside: { type: 'people', label: { zh: '回避委员', en: 'Members stepping aside' } },
    };
  }
  return { ...PANEL_FIELDS[kind], ...(kind === 'return' ? { step: { type: 'enum', required: true, values: targets, label: { zh: '退回至', en: 'Back to' } } } : {}) };
}

const PERSON: FieldDeclaration = { type: 'person', required: true, label: { zh: '人员', en: 'Person' } };
const CHOICE: FieldDeclaration = { type: 'enum', required: true, values: ['agree', 'disagree', 'abstain'], label: { zh: '意见', en: 'Answer' } };
const REASONS: FieldDeclaration = { type: 'text', required: true, sensitive: true, length: 8000, label: { zh: '理由', en: 'Reasons' } };

const PANEL_FIELDS: Readonly<Partial<Record<FlowActKind, Readonly<Record<string, FieldDeclaration>>>>> = {
  ask: { signers: { type: 'people', required: true, label: { zh: '会签人员', en: 'Who signs' } }, chair: { type: 'person', label: { zh: '主持人', en: 'Chair' } } },
  sign: { choice: CHOICE, reasons: REASONS },
  'add-signer': { person: PERSON, place: { type: 'enum', required: true, values: ['before', 'after', 'beside'], label: { zh: '加签位置', en: 'Where the seat stands' } }, reasons: REASONS },
  'remove-signer': { person: PERSON, reasons: REASONS },
  'hand-on': { person: PERSON, reasons: REASONS },
  'ask-opinion': { person: PERSON },
  opinion: { choice: CHOICE, reasons: REASONS },
  'close-panel': { reasons: REASONS },
  return: { mode: { type: 'enum', required: true, values: ['resume', 'again'], label: { zh: '更正后', en: 'After correction' } }, reasons: REASONS },
  copy: { people: { type: 'people', required: true, label: { zh: '抄送人员', en: 'Who gets a copy' } } },
};
