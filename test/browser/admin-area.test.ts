import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { activateAddon } from '../php/module-addon-page.js';
import { FakeSidecar, json } from '../php/module-fake-sidecar.js';
import { installModule, MODULE, SETTINGS } from '../php/module-installation.js';
import { listen } from '../simulator/listener.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { launchChromium } from './launch-chromium.js';

const VALIDATE = 'POST /v1/settings/validate';

const failing = {
  state: 'failing',
  since: '2026-05-31T10:00:00.000Z',
  egress: [{ context: 'sidecar', family: 4, address: '203.0.113.6', scope: 'public' }],
  incident: { id: 7, causeCode: 'ip_not_whitelisted' },
};

let browser: Browser;
let sidecar: FakeSidecar;
let whmcs: WhmcsInstallation;
let website: Awaited<ReturnType<typeof listen>>;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, sidecar] = await Promise.all([launchChromium(), FakeSidecar.start()]);
  whmcs = await installModule(sidecar.url);
  await activateAddon(whmcs);
  sidecar.on('GET /v1/status', json(200, failing));
  // Cron tells the pages how things stand.
  await whmcs.cron({ sync: false });
  website = await listen('127.0.0.1', (request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://whmcs.example');
      const html =
        pathname === '/admin/addonmodules.php'
          ? await addonPage(request.method === 'POST' ? await text(request) : null)
          : await adminPage(pathname.slice('/admin/'.length, -'.php'.length), request.headers.cookie ?? '');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>WHMCS</title><link rel="icon" href="data:,"><body>${html}`);
    })();
  });
});

afterAll(async () => {
  await browser.close();
  await website.close();
  await whmcs.remove();
  await sidecar.close();
});

beforeEach(async () => {
  sidecar.requests.length = 0;
  context = await browser.newContext();
  page = await context.newPage();
});

afterEach(async () => {
  await context.close();
});

/** As WHMCS puts it together. */
async function adminPage(name: string, cookie: string): Promise<string> {
  const pairs = cookie.split('; ').map((pair): [string, string] => {
    const [key = '', value = ''] = pair.split('=', 2);
    return [key, value];
  });
  const cookies = Object.fromEntries(pairs);
  const { result } = await whmcs.adminPage(name, { cookies });
  return `${result.head}${result.header}<h1>${name}</h1>${result.content}${result.footer}`;
}

async function addonPage(posted: string | null): Promise<string> {
  const post = posted === null ? {} : { post: Object.fromEntries(new URLSearchParams(posted)) };
  return (await whmcs.addonPage(MODULE, post)).result.html;
}

describe('the settings of the module', () => {
  test('are tested as they are typed, in a new tab, and stay in the form', async () => {
    await page.goto(`${website.url}/admin/configregistrars.php`);
    expect(await page.locator('#niceniccompanion-settings').innerText()).toContain('203.0.113.6');
    await page.fill('form input[type="text"][name="Username"]', 'typed1');
    await page.fill('form input[type="password"][name="APISecret"]', `typed & "secret"`);
    await page.uncheck('input[type="checkbox"][name="TestMode"]');

    const [verdict] = await Promise.all([
      context.waitForEvent('page'),
      page.click('#niceniccompanion-settings button'),
    ]);
    await verdict.waitForSelector('.alert-success');

    expect(await verdict.innerText('body')).toContain('NiceNIC accepts these settings. Nothing was saved.');
    const [request] = sidecar.received(VALIDATE);
    expect(request?.headers.authorization).toBe(`Bearer ${SETTINGS.SidecarToken}`);
    expect(request?.body).toMatchObject({
      settings: { username: 'typed1', apiSecret: `typed & "secret"`, testMode: false },
    });
    expect(await page.inputValue('form input[type="text"][name="Username"]')).toBe('typed1');
    expect(await page.inputValue('#niceniccompanion-settings input[name="APISecret"]')).toBe('');
  });

  test('as they are saved are tested where the browser runs no scripts', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    try {
      const scriptless = await plain.newPage();
      await scriptless.goto(`${website.url}/admin/configregistrars.php`);

      const [verdict] = await Promise.all([
        plain.waitForEvent('page'),
        scriptless.click('#niceniccompanion-settings button'),
      ]);
      await verdict.waitForSelector('.alert-success');

      expect(sidecar.onlyBody(VALIDATE)).toMatchObject({ settings: { username: 'reseller1' } });
    } finally {
      await plain.close();
    }
  });
});

describe('the line on admin pages', () => {
  test('goes when it is put away, and does not come back for this outage', async () => {
    await page.goto(`${website.url}/admin/clients.php`);
    expect(await page.innerText('#niceniccompanion-banner')).toContain('NiceNIC refuses this shop');

    await page.click('#niceniccompanion-banner button');
    expect(await page.locator('#niceniccompanion-banner').count()).toBe(0);
    expect(page.url()).toContain('clients.php');

    await page.reload();
    expect(await page.locator('#niceniccompanion-banner').count()).toBe(0);
  });
});
