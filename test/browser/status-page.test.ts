import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { LANGUAGE_NAMES } from '../../sidecar/texts/language.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { DEFAULT_ACCOUNT } from '../simulator/account.js';
import { listen } from '../simulator/listener.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { startHostileRegistrar } from './hostile-registrar.js';
import { inspectPage } from './inspect-page.js';
import { launchChromium } from './launch-chromium.js';
import { runCompanion, type RunningCompanion } from './running-companion.js';

const MINUTE = 60_000;

let browser: Browser;
let simulator: Simulator;
let companion: RunningCompanion;
let page: Page;
/** What else a test started; closed after it, last first, whatever became of it. */
let started: { close: () => Promise<unknown> }[];
/** What the browser complained about since it was asked last. */
let complaints: string[];

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  started = [];
  simulator = startedUp(await startSimulator());
  companion = startedUp(await runCompanion(simulator.urls));
  page = await newPage(startedUp(await browser.newContext()));
});

afterEach(async () => {
  for (const one of started.reverse()) await one.close();
});

function startedUp<Closable extends { close: () => Promise<unknown> }>(one: Closable): Closable {
  started.push(one);
  return one;
}

/** Another website, on a name of this machine that is not the sidecar's; gives its address. */
async function otherWebsite(html: string): Promise<string> {
  const { url } = startedUp(
    await listen('127.0.0.1', (_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><link rel="icon" href="data:,">${html}`);
    }),
  );
  return url.replace('127.0.0.1', 'localhost');
}

async function newPage(within: BrowserContext): Promise<Page> {
  const opened = await within.newPage();
  complaints = [];
  opened.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Whoever leaves a page at once does not wait for its icon.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${String(why)}`);
  });
  opened.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return opened;
}

async function signIn(): Promise<void> {
  await page.goto(await companion.link());
}

/** Opens the page in a form that does not reload itself while it is looked at. */
async function openStill(): Promise<void> {
  await page.goto(`${companion.url}/?updates=off`);
}

/** Checks until an outage is certain. */
async function fail(times = 2): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    companion.pass(MINUTE);
    await companion.check();
  }
}

function verdict(): Promise<string> {
  return page.getByRole('heading', { level: 2 }).first().innerText();
}

/** The browser names a page that is refused; nothing else may be amiss. */
function expectRefusedPage(): void {
  expect(complaints.splice(0)).toEqual([expect.stringContaining('401')]);
}

describe('signing in', () => {
  test('a link in another website signs in, and works once', async () => {
    const link = await companion.link();
    await page.goto(await otherWebsite(`<a href="${link}">Status page</a>`));
    await page.getByRole('link', { name: 'Status page' }).click();
    await page.waitForURL(`${companion.url}/`);
    expect(await verdict()).toBe('Not known yet');
    expect(complaints).toEqual([]);

    await page.goto(link);
    expect(await page.getByRole('heading').innerText()).toBe(
      'This sign-in link was used already or is too old',
    );
    expectRefusedPage();
    await inspectPage(page, 'used-link');
    await page.getByRole('link', { name: 'Go to the status page' }).click();
    expect(await verdict()).toBe('Not known yet');
    expect(complaints).toEqual([]);
  });

  test('without a link the page says how to get one', async () => {
    await page.goto(companion.url);
    expect(await page.getByRole('heading').innerText()).toBe('Please sign in');
    expect(await page.getByText('nicenic-companion link').isVisible()).toBe(true);
    expectRefusedPage();
    await inspectPage(page, 'sign-in');
    expect(complaints).toEqual([]);
  });

  test('another website cannot press a button', async () => {
    await companion.saveSettings();
    await signIn();
    await page.goto(
      await otherWebsite(
        `<form method="post" action="${companion.url}/test-now"><button>Prize</button></form>`,
      ),
    );
    await page.getByRole('button', { name: 'Prize' }).click();
    await page.waitForURL(`${companion.url}/test-now`);
    expect(await page.getByRole('heading').innerText()).toBe('Please sign in');
    expect(simulator.calls()).toBe(0);
  });
});

describe('each state', () => {
  afterEach(() => {
    expect(complaints).toEqual([]);
  });

  test('not known yet', async () => {
    await signIn();
    await openStill();
    expect(await verdict()).toBe('Not known yet');
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Sign out']);
    expect(await page.getByRole('region', { name: 'Last 90 days' }).count()).toBe(0);
    await inspectPage(page, 'unknown');
  });

  test('healthy', async () => {
    await companion.saveSettings();
    await fail(30);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('NiceNIC works');
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('Production');
    expect(text).toContain('1,000.00 USD');
    expect(text).toMatch(/30 checks since .*: 30 accepted/);
    const days = page.getByRole('region', { name: 'Last 90 days' });
    expect(await days.innerText()).toContain('100 % accepted');
    expect(await days.getByRole('img').getAttribute('aria-label')).toMatch(
      /last 90 days 100 % accepted, 30 of 30 checks/,
    );
    expect(text).toContain('Loopback address');
    const checks = page.getByRole('region', { name: 'Last checks' });
    const accepted = checks.getByRole('row').filter({ hasText: 'Accepted' });
    expect(await accepted.count()).toBe(5);
    await checks.getByText('Older checks').click();
    expect(await accepted.count()).toBe(20);
    await checks.getByText('Older checks').click();
    await inspectPage(page, 'healthy');
  });

  test('a first failure waits for confirmation', async () => {
    await companion.saveSettings();
    await fail(1);
    simulator.production.whitelist.remove('127.0.0.1');
    await fail(1);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('A first check failed; confirming');
    await inspectPage(page, 'pending');
  });

  test('failing: the likely cause, the address to add, where to add it, and what else to look at', async () => {
    await companion.saveSettings();
    await fail(12);
    simulator.production.whitelist.remove('127.0.0.1');
    simulator.configure({ dialect: 'http-html' });
    await fail(3);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('NiceNIC refuses this shop');

    const todo = page.getByRole('region', { name: 'What to do now' });
    expect(await todo.getByRole('heading', { level: 3 }).first().innerText()).toBe(
      'The outbound address of this server is not on the whitelist at NiceNIC',
    );
    const steps = todo.getByRole('listitem');
    expect(await steps.filter({ hasText: 'Add the outbound address' }).locator('code').innerText()).toBe(
      '127.0.0.1',
    );
    const link = todo.getByRole('link').first();
    expect(await link.getAttribute('href')).toBe('https://nicenic.com/user/api_setting.php');
    await todo.getByText('The registrar’s twelve steps').click();
    expect(await todo.getByText('The outbound address is on the whitelist').isVisible()).toBe(true);

    const open = page.getByRole('row').filter({ hasText: 'Still open' });
    expect(await open.innerText()).toContain('2 minutes');
    const days = page.getByRole('region', { name: 'Last 90 days' });
    await days.getByText('Days with failed checks').click();
    expect(await days.getByRole('row').nth(1).innerText()).toContain('12 of 15 checks');
    await inspectPage(page, 'failing');
  });

  test('the sidecar has just started', async () => {
    await companion.saveSettings();
    await signIn();
    await openStill();
    expect(await verdict()).toBe('Not known yet');
    expect(await page.getByText('No check has run yet.').isVisible()).toBe(true);
    await inspectPage(page, 'just-started');
  });

  test('the network of the server is down: nobody is blamed', async () => {
    await companion.saveSettings();
    await fail(2);
    await simulator.close();
    await fail(2);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('Not known yet');
    expect(await page.getByText('the network of this server seems to be down').isVisible()).toBe(true);
    expect(await page.getByText('whether other addresses can be reached').isVisible()).toBe(true);
    await inspectPage(page, 'unknown-network');
  });

  test('failing by the settings: another cause, another first step', async () => {
    await companion.saveSettings();
    await fail(1);
    await companion.call('PUT', '/v1/settings', {
      settings: { username: DEFAULT_ACCOUNT.username, apiSecret: 'not-the-right-one-1234', testMode: false },
    });
    await fail(3);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('NiceNIC refuses this shop');
    const todo = page.getByRole('region', { name: 'What to do now' });
    expect(await todo.getByRole('heading', { level: 3 }).first().innerText()).toContain('API');
    await inspectPage(page, 'failing-settings');
  });

  test('paused', async () => {
    await companion.saveSettings();
    await fail(2);
    await signIn();
    await page.getByText('More', { exact: true }).click();
    await inspectPage(page, 'more');
    const tomorrow = new Date(Date.now() + 24 * 60 * MINUTE)
      .toISOString()
      .slice(0, 'yyyy-mm-ddThh:mm'.length);
    await page.getByLabel('Maintenance until (UTC)').fill(tomorrow);
    await page.getByRole('button', { name: 'Start maintenance' }).click();
    await page.getByRole('heading', { name: 'Maintenance', exact: true }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(`until ${tomorrow.replace('T', ' ')}:00 UTC`);
    await openStill();
    await page.getByText('More', { exact: true }).click();
    expect(await page.getByRole('button', { name: 'End maintenance' }).isVisible()).toBe(true);
    await inspectPage(page, 'paused');
  });

  test('it comes and goes: each outage has its line', async () => {
    await companion.saveSettings();
    await fail(2);
    for (let outage = 0; outage < 4; outage += 1) {
      simulator.production.whitelist.remove('127.0.0.1');
      await fail(3);
      simulator.production.whitelist.add('127.0.0.1');
      await fail(3);
    }
    await signIn();
    await openStill();
    const incidents = page.getByRole('region', { name: 'Incidents' });
    expect(await incidents.getByRole('row').count()).toBe(5);
    await inspectPage(page, 'flapping');
  });

  test('an incident with notes, written by keyboard, and its alert sent', async () => {
    await companion.saveSettings();
    await fail(1);
    simulator.production.whitelist.remove('127.0.0.1');
    await fail(3);
    const { alerts } = (await companion.call('GET', '/v1/alerts?state=pending')) as {
      alerts: { id: number }[];
    };
    const delivery = `/v1/alerts/${String(alerts[0]?.id)}/delivery`;
    const claim = (await companion.call('POST', delivery, { outcome: 'claimed' })) as { claimToken: string };
    await companion.call('POST', delivery, { ...claim, outcome: 'delivered' });
    await signIn();
    await page.getByRole('link', { name: /^Notes and details of the incident of/ }).press('Enter');
    await page.getByRole('heading', { name: /^Incident of/ }).waitFor();
    for (const note of [
      'Asked the hosting provider.',
      'The address of the server was changed in the night; NiceNIC has the new one.',
    ]) {
      await page.getByRole('textbox', { name: 'New note' }).fill(note);
      await page.keyboard.press('Enter');
      await page.getByText(note).waitFor();
    }
    await inspectPage(page, 'incident');
    await page.goto(`${companion.url}/?updates=off`);
    const incident = page.getByRole('region', { name: 'Incidents' });
    expect(await incident.innerText()).toContain('1 alert sent, the last just now');
    expect(await incident.innerText()).toContain('1 older note');
    expect(await incident.innerText()).toContain('NiceNIC has the new one.');
    await inspectPage(page, 'notes');
  });

  test.each(['vi', 'uz', 'zh'] as const)(
    'in the language that is chosen in the footer: %s',
    async (language) => {
      await companion.saveSettings();
      await fail(12);
      simulator.production.whitelist.remove('127.0.0.1');
      await fail(3);
      await signIn();
      await page.getByRole('link', { name: LANGUAGE_NAMES[language] }).click();
      await page.locator(`html[lang=${language}]`).waitFor();
      await openStill();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await verdict()).toBe(translatorFor(language).t('words:states.refused'));
      await inspectPage(page, `failing-${language}`);
    },
  );

  test('recovered: green again, the incident with its end', async () => {
    await companion.saveSettings();
    await fail(1);
    simulator.production.whitelist.remove('127.0.0.1');
    await fail(3);
    simulator.production.whitelist.add('127.0.0.1');
    await fail(2);
    await signIn();
    await openStill();
    expect(await verdict()).toBe('NiceNIC works');
    const incident = page.getByRole('region', { name: 'Incidents' }).getByRole('row').nth(1);
    expect(await incident.innerText()).toContain('4 minutes');
    expect(await page.getByRole('region', { name: 'What to do now' }).count()).toBe(0);
    await inspectPage(page, 'recovered');
  });
});

describe('the public page', () => {
  test('good and bad, at its own address, with a badge', async () => {
    const open = startedUp(await runCompanion(simulator.urls, { COMPANION_PUBLIC_STATUS: 'on' }));
    await open.saveSettings();
    await open.check();
    await page.goto(`${open.url}/public`);
    expect(await page.getByRole('heading').innerText()).toBe('The domain service works');
    await inspectPage(page, 'public');
    simulator.production.whitelist.remove('127.0.0.1');
    for (let round = 0; round < 3; round += 1) {
      open.pass(MINUTE);
      await open.check();
    }
    await page.reload();
    expect(await page.getByRole('heading').innerText()).toBe('The domain service is disturbed');
    await inspectPage(page, 'public-bad');
    await page.goto(await otherWebsite(`<img src="${open.url}/badge.svg" alt="badge">`));
    expect(await page.evaluate('document.images[0].naturalWidth')).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });
});

describe('its buttons', () => {
  test('each control can be reached by keyboard, and shows that it is', async () => {
    await companion.saveSettings();
    await fail(1);
    simulator.production.whitelist.remove('127.0.0.1');
    await fail(3);
    await signIn();
    await openStill();
    const all = await page.evaluate<number>(
      `[...document.querySelectorAll('a, button, summary, input')].filter((one) => one.checkVisibility()).length`,
    );
    expect(all).toBeGreaterThan(12);
    const reached = new Set<string>();
    for (let step = 0; step < all; step += 1) {
      await page.keyboard.press('Tab');
      const [place, outline] = await page.evaluate<[string, string]>(
        `(({ activeElement: one }) => [
          [...document.querySelectorAll('*')].indexOf(one) + one.outerHTML.slice(0, 80),
          getComputedStyle(one).outlineStyle,
        ])(document)`,
      );
      expect({ place, outline }).toEqual({ place, outline: 'solid' });
      reached.add(place);
    }
    expect(reached.size).toBe(all);
    expect(complaints).toEqual([]);
  });

  test('by keyboard, and without JavaScript: test now, then sign out', async () => {
    page = await newPage(startedUp(await browser.newContext({ javaScriptEnabled: false })));
    await companion.saveSettings();
    await signIn();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Test now');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByText('NiceNIC works').waitFor();
    expect(page.url()).toBe(`${companion.url}/`);
    expect(simulator.calls({ action: 'balance' })).toBe(1);
    expect(complaints).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Please sign in').waitFor();
    await page.goto(companion.url);
    expect(await page.getByRole('heading').innerText()).toBe('Please sign in');
  });
});

describe('kept up to date in place', () => {
  const HALF_MINUTE = 30_000;
  /** How often the page was asked for. */
  let asked: number;

  beforeEach(async () => {
    await companion.saveSettings();
    await fail(3);
    simulator.production.whitelist.remove('127.0.0.1');
    await fail(3);
    await page.clock.install();
    await signIn();
    asked = 0;
    page.on('request', (request) => {
      if (request.url() === `${companion.url}/`) asked += 1;
    });
  });

  const summary = (): Promise<string> =>
    page.getByRole('region', { name: 'Last checks' }).locator('.bar-ends').innerText();

  test('what is open stays open, the focus and the place on the page stay, and what is the same is not touched', async () => {
    const steps = page.getByText('The registrar’s twelve steps');
    await steps.click();
    await page.getByText('More', { exact: true }).click();
    await page.locator('summary').filter({ has: steps }).focus();
    await page.evaluate('scrollTo(0, 400); document.querySelector("[aria-labelledby=versions]").same = true');
    await fail(1);
    await page.clock.runFor(HALF_MINUTE);
    await page.getByText(/7 checks since/).waitFor();
    expect(await summary()).toContain('3 accepted, 4 failed');
    expect(await page.getByText('The account has reseller access').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Send a test alert' }).isVisible()).toBe(true);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('twelve steps');
    expect(await page.evaluate('scrollY')).toBe(400);
    expect(await page.evaluate('document.querySelector("[aria-labelledby=versions]").same')).toBe(true);

    simulator.production.whitelist.add('127.0.0.1');
    await fail(2);
    await page.clock.runFor(HALF_MINUTE);
    await page.getByRole('heading', { name: 'NiceNIC works' }).waitFor();
    expect(await page.title()).toBe('NiceNIC works – NiceNIC Companion');
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toContain('icon-good');
    expect(await page.getByRole('region', { name: 'What to do now' }).count()).toBe(0);

    simulator.production.whitelist.remove('127.0.0.1');
    await fail(3);
    await page.clock.runFor(HALF_MINUTE);
    await page.getByRole('region', { name: 'What to do now' }).waitFor();
    const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
    expect(headings.slice(0, 3)).toEqual(['NiceNIC refuses this shop', 'What to do now', 'Last checks']);
    expect(complaints).toEqual([]);
  });

  test('a page that cannot be renewed says since when, asks less often, and mends itself', async () => {
    const stale = page.getByText(/^Not current since \d{4}-/);
    await page.route(`${companion.url}/`, (route) => route.abort());
    await page.clock.runFor(HALF_MINUTE);
    await stale.waitFor();
    expect(asked).toBe(1);
    await page.clock.runFor(HALF_MINUTE);
    expect(asked).toBe(1);
    await page.unroute(`${companion.url}/`);
    await page.clock.runFor(HALF_MINUTE);
    await stale.waitFor({ state: 'detached' });
    expect(asked).toBe(2);
    complaints.splice(0);
  });

  test('while nobody looks it asks nothing, and at once when somebody does', async () => {
    const hide = (hidden: boolean): Promise<unknown> =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });` +
          `document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await hide(true);
    await page.clock.runFor(10 * HALF_MINUTE);
    expect(asked).toBe(0);
    await fail(1);
    await hide(false);
    await page.clock.runFor(1);
    await page.getByText(/7 checks since/).waitFor();
    expect(asked).toBe(1);
  });

  test('what is being selected stays', async () => {
    await page.getByText('3 accepted, 3 failed').selectText();
    await fail(1);
    const answer = page.waitForResponse(`${companion.url}/`);
    await page.clock.runFor(HALF_MINUTE);
    await answer;
    expect(await page.evaluate('getSelection().toString()')).toContain('3 accepted, 3 failed');
    await page.evaluate('getSelection().removeAllRanges()');
    await page.clock.runFor(HALF_MINUTE);
    await page.getByText(/7 checks since/).waitFor();
  });

  test('when the session ends it says how to sign in', async () => {
    companion.pass(13 * 60 * MINUTE);
    await page.clock.runFor(HALF_MINUTE);
    await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
  });

  test('an address is copied, also where the browser has no clipboard for scripts', async () => {
    const todo = page.getByRole('region', { name: 'What to do now' });
    const button = todo.getByRole('button', { name: 'Copy 127.0.0.1' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button.click();
    await button.filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('127.0.0.1');
    await page.clock.runFor(2_000);
    expect(await button.innerText()).toBe('Copy');

    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    await button.click();
    await button.filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe('127.0.0.1');

    await page.goto(`${companion.url}/support-report`);
    await page.getByRole('button', { name: 'Copy the report' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      'Support report of NiceNIC Companion',
    );
    await inspectPage(page, 'support-report');
  });

  test('without a script there is nothing to press that does nothing', async () => {
    page = await newPage(startedUp(await browser.newContext({ javaScriptEnabled: false })));
    await signIn();
    expect(await page.getByRole('region', { name: 'What to do now' }).innerText()).not.toContain('Copy');
    expect(await page.locator('button.copy').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });
});

describe('texts from outside', () => {
  test('are shown as text, whoever sent them', async () => {
    const markup = `"'><img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b>`;
    const registrar = startedUp(await startHostileRegistrar(markup));
    const hostile = startedUp(await runCompanion(registrar.urls));
    await hostile.saveSettings();
    await hostile.check();
    registrar.accepts = false;
    for (let round = 0; round < 3; round += 1) await hostile.check();
    await hostile.call('POST', '/v1/environments', {
      context: { environment: 'cron', whmcsVersion: markup.slice(0, 60), phpVersion: markup.slice(0, 60) },
      egress: [{ family: 4, address: '203.0.113.7', source: markup }],
      proxy: { [markup.slice(0, 30)]: markup },
      settingsFingerprint: 'f',
    });
    await hostile.call('POST', '/v1/incidents/1/notes', { note: markup });
    const { alerts } = (await hostile.call('GET', '/v1/alerts?state=pending')) as {
      alerts: { id: number }[];
    };
    const delivery = `/v1/alerts/${String(alerts[0]?.id)}/delivery`;
    const { claimToken } = (await hostile.call('POST', delivery, { outcome: 'claimed' })) as {
      claimToken: string;
    };
    await hostile.call('POST', delivery, { outcome: 'failed', claimToken, error: markup });

    await page.goto(await hostile.link());
    await page.goto(`${hostile.url}/?updates=off`);
    const main = page.getByRole('main');
    for (const region of ['Key facts', 'What to do now', 'Last checks', 'Outbound addresses', 'Incidents']) {
      expect(await main.getByRole('region', { name: region }).textContent()).toContain(markup);
    }
    expect(await main.locator('img, script, b').count()).toBe(0);
    expect(complaints).toEqual([]);
    const versions = await main.getByRole('region', { name: 'Versions' }).textContent();
    expect(versions).toContain(markup.slice(0, 60));
    await inspectPage(page, 'hostile-texts');

    for (const path of ['/incidents/1', '/support-report']) {
      await page.goto(`${hostile.url}${path}`);
      expect(await page.getByRole('main').textContent()).toContain(markup);
      expect(await page.locator('main :is(img, script, b)').count()).toBe(0);
    }
    expect(complaints).toEqual([]);
  });
});
