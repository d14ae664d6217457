// The words the gate computes with: roles, bodies, levels of procuratorate and capacities, with the order in which bodies stand.
// What is not here: which body decides which power. That is data, in a power list.

/** Who asks. The committee and the superior procuratorate act as bodies; every other role is a natural person's post. */
export const ROLES = [
  'procurator', 'lead', 'team_member', 'assistant', 'clerk', 'dept_head',
  'deputy_chief', 'chief', 'committee', 'superior_official', 'case_mgmt',
] as const;
export type Role = (typeof ROLES)[number];

/** Bodies in the order in which an answer names them: local first, then upwards, outside permission last.
 *  `procurator` and `case_mgmt` can decide but are never named in `of`, because nothing is sent up to them. */
export const BODIES = [
  'procurator', 'dept_head_review', 'case_mgmt', 'chief', 'committee',
  'superior', 'provincial', 'spp', 'npc_standing_committee',
] as const;
export type Body = (typeof BODIES)[number];

/** Position of a body in `BODIES`; comparing two positions compares their rank from `chief` upwards. */
export const BODY = {
  procurator: 0, deptHead: 1, caseMgmt: 2, chief: 3, committee: 4, superior: 5, provincial: 6, spp: 7, npc: 8,
} as const;

/** Bodies that may stand as the deciding body of a power-list clause. */
export const DECIDERS = ['procurator', 'dept_head_review', 'case_mgmt', 'chief', 'committee', 'superior', 'provincial', 'spp'] as const;

/** Bodies whose consent a power may need besides the decision. */
export const CONSENTING = ['chief', 'committee', 'superior', 'provincial', 'spp', 'npc_standing_committee'] as const;

/** Levels of procuratorate, lowest first. @source 人民检察院组织法 12-13 */
export const PROCURATORATES = ['basic', 'city', 'provincial', 'spp'] as const;
export type ProcuratorateLevel = (typeof PROCURATORATES)[number];

/** In what capacity the actor takes this one step. `decide` is meant when nothing is said. */
export const CAPACITIES = ['handle', 'decide', 'vote', 'review', 'advise', 'sign', 'instruct', 'supervise', 'record', 'appraise'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Who may put a matter before the deciding body, apart from the person concerned. */
export const PROPOSERS = ['handler', 'deputy', 'chief', 'committee'] as const;
export type Proposer = (typeof PROPOSERS)[number];

/** Spellings of a capacity that a query may use: the capacity itself, the noun of the person, or the post it is exercised in. */
const CAPACITY_SPELLINGS: Readonly<Record<string, Capacity>> = {
  handler: 'handle', procurator: 'handle', lead: 'handle', decider: 'decide', voter: 'vote', reviewer: 'review', adviser: 'advise',
  signer: 'sign', instructor: 'instruct', supervisor: 'supervise', recorder: 'record', appraiser: 'appraise',
};

/** Reads a capacity; the actor's own role as capacity means that nothing special is claimed. Undefined when it is not known. */
export function capacityOf(text: string, role: Role): Capacity | undefined {
  if ((CAPACITIES as readonly string[]).includes(text)) return text as Capacity;
  if (Object.hasOwn(CAPACITY_SPELLINGS, text)) return CAPACITY_SPELLINGS[text];
  return text === role ? 'decide' : undefined;
}

/** Roles that may carry a case. The heads and the chief are procurators too when they handle one themselves.
 *  @source 人民检察院刑事诉讼规则 5, 682; 人民检察院组织法 28, 42-44 */
export function mayHandle(role: Role): boolean {
  return role === 'procurator' || role === 'lead' || role === 'team_member' || role === 'dept_head' || role === 'deputy_chief' || role === 'chief';
}
