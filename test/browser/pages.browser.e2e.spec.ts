// The pages for people, in a real browser at the two widths offices have: they render, their links lead somewhere, nothing is fetched
// from elsewhere, and the browser has nothing to complain of. What is not here: how they look, which a person judges on the pictures
// this leaves in the folder of the run.
import { join } from 'node:path';
import { describeWith, findBrowser, makeTestFolder } from '@quanze/testkit';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startHost, type RunningHost } from '../e2e/host.js';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const WIDTHS = [{ width: 1680, height: 1050 }, { width: 1366, height: 768 }];
jest.setTimeout(120_000);

describeWith('browser', 'pages for people', () => {
  let host: RunningHost;
  let browser: Browser;
  let pictures: string;
  let base: string;

  beforeAll(async () => {
    host = await startHost();
    base = `http://127.0.0.1:${host.port}`;
    browser = await chromium.launch({ executablePath: findBrowser() as string, args: ARGUMENTS });
    pictures = process.env['QUANZE_TEST_PICTURES'] ?? (await makeTestFolder('pictures'));
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  /** Opens an address, lets a test look, and insists that nothing went wrong meanwhile. */
  async function visit(path: string, viewport: { width: number; height: number }, look: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ viewport, locale: 'zh-CN' });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complaints.push(`${request.url()} is elsewhere`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.url()} answered ${response.status()}`);
    });
    await page.addInitScript('addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))');
    try {
      const answer = await page.goto(`${base}${path}`, { waitUntil: 'load' });
      expect(answer?.status()).toBe(200);
      await look(page);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  }

  /** Nothing sticks out to the right. */
  const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  const picture = (page: Page, name: string, width: number): Promise<unknown> => page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: false });

  for (const viewport of WIDTHS) {
    describe(`at ${viewport.width} pixels`, () => {
      it('the first page says what runs here, and that it does', async () => {
        await visit('/', viewport, async (page) => {
          expect(await page.title()).toBe('权责 Quanze');
          expect(await page.locator('h1').count()).toBe(1);
          await page.locator('dd.ok').first().waitFor();
          expect(await page.locator('.deps li.ok').count()).toBe(2);
          expect(await fits(page)).toBe(true);
          await picture(page, 'home', viewport.width);
        });
      });

      it('each of its links leads somewhere', async () => {
        await visit('/', viewport, async (page) => {
          const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
          expect(links.length).toBeGreaterThanOrEqual(5);
          for (const link of links) expect([link, (await host.call({ url: link })).statusCode]).toEqual([link, 200]);
          await page.locator('a[href="/api/reference"]').click();
          await page.waitForURL('**/api/reference');
        });
      });

      it('the reference lists every operation of the document', async () => {
        await visit('/api/reference', viewport, async (page) => {
          await page.locator('.opblock').first().waitFor();
          const document = (await host.call({ url: '/api/openapi.json' })).json() as { paths: Record<string, Record<string, unknown>> };
          const wanted = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort();
          const shown = await page.locator('.opblock').evaluateAll((blocks) => blocks.map((block) =>
            `${block.querySelector('.opblock-summary-method')?.textContent ?? ''} ${(block.querySelector('[data-path]')?.getAttribute('data-path') ?? '')}`).sort());
          expect(shown).toEqual(wanted);
          expect(await fits(page)).toBe(true);
          await picture(page, 'reference', viewport.width);
          await page.locator('#operations-cases-act .opblock-summary').click();
          await page.locator('#operations-cases-act .opblock-body').waitFor();
          await picture(page, 'operation', viewport.width);
        });
      });

      it('an operation can be tried from the reference, under the same policy as every page', async () => {
        await visit('/api/reference', viewport, async (page) => {
          const health = page.locator('#operations-system-health');
          await health.locator('.opblock-summary').click();
          await health.locator('.try-out__btn').click();
          await health.locator('.execute').click();
          await health.locator('.live-responses-table .microlight, .live-responses-table pre').first().waitFor();
          expect(await health.locator('.live-responses-table').innerText()).toContain('"status": "ok"');
          await health.locator('.live-responses-table').scrollIntoViewIfNeeded();
          await picture(page, 'tried', viewport.width);
          await page.locator('.btn.authorize').click();
          await page.locator('.modal-ux').waitFor();
          await picture(page, 'authorize', viewport.width);
          const [first, reference] = [await host.call({ url: '/' }), await host.call({ url: '/api/reference' })];
          expect(reference.headers['content-security-policy']).toBe(first.headers['content-security-policy']);
        });
      });

      it('the list of errors has a row for the code that a problem points to', async () => {
        const { type } = (await host.call({ url: '/api/v1/nothing' })).json() as { type: string };
        await visit(type, viewport, async (page) => {
          await page.locator(`[id="${type.split('#')[1] ?? ''}"]`).waitFor();
          expect(await fits(page)).toBe(true);
          await picture(page, 'errors', viewport.width);
        });
      });
    });
  }

  it('the first page is readable on a narrow screen and by keyboard', async () => {
    await visit('/', { width: 360, height: 740 }, async (page) => {
      expect(await fits(page)).toBe(true);
      await picture(page, 'home', 360);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('A');
    });
  });
});
