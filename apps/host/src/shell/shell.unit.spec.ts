// Language of a request, what a log may tell of an error, patience with dependencies.
import { Fault } from '@quanze/kernel';
import { readinessOf } from '../system/readiness.js';
import { languageOf } from './language.js';
import { describeError, fieldNamesOf } from './logging.js';

describe('the language of a request', () => {
  it.each([
    [undefined, 'zh'], ['', 'zh'], ['en', 'en'], ['en-GB,en;q=0.9', 'en'], ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'], ['en;q=0.8, zh;q=0.9', 'zh'], ['zh;q=0.1,en;q=0.2', 'en'],
    ['fr', 'zh'], ['en;q=0', 'zh'], ['*', 'zh'], ['EN', 'en'], ['english', 'zh'], ['zh, en', 'zh'],
  ])('"%s" means %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('what a log tells of an error', () => {
  it('is the text of our own faults and never that of others', () => {
    expect(describeError(new Fault('FAULT.X', 'entry 7'))).toMatchObject({ name: 'Fault', code: 'FAULT.X', text: 'FAULT.X: entry 7' });
    const other = describeError(Object.assign(new Error('value 王某\n    at secret'), { code: '23505', constraint: 'login_unique', detail: 'Key (login)=(wang)' }));
    expect(other).toMatchObject({ code: '23505', constraint: 'login_unique' });
    expect(JSON.stringify(other)).not.toMatch(/王某|wang|secret/);
    expect(describeError('text')).toEqual({ name: 'string' });
  });

  it('is the names of fields, made harmless', () => {
    expect(fieldNamesOf({ b: 1, a: { inner: { deeper: 1 }, '王': 1 }, list: [{ x: 1 }], 'a b': 1 })).toEqual(['?', 'a', 'a.?', 'a.inner', 'b', 'list']);
    expect(fieldNamesOf(null)).toEqual([]);
    expect(fieldNamesOf(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, 1])))).toHaveLength(60);
  });
});

describe('readiness', () => {
  it('does not wait for ever', async () => {
    const readiness = await readinessOf([{ name: 'database', ping: () => new Promise(() => undefined) }, { name: 'queue', ping: async () => undefined }], false, 5);
    expect(readiness).toEqual({ status: 'not-ready', dependencies: [{ name: 'database', status: 'down' }, { name: 'queue', status: 'up' }] });
  });

  it('ends when the host stops', async () => {
    expect((await readinessOf([], true)).status).toBe('stopping');
  });
});
