// What an accepted entry must say of itself: who decided on what authority, that nobody wrote an outcome who only supervises, and that nobody
// fills two capacities that are kept apart. Read from the entry and the plain state alone. What is not here: rights (`rights.ts`), clocks.
import type { JournalEntry } from '@quanze/ledger';
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { PlainAct, PlainPath, PlainPowers } from './documents.js';
import type { Invariant } from './violation.js';

export type Say = (invariant: Invariant, what: string) => void;

const DECIDED = /\.decided\.by([A-Z]\w*)$/u;
// Review, advice, supervision and instruction are not decisions (Rules 6-7; Org 8).
const NEVER_DECIDES = ['supervise', 'instruct', 'advise', 'review'];
const LEVEL_ROLES: Readonly<Record<string, readonly string[]>> = {
  procurator: ['handler'], deputyChief: ['deputy_chief', 'handler'], chief: ['chief', 'deputy_chief', 'handler'], committee: ['committee_member'], superior: ['superior_official'], provincial: ['superior_official'], spp: ['superior_official'],
};

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const rows = (value: JsonValue | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value ?? null) ? (value as JsonObject) : {});

/** I1: a legal effect has a record with natural persons, capacity, power and list. */
export function checkDecided(entry: JournalEntry, act: PlainAct | null, path: PlainPath, powers: PlainPowers, knows: (person: string) => boolean, say: Say): void {
  const record = isJsonObject(entry.payload['decision'] ?? null) ? (entry.payload['decision'] as JsonObject) : null;
  const entered = (entry.to as readonly string[]).map((state) => DECIDED.exec(state)?.[1]).filter((level) => level !== undefined);
  if (entered.length > 0 && record === null) say('I1', `${String(entry.act)} enters a decided state without a decision record`);
  if (record === null) return;
  const deciders = rows(record['deciders']);
  const level = text(record['level']);
  if (deciders.length === 0) say('I1', `the decision of ${String(entry.act)} names nobody`);
  for (const decider of deciders) {
    if (!knows(text(decider['person']))) say('I1', `the decision of ${String(entry.act)} names somebody who does not exist`);
    if (text(decider['capacity']) === '') say('I1', `a decider of ${String(entry.act)} has no capacity`);
    if (LEVEL_ROLES[level]?.includes(text(decider['role'])) !== true) say('I1', `${text(decider['role'])} decides at the level ${level}`);
  }
  if (!powers.ids.has(text(record['power']))) say('I1', `the decision of ${String(entry.act)} rests on a power that no list has: ${text(record['power'])}`);
  if (text(record['listVersion']) !== powers.version || text(record['rule']) === '') say('I1', `the decision of ${String(entry.act)} does not say by which list and rule`);
  for (const word of entered) if (word.toLowerCase() !== level.toLowerCase()) say('I1', `a decision of level ${level} enters decided.by${word}`);
  if (level === 'committee' && rows(record['votes']).filter((vote) => vote['option'] === record['outcome']).length * 2 <= ((record['members'] ?? []) as readonly string[]).length) say('I1', 'the committee decides without more than half of all members');
  const flow = act?.flow ?? null;
  if (flow !== null && path.decisions.get(flow.decision)?.matters.has(text(record['outcome'])) !== true) say('I1', `the outcome ${text(record['outcome'])} is no option of the question`);
}

/** I8: whoever supervises, instructs, advises or reviews writes no outcome; and nobody decides by the way. */
export function checkNoOutcome(entry: JournalEntry, act: PlainAct, business: string, before: JsonObject, after: JsonObject, say: Say): void {
  if (!NEVER_DECIDES.includes(act.capacity)) return;
  if (entry.payload['decision'] !== undefined) say('I8', `${act.id} is done to ${act.capacity} and writes a decision`);
  if ((entry.to as readonly string[]).some((state) => DECIDED.test(state))) say('I8', `${act.id} is done to ${act.capacity} and enters a decided state`);
  if (business !== 'support' && before['ending'] !== after['ending']) say('I8', `${act.id} is done to ${act.capacity} and ends the case`);
  const [was, is] = [object(before['decisions']), object(after['decisions'])];
  for (const key of Object.keys(is)) if (outcomeOf(is[key]) !== null && outcomeOf(is[key]) !== outcomeOf(was[key])) say('I8', `${act.id} is done to ${act.capacity} and changes the outcome of ${key}`);
}

function outcomeOf(open: JsonValue | undefined): string | null {
  const decided = object(open)['decided'];
  return decided === undefined ? null : text(object(decided)['option']);
}

/** I6: people who fill two capacities in one decision that its flow keeps apart, save the lawful decider of the own proposal. */
export function checkFourEyes(path: PlainPath, state: JsonObject, changed: ReadonlySet<string>, say: Say): void {
  if (!changed.has('decisions')) return;
  for (const [key, open] of Object.entries(object(state['decisions']))) {
    const filled = capacitiesIn(object(open));
    for (const [person, capacities] of filled) for (const [a, b] of path.decisions.get(key)?.conflicts ?? []) {
      const ownDecision = [a, b].includes('propose') && [a, b].includes('decide');
      if (capacities.has(a) && capacities.has(b) && !(ownDecision && decidesOwn(object(open), person))) say('I6', `somebody fills ${a} and ${b} in ${key}`);
    }
  }
}

function capacitiesIn(open: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const filled = new Map<string, Set<string>>();
  const add = (by: JsonValue | undefined, capacity: string): void => {
    const person = text(object(by)['person']);
    if (person !== '') filled.set(person, (filled.get(person) ?? new Set()).add(capacity));
  };
  for (const proposal of [object(open['proposal']), ...rows(open['earlier'])]) add(proposal['by'], 'propose');
  for (const review of rows(open['reviews'])) add(review['by'], 'review');
  for (const consent of rows(open['consents'])) add(consent['by'], 'consent');
  for (const decider of rows(object(open['decided'])['by'])) add(decider, text(decider['capacity']));
  return filled;
}

/** The handler decides the own proposal where the list lets the handler decide; so does a chief who handles the case. */
function decidesOwn(open: JsonObject, person: string): boolean {
  return rows(object(open['decided'])['by']).every((decider) => decider['person'] !== person || ['handler', 'chief'].includes(text(decider['role'])));
}
