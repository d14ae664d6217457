// The shapes of the naive reading, for specs only: a decision record as it arrives, and the rows it is compared by. What is not here: the
// reading itself (`naive-attribution.model.ts`).

export interface Raw {
  org?: 'sole' | 'team'; handler?: string; handlers?: { person: string }[]; lead?: string; members?: string[];
  assistants?: { person: string; task?: string; deviation?: unknown }[];
  reviews?: { by: string; role: string }[]; conference?: { members: string[] }; opinions?: { by: string }[];
  decider_level: 'procurator' | 'chief' | 'committee' | 'superior'; decider?: string; decided_outside_role?: boolean | string;
  relation_to_handler_opinion?: string; votes?: { person: string; vote: string; role?: string }[];
  instruction?: { by: string; form: string; lawfulness?: string; outside_channel?: boolean };
  objection?: string; signature?: string; misstatement?: { by: string; kind: string }; detectable?: unknown; delegation?: string;
  interference?: { by: string; recipients: string[]; followed: boolean }[];
  recusal_ground?: { person: string; known: boolean; rejected_by?: string };
  exemption?: string; decided_at?: string; list_changed_at?: string;
  outcome?: { result: string; serious_consequence: boolean; cause_areas: string[] };
  findings?: { person: string; area: string; fault: string; role?: string; crime?: boolean }[];
  alerts?: { raised_by: string }[];
}
export interface NaiveSettings { readonly joint: boolean; readonly reviewJudicial: boolean; readonly clears: boolean }
export interface NaiveRow { person: string; area: string; capacity: string; bears: string }
export interface NaiveAttribution { readonly rows: readonly NaiveRow[]; readonly flags: readonly string[] }
