import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { body, FakeSidecar, json, problem } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';

const SECRET = `S&c<r>e"t'é /+ 9`;
const TOKEN = 'tok/en+0123=456789';

const html = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' })[c] ?? c,
  );
const url = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const jsonText = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Every way in which a value is written somewhere. */
function forms(value: string): string[] {
  return [
    value,
    html(value),
    url(value),
    url(value).replace(/%../g, (hex) => hex.toLowerCase()),
    url(value).replaceAll('%20', '+'),
    jsonText(value),
    jsonText(value).replaceAll('/', '\\/').replaceAll('é', '\\u00e9'),
    base64(value),
    base64(`reseller1:${value}`),
    base64(html(value)),
    Buffer.from(`x:${value}`, 'utf8').toString('base64url'),
  ];
}

const everyForm = [SECRET, TOKEN].flatMap(forms);

/** What a sidecar gone mad, or a proxy that repeats requests, would send back. */
const LEAK = everyForm.join(' | ');

const client = {
  firstname: 'Leonore',
  lastname: 'Testperson',
  companyname: 'Leak & Co',
  email: 'leonore@private.example',
  address1: 'Geheimweg 17',
  address2: 'Hinterhaus',
  city: 'Verborgenheim',
  postcode: '98765',
  phonenumber: '5550123456',
};

/** As they appear in a request: `&` is decoded before it is sent. */
const personal = Object.values(client);

/** The params of the request, as a debug page prints them. */
const repeatParams: Reply = (response, request) => {
  const { params } = request.body as { params: unknown };
  body(502, 'text/html', `<pre>${JSON.stringify(params)}</pre>`)(response, request);
};

describe('what the module writes down', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let domainId: number;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url, { APISecret: SECRET, SidecarToken: TOKEN });
    domainId = await whmcs.addDomain({ domain: 'example.com', status: 'Active', client });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
  });

  async function everythingWritten(): Promise<string> {
    const [moduleLog, activityLog, mails] = await Promise.all([
      whmcs.moduleLog(),
      whmcs.activityLog(),
      whmcs.mails(),
    ]);
    return [
      ...moduleLog.flatMap(({ request, response, processed }) => [request, response, processed]),
      ...activityLog.map(({ message }) => message),
      ...mails.flatMap(({ subject, message }) => [subject, message]),
    ].join('\n');
  }

  function leaksIn(text: string): string[] {
    return everyForm.filter((form) => text.includes(form));
  }

  it.each([
    ['JSON', json(200, { ok: false, referenceId: 'r', note: LEAK, error: errorWith(LEAK) })],
    ['a problem document', problem(500, 'internal', LEAK)],
    ['text', body(502, 'text/html', everyForm.slice(0, 11).join(' | '))],
  ])('holds no secret in any form when the answer repeats it as %s', async (_, reply) => {
    sidecar.onEverything(reply);
    sidecar.on('POST /v1/actions/CheckAvailability', reply);
    const before = (await whmcs.moduleLog()).length;

    const register = await whmcs.call('RegisterDomain', domainId);
    const sync = await whmcs.call('Sync', domainId);
    const search = await whmcs.checkAvailability('example', ['.com']);
    const save = await whmcs.saveSettings({ Username: 'reseller1' });
    await whmcs.cron({ sync: false });

    expect((await whmcs.moduleLog()).length).toBe(before + 5);
    expect(leaksIn(await everythingWritten())).toEqual([]);
    const shown = [register.result.error, sync.result.error, search.result.error, save.result.error];
    expect(leaksIn(shown.join('\n'))).toEqual([]);
  });

  it('holds no secret that comes back in a verdict on the settings or in an alert', async () => {
    const leaky = { field: 'APISecret', code: 'secret_malformed', severity: 'error', message: LEAK };
    sidecar.on('POST /v1/settings/validate', json(200, { valid: false, problems: [leaky] }));
    sidecar.on(
      'GET /v1/alerts?state=pending',
      json(200, { alerts: [{ id: 'a1', subject: `Subject ${SECRET}`, text: LEAK }], nextCursor: null }),
    );
    sidecar.on('POST /v1/alerts/a1/delivery', json(200, { id: 'a1', state: 'claimed', claimToken: 'c' }));

    const refused = await whmcs.saveSettings({ Username: 'reseller1' });
    await whmcs.cron({ sync: false });

    expect(refused.result.error).toContain('[hidden]');
    expect(leaksIn(refused.result.error ?? '')).toEqual([]);
    expect((await whmcs.mails()).at(-1)?.subject).toBe('Subject [hidden]');
    expect(leaksIn(await everythingWritten())).toEqual([]);
  });

  it('does not leave the first half of a secret where it cuts a long answer', async () => {
    // The excerpt has 300 bytes; the secret would begin within them and end behind.
    sidecar.on('POST /v1/actions/Sync', body(502, 'text/html', `${'-'.repeat(290)}${SECRET}`));

    await whmcs.call('Sync', domainId);

    expect((await whmcs.moduleLog()).at(-1)?.response).toMatch(/^-{290}\[hidden\]/);
  });

  it('redacts by itself and hands WHMCS the values to mask on top', async () => {
    sidecar.on('POST /v1/actions/Sync', problem(500, 'internal', LEAK));

    await whmcs.call('Sync', domainId);

    const entry = (await whmcs.moduleLog()).at(-1);
    expect(entry?.response).toContain('[hidden]');
    // WHMCS would have written asterisks.
    expect(`${entry?.request ?? ''}${entry?.response ?? ''}${entry?.processed ?? ''}`).not.toContain('**');
  });

  it.each([
    ['a healthy answer', json(200, { ok: true, referenceId: 'r', result: { pending: true } })],
    ['JSON that repeats the request', json(200, { params: { ...client, fullname: 'Leonore Testperson' } })],
    ['text that repeats the request', repeatParams],
  ])('holds no personal data after %s', async (_, reply) => {
    sidecar.on('POST /v1/actions/RegisterDomain', reply);

    await whmcs.call('RegisterDomain', domainId);

    const entry = (await whmcs.moduleLog()).at(-1);
    expect(entry?.request).toContain('example.com');
    const written = await everythingWritten();
    expect(personal.filter((value) => written.includes(value))).toEqual([]);
  });
});

function errorWith(text: string): unknown {
  return {
    code: 'unknown',
    message: text,
    publicMessage: text,
    mayHaveExecuted: false,
    causes: [
      { code: 'unknown', confidence: 0.1, title: text, evidence: [text], fix: [text], guideCause: null },
    ],
  };
}
