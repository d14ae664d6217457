// Who advised on a decision, over HTTP: a joint conference, an opinion that a signer asked for, a signature of a former round, the question sent
// back. They stand beside who reviewed and who decided, each with entry, words and whether it was followed; attribution gives them their row, the
// command line computes the same from the same inputs, and the proof of the case holds them. What is not here: the inbox (`nobody-forgotten`).
import { readFileSync } from 'node:fs';
import { addMs, type JsonObject } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { parse } from 'yaml';
import { answersOf, quanze } from '../../apps/cli/src/spawn-cli.contract.js';
import { accept, approve, assign, findings, issue, openAndWalk, personId, propose, raise, review, sendUp, walk, type OpenedCase, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';
import { lastDecision, loginOf, rowsIn } from './responsibility-cases.js';

interface Adviser { readonly person: string; readonly name: string | null; readonly way: string; readonly seq: number | null; readonly opinion: string | null; readonly askedBy: string | null; readonly followed: string | null; readonly by: JsonObject | null; readonly content: JsonObject }
const DAY_MS = 86_400_000;
let host: RunningHost;
let clock: FakeClock;
let today: string;
let made: OpenedCase;
let open: readonly { readonly decision: string; readonly advisers: readonly Adviser[] }[];
let decision: number;

const dayAfter = (days: number): string => addMs(clock.now(), (days * 24 + 8) * 3_600_000).slice(0, 10);
const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act: `outcome.${act}`, payload });
const says = (by: string, act: 'sign' | 'opinion', choice: string): Step => step(by, act, { choice, reasons: `${by}的意见` });
const ask = step('head1', 'ask', { signers: ['head2', 'deputy2'].map(personId) });
const read = async (by: string, url: string) => (await host.as(by)({ url: `/api/v1/${url}` })).json();
const told = (advisers: readonly Adviser[]) => advisers.map(({ person, way, opinion, askedBy, followed, content }) => [loginOf(person), way, opinion, askedBy === null ? null : loginOf(askedBy), followed, content['reasons'] ?? content['opinions'] ?? null].map(String).join(' '));

/** In the first round deputy2 disagrees and the chief sends it back; in the second head2 asks head3, who disagrees too. */
const STEPS: readonly Step[] = [
  step('head1', 'convene', { reasons: '疑难' }), step('head1', 'advise', { participants: ['procurator2', 'procurator4'].map(personId), opinions: '各人意见', majority: 'refuseNoDanger' }),
  sendUp(), review(), ask, says('deputy2', 'sign', 'disagree'), says('head2', 'sign', 'agree'), step('chief', 'return', { step: 'drafted', mode: 'again', reasons: '补充论证' }),
  sendUp(), review(), step('head1', 'ask', { signers: [personId('head2')] }), step('head2', 'ask-opinion', { person: personId('head3') }), says('head3', 'opinion', 'disagree'),
];

beforeAll(async () => {
  clock = createFakeClock(new Date().toISOString());
  today = dayAfter(0);
  host = await startHost({ clock });
  // A flow in which one signer who disagrees stops nothing, so that both rounds come to the chief.
  const flow = parse(readFileSync(new URL('../../workflows/approval-flows/either.yaml', import.meta.url), 'utf8')) as object;
  const bound = await host.as('admin')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/flow-bindings`, payload: { path: 'criminal.arrest', version: '2099.1', effectiveFrom: dayAfter(1), bindings: [{ decision: 'stage.reviewing.outcome', matter: 'criminal.arrest.*', flow: 'either' }], flows: [flow] } });
  await host.as('chief')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/definitions/${bound.json().hash}/publish` });
  clock.advanceMs(2 * DAY_MS);
  host.forgetSessions();
  made = await openAndWalk(host.as, [accept(today), assign(), raise(), findings(), propose(), ...STEPS]);
  open = (await read('chief', `cases/${made.caseId}`)).advisers;
  await walk(host.as, made.caseId, made.version, [says('head2', 'sign', 'agree'), approve(), issue()]);
  decision = await lastDecision(host.as, made.caseId);
}, 240_000);
afterAll(() => host.close());

it('shows who advised while the question is open, with the words, and says nothing about following', () => {
  expect(open.map((each) => [each.decision, told(each.advisers)])).toEqual([['stage.reviewing.outcome', [
    'procurator2 conference null null null 各人意见', 'procurator4 conference null null null 各人意见', 'head1 conference null null null 各人意见', 'head1 former-round agree null null 同意',
    'deputy2 former-round disagree null null deputy2的意见', 'head2 former-round agree null null head2的意见', 'chief sent-back null null null 补充论证', 'head3 asked disagree head2 null head3的意见',
  ]]]);
});

it('shows them beside who reviewed and who decided, with their entries, offices and whether they were followed', async () => {
  const [view] = (await read('chief', `cases/${made.caseId}/decisions`)) as readonly { advisers: readonly Adviser[]; record: { reviews: readonly { by: { person: string }; round: number }[]; deciders: readonly { person: string }[] } }[];
  const advisers = view?.advisers ?? [];
  expect(told(advisers).map((line) => line.split(' ').slice(0, 5).join(' '))).toEqual([
    'procurator2 conference null null no', 'procurator4 conference null null no', 'head1 conference null null no', 'head1 former-round agree null yes', 'deputy2 former-round disagree null no',
    'head2 former-round agree null yes', 'chief sent-back null null null', 'head3 asked disagree head2 no',
  ]);
  expect(view?.record.reviews.filter(({ round }) => round === 2).map(({ by }) => loginOf(by.person))).toEqual(['head1', 'head2']);
  expect(view?.record.deciders.map(({ person }) => loginOf(person))).toEqual(['chief']);
  const asked = advisers.at(-1);
  expect(asked).toMatchObject({ name: expect.stringMatching(/./), by: { person: personId('head3'), role: 'dept_head', capacity: 'advise' } });
  const { lines } = await read('chief', `cases/${made.caseId}/trace`) as { lines: readonly { entry: { seq: number; act: string; actor: JsonObject; authority: JsonObject }; payload: { input: JsonObject } }[] };
  expect(lines.find(({ entry }) => entry.seq === asked?.seq)).toMatchObject({
    entry: { act: 'outcome.opinion', actor: { person: personId('head3'), capacity: 'advise' }, authority: { duty: 'everyone/answer-when-asked' } }, payload: { input: { choice: 'disagree', reasons: 'head3的意见' } },
  });
});

it('gives each a row in attribution, and the command line gives the same rows for the same inputs', async () => {
  const view = await read('inspector', `cases/${made.caseId}/decisions/${decision}/responsibility?explain=zh`) as { facts: JsonObject; rows: Parameters<typeof rowsIn>[0]['rows']; text: string };
  expect(rowsIn(view)).toEqual([
    'procurator1 procurator facts none', 'procurator1 procurator procedure none', 'chief chief decision none', 'head1 dept_head review none', 'head2 dept_head review none',
    'procurator2 adviser - none', 'procurator4 adviser - none', 'head3 adviser - none', 'deputy2 adviser - none',
  ]);
  expect(view.facts).toMatchObject({
    conference: { majority: 'refuseNoDanger', followed: 'no' },
    opinions: [{ by: personId('head3'), on: 'question', opinion: 'disagree', followed: 'no' }, { by: personId('deputy2'), on: 'former_proposal', opinion: 'disagree', followed: 'no' }],
  });
  const [computed] = await answersOf(['attribute'], [{ id: 1, facts: view.facts }]);
  expect((computed?.['rows'] as readonly object[]).map((row) => ({ ...row }))).toMatchObject(view.rows.map(({ person, capacity, area, bears, rules }) => ({ person, capacity, area, bears, rules })));
  const rowOf = view.rows.find(({ person }) => loginOf(person) === 'head3') as unknown as { rules: readonly string[]; basis: string; duty: JsonObject };
  expect([rowOf.rules, rowOf.basis, rowOf.duty]).toEqual([['A13', 'B0'], expect.stringContaining('应征求发表意见'), expect.objectContaining({ duty: 'adviser/advise' })]);
});

it('lets the adviser read the own row and keeps the decision in the own dossier', async () => {
  const own = await read('head3', `cases/${made.caseId}/responsibility`) as { decisions: readonly Parameters<typeof rowsIn>[0][] };
  expect(own.decisions.map(rowsIn)).toEqual([['head3 adviser - none']]);
  expect((await read('head3', `people/${personId('head3')}/dossier`)).items).toMatchObject([{ caseId: made.caseId, seq: decision, capacities: ['advise'] }]);
});

it('is proved by the bundle: an opinion that was changed, or taken out of the record, is found', async () => {
  const bundle = await read('chief', `cases/${made.caseId}/bundle`) as { entries: readonly { seq: number; payload: { decision?: { opinions?: readonly JsonObject[] } } }[] };
  const verify = async (document: object) => {
    const run = await quanze(['ledger', 'verify', '-'], JSON.stringify(document));
    return [run.exit, (JSON.parse(run.out) as { valid: boolean }).valid];
  };
  expect(bundle.entries.find(({ seq }) => seq === decision)?.payload.decision?.opinions).toMatchObject([{ by: { person: personId('head3') }, opinion: 'disagree' }]);
  expect(await verify(bundle)).toEqual([0, true]);
  const without = bundle.entries.map((entry) => (entry.seq === decision ? { ...entry, payload: { ...entry.payload, decision: { ...entry.payload.decision, opinions: [] } } } : entry));
  expect(await verify({ ...bundle, entries: without })).toEqual([1, false]);
});
