// The plans of the statements about files over 20,000 of them: along an index, never through a whole table, with the act that names one as well as
// without. What is not here: the plans of everything else (`../cases/plans.int.spec.ts`).
import type { CaseId, HashHex } from '@quanze/kernel';
import type { Identity } from '@quanze/application';
import { commitStatement } from '../cases/commit.js';
import { LOADS } from '../cases/load-for-act.js';
import { withClient } from '../embedded/databases.js';
import type { Statement } from '../sql/database.js';
import { bytesParam } from '../sql/values.js';
import { addPerson, NOW, SHA256, withWorld } from '../testing/fixtures.contract.js';
import { nextAct, openCase } from '../testing/case-fixtures.contract.js';
import { plansOver } from '../testing/plans.contract.js';
import { FILES_NAMED } from './pg-file-store.js';

jest.setTimeout(120_000);
const { world, url } = withWorld();
const HASH = SHA256.ofText('1') as HashHex;
const TABLES = ['stored_file', 'file_upload', 'file_chunk'];
let handler: Identity;
let caseId: CaseId;
beforeAll(async () => {
  handler = await addPerson(world(), { role: 'procurator' });
  const others = await openCase(world(), handler);
  caseId = await openCase(world(), handler);
  await withClient(url(), async (owner) => {
    const values = [world().tenant, NOW];
    await owner.query(`INSERT INTO stored_file (tenant, hash, size, content, stored_at) SELECT $1, sha256(i::text::bytea), 3, gen_random_uuid(), $2 FROM generate_series(1, 20000) i`, values);
    await owner.query(`INSERT INTO file_upload (case_id, hash, tenant, person, name, media_type, uploaded_at, named_seq)
      SELECT CASE WHEN i < 4 THEN $3 ELSE $4 END::uuid, sha256(i::text::bytea), $1, $5, 'a', 'text/plain', $2, CASE WHEN i % 5000 = 0 THEN NULL ELSE 2 END FROM generate_series(1, 20000) i`, [...values, caseId, others, handler.person]);
    await owner.query('VACUUM ANALYZE');
  });
}, 120_000);

const planOf = plansOver(world, TABLES);

describe('over 20,000 files', () => {
  it.each([
    ['the files of a case', (): Promise<Statement> => Promise.resolve({ text: FILES_NAMED, values: [world().tenant, caseId, null] })],
    ['one of them', (): Promise<Statement> => Promise.resolve({ text: FILES_NAMED, values: [world().tenant, caseId, bytesParam(HASH)] })],
    ['the read of an act that names one', (): Promise<Statement> => Promise.resolve({ text: LOADS['load-for-act-files'] as string, values: [world().tenant, caseId, handler.person, [], NOW, null, [bytesParam(HASH)]] })],
    ['its write', async (): Promise<Statement> => commitStatement(await nextAct(world(), caseId, handler, { files: [HASH] }))],
    ['what nobody named', (): Promise<Statement> => Promise.resolve({ text: 'SELECT hash FROM file_upload WHERE named_seq IS NULL AND uploaded_at < $1', values: ['2027-01-01T00:00:00.000Z'] })],
  ])('%s: along an index', async (_what, statement) => {
    const { scanned, rowsMost } = await planOf(await statement());
    expect([scanned, rowsMost <= 20]).toEqual([[], true]);
  });
});
