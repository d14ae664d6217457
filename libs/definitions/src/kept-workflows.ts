// A folder of documents that was read and found without errors, kept under the digest of its bytes and of the code that checked it: reading
// and checking all that is shipped takes seconds, and nothing of it changes between two starts. What is not here: reading and checking
// (`./load-workflows`), which every doubt comes back to.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSource } from './folder.js';
import { LazyPlaces } from './json/lazy-places.js';
import { loadWorkflows, type LoadedWorkflows, type WorkflowSource } from './load-workflows.js';
import type { Places } from './places.js';
import { hasErrors, type Problem } from './problem.js';
import type { ReadDocument } from './read-document.js';
import { holdTogether } from './resolve-release.js';
import { DOCUMENT_KINDS, KINDS } from './schema/index.js';

type KeptDocument = Omit<ReadDocument, 'places'>;

interface Kept {
  readonly documents: readonly KeptDocument[];
  readonly problems: readonly Problem[];
}

// Every library whose code has a say in whether a document is right.
const JUDGES = ['kernel', 'calendar', 'authority', 'ledger', 'approval', 'responsibility', 'assignment', 'documents', 'formality', 'engine', 'definitions'];
const PREFIX = 'workflows-';

export interface KeptOptions {
  /** Folder in which the checked documents are kept. */
  readonly cache: string;
  /** Says which code checked them; that of the build when absent. */
  readonly code?: string;
}

/** As `loadWorkflows` on a folder, from what was kept where nothing has changed since. Never throws on what the files contain. */
export function loadKeptWorkflows(root: string, { cache, code = codeStamp() }: KeptOptions): LoadedWorkflows {
  const source = folderSource(root);
  const place = join(cache, `${PREFIX}${digestOf(source, code)}.json`);
  const kept = readKept(place);
  if (kept !== null) return revived(kept, source);
  const loaded = loadWorkflows(source);
  // What has errors is looked at again by whoever mends it, and the next time it is another text.
  if (!hasErrors(loaded.problems)) keep(cache, place, { documents: loaded.documents.map(({ places: _found, ...document }) => document), problems: loaded.problems });
  return loaded;
}

/** Where something stands is asked by problems only: then the text is read as if nothing had been kept. */
function revived({ documents, problems }: Kept, source: WorkflowSource): LoadedWorkflows {
  let read: LoadedWorkflows | null = null;
  const placesIn = (file: string): Places => {
    read ??= loadWorkflows(source);
    return read.documents.find((document) => document.file === file)?.places ?? new Map();
  };
  const revived = documents.map((document): ReadDocument => ({ ...document, places: new LazyPlaces(() => placesIn(document.file)) }));
  holdTogether(revived);
  return { documents: revived, problems };
}

/** Changes with the name and the bytes of every file that is read, and with the code. */
function digestOf(source: WorkflowSource, code: string): string {
  const hash = createHash('sha256').update(`${code}\n`);
  for (const kind of DOCUMENT_KINDS) {
    const { folder } = KINDS[kind];
    for (const name of [...(source.list(folder) ?? [])].sort()) {
      const bytes = source.read(`${folder}/${name}`);
      hash.update(`${folder}/${name} ${bytes?.length ?? -1}\n`).update(bytes ?? '');
    }
  }
  return hash.digest('hex');
}

function codeStamp(): string {
  return [process.version, ...JUDGES.map((library) => {
    const info = statSync(new URL(`../../${library}/dist/.tsbuildinfo`, import.meta.url), { throwIfNoEntry: false });
    return `${library}:${info?.size ?? 0}:${info?.mtimeMs ?? 0}`;
  })].join();
}

function readKept(place: string): Kept | null {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as Kept;
  } catch {
    return null;
  }
}

/** Written beside and moved into place, so that nobody reads half of it; what was kept of other texts goes. */
function keep(cache: string, place: string, kept: Kept): void {
  try {
    mkdirSync(cache, { recursive: true });
    const draft = `${place}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(kept));
    renameSync(draft, place);
    for (const name of readdirSync(cache)) if (name.startsWith(PREFIX) && name.endsWith('.json') && join(cache, name) !== place) rmSync(join(cache, name), { force: true });
  } catch {
    // Where one may not write, only time is lost.
  }
}
