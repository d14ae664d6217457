// What must be true of documents and of the news of linked cases, read from the rows a race leaves. What is not here: chain, fold, tasks,
// deadlines and decisions (`audit.ts`).
import type { Rows } from './audit.js';

/** Problems; empty when everything is true. */
export function sideFindings(rows: Rows): readonly string[] {
  return [...seriesFindings(rows), ...issuedFindings(rows), ...versionFindings(rows), ...newsFindings(rows)];
}

/** Numbers of a series are 1, 2, 3 … of an office, each given once. */
function seriesFindings({ issued }: Rows): readonly string[] {
  return [...new Set(issued.map(({ series }) => series))].flatMap((name) => {
    const serials = issued.filter(({ series }) => series === name).map(({ serial }) => serial).sort((a, b) => a - b);
    return serials.every((serial, index) => serial === index + 1) ? [] : [`the numbers of ${name} are ${serials.join()}`];
  });
}

/** Whatever is issued stands in the entry that issued it, by number and digest, and its draft is closed. */
function issuedFindings({ issued, journal, documents, cases }: Rows): readonly string[] {
  return issued.filter(({ case_id }) => cases.some((row) => row.case_id === case_id)).flatMap((row) => {
    const line = journal.find(({ chain, seq }) => chain === row.case_id && seq === row.seq);
    const isNamed = line !== undefined && line.kind !== 'refused' && line.entry.includes(row.hash) && line.entry.includes(row.number);
    const isClosed = documents.some((each) => each.case_id === row.case_id && each.n === row.n && each.issued);
    return [...(isNamed ? [] : [`document ${row.number} is not in entry ${row.seq}`]), ...(isClosed ? [] : [`document ${row.number} is issued and still a draft`])];
  }).concat(documents.filter((each) => each.issued && !issued.some((row) => row.case_id === each.case_id && row.n === each.n)).map(({ n }) => `document ${n} is closed and was not issued`));
}

/** The versions of a draft are 1, 2, 3 … up to the one its row names. */
function versionFindings({ documents, versions }: Rows): readonly string[] {
  return documents.flatMap(({ case_id, n, latest }) => {
    const found = versions.filter((each) => each.case_id === case_id && each.n === n).map(({ version }) => version);
    return found.length === latest && found.every((version, index) => version === index + 1) ? [] : [`document ${n} has the versions ${found.join()} and says ${latest}`];
  });
}

interface Told { readonly input: { readonly case: string; readonly entry: { readonly seq: number } } }

/** Each entry of a linked case is told once, and what is marked as told and leads somewhere stands in the journal. */
function newsFindings({ news, journal }: Rows): readonly string[] {
  const told = journal.filter(({ kind }) => kind === 'linked' || kind === 'followed').map(({ chain, entry }) => {
    const { input } = (JSON.parse(entry) as { payload: Told }).payload;
    return `${chain} ${input.case} ${input.entry.seq}`;
  });
  const marked = new Set(news.filter(({ done }) => done).map(({ origin, case_id, seq }) => `${origin} ${case_id} ${seq}`));
  return [
    ...(new Set(told).size === told.length ? [] : [`told twice: ${told.join('; ')}`]),
    ...told.filter((line) => news.length > 0 && !marked.has(line)).map((line) => `${line} was told and is not marked`),
    ...[...marked].filter((line) => line.endsWith(' 1') && !told.includes(line)).map((line) => `${line} is marked and was not told`),
  ];
}
