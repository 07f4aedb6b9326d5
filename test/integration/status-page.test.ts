import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCompanion, type RunningCompanion } from '../browser/running-companion.js';
import { translatorFor } from '../../sidecar/texts/translator.js';
import { startSimulator, type Simulator } from '../simulator/simulator.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const POLICY =
  "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'";

let simulator: Simulator;
let companion: RunningCompanion;

beforeEach(async () => {
  simulator = await startSimulator();
  companion = await runCompanion(simulator.urls);
});

afterEach(async () => {
  await companion.close();
  await simulator.close();
});

/** One request, as browsers make them, that follows no redirect. */
function ask(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, companion.url), {
    redirect: 'manual',
    headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...(headers as object) },
    ...init,
  });
}

/** Uses a fresh link and gives what the browser would send from then on. */
async function signIn(): Promise<{ Cookie: string }> {
  const response = await ask(await companion.link());
  return { Cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

describe('without a session', () => {
  test('the page says how to sign in and nothing else', async () => {
    await companion.saveSettings();
    await companion.check();
    const response = await ask('/');
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toContain('nicenic-companion link');
    expect(html).not.toContain('NiceNIC works');
    expect(html).not.toContain('127.0.0.1');
    expect(html).not.toContain('http-equiv');
  });

  test.each(['/test-now', '/sign-out', '/test-alert', '/maintenance?hours=1'])(
    'POST %s does nothing',
    async (path) => {
      await companion.saveSettings();
      const response = await ask(path, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } });
      expect(response.status).toBe(401);
      expect(simulator.calls()).toBe(0);
    },
  );

  test('an invented session is none', async () => {
    const headers = { Cookie: 'companion_session=invented' };
    expect((await ask('/', { headers })).status).toBe(401);
  });

  test('a ticket is no session', async () => {
    const ticket = new URL(await companion.link()).searchParams.get('ticket') ?? '';
    expect((await ask('/', { headers: { Cookie: `companion_session=${ticket}` } })).status).toBe(401);
  });
});

describe('signing in', () => {
  test('tickets are for holders of the token', async () => {
    const response = await ask('/v1/tickets', { method: 'POST' });
    expect(response.status).toBe(401);
  });

  test('a ticket is a link and the time until which it works', async () => {
    const before = Date.now();
    const ticket = await companion.call('POST', '/v1/tickets');
    expect(ticket).toEqual({
      url: expect.stringMatching(
        new RegExp(`^${companion.url}/sign-in\\?ticket=[\\w-]{43}$`),
      ) as unknown as string,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown as string,
    });
    const { expiresAt } = ticket as { expiresAt: string };
    expect(Date.parse(expiresAt) - before).toBeLessThanOrEqual(MINUTE);
  });

  test('the link sets a cookie that scripts and other sites cannot use, and leads to the page', async () => {
    const response = await ask(await companion.link());
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^companion_session=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toContain('Secure');
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await ask('/', { headers })).status).toBe(200);
  });

  test('behind TLS the cookie travels over TLS only', async () => {
    const link = new URL(await companion.link());
    companion.listensAt('https://status.example');
    const response = await ask(`${link.pathname}${link.search}`);
    expect(response.headers.get('set-cookie')).toContain('Secure');
  });

  test('a link works once', async () => {
    const link = await companion.link();
    await ask(link);
    const again = await ask(link);
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await again.text()).toContain('This sign-in link was used already or is too old');
  });

  test('a program that only looks a link over does not use it up', async () => {
    const link = await companion.link();
    const look = await ask(link, { method: 'HEAD' });
    expect([look.status, look.headers.get('set-cookie')]).toEqual([401, null]);
    expect((await ask(link)).status).toBe(303);
  });

  test('two browsers that follow a link at once: one is signed in', async () => {
    const link = await companion.link();
    const answers = await Promise.all([ask(link), ask(link), ask(link)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
  });

  test('a link works for a minute', async () => {
    const link = await companion.link();
    companion.pass(MINUTE);
    expect((await ask(link)).status).toBe(401);
  });

  test('a session ends after twelve hours', async () => {
    const headers = await signIn();
    companion.pass(12 * HOUR - 1);
    expect((await ask('/', { headers })).status).toBe(200);
    companion.pass(1);
    expect((await ask('/', { headers })).status).toBe(401);
  });

  test.each(['/sign-in', '/sign-in?ticket=', '/sign-in?ticket=a&ticket=b'])(
    '%s is answered like any wrong link',
    async (path) => {
      expect((await ask(path)).status).toBe(401);
    },
  );

  test('wrong links are limited to ten a minute, right ones are not counted', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await ask('/sign-in?ticket=wrong')).status).toBe(401);
    }
    const refused = await ask('/sign-in?ticket=wrong');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too many attempts');
  });

  test('strangers with wrong links do not keep out who has a right one', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) await ask('/sign-in?ticket=wrong');
    expect((await ask('/sign-in?ticket=wrong')).status).toBe(429);
    expect((await ask(await companion.link())).status).toBe(303);
  });
});

describe('signing out', () => {
  test('ends the session on this side and in the browser', async () => {
    const session = await signIn();
    const response = await ask('/sign-out', {
      method: 'POST',
      headers: { ...session, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toContain('companion_session=; Max-Age=0');
    expect((await ask('/', { headers: session })).status).toBe(401);
  });
});

describe('test now', () => {
  test('runs one check and goes back to the page', async () => {
    await companion.saveSettings();
    const session = await signIn();
    const response = await ask('/test-now', {
      method: 'POST',
      headers: { ...session, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    expect(simulator.calls({ action: 'balance' })).toBe(1);
    const html = await (await ask('/', { headers: session })).text();
    expect(html).toContain('NiceNIC works');
    expect(html).toContain('by hand');
  });

  test('without settings there is no button, and a form that is sent all the same gets words', async () => {
    const session = await signIn();
    expect(await (await ask('/', { headers: session })).text()).not.toContain('Test now');
    const response = await ask('/test-now', {
      method: 'POST',
      headers: { ...session, 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('The sidecar has no settings yet');
  });

  test('is limited to ten a minute: refusals can get an account blocked', async () => {
    const headers = { ...(await signIn()), 'Sec-Fetch-Site': 'same-origin' };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await ask('/test-now', { method: 'POST', headers })).status).toBe(409);
    }
    expect((await ask('/test-now', { method: 'POST', headers })).status).toBe(429);
  });

  test('strangers do not use up the tries of those who are signed in', async () => {
    await companion.saveSettings();
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    for (let attempt = 0; attempt < 12; attempt += 1)
      expect((await ask('/test-now', { method: 'POST', headers })).status).toBe(401);
    const own = { ...headers, ...(await signIn()) };
    expect((await ask('/test-now', { method: 'POST', headers: own })).status).toBe(303);
  });

  test('a body that is no JSON is refused unread', async () => {
    const response = await ask('/test-now', {
      method: 'POST',
      headers: { ...(await signIn()), 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ a: 'b' }),
    });
    expect(response.status).toBe(415);
  });
});

describe('alerts', () => {
  const press = async (path: string, form?: Readonly<Record<string, string>>): Promise<Response> =>
    ask(path, {
      method: 'POST',
      headers: { ...(await signIn()), 'Sec-Fetch-Site': 'same-origin' },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
  const page = async (): Promise<string> => (await ask('/', { headers: await signIn() })).text();

  beforeEach(async () => {
    await companion.saveSettings();
    await companion.check();
  });

  test('are paused for so long as the button says, and the page says so', async () => {
    expect((await press('/maintenance?hours=4')).status).toBe(303);
    const paused = await page();
    expect(paused).toMatch(/nobody is told about failures until \d{4}-\d\d-\d\d/);
    expect(paused).toContain('End maintenance');
    companion.pass(4 * HOUR);
    await companion.check();
    expect(await page()).toContain('NiceNIC works');
  });

  test('are told again when the pause is ended', async () => {
    await press('/maintenance?hours=24');
    expect((await press('/maintenance?hours=0')).status).toBe(303);
    expect(await page()).toContain('Maintenance for 1 hour');
  });

  test.each(['', '?hours=2', '?hours=-1'])('no pause is for "%s"', async (query) => {
    expect((await press(`/maintenance${query}`)).status).toBe(422);
    expect(await page()).toContain('NiceNIC works');
  });

  test('are paused until the time in UTC that the form has', async () => {
    const until = new Date(Date.now() + 50 * HOUR).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
    expect((await press('/maintenance/until', { until })).status).toBe(303);
    expect(await page()).toContain(`nobody is told about failures until ${until.replace('T', ' ')}:00 UTC`);
  });

  test.each([
    [{ until: '2020-01-01T00:00' }, 'until: must be a time in the next 30 days.'],
    [{ until: '2999-01-01T00:00' }, 'until: must be a time in the next 30 days.'],
    [{ until: 'tomorrow' }, 'until: must be a date and time'],
    [{ until: '' }, 'until: must be a date and time'],
    [{}, 'until: must be a date and time'],
  ])('no pause is until a time such as %j', async (form, words) => {
    const response = await press('/maintenance/until', form);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect(await page()).toContain('NiceNIC works');
  });

  test('can be tested', async () => {
    expect((await press('/test-alert')).status).toBe(303);
    expect(await page()).toContain('1 waiting');
  });
});

describe('the fragment for WHMCS', () => {
  test('is the body of the page with its style, for holders of the token, without controls', async () => {
    await companion.saveSettings();
    await companion.check();
    const headers = { Authorization: `Bearer ${companion.token}` };
    const response = await ask('/v1/fragments/status', { headers });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toMatch(/^<style>[^]*<\/style>\s*<div class="companion" lang="en">/);
    expect(html).toContain('NiceNIC works');
    expect(html).not.toMatch(/<script|<form|<html|<body|\sstyle=|\son\w+=/i);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect((await ask('/v1/fragments/status')).status).toBe(401);
    expect((await ask('/v1/fragments/status', { headers: await signIn() })).status).toBe(401);
  });
});

describe('the page of an incident', () => {
  const own = { 'Sec-Fetch-Site': 'same-origin' };
  const markup = '<b title="x">\'&';
  let session: { Cookie: string };

  beforeEach(async () => {
    await companion.saveSettings();
    simulator.production.whitelist.remove('127.0.0.1');
    for (let round = 0; round < 3; round += 1) await companion.check();
    session = await signIn();
  });

  const note = (
    body: URLSearchParams | string,
    headers: Record<string, string> = own,
    id = '1',
  ): Promise<Response> =>
    ask(`/incidents/${id}/notes`, { method: 'POST', headers: { ...session, ...headers }, body });
  const read = async (path: string): Promise<string> => (await ask(path, { headers: session })).text();

  test('shows the notes, and takes another one, which the list of incidents has as well', async () => {
    expect(await read('/')).toContain('<a class="small" href="/incidents/1"');
    expect(await read('/incidents/1')).toContain('<a href="/language?lang=vi&amp;to=/incidents/1"');
    expect(await read('/incidents/1')).toContain('There is no note yet.');
    const response = await note(new URLSearchParams({ note: `  Asked NiceNIC\r\n${markup} ` }));
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/incidents/1');
    for (const path of ['/incidents/1', '/'])
      expect(await read(path)).toContain('Asked NiceNIC &lt;b title=&quot;x&quot;&gt;&#39;&amp;');
  });

  test.each([
    ['no note', new URLSearchParams()],
    ['an empty one', new URLSearchParams({ note: ' \n ' })],
    [
      'two',
      new URLSearchParams([
        ['note', 'a'],
        ['note', 'b'],
      ]),
    ],
    ['a long one', new URLSearchParams({ note: 'x'.repeat(2_001) })],
  ])('%s is refused with words', async (_name, body) => {
    const response = await note(body);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('A value is missing or not acceptable');
    expect(html).toContain('note: ');
    expect(await read('/incidents/1')).toContain('There is no note yet.');
  });

  test('a form of thousands of fields is too large', async () => {
    const response = await note('note=x&'.repeat(2_000), {
      ...own,
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('The request body is too large');
  });

  test('a body of another kind is refused unread', async () => {
    expect((await note('{"note":"x"}', { ...own, 'Content-Type': 'application/json' })).status).toBe(415);
  });

  test('another website writes nothing, and neither does somebody without a session', async () => {
    const body = new URLSearchParams({ note: 'x' });
    expect((await note(body, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await ask('/incidents/1/notes', { method: 'POST', headers: own, body })).status).toBe(401);
    expect((await ask('/incidents/1')).status).toBe(401);
    expect(await read('/incidents/1')).toContain('There is no note yet.');
  });

  test.each(['2', '0', '-1', 'x', '1e99', '%00'])('there is none with the number %s', async (id) => {
    expect((await ask(`/incidents/${id}`, { headers: session })).status).toBe(404);
    expect((await note(new URLSearchParams({ note: 'x' }), own, id)).status).toBe(404);
  });

  test('alerts that were delivered are counted', async () => {
    expect(await read('/incidents/1')).toContain('No alert sent');
    const { alerts } = (await companion.call('GET', '/v1/alerts?state=pending')) as {
      alerts: { id: number }[];
    };
    const delivery = `/v1/alerts/${String(alerts[0]?.id)}/delivery`;
    const { claimToken } = (await companion.call('POST', delivery, { outcome: 'claimed' })) as {
      claimToken: string;
    };
    await companion.call('POST', delivery, { outcome: 'delivered', claimToken });
    for (const path of ['/incidents/1', '/'])
      expect(await read(path)).toContain('1 alert sent, the last just now');
  });
});

describe('an error', () => {
  test.each([
    ['/nothing-here', 404, 'There is no such address'],
    ['/%zz', 404, 'There is no such address'],
    ['/language?lang=xx', 422, 'A value is missing or not acceptable'],
    ['/v1/status', 401, 'The bearer token is missing or wrong'],
  ])('of %s is a page for a browser and JSON for a program', async (path, status, title) => {
    const page = await ask(path, { headers: { 'Accept-Language': 'en' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toBe(POLICY);
    const html = await page.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain('Go to the status page');
    for (const accepted of ['*/*', 'application/json, text/plain, */*']) {
      const answer = await ask(path, { headers: { Accept: accepted } });
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ status, title });
    }
  });
});

test('the support report is a page for administrators', async () => {
  await companion.saveSettings();
  await companion.check();
  expect((await ask('/support-report')).status).toBe(401);
  const response = await ask('/support-report', { headers: await signIn() });
  expect(response.headers.get('cache-control')).toBe('no-store');
  const html = await response.text();
  expect(html).toContain('Support report of NiceNIC Companion');
  expect(html).toContain('127.0.0.1');
});

describe('the language', () => {
  const languageOf = async (response: Response): Promise<string | undefined> =>
    /<html lang="(?<language>[^"]+)">/.exec(await response.text())?.groups?.['language'];

  test.each([
    ['vi-VN,vi;q=0.9,en;q=0.5', 'vi'],
    ['fr, zh-CN;q=0.8', 'zh'],
    ['fr', 'en'],
    ['zh-TW', 'zh'],
    ['zh-Hant;q=0.8, en;q=0.5', 'zh'],
    ['uz-Cyrl', 'uz'],
    ['ru, uz;q=0.9, en;q=0.8', 'uz'],
    ['vi;q=0, en', 'en'],
    ['vi;q=0', 'en'],
    ['zh_CN', 'en'],
    [',;q=', 'en'],
  ])('is the one that the browser likes best of ours (%s)', async (accepted, language) => {
    const headers = { ...(await signIn()), 'Accept-Language': accepted };
    expect(await languageOf(await ask('/', { headers }))).toBe(language);
    expect(await languageOf(await ask('/', { headers: { 'Accept-Language': accepted } }))).toBe(language);
    const refused = await ask('/sign-in?ticket=wrong', { headers: { 'Accept-Language': accepted } });
    expect(await languageOf(refused)).toBe(language);
  });

  test('chosen on the page goes before the one of the browser, and stays in this browser', async () => {
    const chosen = await ask('/language?lang=vi');
    expect(chosen.status).toBe(303);
    expect(chosen.headers.get('location')).toBe('/');
    const cookie = chosen.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^companion_language=vi; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = (await signIn()).Cookie;
    const headers = { Cookie: `${session}; ${cookie.split(';')[0] ?? ''}`, 'Accept-Language': 'zh' };
    const html = await (await ask('/', { headers })).text();
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain(translatorFor('vi').t('words:states.unknown'));
    expect(html).toContain('<a href="/language?lang=uz" lang="uz" hreflang="uz">Oʻzbekcha</a>');
  });

  test.each([
    ['/incidents/12', '/incidents/12'],
    ['/support-report', '/support-report'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/public%0d%0aa:b', '/'],
    ['/incidents/1/../..//evil.example', '/'],
    ['https://evil.example', '/'],
  ])('chosen on %s leads back to %s', async (to, back) => {
    const response = await ask(`/language?lang=uz&to=${to}`);
    expect(response.headers.get('location')).toBe(back);
  });

  test.each(['', '?lang=', '?lang=xx', '?lang=vi&lang=uz'])('/language%s chooses none', async (query) => {
    const response = await ask(`/language${query}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('of the fragment is the one that the caller asks for', async () => {
    const headers = { Authorization: `Bearer ${companion.token}`, 'Accept-Language': 'uz' };
    expect(await (await ask('/v1/fragments/status', { headers })).text()).toContain(
      '<div class="companion" lang="uz">',
    );
  });
});

describe('forms of other websites', () => {
  const foreign: [string, Record<string, string>][] = [
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ['cross-site with a matching origin', { 'Sec-Fetch-Site': 'cross-site', Origin: 'own' }],
    ['a foreign origin', { Origin: 'http://evil.example' }],
    ['the origin null', { Origin: 'null' }],
    ['neither header', {}],
  ];

  function withOwnOrigin(headers: Record<string, string>): Record<string, string> {
    return headers['Origin'] === 'own' ? { ...headers, Origin: companion.url } : headers;
  }

  test.each(foreign)('%s: nothing is tested and nobody signed out', async (_name, headers) => {
    await companion.saveSettings();
    const session = await signIn();
    for (const path of ['/test-now', '/sign-out', '/test-alert', '/maintenance?hours=1']) {
      const response = await ask(path, {
        method: 'POST',
        headers: { ...session, ...withOwnOrigin(headers) },
      });
      expect(response.status).toBe(403);
    }
    expect(simulator.calls()).toBe(0);
    expect((await ask('/', { headers: session })).status).toBe(200);
  });

  test('a browser that sends no Sec-Fetch-Site may post from our own origin', async () => {
    const response = await ask('/sign-out', {
      method: 'POST',
      headers: { ...(await signIn()), Origin: companion.url },
    });
    expect(response.status).toBe(303);
  });
});

describe('the page', () => {
  test('comes with the strict policy, is kept by nobody, and holds no inline script and no inline style', async () => {
    await companion.saveSettings();
    await companion.check();
    simulator.production.whitelist.remove('127.0.0.1');
    for (let round = 0; round < 3; round += 1) await companion.check();
    const response = await ask('/', { headers: await signIn() });
    expect(response.headers.get('content-security-policy')).toBe(POLICY);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    const html = await response.text();
    expect(html).toContain('NiceNIC refuses this shop');
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/i);
    expect(html.match(/<script.*/g)).toEqual([
      expect.stringMatching(/^<script src="\/assets\/status-page\.js\?v=[\da-f]{12}" defer><\/script>$/),
    ]);
  });

  test('loads nothing from elsewhere; its own files are open and kept for good', async () => {
    const html = await (await ask('/', { headers: await signIn() })).text();
    const files = [...html.matchAll(/<(?:link|img|script|iframe)[^>]*(?:href|src)="([^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\/assets\//);
      const response = await ask(file);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^(text\/css|text\/javascript|image\/svg\+xml)/);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await response.text()).length).toBeGreaterThan(100);
    }
  });

  test('reloads itself unless told not to, where no script renews it', async () => {
    const reloads = '<noscript><meta http-equiv="refresh" content="30"></noscript>';
    const headers = await signIn();
    const usual = await (await ask('/', { headers })).text();
    expect(usual).toContain(reloads);
    expect(usual).toContain('href="/?updates=off"');
    const still = await (await ask('/?updates=off', { headers })).text();
    expect(still).not.toContain('http-equiv');
    expect(still).not.toContain('data-refresh');
    expect(still).toContain('This page stays as it is.');
    expect(await (await ask('/?updates=anything', { headers })).text()).toContain(reloads);
    const fragment = { Authorization: `Bearer ${companion.token}` };
    expect(await (await ask('/v1/fragments/status', { headers: fragment })).text()).not.toContain(
      'http-equiv',
    );
  });
});
