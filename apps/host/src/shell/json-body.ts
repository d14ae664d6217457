// Reading a JSON body strictly: UTF-8 that decodes, JSON that parses, nested not too deeply, without what a database cannot hold.
// What is not here: which fields a request has (the DTO classes).
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './refusal-error.js';

export const BODY_BYTES_MAX = 1_048_576;
const DEPTH_MAX = 32;
const RESERVED_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Why a body cannot be read; the words are in the catalogue. */
export type Malformed = 'json' | 'utf8' | 'depth' | 'text' | 'number' | 'key' | 'empty' | 'object';

/** The object in a body, or the reason why not. */
export function readJsonBody(bytes: Uint8Array): { readonly body: object } | { readonly malformed: Malformed } {
  if (bytes.byteLength === 0) return { malformed: 'empty' };
  let text: string;
  let body: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return { malformed: 'utf8' };
  }
  try {
    body = JSON.parse(text);
  } catch {
    return { malformed: 'json' };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { malformed: 'object' };
  const found = findMalformed(body);
  return found === null ? { body } : { malformed: found };
}

/** Walks without recursion: a body of a megabyte can be nested half a million times. */
function findMalformed(root: object): Malformed | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string' && !isStorable(value)) return 'text';
    if (typeof value === 'number' && !Number.isFinite(value)) return 'number';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEPTH_MAX) return 'depth';
    for (const key of Object.keys(value)) {
      if (RESERVED_KEYS.includes(key)) return 'key';
      if (!isStorable(key)) return 'text';
      waiting.push({ value: (value as Readonly<Record<string, unknown>>)[key], depth: depth + 1 });
    }
  }
  return null;
}

/** PostgreSQL cannot hold NUL, and half a surrogate pair has no UTF-8 form. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** Makes this the only parser: a body of any other type is refused as an unsupported media type, but for addresses that take bytes as they come.
 *  @param takesBytes whether an address of the router does */
export function useStrictJson(fastify: FastifyInstance, takesBytes: (method: string, route: string | undefined) => boolean): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (request: FastifyRequest, bytes, done) => {
    const charset = /;\s*charset="?([^;"\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return done(refuse('REQUEST.MEDIA_TYPE'));
    const read = readJsonBody(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    if ('malformed' in read) return done(refuse('REQUEST.MALFORMED', { reason: read.malformed }));
    done(null, read.body);
  });
  // Nothing is read here: whoever handles the request reads the stream itself, and only after the person is known.
  fastify.addContentTypeParser('*', (request: FastifyRequest, _stream: Readable, done) => {
    if (request.is404 || takesBytes(request.method, request.routeOptions.url)) return done(null);
    done(refuse('REQUEST.MEDIA_TYPE'));
  });
}
