// Goal: a signature alone answers for nothing and moves nobody else's responsibility (R92). Method: records made up at random, with and
// without somebody who signed and did nothing else. What is not here: that signing decides nothing (`test/paths/signing.path.spec.ts`).
import fc from 'fast-check';
import { answer } from './answer.js';
import type { ResponsibilityRow } from './attribute.js';
import type { RawRecord } from './generated-records.model.js';
import { modelTable } from './read-table.contract.js';
import { records } from './record-arbitrary.contract.js';

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const model = modelTable();
const SIGNER = 'ONLY-SIGNS';

function rowsOf(facts: RawRecord): readonly ResponsibilityRow[] | null {
  const given = answer(model, { id: 1, facts });
  return 'error' in given ? null : given.rows;
}

test(`who only signs has one row, as signer, for no area and without a burden; all others keep theirs (seed ${seed})`, () => {
  fc.assert(fc.property(records, ({ signature: _signature, ...unsigned }) => {
    const before = rowsOf(unsigned);
    const after = rowsOf({ ...unsigned, signature: SIGNER });
    fc.pre(before !== null && after !== null);
    const row = ({ person, area, capacity, bears }: ResponsibilityRow): string => `${person} ${area} ${capacity} ${bears}`;
    expect(after?.filter(({ person }) => person === SIGNER).map(row)).toEqual([`${SIGNER}  signer none`]);
    expect(after?.filter(({ person }) => person !== SIGNER).map(row)).toEqual(before?.map(row));
  }), { seed, numRuns: 600 });
}, 60_000);
