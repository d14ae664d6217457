// People who look before they act: they ask what they may do on a case, and do one of it, sometimes with something in it that must not
// pass, sometimes twice at once. What is not here: sending (`storm.ts`), and payloads that are made without asking (`requests.ts`).
import fc from 'fast-check';
import { approve, issue, untilChief, untilIssued } from '../e2e/arrest-case.js';
import { NEW_CASE } from '../e2e/host.js';
import { HOSTILE_VALUES } from './hostile.js';
import { CURRENT, type FuzzRequest, type Header } from './requests.js';
import type { Vocabulary } from './values.js';

/** What a person sets out to do; which act it becomes is found out on the way. */
export interface Errand {
  readonly who: string;
  /** A walk is a case of arrest review from its opening to the document that is issued, step by step. */
  readonly does: 'open' | 'act' | 'walk';
  /** Decides wherever there is a choice. */
  readonly choice: number;
  /** What is done to the request: nothing, a hostile value in one field, a key nobody declared, the same twice at once. */
  readonly twist: 'none' | 'value' | 'key' | 'twice';
}

export const isErrand = (deed: FuzzRequest | Errand): deed is Errand => 'does' in deed;

// Mostly those who work on cases; the others, who may not know of them, come as well.
const WORKERS = ['intake', 'procurator1', 'procurator2', 'chief', 'head1', 'deputy'];

export function errandsOf({ logins }: Vocabulary): fc.Arbitrary<Errand> {
  const twist = fc.oneof({ weight: 12, arbitrary: fc.constant('none' as const) }, { weight: 3, arbitrary: fc.constant('value' as const) }, { weight: 1, arbitrary: fc.constant('key' as const) }, { weight: 3, arbitrary: fc.constant('twice' as const) });
  const choice = fc.nat({ max: 1_000_000 });
  return fc.oneof(
    { weight: 1, arbitrary: fc.record({ who: fc.constant('intake'), does: fc.constant('walk' as const), choice, twist: fc.constant('none' as const) }) },
    { weight: 2, arbitrary: fc.record({ who: fc.constant('intake'), does: fc.constant('open' as const), choice, twist }) },
    { weight: 30, arbitrary: fc.record({ who: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORKERS) }, { weight: 1, arbitrary: fc.constantFrom(...logins) }), does: fc.constant('act' as const), choice, twist }) },
  );
}

/** The part of `GET /cases/:id/acts` that is used here. */
export interface ActsView {
  readonly version: number;
  readonly acts: readonly { readonly act: string; readonly allowed: boolean; readonly options?: readonly { readonly option: string; readonly allowed: boolean }[]; readonly fields: Readonly<Record<string, Field>> }[];
}

interface Field {
  readonly type: string;
  readonly required?: boolean;
  readonly values?: readonly string[];
  readonly min?: number;
  readonly sensitive?: boolean;
}

export const TEXT_OF_ERRANDS = '已依法记录在案，理由充分';

/** A case of one of the two paths, as case management opens it. */
export function openingOf({ who, choice, twist }: Errand, { offices }: Vocabulary): FuzzRequest {
  const isArrest = choice % 3 !== 0;
  const title = `${TEXT_OF_ERRANDS}${choice}`;
  const facts = { origin: pick(isArrest ? ['police', 'own_investigation'] : ['police', 'supervisory'], choice), custody: pick(['none', 'detained', 'bail'], choice >> 2) };
  const document = { [isArrest ? 'requestDocument' : 'transferDocument']: `云公诉字〔2026〕${choice}号` };
  const body = { path: isArrest ? 'criminal.arrest' : 'criminal.prosecution', office: offices[0], department: 'first', title, act: 'receive', facts, payload: { ...document, title } };
  return finished({ operation: 'openCase', who, method: 'POST', target: '/api/v1/cases', headers: [], body: twisted(body, choice, twist) }, choice, twist);
}

/** The steps of a walk, the opening first. */
export function stepsOf({ choice }: Errand): readonly ((caseId: string) => FuzzRequest)[] {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const headers: readonly Header[] = [['content-type', 'application/json']];
  const steps = choice % 2 === 0 ? untilIssued(today) : [...untilChief(today), approve(), issue()];
  return [
    () => ({ operation: 'openCase', who: 'intake', method: 'POST', target: '/api/v1/cases', headers, body: NEW_CASE }),
    ...steps.map(({ by, act, payload }) => (caseId: string): FuzzRequest => ({ operation: 'act', who: by, method: 'POST', target: `/api/v1/cases/${caseId}/acts`, headers, body: { act, payload, expectedVersion: CURRENT } })),
  ];
}

/** An act the view offers, mostly one that is allowed; null when there is none. */
export function actOf({ who, choice, twist }: Errand, caseId: string, { version, acts }: ActsView, words: Vocabulary): FuzzRequest | null {
  const allowed = acts.filter((act) => act.allowed);
  // Acts about the people of a case are always at hand, and would soon leave nobody to work on it.
  const moving = allowed.filter((act) => choice % 7 === 0 || !/recusal|bar-|team/.test(act.act));
  // Acts of a decision are few among many, and what the others are for.
  const deciding = moving.filter((act) => choice % 5 < 3 && act.act.includes('.'));
  const act = pick(choice % 6 === 0 || moving.length === 0 ? acts : deciding.length > 0 ? deciding : moving, choice >> 3);
  if (act === undefined) return null;
  const open = act.options?.filter((option) => option.allowed).map(({ option }) => option) ?? [];
  const payload = Object.fromEntries(Object.entries(act.fields).flatMap(([name, field], index): readonly (readonly [string, unknown])[] => {
    if (field.required !== true && (choice >> (index % 16)) % 2 === 0) return [];
    return [[name, name === 'option' && open.length > 0 ? pick(open, choice >> 5) : valueOfField(name, field, choice + index, words)]];
  }));
  return finished({ operation: 'act', who, method: 'POST', target: `/api/v1/cases/${caseId}/acts`, headers: [], body: twisted({ act: act.act, payload, expectedVersion: version }, choice, twist) }, choice, twist);
}

function valueOfField(name: string, { type, values = [], min }: Field, choice: number, { people, handlers }: Vocabulary): unknown {
  switch (type) {
    case 'boolean': return choice % 2 === 0;
    case 'integer': return min ?? 1;
    case 'date': return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    case 'enum': return pick(values, choice);
    case 'list': return values.slice(0, 1 + (choice % 2));
    case 'person': return pick(choice % 4 === 0 ? people : handlers, choice);
    case 'people': return name === 'stepAside' ? [] : people;
    default: return `${TEXT_OF_ERRANDS}${choice % 7}`;
  }
}

/** The body with what the twist puts into it. */
function twisted(body: Readonly<Record<string, unknown>>, choice: number, twist: Errand['twist']): Readonly<Record<string, unknown>> {
  const value = pick(HOSTILE_VALUES, choice >> 4);
  if (twist === 'key') return { ...body, [pick(['by', 'person', 'tenant', 'constructor', 'actor'], choice) ?? 'by']: value };
  if (twist !== 'value') return body;
  const payload = body['payload'] as Readonly<Record<string, unknown>>;
  const name = pick(Object.keys(payload), choice >> 2);
  return name === undefined ? body : { ...body, payload: { ...payload, [name]: value } };
}

/** With its headers: mostly a key of its own, always one for what is sent twice. */
function finished(request: FuzzRequest, choice: number, twist: Errand['twist']): FuzzRequest {
  const key: readonly Header[] = twist === 'twice' || choice % 2 === 0 ? [['idempotency-key', `errand-${choice}`]] : [];
  return { ...request, headers: [['content-type', 'application/json'], ...key] };
}

function pick<T>(all: readonly T[], choice: number): T | undefined {
  return all[choice % all.length];
}
