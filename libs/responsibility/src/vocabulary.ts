// The words attribution computes with: areas, capacities, results, flags and the words of a decision record, with the Chinese terms.
// What is not here: which rule gives whom which area. That is data, in the attribution table.
import type { Label } from '@quanze/kernel';

const word = (zh: string, en: string): Label => ({ zh, en });

/** Areas a person can answer for, in the order in which one person's rows stand. `supervision` is a track of its own since 2024 and
 *  `interference` and `recording` are another; none of the three is judicial responsibility. @source 人民检察院司法责任追究条例（2024） 2-4 */
export const AREA_LABELS = {
  facts: word('事实证据责任', 'facts and evidence'),
  procedure: word('程序、文书责任', 'procedure and documents'),
  decision: word('决定责任', 'decision'),
  vote: word('表决责任', 'own opinion and vote'),
  review: word('审核责任', 'own review opinion'),
  task: word('辅助任务责任', 'own support task'),
  gatekeeping: word('审核把关责任', 'gatekeeping'),
  instruction: word('指示责任', 'instruction'),
  supervision: word('监督管理责任', 'supervision and management'),
  interference: word('过问干预责任', 'interference'),
  recording: word('记录报告责任', 'duty to record'),
} as const satisfies Record<string, Label>;
export type Area = keyof typeof AREA_LABELS;
export const AREAS = Object.keys(AREA_LABELS) as readonly Area[];

/** In which capacity a row is borne. It belongs to the row, not to the post a person holds. */
export const CAPACITY_LABELS = {
  procurator: word('检察官', 'procurator'),
  lead: word('主办检察官', 'lead procurator'),
  team_member: word('办案组成员', 'team member'),
  assistant: word('检察辅助人员', 'assistant'),
  clerk: word('书记员', 'clerk'),
  dept_head: word('业务机构负责人', 'department head'),
  deputy_chief: word('副检察长', 'deputy chief procurator'),
  chief: word('检察长', 'chief procurator'),
  committee_member: word('检察委员会委员', 'committee member'),
  superior_official: word('上级检察院人员', 'official of the superior procuratorate'),
  case_mgmt: word('案件管理人员', 'case management'),
  appraiser: word('质量检查、评查人员', 'appraiser'),
  adviser: word('参考意见发表人', 'adviser'),
  signer: word('签发人', 'signer'),
  interferer: word('过问干预人', 'interferer'),
} as const satisfies Record<string, Label>;
export type Capacity = keyof typeof CAPACITY_LABELS;
export const CAPACITIES = Object.keys(CAPACITY_LABELS) as readonly Capacity[];

/** Further names of a role that a record may use. Technicians have no capacity of their own: their opinion is a support task. */
export const ROLE_SPELLINGS: Readonly<Record<string, Capacity>> = {
  expert: 'assistant', tech: 'assistant', technician: 'assistant', police: 'assistant', verifier: 'appraiser', checker: 'appraiser', quality_checker: 'appraiser',
  handler: 'procurator', deputy: 'deputy_chief', member: 'committee_member', committee: 'committee_member', committee_ft: 'committee_member',
};

/** The name under which attribution knows a role of the engine; whoever has none of them advises. */
export function capacityOfRole(role: string): Capacity {
  const known = Object.hasOwn(ROLE_SPELLINGS, role) ? ROLE_SPELLINGS[role] : undefined;
  return known ?? CAPACITIES.find((capacity) => capacity === role) ?? 'adviser';
}

/** What a row leads to. Only `intentional` and `gross_negligence` are judicial responsibility. */
export const BEARS_LABELS = {
  intentional: word('故意违反检察职责，承担司法责任', 'intentional breach: judicial responsibility'),
  gross_negligence: word('重大过失并造成严重后果，承担司法责任', 'gross negligence with serious consequence: judicial responsibility'),
  ordinary_negligence: word('一般过失，不承担司法责任', 'ordinary negligence: no judicial responsibility'),
  flaw: word('司法瑕疵，不承担司法责任', 'flaw: no judicial responsibility'),
  management_issue: word('一般管理事项，不承担司法责任', 'management issue: no judicial responsibility'),
  none: word('不追责', 'not held to account'),
  supervision_liability: word('监督管理责任（并行途径）', 'supervision liability (parallel track)'),
  interference_liability: word('过问干预责任', 'interference liability'),
  nonrecording_liability: word('未如实记录责任', 'non-recording liability'),
} as const satisfies Record<string, Label>;
export type Bears = keyof typeof BEARS_LABELS;
export const BEARS = Object.keys(BEARS_LABELS) as readonly Bears[];

/** What only people can establish. A flaw says that the product has a defect, not that somebody was at fault. */
export const NEEDS_FINDING: readonly Bears[] = [
  'intentional', 'gross_negligence', 'ordinary_negligence', 'management_issue', 'supervision_liability', 'interference_liability', 'nonrecording_liability',
];

/** Flags beside the rows; each asks people for something and changes no row. */
export const FLAG_LABELS = {
  objection_not_in_writing: word('异议未以书面形式提出', 'the objection was not in writing'),
  manifest_illegality_review: word('明显违法决定的执行须人工判断', 'people must judge the execution of a manifestly unlawful decision'),
  crime_referral: word('移送职务违法、犯罪线索', 'transfer to the competent body'),
} as const satisfies Record<string, Label>;
export type Flag = keyof typeof FLAG_LABELS;
export const FLAGS = Object.keys(FLAG_LABELS) as readonly Flag[];

export const LEVELS = ['procurator', 'chief', 'committee', 'superior'] as const;
export type Level = (typeof LEVELS)[number];
export const RELATIONS = ['same', 'changed_part', 'changed_all', 'handler_changed_after_reconsideration'] as const;
export type Relation = (typeof RELATIONS)[number];
export const OBJECTIONS = ['none', 'oral', 'written'] as const;
export type Objection = (typeof OBJECTIONS)[number];
export const DELEGATIONS = ['in_force', 'in_force_at_act', 'none'] as const;
export type Delegation = (typeof DELEGATIONS)[number];
export const LAWFULNESS = ['lawful', 'wrong', 'manifestly_unlawful'] as const;
export type Lawfulness = (typeof LAWFULNESS)[number];
export const FAULTS = ['intentional', 'gross', 'ordinary', 'none'] as const;
export type Fault = (typeof FAULTS)[number];
export const VOTES = ['for', 'against', 'abstain'] as const;
export type VoteValue = (typeof VOTES)[number];
export const RESULTS = ['correct', 'flaw', 'wrong'] as const;
export type OutcomeResult = (typeof RESULTS)[number];
export const CAUSE_AREAS = ['facts', 'procedure', 'decision'] as const;
export type CauseArea = (typeof CAUSE_AREAS)[number];
/** Whether a decision followed what somebody had advised. */
export const FOLLOWED = ['yes', 'partly', 'no'] as const;
export type Followed = (typeof FOLLOWED)[number];
