import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { activateAddon } from '../php/module-addon-page.js';
import { installModule, MODULE, SETTINGS } from '../php/module-installation.js';
import { DEFAULT_ACCOUNT } from '../simulator/account.js';
import { listen } from '../simulator/listener.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { inspectPage } from './inspect-page.js';
import { launchChromium } from './launch-chromium.js';
import { runCompanion, type RunningCompanion } from './running-companion.js';

const MINUTE = 60_000;
const ADDRESS = '127.0.0.1';
const NOT_WHITELISTED = 'The outbound address of this server is not on the whitelist at NiceNIC';

let browser: Browser;
let simulator: Simulator;
let companion: RunningCompanion;
let whmcs: WhmcsInstallation;
let website: Awaited<ReturnType<typeof listen>>;
let context: BrowserContext;
let page: Page;
/** What the browser complained about. */
let complaints: string[];

beforeAll(async () => {
  [browser, simulator] = await Promise.all([launchChromium(), startSimulator()]);
  companion = await runCompanion(simulator.urls, { COMPANION_TOKEN: SETTINGS.SidecarToken });
  whmcs = await installModule(companion.url, {
    Username: DEFAULT_ACCOUNT.username,
    APISecret: DEFAULT_ACCOUNT.productionSecret ?? '',
    TestMode: false,
  });
  await activateAddon(whmcs);
  await whmcs.cron({ sync: false });
  website = await listen(ADDRESS, (request, response) => {
    void (async () => {
      const html = await addonPage(request.method === 'POST' ? await text(request) : null);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(html);
    })();
  });
});

afterAll(async () => {
  await browser.close();
  await website.close();
  await whmcs.remove();
  await companion.close();
  await simulator.close();
});

beforeEach(async () => {
  simulator.production.whitelist.add(ADDRESS);
  context = await browser.newContext();
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
});

afterEach(async () => {
  await context.close();
});

/** The addon's HTML amid a page of WHMCS's, as WHMCS puts it together. */
async function addonPage(posted: string | null): Promise<string> {
  const post = posted === null ? {} : { post: Object.fromEntries(new URLSearchParams(posted)) };
  const { html } = (await whmcs.addonPage(MODULE, post)).result;
  return `<!doctype html><html lang="en"><head>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>NiceNIC Companion</title><link rel="icon" href="data:,"><style>
    :root { color-scheme: light } body { font-family: sans-serif } .table-responsive { overflow-x: auto }
    </style></head><body><main><h1>NiceNIC Companion</h1>${html}</main></body></html>`;
}

async function open(): Promise<void> {
  await page.goto(`${website.url}/admin/addonmodules.php?module=${MODULE}`);
}

/** A check that comes a minute later. */
async function check(): Promise<void> {
  companion.pass(MINUTE);
  await companion.check();
}

test('tells first how things stand, with the page of the sidecar whole in a frame', async () => {
  await check();
  await open();
  expect(await page.locator('main').innerText()).toMatch(/^NiceNIC Companion\s+Status\s+NiceNIC works since/);
  const frame = page.frameLocator('iframe');
  expect(await frame.getByRole('heading', { level: 2 }).first().innerText()).toBe('NiceNIC works');
  expect(await frame.getByRole('region', { name: 'Last checks' }).isVisible()).toBe(true);
  // WHMCS's admin area has no dark theme.
  await page.emulateMedia({ colorScheme: 'dark' });
  const surface = 'getComputedStyle(document.querySelector(".companion")).getPropertyValue("--surface")';
  expect(await frame.locator('body').evaluate(surface)).toBe('#ffffff');
  expect(complaints).toEqual([]);
});

test('an outage has one cause and one beginning, wherever one looks', async () => {
  simulator.production.whitelist.remove(ADDRESS);
  await check();
  await check();
  await open();
  const status = await page.locator('.panel', { hasText: 'Status' }).first().innerText();
  expect(status).toContain(NOT_WHITELISTED);
  const since = /since (?<since>[\d-]+ [\d:]+ UTC)/.exec(status)?.groups?.['since'] ?? '?';
  const frame = page.frameLocator('iframe');
  expect(await frame.locator('body').innerText()).toContain(since);
  expect(await frame.getByRole('region', { name: 'What to do now' }).innerText()).toContain(NOT_WHITELISTED);
  await inspectPage(page, 'addon-failing');

  await page.getByRole('button', { name: 'Run the diagnosis' }).click();
  await page.getByText('Possible causes, likeliest first').waitFor();
  expect(await page.getByRole('heading', { level: 4 }).first().innerText()).toContain(NOT_WHITELISTED);
  await inspectPage(page, 'addon-diagnosis');
  expect(complaints).toEqual([]);
});

test('each button does what it says, pressed by keyboard', async () => {
  await open();
  const press = async (name: string): Promise<string> => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor();
    return page.getByRole('alert').first().innerText();
  };
  expect(await press('Test now')).toContain('NiceNIC accepts');
  await open();
  expect(await press('Send a test alert')).toContain('test');
  await open();
  await press('Start maintenance');
  expect(await page.getByRole('button', { name: 'End maintenance' }).count()).toBe(1);
  expect(await page.frameLocator('iframe').getByRole('heading', { level: 2 }).first().innerText()).toBe(
    'Maintenance',
  );
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await page.getByRole('button', { name: 'Start maintenance' }).waitFor();
  expect(complaints).toEqual([]);
});
