import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startHostileRegistrar, type HostileRegistrar } from '../browser/hostile-registrar.js';
import { runCompanion, type RunningCompanion } from '../browser/running-companion.js';

/** Stands in every text that somebody private gave; letters and figures only, so that nothing can mask it. */
const MARKER = 'zzmarkerzz';

const PATHS = ['/public', '/public.json', '/badge.svg', '/badge.json', '/public-key.pem'];

let registrar: HostileRegistrar;
let companion: RunningCompanion;

beforeEach(async () => {
  registrar = await startHostileRegistrar(MARKER);
});

afterEach(async () => {
  await companion.close();
  await registrar.close();
});

async function start(publicStatus?: string): Promise<void> {
  companion = await runCompanion(
    registrar.urls,
    publicStatus === undefined ? {} : { COMPANION_PUBLIC_STATUS: publicStatus },
  );
}

async function read(path: string): Promise<string> {
  const response = await fetch(`${companion.url}${path}`);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return response.text();
}

/** An outage with a marker in each text that anybody could have given. */
async function fillWithMarkers(): Promise<void> {
  await companion.call('PUT', '/v1/settings', {
    settings: { username: MARKER, apiSecret: `${MARKER}-secret-0123456789`, testMode: false },
    context: { environment: 'cron', whmcsVersion: MARKER, phpVersion: MARKER, hostname: MARKER },
  });
  await companion.check();
  registrar.accepts = false;
  for (let round = 0; round < 3; round += 1) await companion.check();
  await companion.call('POST', '/v1/incidents/1/notes', { note: MARKER });
  await companion.call('POST', '/v1/environments', {
    context: {
      environment: 'cron',
      whmcsVersion: MARKER,
      phpVersion: MARKER,
      moduleVersion: MARKER,
      hostname: MARKER,
      user: MARKER,
    },
    egress: [{ family: 4, address: '203.0.113.77', source: MARKER }],
    proxy: { HTTPS_PROXY: `http://${MARKER}.example:3128` },
    settingsFingerprint: MARKER,
  });
  const { alerts } = (await companion.call('GET', '/v1/alerts?state=pending')) as {
    alerts: { id: number }[];
  };
  const delivery = `/v1/alerts/${String(alerts[0]?.id)}/delivery`;
  const claim = (await companion.call('POST', delivery, { outcome: 'claimed' })) as { claimToken: string };
  await companion.call('POST', delivery, { ...claim, outcome: 'failed', error: MARKER });
}

describe.each([undefined, 'off'])('switched off (%s)', (value) => {
  test('there is nothing, as under any address that there is not', async () => {
    await start(value);
    const unknown = await fetch(`${companion.url}/nothing-here`);
    for (const path of PATHS) {
      const response = await fetch(`${companion.url}${path}`);
      expect({ path, status: response.status }).toEqual({ path, status: unknown.status });
      expect(await response.json()).toMatchObject({ code: 'not_found', status: 404 });
    }
  });
});

test('nothing private can be in what the public sees, while it is all on the private page', async () => {
  await start('on');
  await fillWithMarkers();
  const session = await fetch(await companion.link(), { redirect: 'manual' });
  const headers = { Cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const report = await (await fetch(`${companion.url}/support-report`, { headers })).text();
  const page = await (await fetch(companion.url, { headers })).text();
  expect(page.split(MARKER).length).toBeGreaterThan(8);
  expect(report).toContain(MARKER);

  for (const path of PATHS) {
    const answer = await read(path);
    expect(answer).not.toContain(MARKER);
    expect(answer).not.toMatch(/nicenic|whmcs|whitelist|\d+\.\d+\.\d+\.\d+|0\.1\.0|node/i);
  }
  expect(JSON.parse(await read('/public.json'))).toEqual({
    state: 'bad',
    since: expect.stringMatching(/^\d{4}-/) as unknown,
    uptime: [7, 30, 90].map((days) => ({ days, good: 1, checks: 4, percentGood: 25 })),
    asOf: expect.stringMatching(/^\d{4}-/) as unknown,
  });
});

test('the page says how things are, in the language of its reader, and leads nowhere but to other languages', async () => {
  await start('on');
  await companion.saveSettings();
  await companion.check();
  const response = await fetch(`${companion.url}/public`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const html = await response.text();
  expect(html).toContain('The domain service works');
  expect(html).toContain('100 %');
  expect(html).toContain('1 of 1 checks');
  expect([...html.matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address)).toEqual(
    ['vi', 'uz', 'zh'].map((language) => `/language?lang=${language}&amp;to=/public`),
  );
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
  const chosen = await fetch(`${companion.url}/language?lang=vi&to=/public`, { redirect: 'manual' });
  expect(chosen.headers.get('location')).toBe('/public');
  const elsewhere = await fetch(`${companion.url}/language?lang=vi&to=//evil.example`, {
    redirect: 'manual',
  });
  expect(elsewhere.headers.get('location')).toBe('/');
});

test('other websites may show the badge and read the JSON', async () => {
  await start('on');
  const badge = await fetch(`${companion.url}/badge.svg`);
  expect(badge.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  expect(await badge.text()).toContain('<title>domain service: not known</title>');
  for (const path of ['/badge.svg', '/public.json', '/badge.json']) {
    const { headers } = await fetch(`${companion.url}${path}`);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  }
  expect((await fetch(companion.url)).headers.get('access-control-allow-origin')).toBeNull();
});

test('a badge is signed: any change shows', async () => {
  await start('on');
  await companion.saveSettings();
  await companion.check();
  const key = createPublicKey(await read('/public-key.pem'));
  const badge = JSON.parse(await read('/badge.json')) as Record<
    'state' | 'since' | 'issuedAt' | 'signature',
    string
  >;
  expect(Object.keys(badge)).toEqual(['state', 'since', 'issuedAt', 'signature']);
  const isSigned = ({ state, since, issuedAt }: typeof badge): boolean =>
    verify(
      null,
      Buffer.from(`${state}\n${since}\n${issuedAt}`),
      key,
      Buffer.from(badge.signature, 'base64url'),
    );
  expect(isSigned(badge)).toBe(true);
  expect(isSigned({ ...badge, state: 'bad' })).toBe(false);
  expect(isSigned({ ...badge, issuedAt: badge.since })).toBe(badge.issuedAt === badge.since);
});
