// Bytes from a stream or a file within a limit, and text from bytes. What is not here: what the text means.
import { open } from 'node:fs/promises';
import { CliFailure, EXIT } from './io.js';

const MEBIBYTE = 1024 * 1024;

/** Largest input of a command that answers items, in bytes: 64 MiB. */
export const ITEMS_BYTES_MAX = 64 * MEBIBYTE;
/** Largest bundle or receipt, in bytes: 512 MiB, more than the limits of its content let through. */
export const DOCUMENT_BYTES_MAX = 512 * MEBIBYTE;

/** Everything a stream gives. @throws CliFailure `INPUT.TOO_LARGE` as soon as there is one byte too many, `INPUT.MISSING` without a stream */
export async function readStream(stream: AsyncIterable<Uint8Array> | null, bytesMax: number): Promise<Buffer> {
  if (stream === null) throw new CliFailure('INPUT.MISSING', 'Standard input is a terminal; pipe the input into the command.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** A whole file. @throws CliFailure `FILE.UNREADABLE` (also for folders and pipes, which have no size), `INPUT.TOO_LARGE` */
export async function readFileWithin(path: string, bytesMax: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const info = await file.stat();
      if (!info.isFile()) throw new CliFailure('FILE.UNREADABLE', `${path} is not a file.`);
      if (info.size > bytesMax) throw tooLarge(bytesMax);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    throw new CliFailure('FILE.UNREADABLE', `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`, EXIT.usage, { file: path });
  }
}

/** Text of UTF-8 bytes, a byte order mark left out; null when they are not UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function tooLarge(bytesMax: number): CliFailure {
  return new CliFailure('INPUT.TOO_LARGE', `The input is larger than ${bytesMax / MEBIBYTE} MiB.`);
}
