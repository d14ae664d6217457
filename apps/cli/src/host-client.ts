// Talks to a running host. The token goes to that host only: redirections are not followed. What is not here: what is asked for.
import { CliFailure, EXIT, type Io } from './io.js';
import { usage } from './options.js';
import { readFileWithin, textOfUtf8 } from './read-bytes.js';

const DEFAULT_URL = 'http://localhost:3000';
const TOKEN_BYTES_MAX = 8192;
const LIMIT_MS = 120_000;

export class HostClient {
  constructor(
    private readonly url: URL,
    private readonly token: string,
  ) {}

  /** The body of an answer as text. @param path from the root, encoded
   *  @throws CliFailure `HOST.UNREACHABLE`, `HOST.ANSWER_MALFORMED`, or the code the host refuses with; all with exit 1 */
  async get(path: string): Promise<string> {
    const response = await this.ask(path);
    const body = await response.text().catch(() => {
      throw failure('HOST.UNREACHABLE', `${this.url.origin} broke off its answer.`);
    });
    if (response.ok) return body;
    throw refusalOf(body, response.status);
  }

  async getJson(path: string): Promise<unknown> {
    const body = await this.get(path);
    try {
      return JSON.parse(body);
    } catch {
      throw failure('HOST.ANSWER_MALFORMED', `${this.url.origin} did not answer with JSON; is it a Quanze host?`);
    }
  }

  private async ask(path: string): Promise<Response> {
    const address = new URL(path.slice(1), this.url);
    try {
      return await fetch(address, { headers: { authorization: `Bearer ${this.token}`, accept: 'application/json', 'accept-language': 'en' }, redirect: 'error', signal: AbortSignal.timeout(LIMIT_MS) });
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code;
      throw failure('HOST.UNREACHABLE', `${this.url.origin} cannot be reached${cause === undefined ? '' : ` (${cause})`}; QUANZE_URL names the host.`);
    }
  }
}

/** @param tokenFile file with the token; QUANZE_TOKEN when absent. @throws CliFailure `USAGE`, `FILE.UNREADABLE` */
export async function connect(io: Io, tokenFile: string | undefined): Promise<HostClient> {
  const given = io.env['QUANZE_URL'] || DEFAULT_URL;
  const url = URL.canParse(given) ? new URL(given.endsWith('/') ? given : `${given}/`) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw usage('QUANZE_URL is not a URL that begins with http:// or https://');
  const token = tokenFile === undefined ? (io.env['QUANZE_TOKEN'] ?? '') : (textOfUtf8(await readFileWithin(tokenFile, TOKEN_BYTES_MAX)) ?? '').trim();
  if (token === '') throw usage('a token is needed: QUANZE_TOKEN or --token-file (make one in the console, or by POST /api/v1/tokens)');
  // What is not a header value is not a token, and is not repeated in the message.
  if (!/^[\x21-\x7e]+$/.test(token)) throw usage('the token holds characters that no token has');
  return new HostClient(url, token);
}

function refusalOf(body: string, status: number): CliFailure {
  try {
    const problem = JSON.parse(body) as { code?: unknown; detailEn?: unknown; detail?: unknown };
    if (typeof problem.code === 'string') return failure(problem.code, String(problem.detailEn ?? problem.detail ?? problem.code));
  } catch {
    // Not an answer of ours; told below.
  }
  return failure('HOST.ANSWER_MALFORMED', `The host answered with status ${status} and no problem document.`);
}

function failure(code: string, message: string): CliFailure {
  return new CliFailure(code, message, EXIT.no);
}
