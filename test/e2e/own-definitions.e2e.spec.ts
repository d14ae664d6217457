// An office's own document templates, formality models and catalogues of laws over HTTP: refused with the problems that the product's own would be
// refused with, published by a second person, in effect from their day. What is not here: power lists and calendars (`publishing.e2e.spec.ts`), evidence
// standards (`evidence.e2e.spec.ts`), and each single rule (libs/definitions).
import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { folderSource, loadWorkflows, readDocument, type DocumentKind } from '@quanze/definitions';
import { addMs, type JsonObject, type JsonValue } from '@quanze/kernel';
import { createFakeClock, type FakeClock } from '@quanze/testkit';
import type { Answer } from './client.js';
import { accept, assign, decideAlone, findings, openAndWalk, propose, raise, send, sendUp } from './arrest-case.js';
import { DEMO_OFFICE, startHost, type RunningHost } from './host.js';

const WORKFLOWS = resolve(import.meta.dirname, '../../workflows');
const DAY_MS = 86_400_000;
const DEFINITIONS = `/api/v1/offices/${DEMO_OFFICE}/definitions`;
let host: RunningHost;
// The office was set up today, and its journal never runs backwards.
const clock: FakeClock = createFakeClock(new Date().toISOString());
beforeAll(async () => {
  host = await startHost({ clock, works: false });
}, 180_000);
afterAll(() => host.close());

const inDays = (days: number): string => addMs(clock.now(), days * DAY_MS).slice(0, 10);
function shipped(kind: DocumentKind, file: string): JsonObject {
  const read = readDocument(readFileSync(resolve(WORKFLOWS, file), 'utf8'), { file, kind });
  if (!read.ok) throw new Error(`${file} does not read`);
  return read.value.value as JsonObject;
}
const submit = (content: JsonObject, effectiveFrom = String(content['effectiveFrom'])): Promise<Answer> =>
  host.as('admin')({ method: 'POST', url: DEFINITIONS, payload: { kind: String(content['kind']), id: String(content['id']), version: String(content['version']), effectiveFrom, content: content as JsonValue } });
const publish = (hash: string, login = 'chief'): Promise<Answer> => host.as(login)({ method: 'POST', url: `${DEFINITIONS}/${hash}/publish`, payload: {} });
const published = async (content: JsonObject, effectiveFrom?: string): Promise<void> => {
  const submitted = await submit(content, effectiveFrom);
  expect([submitted.statusCode, submitted.json().params?.problems]).toEqual([201, undefined]);
  expect([(await publish(submitted.json().hash, 'admin')).statusCode, (await publish(submitted.json().hash)).statusCode]).toEqual([403, 200]);
};
const problemsOf = (answer: Answer): readonly string[] => (answer.json().params?.problems ?? [answer.json().code]) as readonly string[];
/** Goes on to a day, when sessions have ended. */
const goTo = (days: number): void => {
  clock.jumpTo(addMs(clock.now(), days * DAY_MS));
  host.forgetSessions();
};

describe('document templates', () => {
  const FILE = 'document-templates/criminal-arrest.yaml';
  const own = (more: JsonObject = {}): JsonObject => ({ ...shipped('document-template', FILE), version: '2099.1', effectiveFrom: inDays(2), ...more });
  type Template = JsonObject & { readonly fields: JsonObject };
  const [first, ...rest] = shipped('document-template', FILE)['templates'] as unknown as readonly Template[];
  const withFirst = (change: JsonObject): JsonObject => own({ templates: [{ ...(first as Template), ...change }, ...rest] as never });
  const field = (from: readonly string[], required: boolean): JsonObject => ({ fields: { ...(first as Template).fields, extra: { type: 'text', label: { zh: '新', en: 'New' }, required, from } } });

  it.each([
    ['a fact no path declares', () => withFirst(field(['fact.weather', 'typed'], false)), 'template-fact-undeclared'],
    ['a required field that nothing is sure to fill', () => withFirst(field(['case.foreignNumber'], true)), 'template-field-without-source'],
    ['a document no path makes', () => withFirst({ document: 'arrest-aproval' }), 'template-document-unknown'],
    ['a path that is not there', () => own({ paths: ['criminal.arrest', 'criminal.nothing'] }), 'template-path-unknown'],
    ['a placeholder without a field', () => withFirst({ body: [...((first as Template)['body'] as readonly JsonValue[]), { paragraph: '{nobody}' }] }), 'template-placeholder-unknown'],
  ])('are refused with %s, as the product\'s own would be', async (_what, content, rule) => {
    const answer = await submit(content());
    expect([answer.statusCode, answer.json().code, problemsOf(answer)[0]]).toEqual([422, 'DEFINITION.INVALID', expect.stringMatching(rule)]);
  });

  it('have the very problems that loading them with the product would have', async () => {
    const broken = own({ ...withFirst({ ...field(['fact.weather', 'typed'], true), document: 'arrest-aproval' }), paths: ['criminal.arrest', 'criminal.nothing'] });
    const disk = folderSource(WORKFLOWS);
    const { problems } = loadWorkflows({ list: (folder) => disk.list(folder), read: (file) => (file === FILE ? Buffer.from(JSON.stringify(broken)) : disk.read(file)) });
    const expected = problems.filter((problem) => problem.file === FILE && problem.severity === 'error').map(({ rule, key, message }) => `${rule} content${key}: ${message.zh} / ${message.en}`);
    expect(expected.length).toBeGreaterThan(1);
    expect(problemsOf(await submit(broken))).toEqual(expected);
  });

  it('make documents from their day on', async () => {
    await published(withFirst({ word: '批捕新' }));
    const open = async () => (await openAndWalk(host.as, [accept('2026-01-05'), assign(), findings(), propose(), decideAlone()])).caseId;
    const templateOf = async (caseId: string): Promise<string> => ((await host.as('procurator1')({ url: `/api/v1/cases/${caseId}/documents` })).json().templates as readonly { readonly document: string; readonly template: string }[]).find(({ document }) => document === 'arrest-approval')?.template ?? '';
    const caseId = await open();
    expect(await templateOf(caseId)).toBe('criminal-arrest@2026.1');
    goTo(2);
    expect(await templateOf(caseId)).toBe('criminal-arrest@2099.1');
  });
});

describe('a formality model', () => {
  const own = (more: JsonObject = {}): JsonObject => ({ ...shipped('formality-model', 'formality/model.yaml'), version: '2099.1', effectiveFrom: inDays(2), setPhrases: ['照此办理并无其他意见'], ...more });

  it('is refused when it does not fit its schema, and when its day is not the one it is published for', async () => {
    expect(problemsOf(await submit(own({ pace: { secondsMin: -1, charactersPerSecond: 0 } })))[0]).toMatch(/^schema-.* content\/pace/);
    expect((await submit(own(), inDays(3))).json()).toMatchObject({ code: 'DEFINITION.BAD_VALUE', params: { path: '/effectiveFrom' } });
  });

  it('is what acts are checked by from its day on, and the only one of its day', async () => {
    const { caseId } = await openAndWalk(host.as, [accept('2026-01-05'), assign(), raise(), findings(), propose(), sendUp()]);
    const flags = async (reasons: string): Promise<readonly string[]> =>
      ((await host.as('head1')({ method: 'POST', url: `/api/v1/cases/${caseId}/acts/check`, payload: { act: 'outcome.review', payload: { opinion: 'agree', reasons } } })).json().flags as readonly { readonly rule: string }[]).map(({ rule }) => rule);
    expect([(await flags('照此办理并无其他意见')).includes('EMPTY'), (await flags('同意承办人意见')).includes('EMPTY')]).toEqual([false, true]);
    await published(own());
    expect((await publish((await submit(own({ version: '2099.2' }))).json().hash)).json()).toMatchObject({ code: 'DEFINITION.DUPLICATE' });
    expect((await flags('照此办理并无其他意见')).includes('EMPTY')).toBe(false);
    goTo(2);
    expect([(await flags('照此办理并无其他意见')).includes('EMPTY'), (await flags('同意承办人意见')).includes('EMPTY')]).toEqual([true, false]);
  });
});

describe('a catalogue of laws', () => {
  const law = (id: string, name: string, more: JsonObject = {}): JsonObject => ({ id, name, aliases: [], versions: [{ from: '2020-01-01', articles: 30, source: '测试' }], ...more });
  const own = (...laws: readonly JsonObject[]): JsonObject => ({ kind: 'law-catalogue', id: 'local', version: '2099.1', label: { zh: '地方性法规', en: 'Local rules' }, source: '测试', status: 'unverified', laws: laws as never });

  it('is refused with one name for two laws, and with versions that overlap', async () => {
    expect(problemsOf(await submit(own(law('a', '云岭条例'), law('b', '云岭条例')), inDays(2)))[0]).toMatch(/^FORMALITY.LAW_NAME_TWICE content\/laws\/1/);
    expect(problemsOf(await submit(own(law('a', '云岭条例', { versions: [{ from: '2020-01-01', source: '测试' }, { from: '2021-01-01', source: '测试' }] })), inDays(2)))[0]).toMatch(/^FORMALITY.LAW_VERSIONS_OVERLAP content\/laws\/0\/versions\/0/);
  });

  it('adds its laws to those of the product from its day on', async () => {
    const { caseId, version } = await openAndWalk(host.as, [accept('2026-01-05'), assign(), findings()]);
    const flags = async (text: string): Promise<readonly string[]> =>
      ((await host.as('procurator1')({ method: 'POST', url: `/api/v1/cases/${caseId}/acts/check`, payload: { act: 'outcome.propose', payload: { ...propose().payload, law: text } } })).json().flags as readonly { readonly rule: string }[]).map(({ rule }) => rule).filter((rule) => rule.startsWith('LAW') || rule.startsWith('ARTICLE'));
    const CITED = '《云岭条例》第五条；刑事诉讼法第八十一条';
    expect(await flags(CITED)).toEqual(['LAW_UNKNOWN']);
    await published(own(law('yunling', '云岭条例')), inDays(2));
    expect((await publish((await submit({ ...own(law('yunling', '云岭条例')), version: '2099.2' }, inDays(2))).json().hash)).json()).toMatchObject({ code: 'DEFINITION.DUPLICATE' });
    goTo(2);
    expect([await flags(CITED), await flags('《云岭条例》第三十一条')]).toEqual([[], ['ARTICLE_OUT_OF_RANGE']]);
    expect((await send(host.as, caseId, version, propose())).statusCode).toBe(200);
  });
});
