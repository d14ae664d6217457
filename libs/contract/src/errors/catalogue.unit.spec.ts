// The catalogue against the code: whatever is raised has words, nothing that was published vanishes, and the page is current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CATALOGUE, findEntry, firstRefusal, precedenceOf, renderErrorPage } from './index.js';
import { slotsOf } from './fill.js';

const ROOT = resolve(import.meta.dirname, '../../../..');
const PAGE = join(ROOT, 'docs/errors.md');
const KNOWN = join(import.meta.dirname, 'known-codes.txt');
const UPDATE = process.env['QUANZE_UPDATE_ERRORS'] === '1';
const HOW = 'run: QUANZE_UPDATE_ERRORS=1 node --experimental-vm-modules node_modules/jest/bin/jest.js libs/contract';

const AREAS = [...new Set(CATALOGUE.map(({ code }) => code.split('.')[0] as string))];

function sourceFiles(): readonly string[] {
  return ['libs', 'apps'].flatMap((top) => readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name.includes('/src/') && !/\.(spec|contract|d)\.ts$/.test(name) && !name.startsWith('contract/') && !name.startsWith('testkit/'))
    .map((name) => join(ROOT, top, name)));
}

/** Codes written as text anywhere in the sources, those that the authority algorithm builds from its table of rules, and those
 *  that power lists name. */
function raisedCodes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of sourceFiles()) {
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(/(?:refused|refuse|refusal|reject|Fault|invalid|malformed)\(\s*'([A-Z][A-Z_]*\.[A-Z][A-Z_]*)'/g)) found.set(match[1] as string, file);
    for (const match of text.matchAll(/'([A-Z][A-Z_]*)\.([A-Z][A-Z_]*)'/g)) if (AREAS.includes(match[1] as string)) found.set(`${match[1]}.${match[2]}`, file);
    if (file.endsWith('authority/src/reasons.ts')) for (const match of text.matchAll(/rule\('([A-Z_]+)'/g)) found.set(`AUTHORITY.${match[1]}`, file);
  }
  const lists = join(ROOT, 'workflows/power-lists');
  for (const name of readdirSync(lists).filter((file) => file.endsWith('.yaml'))) {
    for (const match of readFileSync(join(lists, name), 'utf8').matchAll(/^\s*code: (AUTHORITY\.[A-Z_]+)/gm)) found.set(match[1] as string, name);
  }
  // The shape of a code, told to the author of a power list.
  found.delete('AUTHORITY.REASON');
  return found;
}

describe('the catalogue', () => {
  it('has words for every code that is raised anywhere', () => {
    const raised = raisedCodes();
    expect(raised.size).toBeGreaterThan(190);
    expect([...raised].filter(([code]) => findEntry(code) === undefined)).toEqual([]);
  });

  it('has each code once, in the form AREA.REASON', () => {
    const codes = CATALOGUE.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !/^[A-Z][A-Z_]*\.[A-Z][A-Z_]*$/.test(code))).toEqual([]);
  });

  it('never loses a code that was published', () => {
    const codes = CATALOGUE.map(({ code }) => code).sort();
    if (UPDATE) writeFileSync(KNOWN, `${codes.join('\n')}\n`);
    const known = readFileSync(KNOWN, 'utf8').trim().split('\n');
    expect({ vanished: known.filter((code) => !codes.includes(code)), new: codes.filter((code) => !known.includes(code)), how: HOW }).toEqual({ vanished: [], new: [], how: HOW });
  });

  it('is what docs/errors.md shows', () => {
    if (UPDATE) writeFileSync(PAGE, renderErrorPage());
    const stale = readFileSync(PAGE, 'utf8') === renderErrorPage() ? '' : `docs/errors.md is stale; ${HOW}`;
    expect(stale).toBe('');
  });

  it('says the same values in both languages, in known vocabularies', () => {
    const wrong = CATALOGUE.filter(({ text }) => {
      const [zh, en] = [slotsOf(text.zh), slotsOf(text.en)];
      return zh.names.join() !== en.names.join() || zh.unknown.length + en.unknown.length > 0;
    });
    expect(wrong).toEqual([]);
  });

  it('writes Chinese in Chinese and English in English', () => {
    expect(CATALOGUE.filter(({ text }) => !/\p{Script=Han}/u.test(text.zh) || /\p{Script=Han}/u.test(text.en))).toEqual([]);
  });

  it('logs faults as errors and tells 5xx for nothing else', () => {
    const faulty = CATALOGUE.filter(({ status }) => status >= 500).map(({ code }) => code.split('.')[0]);
    expect([...new Set(faulty)].sort()).toEqual(['FAULT', 'JOURNAL', 'SEAL']);
    expect(CATALOGUE.filter(({ status, level }) => status === 500 && level !== 'error')).toEqual([]);
  });

  it('puts the request before the person, the person before the case, the case before the gate, the gate before its effects', () => {
    const order = ['REQUEST.MALFORMED', 'IDENTITY.UNKNOWN', 'CASE.NOT_FOUND', 'ACT.UNKNOWN', 'CASE.VERSION_CONFLICT', 'CASE.ENDED', 'CASE.STATE_FORBIDS_ACT',
      'PAYLOAD.INVALID', 'AUTHORITY.NO_POST', 'RECUSAL.IN_FORCE', 'PARTICIPATION.BARRED', 'RECUSAL.PENDING', 'PARTICIPATION.SAME_HANDLER', 'AUTHORITY.NOT_YOUR_ROLE',
      'AUTHORITY.CONFLICTING_CAPACITY', 'AUTHORITY.REFER', 'AUTHORITY.REFUSED', 'ACT.CONDITION_NOT_MET', 'TEAM.NOT_QUALIFIED', 'FAULT.UNEXPECTED'];
    const ranks = order.map(precedenceOf);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(order.length);
  });

  it('tells the first of several refusals, whatever their order', () => {
    const [gate, version, unknown] = [{ code: 'AUTHORITY.REFER', params: {} }, { code: 'CASE.VERSION_CONFLICT', params: {} }, { code: 'NOBODY.KNOWS', params: {} }];
    expect(firstRefusal([unknown, gate, version])).toBe(version);
    expect(firstRefusal([version, gate])).toBe(version);
    expect(firstRefusal([])).toBeUndefined();
  });
});
