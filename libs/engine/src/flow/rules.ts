// Kind of flow act → rule. The set is closed: a flow document wires acts, it cannot invent what they do.
import type { FlowActKind } from '../definition/approval-flow.js';
import type { FieldDeclaration } from '../definition/common.js';
import { issue, object } from './after.js';
import { approve, consent, decide, override, reconsider, refer, refuseConsent, reportUp, setAside, superiorDecide } from './deciding.js';
import type { FlowRule } from './flow-context.js';
import { concludeMeeting, dissent, openMeeting, vote, writtenOpinion } from './meeting.js';
import { advise, convene, propose, review, sendUp, withdraw } from './proposing.js';

export const FLOW_RULES: Readonly<Record<FlowActKind, FlowRule>> = {
  propose, withdraw, decide, convene, advise, review, approve, override, reconsider, refer, vote, dissent, consent, object, issue,
  'send-up': sendUp, 'open-meeting': openMeeting, 'written-opinion': writtenOpinion, conclude: concludeMeeting, 'report-up': reportUp,
  'refuse-consent': refuseConsent, 'superior-decide': superiorDecide, 'set-aside': setAside,
};

const OPTION_KINDS: readonly FlowActKind[] = ['propose', 'override', 'superior-decide', 'set-aside'];
const VOTE_KINDS: readonly FlowActKind[] = ['vote', 'written-opinion'];

/** Fields an act needs because of its kind, whatever the flow document declares beside them. */
export function fieldsOfKind(kind: FlowActKind, options: readonly string[]): Readonly<Record<string, FieldDeclaration>> {
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
  return {};
}
