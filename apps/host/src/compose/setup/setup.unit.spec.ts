// Setup files: every slip with its line, its key and both languages. What is not here: databases (`apply-setup.int.spec.ts`).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Problem } from '@quanze/definitions';
import type { LocalDate } from '@quanze/kernel';
import { ShippedDefinitions } from '../shipped-definitions.js';
import { sha256 } from '../system.js';
import { checkSetup, readSetup, type Setup } from './read-setup.js';
import { checkFirstDay } from './setup-first-day.js';
import { describeRefused, SetupRefused } from './setup-refused.js';
import type { Report } from './shape.js';

const EXAMPLE = readFileSync(resolve(import.meta.dirname, '../../../../../docs/examples/office.yaml'), 'utf8');
const TODAY = '2026-11-23' as LocalDate;
const shipped = ShippedDefinitions.load(sha256);
const parts = { hash: sha256, today: TODAY, shipped: () => shipped };

function problemsOf(text: string): readonly Problem[] {
  try {
    checkSetup(text, 'office.yaml', parts);
    return [];
  } catch (error) {
    if (error instanceof SetupRefused) return error.problems;
    throw error;
  }
}

function firstDay(setup: Setup, today: LocalDate): readonly Problem[] {
  const report: Report = { file: setup.file, places: setup.places, problems: [] };
  checkFirstDay(setup.document, shipped, today, report);
  return report.problems;
}

/** The example with one text replaced. @throws when the text is not in it */
function edited(from: string, to: string): string {
  if (!EXAMPLE.includes(from)) throw new Error(`the example has no ${from}`);
  return EXAMPLE.replace(from, to);
}
const lineOf = (text: string, part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
const told = (problems: readonly Problem[]): readonly string[] => problems.map(({ rule, key, line }) => `${line} ${key} ${rule}`);

describe('the example', () => {
  it('is right, on the day it is applied as well', () => {
    const setup = checkSetup(EXAMPLE, 'office.yaml', parts);
    expect([problemsOf(EXAMPLE), firstDay(setup, TODAY)]).toEqual([[], []]);
    expect(setup.document.people).toHaveLength(9);
  });

  it('says the same with other comments, another layout and a schema for the editor', () => {
    const digest = (text: string) => checkSetup(text, 'office.yaml', parts).digest;
    const same = `$schema: ./office.schema.json\n${EXAMPLE.replace(/^#.*\n/gm, '').replace('{role: procurator, department: first, from: "2023-06-01"}', '{from: 2023-06-01, department: "first", role: procurator}')}`;
    expect(digest(same)).toBe(digest(EXAMPLE));
    expect(digest(edited('赵致远', '赵志远'))).not.toBe(digest(EXAMPLE));
  });
});

describe('the shape', () => {
  it.each([
    ['an unknown key', 'level: basic ', 'levle: basic ', ['/offices/0 setup-missing-key', '/offices/0/levle setup-unknown-key'], '是否应为 level', 'did you mean level'],
    ['a key of the installation that nobody knows', 'installation:', 'tenant: x\ninstallation:', ['/tenant setup-unknown-key'], '未知的键“tenant”', 'unknown key “tenant”'],
    ['another kind', 'kind: office-setup', 'kind: release', ['/kind setup-value'], '不在允许的值之中', 'is not one of office-setup'],
    ['a word with a blank', 'word: 江云检', 'word: "江云 检"', ['/offices/0/word setup-value'], '只能由汉字', 'letters and digits only'],
    ['a level of no law', 'level: basic ', 'level: county ', ['/offices/0/level setup-value'], '“county”不在', '“county” is not one of basic, city, provincial, spp'],
    ['a name in one language', 'name: {zh: 江州市人民检察院, en: People\'s Procuratorate of Jiangzhou City}', 'name: {zh: 江州市人民检察院}', ['/offices/1/name setup-missing-key'], '缺少键 en', 'the key en is missing'],
    ['a login with capitals', 'login: zhou.yining', 'login: Zhou.Yining', ['/people/4/login setup-value'], '应为 3 至 40 个字符', '3 to 40 characters'],
    ['a role that is misspelt', '{role: assistant,', '{role: asistant,', ['/people/4/posts/0/role setup-value'], '是否应为 assistant', 'did you mean assistant'],
    ['a day that does not exist', 'from: "2025-01-10"', 'from: "2025-02-30"', ['/people/2/posts/0/from setup-value'], '“2025-02-30”不是有效日期', 'is not a day'],
    ['a day before the journals know time', 'from: "2025-01-10"', 'from: "1991-12-31"', ['/people/2/posts/0/from setup-value'], '最早为 1992-01-01', 'the first day is 1992-01-01'],
    ['a version without quotes', '{id: china, version: "2026.1"}', '{id: china, version: 2026.1}', ['/definitions/calendars/0/version setup-type'], '数字请加引号："2026.1"', 'in quotes: "2026.1"'],
    ['a text where a list is', '[first, second]', 'first', ['/people/1/posts/0/portfolio setup-type'], '应为列表', 'must be a list'],
    ['a list that is empty', '[first, second]', '[]', ['/people/1/posts/0/portfolio setup-value'], '至少 1 项', 'needs at least 1 entries'],
    ['a name with blanks around', 'name: 赵致远', 'name: "赵致远 "', ['/people/0/name setup-value'], '首尾不得有空白', 'begin or end with blanks'],
    ['a post that is no map', '      - {role: assistant, department: first}', '      - assistant', ['/people/4/posts/0 setup-type'], '应为映射', 'must be a map'],
    ['a key that is there twice', 'installation:', 'kind: office-setup\ninstallation:', ['/kind yaml-duplicate-key'], '重复', 'occurs twice'],
  ])('refuses %s', (_what, from, to, wanted, zh, en) => {
    const text = edited(from, to);
    const problems = problemsOf(text);
    expect(problems.map(({ key, rule }) => `${key} ${rule}`).sort()).toEqual([...wanted].sort());
    const words = problems.map(({ message }) => message);
    expect([words.some((message) => message.zh.includes(zh)), words.some((message) => message.en.includes(en))]).toEqual([true, true]);
  });

  it('names the line and column of each slip, and all of them at once', () => {
    const text = edited('level: basic ', 'levle: basic ').replace('login: zhou.yining', 'login: Zhou').replace('role: assistant', 'rol: assistant');
    expect(told(problemsOf(text))).toEqual([
      `${lineOf(text, 'word: 江云检')} /offices/0 setup-missing-key`, `${lineOf(text, 'levle')} /offices/0/levle setup-unknown-key`, `${lineOf(text, 'login: Zhou')} /people/4/login setup-value`,
      `${lineOf(text, 'rol: ')} /people/4/posts/0 setup-missing-key`, `${lineOf(text, 'rol: ')} /people/4/posts/0/rol setup-unknown-key`,
    ]);
    expect(problemsOf(text).find(({ key }) => key.endsWith('rol'))).toMatchObject({ line: lineOf(text, 'rol: '), column: 10 });
  });

  it.each([['nothing', ''], ['no map', '- a'], ['no YAML', 'a: [']])('refuses %s', (_what, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});

describe('the parts', () => {
  it.each([
    ['an office twice', 'word: 江州检', 'word: 江云检', ['/offices/1/word setup-word-twice']],
    ['a superior that is not there', 'superior: 江州检', 'superior: 江洲检', ['/offices/0/superior setup-office-unknown']],
    ['a superior of the same level', 'level: city', 'level: basic', ['/offices/0/superior setup-superior-level']],
    ['a department twice', '- {id: second, name:', '- {id: first, name:', ['/offices/0/departments/1/id setup-department-twice', '/people/1/posts/0/portfolio/1 setup-department-unknown']],
    ['a department of another office', '- {role: chief, office: 江州检,', '- {role: chief, department: second, office: 江州检,', ['/people/8/posts/0/department setup-department-unknown']],
    ['a head of nothing', '{role: dept_head, department: first,', '{role: dept_head,', ['/people/2/posts/0 setup-department-needed']],
    ['a login twice', 'login: wang.shouyi', 'login: zheng.anlan', ['/people/7/login setup-login-twice']],
    ['a post twice', '- {role: admin, office: 江州检}', '- {role: admin}', ['/people/6/posts/1 setup-post-twice', '/offices/1/word setup-no-administrator']],
    ['a post in no office', '- {role: admin, office: 江州检}', '- {role: admin, office: 江州院}', ['/people/6/posts/1/office setup-office-unknown', '/offices/1/word setup-no-administrator']],
    ['a post that ends before it begins', 'from: "2023-06-01"}', 'from: "2023-06-01", until: "2023-06-01"}', ['/people/3/posts/0/until setup-interval']],
  ])('do not fit: %s', (_what, from, to, wanted) => {
    const errors = problemsOf(edited(from, to)).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ key, rule }) => `${key} ${rule}`)).toEqual(expect.arrayContaining(wanted));
  });

  it('refuses what is wrong with its definitions together with the rest', () => {
    const text = edited('superior: 江州检', 'superior: 江洲检').replace('{id: criminal.arrest, version: "2026.1"}', '{id: criminal.arrest, version: "2027.1"}');
    expect(told(problemsOf(text))).toContain(`${lineOf(text, '2027.1')} /definitions/releases/0/version setup-definition-unknown`);
  });
});

describe('the day it is applied', () => {
  const on = (from: string, to: string, today = TODAY): readonly string[] => firstDay(checkSetup(edited(from, to), 'office.yaml', parts), today).map(({ key, rule, severity }) => `${severity} ${key} ${rule}`);

  it('needs an administrator for each office with people, in office on that day', () => {
    expect(on('      - {role: admin, office: 江州检}\n', '')).toEqual(['error /offices/1/word setup-no-administrator']);
    expect(on('- {role: admin, office: 江州检}', '- {role: admin, office: 江州检, from: "2026-11-24"}')).toEqual(['error /offices/1/word setup-no-administrator']);
    expect(on('- {role: admin, office: 江州检}', '- {role: admin, office: 江州检, until: "2026-11-23"}')).toEqual(['error /offices/1/word setup-no-administrator']);
    expect(on('- {role: admin, office: 江州检}', '- {role: admin, office: 江州检, until: "2026-11-24"}')).toEqual([]);
  });

  it('tells of what may be missing for a while: a chief, an odd number of members', () => {
    expect(on('- {role: chief, office: 江州检, from: "2023-01-05"}', '- {role: inspection, office: 江州检}')).toEqual(['warning /offices/1/word setup-no-chief']);
    expect(on('      - {role: committee_member, from: "2025-01-10"}\n', '')).toEqual(['warning /offices/0/word setup-committee-even']);
  });

  it('needs definitions that come with the product, and a release with the lists and the calendar it was proved against', () => {
    expect(on('powerLists:\n    - {id: model,', 'powerLists:\n    - {id: modell,')).toEqual([
      'error /definitions/powerLists/0/id setup-definition-unknown', 'error /definitions/releases/0 setup-definition-needed', 'error /definitions/releases/1 setup-definition-needed',
    ]);
    expect(on('  dutyLists:\n    - {id: model, version: "2026-11-23"}\n', '')).toEqual(['error /definitions/releases/0 setup-definition-needed', 'error /definitions/releases/1 setup-definition-needed']);
    expect(on('{id: china, version: "2026.1"}', '{id: china, version: "2026.2"}')[0]).toBe('error /definitions/calendars/0/version setup-definition-unknown');
    expect(on('  # May be left out: then cases are assigned by hand.\n  assignmentRules:\n    - {id: model, version: "2026.1"}\n', '')).toEqual([]);
    expect(on('    - {id: model, version: "2026.1"}', '    - {id: model, version: "2025.1"}')).toEqual(['error /definitions/assignmentRules/0/version setup-definition-unknown']);
    expect(on('    - {id: criminal.prosecution', '    - {id: criminal.arrest, version: "2026.1"}\n    - {id: criminal.prosecution')).toEqual(['error /definitions/releases/1 setup-definition-twice']);
  });

  it('may name templates, standards, models, laws and tables of the product, each once', () => {
    // The example shows them as comments.
    const all = EXAMPLE.replace(/^ {2}# (\w+: \[)/gm, '  $1');
    expect(firstDay(checkSetup(all, 'office.yaml', parts), TODAY)).toEqual([]);
    expect(Object.keys(checkSetup(all, 'office.yaml', parts).document.definitions)).toEqual(expect.arrayContaining(['documentTemplates', 'evidenceStandards', 'formalityModels', 'lawCatalogues', 'attributionTables']));
    const slips = all.replace('[{id: criminal-arrest, version: "2026.1"}]', '[{id: criminal-arest, version: "2026.1"}]').replace('evidenceStandards: [{id: model, version: "2026.1"}]', 'evidenceStandards: [{id: model, version: "2026.1"}, {id: model, version: "2026.1"}]').replace('[{id: statutes, version: "2026.1"}]', '[{id: statutes, version: "1"}]');
    expect(firstDay(checkSetup(slips, 'office.yaml', parts), TODAY).map(({ key, rule, message }) => `${key} ${rule} ${message.en}`)).toEqual([
      '/definitions/documentTemplates/0/id setup-definition-unknown no document templates criminal-arest@2026.1 comes with the product; did you mean criminal-arrest?',
      '/definitions/evidenceStandards/1 setup-definition-twice “model@2026.1” is there twice',
      '/definitions/lawCatalogues/0/version setup-definition-unknown no catalogue of laws statutes@1 comes with the product; versions there: 2026.1',
    ]);
  });

  it('is not asked for again: the same file is right years later, when its posts have ended', () => {
    const text = edited('- {role: admin, office: 江州检}', '- {role: admin, office: 江州检, until: "2027-01-01"}');
    expect(checkSetup(text, 'office.yaml', { ...parts, today: '2031-01-01' as LocalDate }).document.offices).toHaveLength(2);
  });
});

describe('the file itself', () => {
  it('is told when it cannot be read: absent, a folder, not UTF-8', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quanze-setup-'));
    try {
      writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xff]));
      const reasons = await Promise.all(['absent.yaml', '.', 'latin.yaml'].map((name) => readSetup(join(folder, name), parts).then(() => 'read', (error: SetupRefused) => error.problems[0]?.message.en)));
      expect(reasons).toEqual(['the file cannot be read (ENOENT)', 'this is not a file', 'the file is not UTF-8']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is shown with one line for each problem', () => {
    const text = edited('name: 赵致远', 'nmae: 赵致远');
    const shown = describeRefused(new SetupRefused('invalid', 'office.yaml', problemsOf(text)));
    expect(shown).toContain(`  office.yaml:${lineOf(text, 'nmae')}:5 /people/0/nmae setup-unknown-key 未知的键“nmae”；是否应为 name？ / unknown key “nmae”; did you mean name?\n`);
    expect(shown.split('\n')[0]).toMatch(/未作任何写入.*nothing was written/);
  });
});
