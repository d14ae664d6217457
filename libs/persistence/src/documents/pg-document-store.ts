// The store of documents on PostgreSQL. What is not here: issuing, which is part of the statement of an act (`write-document.ts`).
import type { DocumentRow, DocumentStore, IssuedRow, Making, MakingQuery, NewVersion, VersionRow } from '@quanze/application';
import type { CaseId, Instant, JsonObject, JsonValue, PersonId } from '@quanze/kernel';
import type { Database, Runner } from '../sql/database.js';
import { constraintOf, instantOf, sqlStateOf, UNIQUE_VIOLATION } from '../sql/values.js';

export function createDocumentStore(database: Database): DocumentStore {
  return {
    making: (query) => readMaking(database, query),
    open: (draft) => openDraft(database, draft),
    save: (draft) => saveVersion(database, draft),
    list: (caseId) => listDocuments(database, caseId),
    versions: (caseId, n) => readVersions(database, caseId, n),
    text: (caseId, n) => readText(database, caseId, n),
  };
}

/** Deletes text and versions of a document for good; number, digest and entry stay. Journal the erasure yourself. @returns false when there was none */
export async function eraseDocument(database: Database, caseId: CaseId, n: number): Promise<boolean> {
  const rows = await database.rows<{ erased: boolean }>('SELECT erase_document($1, $2) AS erased', [caseId, n]);
  return rows[0]?.erased === true;
}

interface MakingRow {
  readonly number: string;
  readonly title: string;
  readonly foreign_number: string | null;
  readonly name: string;
  readonly word: string;
  readonly names: readonly (readonly [PersonId, string])[] | null;
  readonly decided: readonly (readonly [number, string])[] | null;
  readonly openings: readonly (readonly [number, string, JsonValue])[] | null;
  readonly draft: readonly [number, number, string, number | null] | null;
  readonly last_n: number;
  readonly last_serial: number;
}

/** $1 tenant, $2 case, $3 document, $4 word, $5 year, $6 number of the draft or null, $7 entries, $8 people. */
export const MAKING = `
SELECT c.number, c.title, c.foreign_number, o.name_zh AS name, o.word,
  (SELECT json_agg(json_build_array(p.id, p.name)) FROM person p WHERE p.tenant = $1 AND p.id = ANY($8::uuid[])) AS names,
  (SELECT json_agg(json_build_array(d.seq, d.decided_at)) FROM decision d WHERE d.case_id = $2 AND d.seq = ANY($7::integer[])) AS decided,
  (SELECT json_agg(json_build_array(s.seq, s.path, s.value) ORDER BY s.seq, s.path) FROM sealed_value s WHERE s.chain = $2 AND s.seq = ANY($7::integer[])) AS openings,
  (SELECT json_build_array(d.n, d.latest, v.fields, d.corrects) FROM case_document d JOIN document_version v ON v.case_id = d.case_id AND v.n = d.n AND v.version = d.latest
    WHERE d.case_id = $2 AND d.document = $3 AND NOT d.issued AND CASE WHEN $6::integer IS NULL THEN d.corrects IS NULL ELSE d.n = $6 END ORDER BY d.n DESC LIMIT 1) AS draft,
  (SELECT coalesce(max(d.n), 0) FROM case_document d WHERE d.case_id = $2) AS last_n,
  (SELECT coalesce(max(i.serial), 0) FROM issued_document i WHERE i.office = c.office AND i.word = $4 AND i.year = $5) AS last_serial
FROM case_file c JOIN office o ON o.id = c.office
WHERE c.tenant = $1 AND c.case_id = $2`;

async function readMaking(on: Runner, { tenant, caseId, document, word, year, n, seqs, people }: MakingQuery): Promise<Making | null> {
  const { rows } = await on.query<MakingRow>({ name: 'document-making', text: MAKING, values: [tenant, caseId, document, word, year, n ?? null, seqs, people] });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    caseNumber: row.number, title: row.title, foreignNumber: row.foreign_number, officeName: row.name, officeWord: row.word,
    names: new Map(row.names ?? []), decidedAt: new Map((row.decided ?? []).map(([seq, at]) => [seq, instantOf(at)])),
    openings: (row.openings ?? []).map(([seq, path, value]) => ({ seq, path, value })),
    draft: row.draft === null ? null : { n: row.draft[0], version: row.draft[1], fields: JSON.parse(row.draft[2]) as JsonObject, corrects: row.draft[3] },
    lastN: row.last_n, lastSerial: row.last_serial,
  };
}

/** Two drafts begun at the same moment ask for the same number: the second gets none. */
async function openDraft(on: Runner, { tenant, caseId, person, at, fields, document, corrects }: NewVersion & { readonly document: string; readonly corrects: number | null }): Promise<number | null> {
  try {
    const { rows } = await on.query<{ n: number }>({
      name: 'document-open',
      text: `WITH named AS (INSERT INTO case_document (case_id, n, tenant, document, corrects, latest, issued, opened_at)
          SELECT c.case_id, (SELECT coalesce(max(d.n), 0) + 1 FROM case_document d WHERE d.case_id = $2), c.tenant, $3, $4::integer, 1, false, $5 FROM case_file c
          WHERE c.tenant = $1 AND c.case_id = $2 AND ($4::integer IS NULL OR EXISTS (SELECT 1 FROM case_document d WHERE d.case_id = $2 AND d.n = $4 AND d.document = $3 AND d.issued))
          RETURNING case_id, n),
        versioned AS (INSERT INTO document_version (case_id, n, version, person, saved_at, fields) SELECT case_id, n, 1, $6, $5, $7 FROM named)
        SELECT n FROM named`,
      values: [tenant, caseId, document, corrects, at, person, JSON.stringify(fields)],
    });
    return rows[0]?.n ?? null;
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION && constraintOf(error) === 'case_document_pkey') return null;
    throw error;
  }
}

async function saveVersion(on: Runner, { tenant, caseId, person, at, fields, n, expected }: NewVersion & { readonly n: number; readonly expected: number }): Promise<number | 'stale' | 'issued' | 'unknown'> {
  const { rows } = await on.query<{ version: number | null; issued: boolean | null }>({
    name: 'document-save',
    // The row is locked by the update: of two who follow the same version one finds another, and an issue either comes before or waits.
    text: `WITH next AS (UPDATE case_document d SET latest = d.latest + 1 WHERE d.tenant = $1 AND d.case_id = $2 AND d.n = $3 AND d.latest = $4 AND NOT d.issued RETURNING d.latest),
        versioned AS (INSERT INTO document_version (case_id, n, version, person, saved_at, fields) SELECT $2, $3, next.latest, $5, $6, $7 FROM next)
        SELECT (SELECT latest FROM next) AS version, (SELECT d.issued FROM case_document d WHERE d.tenant = $1 AND d.case_id = $2 AND d.n = $3) AS issued`,
    values: [tenant, caseId, n, expected, person, at, JSON.stringify(fields)],
  });
  const { version, issued } = rows[0] ?? { version: null, issued: null };
  if (version !== null) return version;
  return issued === null ? 'unknown' : issued ? 'issued' : 'stale';
}

interface ListedRow {
  readonly n: number;
  readonly document: string;
  readonly corrects: number | null;
  readonly latest: number;
  readonly opened_at: Instant;
  readonly number: string | null;
  readonly template: string;
  readonly version: number;
  readonly seq: number;
  readonly hash: IssuedRow['hash'];
  readonly issued_at: Instant;
}

async function listDocuments(on: Runner, caseId: CaseId): Promise<readonly DocumentRow[]> {
  const { rows } = await on.query<ListedRow>({
    name: 'documents', values: [caseId],
    text: `SELECT d.n, d.document, d.corrects, d.latest, d.opened_at, i.number, i.template, i.version, i.seq, i.hash, i.issued_at
      FROM case_document d LEFT JOIN issued_document i ON i.case_id = d.case_id AND i.n = d.n WHERE d.case_id = $1 ORDER BY d.n`,
  });
  return rows.map(({ n, document, corrects, latest, opened_at: openedAt, number, template, version, seq, hash, issued_at: issuedAt }) => (
    { n, document, corrects, latest, openedAt, issued: number === null ? null : { number, template, version, seq, hash, issuedAt } }));
}

async function readVersions(on: Runner, caseId: CaseId, n: number): Promise<readonly VersionRow[]> {
  const { rows } = await on.query<{ version: number; person: PersonId; saved_at: Instant; fields: string }>({
    name: 'document-versions', text: 'SELECT version, person, saved_at, fields FROM document_version WHERE case_id = $1 AND n = $2 ORDER BY version', values: [caseId, n],
  });
  return rows.map(({ saved_at: savedAt, fields, ...row }) => ({ ...row, savedAt, fields: JSON.parse(fields) as JsonObject }));
}

async function readText(on: Runner, caseId: CaseId, n: number): Promise<string | null> {
  const { rows } = await on.query<{ content: string }>({ name: 'document-text', text: 'SELECT content FROM document_text WHERE case_id = $1 AND n = $2', values: [caseId, n] });
  return rows[0]?.content ?? null;
}
