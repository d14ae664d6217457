// Sending what was thought up, many at once: each deed gets what is only known now – a cookie, the version of a case, an id that came to
// be a moment ago – goes over the wire, is judged, and is entered into the books. What is not here: what is sent, and what is right.
import type { Books } from './books.js';
import { actOf, isErrand, openingOf, stepsOf, type ActsView, type Errand } from './errands.js';
import { defectOf } from './judge.js';
import type { Operation } from './operations.js';
import { CURRENT, type FuzzRequest } from './requests.js';
import type { Made, Vocabulary } from './values.js';
import type { Wire, WireAnswer, WireRequest } from './wire.js';

const BODY_BYTES_MAX = 1_048_576;
const NOWHERE = '00000000-0000-4000-8000-000000000001';
const SIGN_OUT = '/api/v1/sessions/current';

export interface StormParts {
  readonly wire: Wire;
  readonly books: Books;
  readonly operations: readonly Operation[];
  readonly words: Vocabulary;
  /** The session of somebody, which lasts through the storm. */
  readonly cookieOf: (login: string) => Promise<string>;
}

export class Storm {
  /** What is wrong with answers: how often, and the first request it happened to. */
  readonly defects = new Map<string, { readonly times: number; readonly first: string }>();
  private readonly byId: ReadonlyMap<string, Operation>;

  constructor(private readonly parts: StormParts) {
    this.byId = new Map(parts.operations.map((operation) => [operation.id, operation]));
  }

  /** Does everything, as many at once as there are lanes. */
  async play(deeds: readonly (FuzzRequest | Errand)[], lanes: number): Promise<void> {
    const rest = deeds.values();
    const lane = async (): Promise<void> => {
      for (const deed of rest) await (isErrand(deed) ? this.run(deed) : this.send(deed));
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  /** Sends one request and judges the answer. @returns null when there was none */
  async send(request: FuzzRequest): Promise<WireAnswer | null> {
    const path = request.target.split('?')[0];
    // Whoever signs out gives a token back that was made for it; the sessions of the storm last.
    const isEnd = request.method === 'DELETE' && path === SIGN_OUT && request.who !== null;
    const token = isEnd ? await this.newToken(request.who) : null;
    const answer = await this.exchange(request, token);
    if (isEnd && token !== null && answer?.status === 204) {
      const again = await this.exchange({ operation: 'currentSession', who: request.who, method: 'GET', target: SIGN_OUT, headers: [], body: null }, token);
      if (again?.status !== 401) this.note('a token that was given back opens the door', `status ${again?.status ?? 'none'}`);
    }
    return answer;
  }

  private async newToken(who: string | null): Promise<string | null> {
    const answer = await this.exchange({ operation: 'createToken', who, method: 'POST', target: '/api/v1/tokens', headers: [['content-type', 'application/json']], body: { name: '统计', days: 1 } }, null);
    return answer?.status === 201 ? (JSON.parse(answer.body) as { token: string }).token : null;
  }

  private async exchange(request: FuzzRequest, token: string | null): Promise<WireAnswer | null> {
    const { wire, books } = this.parts;
    const known = this.filledIn(request);
    const bytes = await this.onWire(known, token);
    const describe = (): string => `${known.method} ${known.target.slice(0, 300)} by ${known.who ?? 'nobody'} ${JSON.stringify(known.headers).slice(0, 400)} ${bytes.body?.toString().slice(0, 600) ?? ''}`;
    try {
      const isAlone = known.operation === 'streamEvents' || mayEndTheConnection(bytes);
      const answer = await (isAlone ? wire.alone(bytes) : wire.pipelined(bytes));
      const defect = defectOf(known, answer, this.byId.get(known.operation));
      if (defect !== null) this.note(defect, `${describe()} → ${answer.body.slice(0, 600)}`);
      if (answer.status < 500) books.enter(known, answer);
      return answer;
    } catch (error) {
      this.note(error instanceof Error ? error.message.slice(0, 40) : 'no answer', `${String(error)}: ${describe()}`);
      return null;
    }
  }

  /** The request with the ids and the version that are known now. */
  private filledIn(request: FuzzRequest): FuzzRequest {
    const { books } = this.parts;
    const target = request.target.replace(/~(\w+)~(\d+)~/g, (_all, kind: Made, number: string) => books.known(kind, Number(number), request.who) ?? NOWHERE);
    const { body } = request;
    if (body === null || Buffer.isBuffer(body) || body['expectedVersion'] !== CURRENT) return { ...request, target };
    const caseId = /^\/api\/v1\/cases\/([^/?]+)\//.exec(target)?.[1] ?? '';
    return { ...request, target, body: { ...body, expectedVersion: books.versions.get(caseId) ?? 0 } };
  }

  private async onWire({ who, method, target, headers, body }: FuzzRequest, token: string | null): Promise<WireRequest> {
    const bytes = body === null || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    if (who === null || headers.some(([name]) => name === 'cookie')) return { method, target, headers, body: bytes };
    return { method, target, headers: [...headers, ['cookie', `quanze_session=${token ?? (await this.parts.cookieOf(who))}`]], body: bytes };
  }

  /** Looks what may be done, and does it. */
  private async run(errand: Errand): Promise<void> {
    const { books, words } = this.parts;
    if (errand.does === 'walk') return this.walk(errand);
    if (errand.does === 'open') return this.sendAsMeant(openingOf(errand, words), errand);
    const caseId = books.caseAt(errand.choice);
    const view = await this.send({ operation: 'whatMayIDo', who: errand.who, method: 'GET', target: `/api/v1/cases/${caseId}/acts`, headers: [], body: null });
    if (view?.status !== 200) return;
    const request = actOf(errand, caseId, JSON.parse(view.body) as ActsView, words);
    if (request !== null) await this.sendAsMeant(request, errand);
  }

  /** Step by step, as far as the others in the storm let it come; somebody who was first is no reason to give up at once. */
  private async walk(errand: Errand): Promise<void> {
    let caseId = '';
    for (const step of stepsOf(errand)) {
      let answer = await this.send(step(caseId));
      for (let tries = 0; tries < 3 && answer?.status === 409 && answer.body.includes('CASE.VERSION_CONFLICT'); tries += 1) answer = await this.send(step(caseId));
      if (answer === null || answer.status >= 300) return;
      caseId = (JSON.parse(answer.body) as { caseId: string }).caseId;
    }
  }

  private async sendAsMeant(request: FuzzRequest, { twist }: Errand): Promise<void> {
    const answers = await Promise.all(twist === 'twice' ? [this.send(request), this.send(request)] : [this.send(request)]);
    const [first, second] = answers.map((answer) => (answer !== null && answer.status < 300 ? (JSON.parse(answer.body) as { caseId: string; seq: number; replayed: boolean }) : null));
    if (first === null || first === undefined || second === null || second === undefined) return;
    const isOne = first.caseId === second.caseId && first.seq === second.seq && (first.replayed || second.replayed);
    if (!isOne) this.note('one key had two effects', JSON.stringify([first, second]));
  }

  private note(defect: string, first: string): void {
    const known = this.defects.get(defect);
    this.defects.set(defect, { times: (known?.times ?? 0) + 1, first: known?.first ?? first });
  }
}

/** Whether the host may hang up over this request, and with it on whatever waits behind it on the same connection: what the parser of
 *  HTTP itself refuses, and a body the host does not read to its end. */
function mayEndTheConnection({ target, headers, body }: WireRequest): boolean {
  const isPlain = [target, ...headers.map(([, value]) => value)].every((text) => /^[\x20-\x7e]*$/.test(text));
  const isRead = body === null || headers.some(([name, value]) => name === 'content-type' && value === 'application/json');
  return !isPlain || !isRead || (body !== null && body.byteLength > BODY_BYTES_MAX);
}
