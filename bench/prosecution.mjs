// The material of the pure measurements: the shipped path for prosecution with its flows, rules, list and calendar, and many acts on it,
// each with the state of its case at that moment. Cases are led by a seeded walk through what the engine says each person may do, so
// the acts are those of an office and not one act repeated. What is not here: measuring.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { compilePowerList, parsePowerList } from '@quanze/authority';
import { compileCalendar, parseCalendar } from '@quanze/calendar';
import { buildRelease, folderSource, loadWorkflows } from '@quanze/definitions';
import { compileRelease, decide, explainActs, fieldsOf, openCase } from '@quanze/engine';
import { addMs, expectOk, lawDateOf } from '@quanze/kernel';
import { compileDuties } from '@quanze/responsibility';

export const hash = {
  algorithm: 'sha-256',
  ofText: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  ofBytes: (bytes) => createHash('sha256').update(bytes).digest(),
};

const OFFICE = '00000000-0000-4000-8000-0000000000aa';
const SUPERIOR = '00000000-0000-4000-8000-0000000000bb';
const START = '2026-03-02T01:00:00.000Z';
const FACTS = { origin: 'police', custody: 'arrested' };
const HOUR_MS = 3_600_000;

let people = 0;
function person(...posts) {
  const id = `00000000-0000-4000-8000-${String((people += 1)).padStart(12, '0')}`;
  return { person: id, delegations: [], posts: posts.map((post, index) => ({ appointment: `${id.slice(0, -2)}${index}a`, office: OFFICE, ...(typeof post === 'string' ? { role: post } : post) })) };
}

const cast = {
  intake: person('case_mgmt'), handler: person('procurator'), other: person('procurator', 'committee_member'), head: person({ role: 'dept_head', department: 'd1' }),
  deputy: person({ role: 'deputy_chief', portfolio: ['d1'] }, 'committee_member'), chief: person('chief', 'committee_member'), superior: person({ role: 'chief', office: SUPERIOR }),
};
const actors = Object.values(cast);

/** Compiles what is measured. @throws Error when a shipped document does not load */
export function loadProsecution() {
  const { documents } = loadWorkflows(folderSource(fileURLToPath(new URL('../workflows', import.meta.url))));
  const of = (kind, id) => documents.find((document) => document.kind === kind && (id === undefined || document.id === id));
  const built = buildRelease(documents, of('release', 'criminal.prosecution'), hash);
  if (!built.ok) throw new Error(JSON.stringify(built.refusal));
  const path = expectOk(compileRelease(built.value), 'the path');
  const powers = compilePowerList(expectOk(parsePowerList(of('power-list', 'model').value), 'the power list'));
  const duties = compileDuties(of('duty-list', 'model').value);
  const calendar = compileCalendar(expectOk(parseCalendar(of('calendar').value), 'the calendar'));
  const rules = built.value.documents.deadlineRules;
  const named = new Map(actors.map((facts) => [facts.person, facts]));
  const committee = [cast.other, cast.deputy, cast.chief].map((facts) => facts.person);
  const worldOf = (actor, at) => ({ at, hash, powers, duties, calendar, actor, superiorOffice: SUPERIOR, committee, named, entries: { get: () => [] } });
  return { path, powers, calendar, rules, worldOf };
}

/** Leads cases until `count` acts were done. @returns acts as `{snapshot: JSON text, command, actor, at, seq}`, all accepted by the engine,
 *  and their outcomes */
export function recordActs({ path, worldOf }, count, random) {
  const acts = [];
  for (let number = 0; acts.length < count; number += 1) {
    let at = addMs(START, number * HOUR_MS);
    const receive = path.acts.get('receive');
    const opened = openCase(path, { caseId: `cccccccc-0000-4000-8000-${String(number).padStart(12, '0')}`, office: OFFICE, department: 'd1' }, FACTS, { act: 'receive', payload: payloadOf(path, receive, at, undefined, random) }, worldOf(cast.intake, at));
    let { snapshot } = expectOk(opened, 'opening a case');
    for (let step = 0; step < 40 && acts.length < count && snapshot.status === 'open'; step += 1) {
      at = addMs(at, HOUR_MS);
      const done = oneAct(path, worldOf, snapshot, at, step + 2, random);
      if (done === null) continue;
      acts.push(done);
      snapshot = done.outcome.snapshot;
    }
  }
  return acts;
}

/** Somebody does one of the acts that the engine shows as open; null when the payload was not one it takes. */
function oneAct(path, worldOf, snapshot, at, seq, random) {
  const actor = actors[Math.floor(random() * actors.length)];
  const world = worldOf(actor, at);
  const open = explainActs(path, snapshot, world).filter((answer) => answer.allowed);
  const answer = open[Math.floor(random() * open.length)];
  if (answer === undefined) return null;
  const options = (answer.options ?? []).filter((option) => option.allowed);
  const option = options[Math.floor(random() * options.length)]?.option;
  const command = { act: answer.act, payload: payloadOf(path, path.acts.get(answer.act), at, option, random), expectedVersion: snapshot.version };
  const result = decide(path, snapshot, command, world, seq);
  return result.ok ? { snapshot: JSON.stringify(snapshot), command, actor, at, seq, outcome: result.value } : null;
}

function payloadOf(path, act, at, option, random) {
  const fields = Object.entries(fieldsOf(path, act, option)).filter(([name, field]) => name !== 'option' && (field.required === true || (field.type === 'text' && name !== 'changedPart')));
  return { ...(option === undefined ? {} : { option }), ...Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field, at, random)])) };
}

function valueOf(field, at, random) {
  const oneOf = (values) => values[Math.floor(random() * values.length)];
  switch (field.type) {
    case 'boolean': return random() < 0.5;
    case 'integer': return field.min ?? 1;
    case 'date': return lawDateOf(at);
    case 'enum': return oneOf(field.values);
    case 'list': return field.values ?? ['a'];
    case 'person': return oneOf([cast.handler, cast.other]).person;
    case 'file': return 'f1'.repeat(32);
    case 'files': return ['f1'.repeat(32)];
    case 'people': return [cast.other, cast.deputy, cast.chief].map((facts) => facts.person);
    default: return '经审查，事实清楚，证据确实、充分';
  }
}

/** Numbers of a seed (mulberry32), 0 inclusive to 1 exclusive. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
