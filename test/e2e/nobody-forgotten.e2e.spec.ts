// The inbox forgets nobody, over HTTP: whoever gets a copy, is asked for an opinion, is added as a signer or handed a seat, is reminded, or owes the
// committee a word in writing finds the case there, may open it and do what is asked, and finds it no more when it is done. What is not here:
// the usual desks, substitutes (`case-team`), support staff and roles of imported paths (`imported`).
import { readFileSync } from 'node:fs';
import { addMs } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import { parse } from 'yaml';
import { accept, assign, findings, openAndWalk, personId, propose, raise, review, send, sendUp, walk, type OpenedCase, type Step } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';
import { atChief } from './responsibility-cases.js';

const QUESTION = 'stage.reviewing.outcome';
let host: RunningHost;
let clock: FakeClock;

const dayAfter = (days: number): string => addMs(clock.now(), (days * 24 + 8) * 3_600_000).slice(0, 10);
const step = (by: string, act: string, payload: Step['payload'] = {}): Step => ({ by, act: `outcome.${act}`, payload });
const inbox = async (login: string, { caseId }: Pick<OpenedCase, 'caseId'>): Promise<readonly string[]> => {
  const { items } = (await host.as(login)({ url: '/api/v1/inbox?limit=200' })).json() as { items: readonly { task: { key: string; verb: string; urged?: { times: number } }; case: { caseId: string } }[] };
  return items.filter((item) => item.case.caseId === caseId).map(({ task }) => `${task.key.replace(/#[0-9a-f-]{36}$/, '')} ${task.verb}${task.urged === undefined ? '' : ` ×${task.urged.times}`}`);
};
const go = async (made: OpenedCase, ...steps: readonly Step[]): Promise<OpenedCase> => ({ ...made, version: await walk(host.as, made.caseId, made.version, steps) });
const status = async (login: string, { caseId }: OpenedCase): Promise<number> => (await host.as(login)({ url: `/api/v1/cases/${caseId}` })).statusCode;

beforeAll(async () => {
  clock = createFakeClock(new Date().toISOString());
  host = await startHost({ clock });
}, 180_000);
afterAll(() => host.close());

it('a copy lies with whoever got it until it is read, whatever step the question is at', async () => {
  const before = await openAndWalk(host.as, [accept(dayAfter(0)), assign(), raise(), findings(), propose()]);
  expect([await status('procurator3', before), await inbox('procurator3', before)]).toEqual([404, []]);
  const copied = await go(before, step('procurator1', 'copy', { people: ['procurator3', 'intake2'].map(personId) }), sendUp());
  const unread = [`copy#${QUESTION} read`];
  expect([await status('procurator3', copied), await inbox('procurator3', copied), await inbox('intake2', copied)]).toEqual([200, unread, unread]);
  const convened = await go(copied, step('head1', 'convene', { reasons: '疑难' }), step('procurator3', 'read-copy'));
  expect([await inbox('procurator3', convened), await inbox('intake2', convened)]).toEqual([[], unread]);
  expect((await send(host.as, convened.caseId, convened.version, step('procurator3', 'read-copy'))).json().code).toBe('FLOW.COPY_READ');
});

it('whoever can get a copy can say that it was read, whatever the post', async () => {
  const readers = ['assistant3', 'clerk2', 'inspector', 'deputy2', 'head2'];
  const before = await openAndWalk(host.as, [accept(dayAfter(0)), assign(), raise(), findings(), propose(), step('procurator1', 'copy', { people: readers.map(personId) })]);
  expect(await Promise.all(readers.map((login) => inbox(login, before)))).toEqual(readers.map(() => [`copy#${QUESTION} read`]));
  const read = await go(before, ...readers.map((login) => step(login, 'read-copy')));
  expect(await Promise.all(readers.map((login) => inbox(login, read)))).toEqual(readers.map(() => []));
});

it('a reminder stands at the task of whoever is asked', async () => {
  const made = await openAndWalk(host.as, [accept(dayAfter(0)), assign(), raise(), findings(), propose(), sendUp(), step('procurator1', 'urge')]);
  expect(await inbox('head1', made)).toEqual([`${QUESTION}.departmentReview review ×1`]);
});

it('the committee asks its absent members for their word in writing before the chair goes on', async () => {
  const vote = (by: string, option: string): Step => step(by, 'vote', { option, reasons: '意见与理由' });
  const present = ['deputy', 'deputy2', 'head2', 'head3', 'chief'];
  const session = await openAndWalk(host.as, [...atChief('procurator1'), step('chief', 'refer', { reasons: '重大疑难' }), step('chief', 'open-meeting', { present: present.map(personId), stepAside: [] })]);
  const asked = [`${QUESTION}.committee vote`];
  expect([await inbox('head2', session), await inbox('head1', session)]).toEqual([asked, []]);
  const split = await go(session, vote('deputy', 'approve'), vote('deputy2', 'approve'), vote('head2', 'refuseNoDanger'), vote('head3', 'refuseNoDanger'), vote('chief', 'approve'));
  expect([await inbox('head1', split), await inbox('procurator1', split), await inbox('chief', split)]).toEqual([asked, asked, []]);
  const written = await go(split, { ...vote('head1', 'refuseNoDanger'), act: 'outcome.written-opinion' }, { ...vote('procurator1', 'refuseNoDanger'), act: 'outcome.written-opinion' });
  expect([await inbox('head1', written), await inbox('procurator1', written), await inbox('chief', written)]).toEqual([[], [], asked]);
});

it('a panel lies with whoever has to answer now: asked for an opinion, added, or handed a seat', async () => {
  const flow = parse(readFileSync(new URL('../../workflows/approval-flows/either.yaml', import.meta.url), 'utf8')) as object;
  const bound = await host.as('admin')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/flow-bindings`, payload: { path: 'criminal.arrest', version: '2099.1', effectiveFrom: dayAfter(1), bindings: [{ decision: QUESTION, matter: 'criminal.arrest.*', flow: 'either' }], flows: [flow] } });
  expect((await host.as('chief')({ method: 'POST', url: `/api/v1/offices/${DEMO_OFFICE}/definitions/${bound.json().hash}/publish` })).statusCode).toBe(200);
  clock.advanceMs(2 * 86_400_000);
  host.forgetSessions();
  const signing = `${QUESTION}.signing`;
  const asked = await openAndWalk(host.as, [accept(dayAfter(0)), assign(), raise(), findings(), propose(), sendUp(), review(), step('head1', 'ask', { signers: [personId('head2')] })]);
  expect([await inbox('head2', asked), await inbox('head3', asked)]).toEqual([[`${signing} review`], []]);
  const entrusted = await go(asked, step('head2', 'ask-opinion', { person: personId('head3') }));
  expect([await inbox('head2', entrusted), await inbox('head3', entrusted), await status('head3', entrusted)]).toEqual([[], [`${signing} answer`], 200]);
  const given = await go(entrusted, step('head3', 'opinion', { choice: 'agree', reasons: '同意' }));
  expect([await inbox('head2', given), await inbox('head3', given)]).toEqual([[`${signing} review`], []]);
  const handed = await go(given, step('head2', 'hand-on', { person: personId('deputy2'), reasons: '分管' }), step('procurator1', 'urge'));
  expect([await inbox('head2', handed), await inbox('deputy2', handed)]).toEqual([[], [`${signing} review ×1`]]);
});
