// Signing in and out, tokens, and the addresses that are public: the real host, the real database.
import { PASSWORD, startHost, type RunningHost } from './host.js';

let host: RunningHost;
beforeAll(async () => {
  host = await startHost();
}, 180_000);
afterAll(() => host.close());

const signIn = (login: string, password: string, headers: Record<string, string> = {}) =>
  host.call({ method: 'POST', url: '/api/v1/sessions', payload: { login, password }, headers });

describe('a session', () => {
  it('is opened by the right password and ends when the person signs out', async () => {
    const opened = await signIn('head1', PASSWORD);
    expect(opened.statusCode).toBe(201);
    const cookies = { quanze_session: /^quanze_session=([^;]+)/.exec(opened.setCookies[0] ?? '')?.[1] ?? '' };
    const me = await host.call({ url: '/api/v1/sessions/current', cookies });
    expect(me.json()).toMatchObject({ person: opened.json().person, kind: 'session' });
    expect((await host.call({ method: 'DELETE', url: '/api/v1/sessions/current', cookies })).statusCode).toBe(204);
    expect((await host.call({ url: '/api/v1/sessions/current', cookies })).json().code).toBe('IDENTITY.UNKNOWN');
  });

  it('answers a wrong password and an unknown login alike, in both languages', async () => {
    const [wrong, unknown] = [await signIn('clerk1', 'not the password'), await signIn('nobody', PASSWORD, { 'accept-language': 'en' })];
    expect([wrong.statusCode, wrong.json().detail]).toEqual([401, '账号或者密码不正确']);
    expect([unknown.statusCode, unknown.json().detail]).toEqual([401, 'The login or the password is not right.']);
    expect(wrong.json().code).toBe(unknown.json().code);
  });

  it('makes a token that works until it is revoked, and that cannot make others', async () => {
    const asChief = host.as('chief');
    const made = await asChief({ method: 'POST', url: '/api/v1/tokens', payload: { name: '统计', days: 7 } });
    expect(made.statusCode).toBe(201);
    const headers = { authorization: `Bearer ${made.json().token}` };
    expect((await host.call({ url: '/api/v1/sessions/current', headers })).json().kind).toBe('api');
    expect((await host.call({ method: 'POST', url: '/api/v1/tokens', payload: { name: 'more', days: 7 }, headers })).json().code).toBe('IDENTITY.SESSION_REQUIRED');
    const listed = (await asChief({ url: '/api/v1/tokens' })).json();
    expect(listed).toEqual([expect.objectContaining({ name: '统计' })]);
    expect(JSON.stringify(listed)).not.toContain(made.json().token);
    const [{ id }] = listed;
    expect((await host.as('deputy')({ method: 'DELETE', url: `/api/v1/tokens/${id}` })).json().code).toBe('TOKEN.NOT_FOUND');
    expect((await asChief({ method: 'DELETE', url: `/api/v1/tokens/${id}` })).statusCode).toBe(204);
    expect((await host.call({ url: '/api/v1/sessions/current', headers })).statusCode).toBe(401);
  });
});

describe('the host', () => {
  it('is alive and ready, with its database and its queue', async () => {
    expect((await host.call({ url: '/health' })).json()).toMatchObject({ status: 'ok', name: 'quanze' });
    expect((await host.call({ url: '/ready' })).json()).toEqual({ status: 'ready', dependencies: [{ name: 'database', status: 'up' }, { name: 'queue', status: 'up' }] });
  });

  it('lets the administrator add a person, who then signs in, and nobody else', async () => {
    const office = (await host.as('admin')({ url: '/api/v1/offices' })).json().find((row: { level: string }) => row.level === 'basic').id;
    const url = `/api/v1/offices/${office}/people`;
    const person = { name: '新人', login: 'new.one', password: 'a long enough one' };
    const refused = await host.as('clerk1')({ method: 'POST', url, payload: person });
    expect([refused.statusCode, refused.json().whoMay[0].id]).toEqual([403, 'admin']);
    expect((await host.as('admin')({ method: 'POST', url, payload: person })).statusCode).toBe(201);
    expect((await host.as('admin')({ method: 'POST', url, payload: person })).json().code).toBe('REQUEST.TAKEN');
    expect((await host.as('admin')({ method: 'POST', url, payload: { ...person, login: 'weak', password: 'short' } })).json()).toMatchObject({ code: 'PERSON.PASSWORD_WEAK', status: 422 });
    expect((await signIn('new.one', person.password)).statusCode).toBe(201);
  });
});
