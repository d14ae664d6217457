// The documents of a release as the auditor reads them: plain JSON, no compiler. Who is named by an act, which flow answers which question, and
// which powers a list has. What is not here: anything of the engine; a mistake of the compiler must not be repeated here.
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';

export interface PlainAct {
  readonly id: string;
  readonly by: readonly string[];
  readonly capacity: string;
  readonly matter: string | null;
  readonly flow: { readonly kind: string; readonly decision: string } | null;
}

export interface PlainDecision {
  /** Option → the power that decides it. */
  readonly matters: ReadonlyMap<string, string>;
  /** Pairs of capacities that one person does not fill in it. */
  readonly conflicts: readonly (readonly [string, string])[];
  /** Fields of the proposal that name whom the question is about. */
  readonly about: readonly string[];
}

export interface PlainPath {
  /** The kind of business; a path of support is itself supervision or advice, and whoever does it also ends it. */
  readonly business: string;
  readonly acts: ReadonlyMap<string, PlainAct>;
  readonly decisions: ReadonlyMap<string, PlainDecision>;
  /** Whether a request for recusal stops work: the word of the path, and states that say otherwise. */
  readonly pendingContinues: boolean;
  readonly continuingStates: ReadonlySet<string>;
  readonly actorsIn: ReadonlyMap<string, readonly string[]>;
  readonly ownRoles: ReadonlySet<string>;
}

export interface PlainPowers {
  readonly ids: ReadonlySet<string>;
  readonly version: string;
}

const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value ?? null) ? (value as JsonObject) : {});
const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const words = (value: JsonValue | undefined): readonly string[] => list(value).map(String);
const word = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** @param content `{path, flows, binding}` */
export function readPlainPath(content: JsonObject): PlainPath {
  const path = object(content['path']);
  const acts = new Map<string, PlainAct>();
  for (const [id, value] of Object.entries(object(path['acts']))) acts.set(id, actOf(id, object(value), null));
  const decisions = new Map<string, PlainDecision>();
  const continuing = new Set<string>();
  const actorsIn = new Map<string, readonly string[]>();
  const visit = (states: JsonObject, prefix: string): void => {
    for (const [name, value] of Object.entries(states)) {
      const [key, state] = [`${prefix}${name}`, object(value)];
      if (state['pendingRecusal'] === 'continues') continuing.add(key);
      if (Array.isArray(state['actors'])) actorsIn.set(key, words(state['actors']));
      if (state['type'] === 'decision') {
        const flow = flowFor(content, String(path['id']), key, state);
        decisions.set(key, decisionOf(state, flow));
        for (const [act, declared] of Object.entries(object(flow['acts']))) acts.set(`${name}.${act}`, actOf(`${name}.${act}`, object(declared), { kind: String(object(declared)['kind']), decision: key }));
      }
      visit(object(state['states']), `${key}.`);
    }
  };
  visit(object(path['states']), '');
  return { business: String(path['business']), acts, decisions, pendingContinues: path['pendingRecusal'] === 'continues', continuingStates: continuing, actorsIn, ownRoles: new Set(Object.keys(object(path['roles']))) };
}

export function readPlainPowers(powerList: JsonValue): PlainPowers {
  const document = object(powerList);
  return { ids: new Set(list(document['entries']).map((entry) => String(object(entry)['id']))), version: `${String(document['id'])}@${String(document['version'])}` };
}

function actOf(id: string, declared: JsonObject, flow: PlainAct['flow']): PlainAct {
  return { id, by: words(declared['by']), capacity: word(declared['capacity']) ?? 'handle', matter: word(declared['matter']), flow };
}

function decisionOf(state: JsonObject, flow: JsonObject): PlainDecision {
  const fields = object(state['fields']);
  return {
    matters: new Map(Object.entries(object(state['options'])).map(([id, option]) => [id, String(object(option)['matter'])])),
    conflicts: list(flow['conflicts']).map((pair) => words(pair) as unknown as readonly [string, string]),
    about: words(state['about']).filter((field) => object(fields[field])['type'] === 'person'),
  };
}

/** The first row of the binding that fits says which flow. */
function flowFor(content: JsonObject, path: string, decision: string, state: JsonObject): JsonObject {
  const matters = Object.values(object(state['options'])).map((option) => String(object(option)['matter']));
  const fits = (row: JsonObject): boolean => ['*', path].includes(String(row['path'])) && ['*', decision].includes(String(row['decision'])) && matters.every((matter) => isMeant(word(row['matter']), matter));
  const row = list(object(content['binding'])['bindings']).map(object).find(fits);
  return object(list(content['flows']).find((flow) => object(flow)['id'] === row?.['flow']));
}

function isMeant(pattern: string | null, matter: string): boolean {
  return pattern === null || pattern === matter || (pattern.endsWith('.*') && matter.startsWith(pattern.slice(0, -1)));
}
