// The one file of this library that touches a disk: a folder of documents as a source, and the schema files written out.
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowSource } from './load-workflows.js';
import { DOCUMENT_KINDS, schemaFileName, schemaText } from './schema/index.js';
import { DOCUMENT_BYTES_MAX } from './yaml/limits.js';

/** The folder `workflows/` (or one laid out like it) as a source of documents. A missing folder is empty; what cannot be
 *  read is `null`, as the port demands. At most one byte more than the size limit is read of any file. */
export function folderSource(root: string): WorkflowSource {
  return {
    list(folder) {
      try {
        const entries = readdirSync(join(root, folder), { withFileTypes: true });
        return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
      }
    },
    read(file) {
      try {
        return readAtMost(join(root, file), DOCUMENT_BYTES_MAX + 1);
      } catch {
        return null;
      }
    },
  };
}

// Without it, opening a pipe under the name of a document would wait for a writer for ever. Windows has no such flag.
const NO_WAITING = constants.O_NONBLOCK ?? 0;

function readAtMost(path: string, bytesMax: number): Uint8Array | null {
  const handle = openSync(path, constants.O_RDONLY | NO_WAITING);
  try {
    const info = fstatSync(handle);
    // A pipe or a device has no size and no end.
    if (!info.isFile()) return null;
    const buffer = new Uint8Array(Math.min(info.size, bytesMax));
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(handle, buffer, length, buffer.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

/** Writes the schema files into `folder`, so that editors find them. Run after a change of the schemas; a test compares them. */
export function writeSchemas(folder: string): void {
  for (const kind of DOCUMENT_KINDS) writeFileSync(join(folder, schemaFileName(kind)), schemaText(kind));
}
