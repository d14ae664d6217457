// A slow, literal reading of a power list, made from its README and nothing else: who decides, who may only send the matter up.
// It shares no code with the authority library or the engine's gate; where it and they disagree, one of them misreads the list.
// What is not here: who a person is to a case (naive-gate.model.ts).

type Cond = Readonly<Record<string, unknown>>;
interface FactShape { readonly values?: Readonly<Record<string, readonly unknown[]>>; readonly number?: unknown; readonly sameAs?: string; readonly default?: string }
interface Clause { readonly when?: Cond; readonly body: string }
interface Entry {
  readonly id: string; readonly decider: string | readonly Clause[]; readonly also?: readonly string[]; readonly delegable?: boolean; readonly takeover?: boolean;
  readonly reviewFirst?: boolean; readonly proposers?: readonly string[]; readonly raisedWhen?: Cond; readonly checks?: readonly string[];
  readonly except?: readonly string[]; readonly consents?: readonly string[];
}
interface ListDocument {
  readonly facts: Readonly<Record<string, FactShape>>;
  readonly checks: Readonly<Record<string, { readonly when: Cond }>>;
  readonly everyPower: readonly string[];
  readonly consents: Readonly<Record<string, { readonly body: string; readonly when?: Cond }>>;
  readonly raises: readonly { readonly when: Cond }[];
  readonly deputyActsForChief?: boolean;
  readonly entries: readonly Entry[];
}

/** Somebody in one role, asking about one power. */
export interface Asker {
  readonly role: string;
  readonly handles: boolean;
  readonly delegated: boolean;
  readonly portfolio: boolean;
}

/** `yes`: decides. `up`: may send it to the bodies named. `no`: neither. */
export interface Answer { readonly may: 'yes' | 'up' | 'no'; readonly bodies: readonly string[] }

const NO: Answer = { may: 'no', bodies: [] };
const HIGHER = ['superior', 'provincial', 'spp'];
const LOWER = ['procurator', 'dept_head_review', 'case_mgmt'];
const CARRIERS = ['procurator', 'lead', 'dept_head', 'deputy_chief', 'chief'];
const LEVELS = ['basic', 'city', 'provincial', 'spp'];

/** Opens a plain list; the answer says what a role may do with a power under given facts (words of the list). */
export function naiveList(document: unknown): (power: string, asker: Asker, facts: Readonly<Record<string, unknown>>) => Answer {
  const list = document as ListDocument;
  return (power, asker, facts) => {
    const entry = list.entries.find((candidate) => candidate.id === power);
    return entry === undefined ? NO : judgeEntry(list, entry, asker, wordsOf(list, asker, facts));
  };
}

function wordsOf(list: ListDocument, asker: Asker, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const words: Record<string, unknown> = { dept_review: 'done' };
  for (const [name, shape] of Object.entries(list.facts)) if (shape.default !== undefined) words[name] = shape.default;
  for (const [name, raw] of Object.entries(facts)) {
    const shape = list.facts[list.facts[name]?.sameAs ?? name];
    const spelt = Object.entries(shape?.values ?? {}).find(([value, more]) => value === raw || more.includes(raw));
    words[list.facts[name]?.sameAs ?? name] = spelt?.[0] ?? raw;
  }
  return { ...words, 'actor.role': asker.role, 'actor.handles': asker.handles ? 'yes' : 'no' };
}

function holds(when: Cond | undefined, words: Record<string, unknown>): boolean {
  if (when === undefined) return true;
  if (Array.isArray(when['all'])) return (when['all'] as Cond[]).every((part) => holds(part, words));
  if (Array.isArray(when['any'])) return (when['any'] as Cond[]).some((part) => holds(part, words));
  if (when['not'] !== undefined) return !holds(when['not'] as Cond, words);
  const word = words[when['fact'] as string];
  if ('stated' in when) return (word !== undefined) === when['stated'];
  if (word === undefined) return false;
  if ('is' in when) return word === when['is'];
  if ('in' in when) return (when['in'] as unknown[]).includes(word);
  if ('above' in when) return Number(word) > Number(when['above']);
  if ('atLeast' in when) return Number(word) >= Number(when['atLeast']);
  if ('atMostHalfOf' in when) return words[when['atMostHalfOf'] as string] !== undefined && 2 * Number(word) <= Number(words[when['atMostHalfOf'] as string]);
  if ('aboveFact' in when) return words[when['aboveFact'] as string] !== undefined && Number(word) > Number(words[when['aboveFact'] as string]);
  throw new Error(`the naive model does not know the condition ${JSON.stringify(when)}`);
}

/** Rank of a body among the organs above a procuratorate of this level; the own level counts as its chief. */
function rank(body: string, words: Record<string, unknown>): number {
  const own = Math.max(0, LEVELS.indexOf(String(words['procuratorate'] ?? 'basic')));
  if (body === 'superior') return own + 1;
  return body === 'provincial' ? 2 : body === 'spp' ? 3 : body === 'npc_standing_committee' ? 9 : own;
}

function judgeEntry(list: ListDocument, entry: Entry, asker: Asker, words: Record<string, unknown>): Answer {
  const own = rank('chief', words);
  const checks = [...list.everyPower.filter((id) => !(entry.except ?? []).includes(id)), ...(entry.checks ?? [])];
  if (checks.some((id) => holds(list.checks[id]?.when, words))) return NO;
  if (asker.role === 'superior_official' && own === 3) return NO;

  const clauses = typeof entry.decider === 'string' ? [{ body: entry.decider }] : entry.decider;
  const clause = clauses.find((candidate) => holds((candidate as Clause).when, words));
  if (clause === undefined) return NO;
  const raised = entry.takeover !== false && ['procurator', 'chief'].includes(clause.body) && list.raises.some((raise) => holds(raise.when, words));
  const body = raised ? 'committee' : HIGHER.includes(clause.body) && rank(clause.body, words) <= own ? 'chief' : clause.body;
  const missing = (entry.consents ?? []).map((id) => list.consents[id] as { body: string; when?: Cond })
    .filter((consent) => holds(consent.when, words) && consent.body !== body && !(HIGHER.includes(consent.body) && rank(consent.body, words) <= own))
    .map((consent) => consent.body);
  if (entry.raisedWhen !== undefined && holds(entry.raisedWhen, words)) return { may: 'up', bodies: [body, ...missing] };

  const bodies = raised ? [body] : [body, ...(entry.also ?? [])];
  if (decides(list, entry, asker, body, bodies, words)) {
    const open = asker.role === 'superior_official' ? missing.filter((consent) => rank(consent, words) > rank('superior', words)) : missing;
    const asksReview = ['chief', 'deputy_chief', 'committee'].includes(asker.role) && !LOWER.includes(body) && entry.reviewFirst !== false;
    const review = asksReview && words['dept_review'] === 'missing' ? ['dept_head_review'] : [];
    return open.length + review.length === 0 ? { may: 'yes', bodies: [] } : { may: 'up', bodies: [...review, ...open] };
  }
  return sends(entry, asker, body) ? { may: 'up', bodies: [body, ...missing] } : NO;
}

function decides(list: ListDocument, entry: Entry, asker: Asker, body: string, bodies: readonly string[], words: Record<string, unknown>): boolean {
  const actsAsChief = asker.role === 'chief' || (asker.role === 'deputy_chief' && asker.delegated && entry.delegable !== false && list.deputyActsForChief !== false);
  if (actsAsChief && (bodies.includes('chief') || (LOWER.includes(body) && entry.takeover !== false))) return true;
  if (asker.handles && CARRIERS.includes(asker.role) && bodies.includes('procurator')) return true;
  if (asker.role === 'dept_head') return bodies.includes('dept_head_review');
  if (asker.role === 'case_mgmt') return bodies.includes('case_mgmt');
  if (asker.role === 'committee') return bodies.includes('committee');
  if (asker.role !== 'superior_official') return false;
  if (HIGHER.includes(body)) return rank(body, words) <= rank('superior', words);
  return entry.takeover !== false && ['procurator', 'chief', 'committee'].includes(body);
}

function sends(entry: Entry, asker: Asker, body: string): boolean {
  if (body === 'procurator' || body === 'case_mgmt') return false;
  const proposers = entry.proposers ?? ['handler', 'deputy', 'chief'];
  if (asker.handles && [...CARRIERS, 'team_member'].includes(asker.role) && proposers.includes('handler')) return true;
  if (asker.role === 'deputy_chief' && (asker.portfolio || asker.delegated) && body !== 'dept_head_review' && proposers.includes('deputy')) return true;
  return asker.role === 'chief' && (body === 'committee' || HIGHER.includes(body)) && proposers.includes('chief');
}
