// A template and data make a document: values from where the template says, what is missing named, text that stays text, one digest for one
// content. What is not here: templates of the product (`libs/definitions`), and their life in a case.
import { createHash } from 'node:crypto';
import type { HashFunction, HashHex, LocalDate } from '@quanze/kernel';
import { checkTyped, DOCUMENT_FORMAT, documentDate, documentDateInHan, documentHash, documentText, fillFields, isDocumentText, parseSource, placeholdersOf, printHtml, printText, renderBlocks, selectTemplate, type DocumentData, type DocumentTemplate, type DocumentTemplates, type RenderedDocument } from './index.js';

const hash: HashFunction = { algorithm: 'sha-256', ofText: (text) => createHash('sha256').update(text).digest('hex') as HashHex, ofBytes: (bytes) => createHash('sha256').update(bytes).digest() };
const day = (text: string) => text as LocalDate;
const label = { zh: '字段', en: 'Field' };
const TEMPLATE: DocumentTemplate = {
  document: 'notice', label: { zh: '通知书', en: 'Notice' }, word: '通', signedBy: 'handler',
  fields: {
    office: { type: 'text', label, required: true, from: ['office.name'] }, suspect: { type: 'text', label, required: true, from: ['fact.suspect', 'typed'], length: 10 },
    until: { type: 'date', label, from: ['typed'] }, ground: { type: 'text', label, from: ['value.ground'], words: { ill: '患病' } },
    count: { type: 'integer', label, from: ['fact.count'] }, demands: { type: 'list', label, required: true, from: ['typed'] },
  },
  body: [
    { title: '{office}' }, { title: '通知书' }, { number: true }, { addressee: '{suspect}' }, { paragraph: '第{count}次，因{ground}，至{until}。' },
    { paragraph: '请办理下列事项：' }, { items: ['{demands}', '告知{suspect}'] }, { signature: true }, { date: true },
  ],
};
const DATA: DocumentData = { words: { 'office.name': '云岭县人民检察院' }, facts: { count: 2 }, values: { ground: 'ill' }, typed: { suspect: '张某', demands: ['甲', '乙'], until: '2026-03-05' } };
const IMPRINT = { number: '云岭检通〔2026〕1号', date: day('2026-11-23'), office: '云岭县人民检察院', handlers: ['李某', '王某'], chief: '赵某' };
const blocksOf = (data: DocumentData, template = TEMPLATE) => renderBlocks(template, fillFields(template, data).filled, IMPRINT);
const missingOf = (data: DocumentData) => fillFields(TEMPLATE, data).missing;

describe('days in documents', () => {
  it.each([['2026-11-23', '2026年11月23日', '二〇二六年十一月二十三日'], ['2030-01-10', '2030年1月10日', '二〇三〇年一月十日'], ['2009-10-20', '2009年10月20日', '二〇〇九年十月二十日'], ['2026-12-31', '2026年12月31日', '二〇二六年十二月三十一日']])('%s is %s and %s', (date, text, han) => {
    expect([documentDate(day(date)), documentDateInHan(day(date))]).toEqual([text, han]);
  });
});

describe('the values of a document', () => {
  it('come from the first source that has one; what is missing is named in order', () => {
    expect(fillFields(TEMPLATE, { ...DATA, facts: { suspect: '李某' } }).filled.get('suspect')).toEqual(['李某']);
    expect(missingOf({ ...DATA, words: {}, typed: {} })).toEqual(['office', 'suspect', 'demands']);
    expect(missingOf(DATA)).toEqual([]);
  });

  it.each([['blank', ' \n '], ['of another type', 5], ['empty after what does not print', '\u200b']])('are missing when %s', (_what, suspect) => {
    expect(missingOf({ ...DATA, typed: { ...DATA.typed, suspect } })).toEqual(['suspect']);
  });

  it('of the case are neither too long nor refused for a character that does not print', () => {
    expect(fillFields(TEMPLATE, { ...DATA, facts: { suspect: `张\u202e${'某'.repeat(30)}` } }).filled.get('suspect')).toEqual([`张${'某'.repeat(30)}`]);
  });

  it('are not read from what every object has', () => {
    const template: DocumentTemplate = { ...TEMPLATE, fields: { x: { type: 'text', label, required: true, from: ['fact.constructor'] } } };
    expect(fillFields(template, DATA).missing).toEqual(['x']);
  });

  it.each([
    [{ office: '某院' }, ['office: unknown']], [{ other: 1 }, ['other: unknown']], [{ suspect: '张'.repeat(11) }, ['suspect: length']], [{ suspect: '' }, ['suspect: value']],
    [{ suspect: '张\u0000' }, ['suspect: value']], [{ until: '2026-02-30' }, ['until: date']], [{ demands: [] }, ['demands: count']], [{ demands: ['甲', 5] }, ['demands: type']], [{ suspect: '张某\r\n第二行' }, []],
  ])('typed as %j have the problems %j', (typed, problems) => {
    expect(checkTyped(TEMPLATE, typed)).toEqual(problems);
  });
});

describe('the text of a document', () => {
  it('has every block with its values', () => {
    expect(blocksOf(DATA)).toEqual([
      { kind: 'title', text: '云岭县人民检察院' }, { kind: 'title', text: '通知书' }, { kind: 'number', text: '云岭检通〔2026〕1号' }, { kind: 'addressee', text: '张某' },
      { kind: 'paragraph', text: '第2次，因患病，至2026年3月5日。' }, { kind: 'paragraph', text: '请办理下列事项：' }, { kind: 'items', lines: ['甲', '乙', '告知张某'] },
      { kind: 'signature', lines: ['检察官　李某', '检察官　王某', '云岭县人民检察院（院印）'] }, { kind: 'date', text: '二〇二六年十一月二十三日' },
    ]);
  });

  it('leaves out a block that speaks of an optional value nobody gave', () => {
    expect(JSON.stringify(blocksOf({ ...DATA, values: {} }))).not.toContain('因');
  });

  it('takes a value as text: what looks like a placeholder stays, a line break makes a paragraph', () => {
    const template: DocumentTemplate = { ...TEMPLATE, body: [{ paragraph: '{suspect}' }] };
    expect(blocksOf({ ...DATA, typed: { ...DATA.typed, suspect: '{office}\n二' } }, template)).toEqual([{ kind: 'paragraph', text: '{office}' }, { kind: 'paragraph', text: '二' }]);
  });

  it.each([['office', ['云岭县人民检察院（院印）']], ['chief', ['检察长　赵某', '云岭县人民检察院（院印）']]] as const)('is signed by the %s', (signedBy, lines) => {
    expect(blocksOf(DATA, { ...TEMPLATE, signedBy, body: [{ signature: true }] })).toEqual([{ kind: 'signature', lines }]);
  });

  it('is printed as plain text and as a page without markup of its own', () => {
    const blocks = blocksOf({ ...DATA, typed: { ...DATA.typed, suspect: '<b>&"\'</b>' } });
    expect(printHtml({ blocks, number: '1号' })).toContain('<p class="addressee">&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;：</p>');
    expect(printText({ blocks: blocksOf(DATA) })).toContain('张某：\n　　第2次');
    expect(printText({ blocks: blocksOf(DATA) })).toContain('　　1．甲\n　　2．乙\n');
  });
});

describe('the digest of a document', () => {
  const document: RenderedDocument = { format: DOCUMENT_FORMAT, document: 'notice', template: 'a@1', number: '1号', date: day('2026-11-23'), blocks: blocksOf(DATA), salt: '00' };

  it('is that of its canonical text, and of no other', () => {
    const digest = documentHash(document, hash);
    expect([isDocumentText(documentText(document), digest, hash), isDocumentText(documentText({ ...document, number: '2号' }), digest, hash)]).toEqual([true, false]);
  });

  it('says nothing about the text without its salt', () => {
    expect(documentHash({ ...document, salt: '01' }, hash)).not.toBe(documentHash(document, hash));
  });
});

describe('a template', () => {
  it.each([['fact.suspect', { kind: 'fact', name: 'suspect' }], ['value.x', { kind: 'value', name: 'x' }], ['case.number', { kind: 'word', word: 'case.number' }], ['typed', { kind: 'word', word: 'typed' }], ['fact.', null], ['toString', null], ['case.secret', null]])('reads %s', (text, source) => {
    expect(parseSource(text)).toEqual(source);
  });

  it.each([['{a}与{b}', ['a', 'b']], ['{a', [null]], ['{}', [null]], ['{a b}', [null]], ['无', []]])('finds the placeholders of %s', (text, names) => {
    expect(placeholdersOf(text).map(({ name, isName }) => (isName ? name : null))).toEqual(names);
  });

  const file = (id: string, effectiveFrom: string, more: Partial<DocumentTemplate> = {}): DocumentTemplates => (
    { kind: 'document-template', id, version: '1', label, source: 's', status: 'unverified', effectiveFrom: day(effectiveFrom), paths: ['criminal.*'], templates: [{ ...TEMPLATE, ...more }] });
  const asked = { document: 'notice', path: 'criminal.arrest', act: null, on: day('2026-06-01') };

  it('is the newest in force that serves the path', () => {
    const files = [file('b', '2026-02-01'), file('a', '2026-01-01'), file('late', '2026-07-01')];
    expect([selectTemplate(files, asked)?.from, selectTemplate(files, { ...asked, on: day('2025-12-31') }), selectTemplate(files, { ...asked, path: 'civil.judgment' })]).toEqual(['b@1', undefined, undefined]);
  });

  it('serves an act of the path only where it names it', () => {
    expect([selectTemplate([file('a', '2026-01-01')], { ...asked, act: 'tell' }), selectTemplate([file('a', '2026-01-01', { acts: ['tell'] })], { ...asked, act: 'tell' })?.from]).toEqual([undefined, 'a@1']);
  });

  it('may serve fewer paths than its file', () => {
    expect(selectTemplate([file('a', '2026-01-01', { paths: ['criminal.prosecution'] })], asked)).toBeUndefined();
  });
});
