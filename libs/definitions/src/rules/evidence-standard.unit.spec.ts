// The rules on evidence standards and on effects at the issue of a decision: each by a document broken in one place.
import { expectOne, problemsOf, fixtureText, type Row } from '../fixtures/edited.contract.js';

const ROWS: readonly Row[] = [
  ['an element twice in one offence', '{id: value,', '{id: ‸act,', 'evidence-element-twice', '/offences/general/elements/1/id'],
  ['a kind both necessary and usual', 'usual: [physical]', 'usual: ‸[physical, expert]', 'evidence-element-twice', '/offences/general/elements/1/usual'],
  ['a kind of evidence that the law does not know', 'necessary: [expert]', 'necessary: [‸expertise]', 'schema-value', '/offences/general/elements/1/necessary/0'],
  ['an aspect that there is not', 'aspect: result', 'aspect: ‸results', 'schema-value', '/offences/general/elements/1/aspect'],
];

test.each(ROWS)('%s is found', (...row) => {
  expectOne('evidence-standard', row);
});

test('without a general group no offence without its own could be checked', () => {
  const text = fixtureText('evidence-standard').replace('  general:', '  theft:');
  expect(problemsOf(text, 'evidence-standard').map(({ rule, key }) => [rule, key])).toEqual([['schema-missing-key', '/offences']]);
});
