// Headers that every answer carries, and the check that a change was not asked for by another site.
import type { IncomingHttpHeaders } from 'node:http';
import { refuse } from './refusal-error.js';

const PAGE_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Security headers. @param https whether browsers reach this host by https only */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses `REQUEST.CROSS_SITE` for a change that a browser sends on behalf of another site. A request with its own credentials in
 *  `Authorization` cannot be forged that way, and programs send neither of the two headers. */
export function refuseCrossSite(method: string, headers: IncomingHttpHeaders): void {
  if (SAFE_METHODS.includes(method) || headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse('REQUEST.CROSS_SITE');
  const { origin, host } = headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) throw refuse('REQUEST.CROSS_SITE');
}
