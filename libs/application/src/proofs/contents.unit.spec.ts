// What of documents and files goes into a bundle: nothing after its last entry, in the order of the entries, and texts and names only with openings.
// What is not here: what a verification makes of it (`libs/ledger`).
import type { CaseId } from '@quanze/kernel';
import { contentsOf } from './contents.js';

const issued = (n: number, seq: number, corrects: number | null = null) => ({ n, document: 'notice', corrects, latest: 1, openedAt: '', issued: { number: `${n}号`, template: 'a@1', version: 1, seq, hash: `hash-${n}`, issuedAt: '' } });
const named = (hash: string, namedSeq: number, erased = false) => ({ hash, size: 3, mediaType: 'text/plain', name: erased ? null : '张某.txt', by: 'p', uploadedAt: '', namedSeq, erased });
const deps = {
  documents: { list: async () => [issued(1, 9), issued(2, 4, 1), issued(3, 12), { ...issued(4, 0), issued: null }, issued(5, 6)], text: async (_case: string, n: number) => (n === 5 ? null : `text ${n}`) },
  files: { list: async () => [named('a', 3), named('b', 10, true), named('c', 11)] },
};
const taken = (withOpenings: boolean) => contentsOf(deps as never, { tenant: 't' } as never, { caseId: 'c' as CaseId, length: 10, withOpenings });

it('is what was issued and named up to the last entry, in the order of the entries', async () => {
  const { documents, files } = await taken(true);
  expect(documents.map(({ seq, n, content, absent, corrects }) => [seq, n, content ?? absent, corrects])).toEqual([[4, 2, 'text 2', 1], [6, 5, 'erased', undefined], [9, 1, 'text 1', undefined]]);
  expect(files).toEqual([{ seq: 3, hash: 'a', size: 3, mediaType: 'text/plain', name: '张某.txt' }, { seq: 10, hash: 'b', size: 3, mediaType: 'text/plain', name: null, absent: 'erased' }]);
});

it('shows no text and no name without the openings, and still tells what is erased', async () => {
  const { documents, files } = await taken(false);
  expect(documents.map(({ content, absent }) => [content, absent])).toEqual([[undefined, 'sealed'], [undefined, 'erased'], [undefined, 'sealed']]);
  expect(files.map(({ name, absent }) => [name, absent])).toEqual([[null, undefined], [null, 'erased']]);
});
