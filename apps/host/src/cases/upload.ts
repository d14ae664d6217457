// What an upload says about itself in its headers and its address, and its bytes as they come. What is not here: whether it is taken.
import type { FastifyRequest } from 'fastify';

export const FILES_ROUTE = '/api/v1/cases/:id/files';

/** The one address whose body is no JSON. */
export function takesBytes(method: string, route: string | undefined): boolean {
  return method === 'POST' && route === FILES_ROUTE;
}

/** The same of a request as it came, before anybody looked up its route. */
export function sendsFile({ method, url }: { readonly method?: string | undefined; readonly url?: string | undefined }): boolean {
  return method === 'POST' && /^\/api\/v1\/cases\/[^/?#]+\/files(?:[?#]|$)/u.test(url ?? '');
}

/** The media type without its parameters, in lower case; '' when none is given. */
export function mediaTypeOf(request: Pick<FastifyRequest, 'headers'>): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The name of a `Content-Disposition`: the one in UTF-8 (RFC 8187) before the plain one; null when there is none that can be read. */
export function nameIn(disposition: string | undefined): string | null {
  if (disposition === undefined) return null;
  const encoded = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/iu.exec(disposition)?.[1];
  if (encoded !== undefined) return decoded(encoded);
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/iu.exec(disposition);
  return plain === null ? null : (plain[1]?.replace(/\\(.)/gu, '$1') ?? plain[2] ?? null);
}

/** A `Content-Disposition` that saves a file under a name instead of showing it. */
export function attachmentOf(name: string | null, hash: string): string {
  const encoded = encodeURIComponent(name ?? hash).replace(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${hash}"; filename*=UTF-8''${encoded}`;
}

/** The bytes as they arrive. To stop reading leaves the connection open, so that the refusal can still be read. */
export function bytesOf({ raw }: FastifyRequest): AsyncIterable<Uint8Array> {
  return raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
}

/** Length the sender announced; null when it did not. */
export function lengthOf({ headers }: Pick<FastifyRequest, 'headers'>): number | null {
  const length = headers['content-length'];
  return length === undefined || !/^\d{1,15}$/u.test(length) ? null : Number(length);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
