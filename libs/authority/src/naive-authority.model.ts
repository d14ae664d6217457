// A second, slow reading of a power list, for specs only: it walks the plain document, keeps facts as words and knows nothing of the
// compiled form. Where the two disagree, one of them misreads the list. What is not here: reasons, rule ids, reading problems with names.

interface Doc {
  readonly residual: string;
  readonly deputyActsForChief?: boolean;
  readonly facts: Record<string, { values?: Record<string, (string | boolean)[]>; number?: { min: number; max: number }; sameAs?: string; default?: string; checked?: string }>;
  readonly checks: Record<string, { when: Cond; step: string }>;
  readonly everyPower: string[];
  readonly consents: Record<string, { body: string; when?: Cond }>;
  readonly raises: { when: Cond }[];
  readonly entries: Entry[];
}
interface Entry {
  readonly id: string; readonly fixedBy: string; readonly lawNamesChief?: boolean; readonly listed?: boolean; readonly delegable?: boolean;
  readonly takeover?: boolean; readonly reviewFirst?: boolean; readonly proposers?: string[]; readonly raisedWhen?: Cond; readonly otherHandler?: boolean;
  readonly checks?: string[]; readonly except?: string[]; readonly consents?: string[]; readonly also?: string[];
  readonly decider: string | { when?: Cond; body: string; fixedBy?: string }[];
}
type Cond = Record<string, unknown>;
type Word = string | number | undefined;
type World = Record<string, Word>;
export interface NaiveQuery { readonly actor: Record<string, unknown>; readonly action: string; readonly case: Record<string, unknown> }
export interface NaiveAnswer { readonly result: 'allow' | 'needs-approval-of' | 'deny'; readonly of: readonly string[] }

const DENY: NaiveAnswer = { result: 'deny', of: [] };
const ORDER = ['dept_head_review', 'chief', 'committee', 'superior', 'provincial', 'spp', 'npc_standing_committee'];
const HEIGHT: Record<string, number> = { basic: 1, city: 2, provincial: 3, spp: 4 };
const BUILT_IN: Doc['facts'] = {
  list: { values: { listed: [], not_listed: [] }, default: 'listed' },
  handler: { values: { self: [], other: [] } },
  dept_review: { values: { done: [true], missing: [false, 'not_done'] }, default: 'done' },
  procuratorate: { values: { basic: [], city: [], provincial: [], spp: [] } },
};

function holds(cond: Cond | undefined, world: World): boolean {
  if (cond === undefined) return true;
  if (cond.all !== undefined) return (cond.all as Cond[]).filter((part) => !holds(part, world)).length === 0;
  if (cond.any !== undefined) return (cond.any as Cond[]).filter((part) => holds(part, world)).length > 0;
  if (cond.not !== undefined) return !holds(cond.not as Cond, world);
  const word = world[cond.fact as string];
  if (cond.stated !== undefined) return (word !== undefined) === cond.stated;
  if (word === undefined) return false;
  if (cond.is !== undefined) return word === cond.is;
  if (cond.in !== undefined) return (cond.in as Word[]).includes(word);
  if (cond.above !== undefined) return (word as number) > (cond.above as number);
  if (cond.atLeast !== undefined) return (word as number) >= (cond.atLeast as number);
  const other = world[(cond.aboveFact ?? cond.atMostHalfOf) as string];
  if (other === undefined) return false;
  return cond.aboveFact === undefined ? (word as number) <= (other as number) / 2 : (word as number) > (other as number);
}

/** Every fact as one word; null when a stated value is none of the declared ones. */
function worldOf(declared: Doc['facts'], defaults: World, query: NaiveQuery): World | null {
  const world: World = { ...defaults };
  for (const [name, raw] of Object.entries(query.case)) {
    const fact = declared[name];
    if (fact === undefined) return null;
    const target = fact.sameAs ?? name;
    const shape = declared[target] ?? fact;
    if (shape.number === undefined) {
      const word = Object.entries(shape.values ?? {}).find(([value, more]) => value === raw || more.includes(raw as string))?.[0];
      if (word === undefined && shape.checked !== 'never') return null;
      if (word !== undefined) world[target] = word;
    } else {
      const fits = typeof raw === 'number' && Number.isInteger(raw) && raw >= shape.number.min && raw <= shape.number.max;
      if (!fits) return null;
      world[target] = raw;
    }
  }
  return world;
}

/** Gives the answers for queries whose facts are all readable and whose role and power exist. */
export function naiveReader(document: unknown): (query: NaiveQuery) => NaiveAnswer {
  const doc = document as Doc;
  const declared = { ...BUILT_IN, ...doc.facts };
  const defaults = Object.fromEntries(Object.entries(declared).map(([name, fact]): [string, Word] => [name, fact.default]));
  return (query) => naiveAnswer(doc, doc.entries.find((entry) => entry.id === query.action), worldOf(declared, defaults, query), query);
}

function naiveAnswer(doc: Doc, entry: Entry | undefined, world: World | null, query: NaiveQuery): NaiveAnswer {
  if (entry === undefined || world === null) return DENY;
  const { actor } = query;
  const role = actor.role as string;
  const carries = saysHandler(actor, role, entry, world);
  world['actor.role'] = role;
  world['actor.handles'] = carries ? 'yes' : 'no';
  for (const flag of ['participated_before', 'recused', 'suspended']) world[`actor.${flag}`] = actor[flag] === true ? 'yes' : 'no';
  world['actor.person_concerned'] = actor.is_person_concerned === true ? 'yes' : 'no';
  world['actor.delegation'] = actor.delegation === 'in_force' ? 'in_force' : 'none';

  const checks = doc.everyPower.filter((id) => !(entry.except ?? []).includes(id)).concat(entry.checks ?? []);
  if (checks.some((id) => holds(doc.checks[id]?.when, world))) return DENY;

  const own = HEIGHT[world.procuratorate as string] ?? 0;
  const [local, fromClause] = decider(doc, entry, world, own);
  const wanted = (entry.consents ?? []).map((id) => doc.consents[id] as Doc['consents'][string])
    .filter((consent) => holds(consent.when, world) && !isOwn(consent.body, own) && consent.body !== local).map((consent) => consent.body);
  if (role === 'superior_official' && own === 4) return DENY;
  const all = tidy([local, ...wanted], own);
  if (entry.raisedWhen !== undefined && holds(entry.raisedWhen, world)) return { result: 'needs-approval-of', of: all };

  const handler = carries && ['procurator', 'lead', 'dept_head', 'deputy_chief', 'chief'].includes(role);
  const mine = new Set([local, ...(fromClause ? entry.also ?? [] : [])]);
  const asChief = role === 'chief' || (role === 'deputy_chief' && actor.delegation === 'in_force' && entry.delegable !== false && doc.deputyActsForChief !== false);
  const below = ['procurator', 'dept_head_review', 'case_mgmt'].includes(local);
  const decides = (handler && mine.has('procurator'))
    || (role === 'dept_head' && mine.has('dept_head_review')) || (role === 'case_mgmt' && mine.has('case_mgmt')) || (role === 'committee' && mine.has('committee'))
    || (asChief && (mine.has('chief') || (below && entry.takeover !== false)))
    || (role === 'superior_official' && superiorDecides(local, entry, own));
  if (decides) {
    const open = tidy(wanted, own).filter((body) => role !== 'superior_official' || aboveHeight(body, own) > aboveHeight('superior', own));
    const review = world.dept_review === 'missing' && entry.reviewFirst !== false && !below && (asChief || role === 'committee');
    const of = review ? ['dept_head_review', ...open] : open;
    return of.length === 0 ? { result: 'allow', of } : { result: 'needs-approval-of', of };
  }
  const proposers = entry.proposers ?? ['handler', 'deputy', 'chief'];
  const beyondChief = !below && local !== 'chief';
  const proposes = (role === 'chief' && beyondChief && proposers.includes('chief'))
    || ((handler || (carries && role === 'team_member')) && proposers.includes('handler'))
    || (role === 'deputy_chief' && (actor.portfolio === true || actor.delegation === 'in_force') && !below && proposers.includes('deputy'))
    || (role === 'committee' && beyondChief && local !== 'committee' && proposers.includes('committee'));
  return proposes && local !== 'procurator' && local !== 'case_mgmt' ? { result: 'needs-approval-of', of: all } : DENY;
}

function saysHandler(actor: Record<string, unknown>, role: string, entry: Entry, world: World): boolean {
  if (typeof actor.is_handler === 'boolean') return actor.is_handler;
  if (world.handler !== undefined && entry.otherHandler !== true) return world.handler === 'self';
  return role === 'procurator' || role === 'lead';
}

function decider(doc: Doc, entry: Entry, world: World, own: number): [string, boolean] {
  const lines = typeof entry.decider === 'string' ? [{ body: entry.decider }] : entry.decider;
  const onList = entry.listed !== false && world.list === 'listed';
  const line = lines.find((l: { when?: Cond; body: string; fixedBy?: string }) => (onList || (l.fixedBy ?? entry.fixedBy) === 'nation') && holds(l.when, world));
  const body = line?.body ?? (entry.lawNamesChief === true ? 'chief' : doc.residual);
  const submitted = doc.raises.some((raise) => holds(raise.when, world));
  if (submitted && entry.takeover !== false && (body === 'procurator' || body === 'chief')) return ['committee', false];
  return [isOwn(body, own) ? 'chief' : body, line !== undefined];
}

function isOwn(body: string, own: number): boolean {
  return (body === 'provincial' && own >= 3) || ((body === 'spp' || body === 'superior') && own === 4);
}

/** How high an organ stands; outside permission is out of every organ's reach. */
function aboveHeight(body: string, own: number): number {
  if (body === 'superior') return own === 0 ? 2 : own + 1;
  return body === 'provincial' ? 3 : body === 'spp' ? 4 : body === 'npc_standing_committee' ? 9 : 0;
}

function superiorDecides(local: string, entry: Entry, own: number): boolean {
  if (['superior', 'provincial', 'spp'].includes(local)) return aboveHeight(local, own) <= aboveHeight('superior', own);
  return entry.takeover !== false && ['procurator', 'chief', 'committee'].includes(local);
}

/** Each organ once, the more exact name kept, in the order of answers. */
function tidy(bodies: string[], own: number): string[] {
  const exact = bodies.filter((body) => body !== 'superior' || !bodies.some((other) => other !== 'superior' && aboveHeight(other, own) === aboveHeight(body, own)));
  return [...new Set(exact)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
