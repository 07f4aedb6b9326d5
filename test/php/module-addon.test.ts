import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CATALOGUES } from '../../sidecar/texts/catalogues.js';
import { causeInEnglish, inEnglish } from '../support/in-english.js';
import { formsFound } from '../support/find-secret.js';
import { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, alertsIn, foreignMarkup, formFor, press, textOf } from './module-addon-page.js';
import type { Job } from './module-addon-page.js';
import {
  body,
  dripHeaders,
  echo,
  FakeSidecar,
  hang,
  json,
  lag,
  notHttp,
  problem,
  reset,
} from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { installModule, MODULE, MODULE_ROOT, SETTINGS } from './module-installation.js';

const STATUS = 'GET /v1/status';
const ENVIRONMENTS = 'POST /v1/environments';
const DIAGNOSIS = 'POST /v1/diagnosis';
const REPORT = 'GET /v1/support-report?format=text';
const ORDERS = 'GET /v1/orders?state=open&limit=50';
/** The guide's twelve steps in the order of its checklist. */
const { steps: CHECKLIST_STEP } = CATALOGUES.en['words']?.['checklist'] as unknown as {
  readonly steps: Readonly<Record<string, string>>;
};

const FRAGMENT = 'GET /v1/fragments/status';

const UNREACHABLE = causeInEnglish('sidecar_unreachable', null);
const INCOMPLETE = causeInEnglish('whmcs_settings_incomplete', null);

const SECRET = `S&c<r>e"t'of9Adas /+x`;

const status = {
  state: 'failing',
  since: '2026-05-31T10:00:00.000Z',
  environment: 'production',
  lastCheck: { at: '2026-05-31T10:05:00.000Z' },
  nextCheckAt: '2026-05-31T10:10:00.000Z',
  egress: [
    {
      context: 'cron',
      family: 4,
      address: '203.0.113.5',
      source: 'echo.example',
      scope: 'public',
      lastSeen: '2026-05-31T09:59:00.000Z',
    },
    { context: 'web', family: 4, address: '10.0.0.5', source: 'echo.example', scope: 'private' },
  ],
  incident: { causeCode: 'ip_not_whitelisted' },
  warnings: ['The address of cron changed.'],
};

const diagnosis = {
  healthy: false,
  environment: 'production',
  causes: [
    {
      code: 'ip_not_whitelisted',
      confidence: 0.615,
      title: 'The address is not on the whitelist',
      evidence: ['Refused from 203.0.113.5.'],
      against: ['It was accepted yesterday.'],
      fix: ['Open https://nicenic.com/user/api_setting.php and add it.', 'Press the button again.'],
      guideCause: 3,
    },
    { code: 'unknown', confidence: 0.2, title: 'Something else', evidence: [], fix: [], guideCause: null },
  ],
  questions: ['Does 203.0.113.5 stand in the whitelist?'],
  warnings: ['The address of the web changed.'],
  checklist: Object.keys(CHECKLIST_STEP).map((id, place) => ({
    id,
    status: place === 0 ? 'pass' : place === 8 ? 'fail' : 'unknown',
    detail: `Detail of ${id}.`,
  })),
  egress: [{ context: 'sidecar', family: 4, address: '203.0.113.6', source: 'echo.example' }],
  attempts: [
    {
      action: 'user/balance',
      endpoint: 'https://api.nicenic.net/v2/',
      timestamp: '2026-05-31T10:06:07.123+02:00',
      httpStatus: 200,
      code: 1004,
      msg: 'IP address is not allowed',
      milliseconds: 41.6,
      localAddress: null,
    },
  ],
  apiCalls: 1,
};

describe('the addon', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url, { APISecret: SECRET });
    await activateAddon(whmcs);
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    sidecar.on(STATUS, json(200, status));
    sidecar.on(DIAGNOSIS, json(200, diagnosis));
    sidecar.on(REPORT, body(200, 'text/plain; charset=utf-8', 'Support report\n1. Account: reseller1\n'));
  });

  const look = async () => (await whmcs.addonPage(MODULE)).result.html;
  const asked = () => sidecar.requests.map(({ method, path }) => `${method} ${path}`);

  describe('as WHMCS lists it', () => {
    it('has the version of the package', async () => {
      const [entry, packageFile] = await Promise.all([
        readFile(join(MODULE_ROOT, 'modules/addons', MODULE, 'lib/Addon.php'), 'utf8'),
        readFile(join(MODULE_ROOT, '../package.json'), 'utf8'),
      ]);
      const { version } = JSON.parse(packageFile) as { version: string };

      expect(entry).toContain(`public const VERSION = '${version}';`);
    });

    it('is activated and deactivated without asking anybody', async () => {
      const off = await whmcs.deactivateAddon(MODULE);
      const on = await whmcs.activateAddon(MODULE);
      await whmcs.allowAddon(MODULE);

      expect(on.result).toEqual({
        status: 'success',
        description: expect.stringContaining('Access Control'),
      });
      expect(off.result.status).toBe('success');
      expect(sidecar.requests).toEqual([]);
    });

    it('is linked from the settings of the registrar module, which asks nobody for that', async () => {
      const { result } = await whmcs.settingsPage();

      const link = `<a class="btn btn-default btn-sm" href="addonmodules.php?module=${MODULE}">Test the connection</a>`;
      expect(JSON.stringify(result.config)).toContain(JSON.stringify(link).slice(1, -1));
      expect(sidecar.requests).toEqual([]);
    });

    it('says that the registrar module is missing', async () => {
      const other = await WhmcsInstallation.create({ modules: [MODULE_ROOT], activate: false });
      try {
        await rm(join(other.root, 'modules/registrars', MODULE), { recursive: true });

        const { result } = await other.activateAddon(MODULE);
        await other.allowAddon(MODULE);
        const page = await other.addonPage(MODULE, { post: { companion_job: 'diagnosis' } });

        expect(result).toEqual({
          status: 'info',
          description: expect.stringContaining('modules/registrars/niceniccompanion'),
        });
        expect(alertsIn(page.result.html)).toEqual([result.description]);
      } finally {
        await other.remove();
      }
    });

    it.each([
      ['is not active', { activate: false }],
      ['was never filled in', { activate: true }],
    ])('says that settings are missing when the registrar module %s', async (_, options) => {
      const other = await WhmcsInstallation.create({ modules: [MODULE_ROOT], ...options });
      try {
        await activateAddon(other);

        const { result } = await other.addonPage(MODULE);

        expect(alertsIn(result.html)).toEqual([
          `${INCOMPLETE.title}. The registrar module NiceNIC Companion has no settings yet. ` +
            `What to do: ${INCOMPLETE.fix.join(' ')} [whmcs_settings_incomplete]`,
        ]);
      } finally {
        await other.remove();
      }
    });
  });

  describe('looked at', () => {
    it('asks for status and orders only and shows state, times, cause and addresses', async () => {
      const html = await look();

      expect(asked()).toEqual([STATUS, ORDERS, FRAGMENT]);
      const text = textOf(html);
      expect(text).toContain('NiceNIC refuses this shop since 2026-05-31 10:00:00 UTC');
      expect(text).toContain(`Likely cause ${causeInEnglish('ip_not_whitelisted', null).title}`);
      expect(text).toContain('Environment Production Last check 2026-05-31 10:05:00 UTC');
      expect(text).toContain('Before it fails The address of cron changed.');
      expect(text).toContain('WHMCS cron 203.0.113.5 echo.example 2026-05-31 09:59:00 UTC');
      expect(text).toContain('10.0.0.5 Not a public address: NiceNIC sees another one. echo.example –');
      expect(foreignMarkup(html)).toEqual([]);
    });

    it.each([{ companion_job: 'diagnosis' }, { companion_job: 'support-report' }])(
      'starts nothing, whatever its address says: %j',
      async (query) => {
        const { result } = await whmcs.addonPage(MODULE, { query });

        expect(asked()).toEqual([STATUS, ORDERS, FRAGMENT]);
        expect(alertsIn(result.html)).toEqual([]);
      },
    );

    it('starts nothing for a form that names no job', async () => {
      const fields = formFor(await look(), 'diagnosis');
      sidecar.restore();
      sidecar.on(STATUS, json(200, status));

      await whmcs.addonPage(MODULE, { post: { ...fields, companion_job: 'format-disk' } });

      expect(asked()).toEqual([STATUS, ORDERS, FRAGMENT]);
    });

    it('shows how things stand before anything was checked', async () => {
      sidecar.on(
        STATUS,
        json(200, {
          state: 'unknown',
          since: '2026-05-31T10:00:00Z',
          environment: null,
          lastCheck: null,
          nextCheckAt: null,
          egress: [],
          incident: null,
        }),
      );

      const text = textOf(await look());

      expect(text).toContain('Not known yet since 2026-05-31 10:00:00 UTC Last check none yet');
      expect(text).toContain('No outbound address is known yet.');
    });
  });

  describe('with a wrong token', () => {
    it.each<[string, 'ends' | 'answers' | 'missing']>([
      ['ends the page', 'ends'],
      ['answers false', 'answers'],
      ['cannot check it', 'missing'],
    ])('runs nothing when WHMCS %s', async (_, tokenCheck) => {
      const { result } = await whmcs.addonPage(MODULE, {
        tokenCheck,
        post: { token: 'made-up', companion_job: 'diagnosis' },
        // Without WHMCS's functions the page cannot carry the token either.
        allowViolations: tokenCheck === 'missing',
      });

      expect(asked().filter((route) => ![STATUS, ORDERS, FRAGMENT].includes(route))).toEqual([]);
      if (tokenCheck === 'ends') {
        expect(result.endedBecause).toBe('the token is wrong');
      } else {
        expect(alertsIn(result.html)).toEqual([expect.stringContaining('Nothing was run')]);
      }
    });
  });

  describe('asked for a diagnosis', () => {
    it('first tells the addresses of the web, then asks about its settings, and stores none', async () => {
      sidecar.on(STATUS, json(200, { ...status, egressUrls: [`${sidecar.url}/echo`] }));
      sidecar.on('GET /echo', echo('203.0.113.7'));
      const form = formFor(await look(), 'diagnosis');
      sidecar.requests.length = 0;

      await whmcs.addonPage(MODULE, { post: form });

      const context = {
        environment: 'web',
        whmcsVersion: '8.13.0-release.1',
        phpVersion: expect.any(String),
        hostname: expect.any(String),
        moduleVersion: '0.1.0',
      };
      const settings = { username: 'reseller1', apiSecret: SECRET, testMode: true };
      expect(asked().filter((route) => route !== 'GET /echo')).toEqual([
        STATUS,
        ENVIRONMENTS,
        DIAGNOSIS,
        STATUS,
        ORDERS,
        FRAGMENT,
      ]);
      expect(sidecar.onlyBody(ENVIRONMENTS)).toEqual({
        context: expect.objectContaining(context),
        egress: [{ family: 4, address: '203.0.113.7', source: `${sidecar.url}/echo` }],
      });
      expect(sidecar.onlyBody(DIAGNOSIS)).toEqual({ settings, context });
      expect((await whmcs.moduleLog()).at(-1)).toMatchObject({ action: 'diagnosis', processed: 'success' });
    });

    it.each(['encoded', 'raw'] as const)('hands over settings that WHMCS stored %s', async (stores) => {
      const secret = `a&b<c>d"e'f`;
      await whmcs.saveSettings({ APISecret: secret }, { stores });
      try {
        await press(whmcs, 'diagnosis');

        expect(sidecar.received(DIAGNOSIS).at(-1)?.body).toMatchObject({ settings: { apiSecret: secret } });
      } finally {
        await whmcs.saveSettings({ APISecret: SECRET });
      }
    });

    it('shows causes with confidence, evidence for and against, steps and questions', async () => {
      const { html } = (await press(whmcs, 'diagnosis')).result;

      const text = textOf(html);
      expect(alertsIn(html)).toEqual(['NiceNIC does not work with the settings of this WHMCS (Production).']);
      expect(text).toContain(
        '62 % The address is not on the whitelist ip_not_whitelisted , cause 3 in the guide of NiceNIC ' +
          'What speaks for it Refused from 203.0.113.5. What speaks against it It was accepted yesterday. ' +
          'What to do Open https://nicenic.com/user/api_setting.php and add it. Press the button again. ' +
          '20 % Something else unknown What would settle it Does 203.0.113.5 stand in the whitelist? Before it fails The address of the web changed.',
      );
      expect(html).toContain('<a href="https://nicenic.com/user/api_setting.php" target="_blank"');
      expect(foreignMarkup(html)).toEqual([]);
    });

    it("shows the twelve steps in the status page's words, the addresses and the calls", async () => {
      const text = textOf((await press(whmcs, 'diagnosis')).result.html);

      const steps = Object.entries(CHECKLIST_STEP);
      expect(steps).toHaveLength(12);
      for (const [place, [id, step]] of steps.entries()) {
        const word = inEnglish.t(
          `words:checklist.${place === 0 ? 'pass' : place === 8 ? 'fail' : 'unknown'}`,
        );
        expect(text).toContain(`${place + 1} ${step} ${word} Detail of ${id}.`);
      }
      expect(text).toContain(`${inEnglish.t('words:places.sidecar')} 203.0.113.6 echo.example –`);
      expect(text).toContain(
        '2026-05-31 10:06:07 +02:00 user/balance https://api.nicenic.net/v2/ 200 1004 ' +
          'IP address is not allowed 42 –',
      );
    });

    it('says so when all is well', async () => {
      sidecar.on(DIAGNOSIS, json(200, { ...diagnosis, healthy: true, causes: [], questions: [] }));

      const { html } = (await press(whmcs, 'diagnosis')).result;

      expect(alertsIn(html)).toEqual(['NiceNIC accepts the settings of this WHMCS (Production).']);
      expect(textOf(html)).not.toContain('Possible causes');
    });

    it('waits for a diagnosis longer than for anything else', async () => {
      sidecar.on(DIAGNOSIS, lag(json(200, diagnosis), 3500));

      const { html } = (await press(whmcs, 'diagnosis')).result;

      expect(textOf(html)).toContain('The address is not on the whitelist');
    });

    it('gives a diagnosis up that takes too long: over within 33 s', async () => {
      sidecar.on(DIAGNOSIS, hang);

      const { result, durationMs } = await press(whmcs, 'diagnosis');

      expect(alertsIn(result.html)).toEqual([expect.stringContaining('did not give a complete answer')]);
      expect(durationMs).toBeLessThan(33_000);
    });

    it('survives a diagnosis whose parts are not what was agreed', async () => {
      sidecar.on(
        DIAGNOSIS,
        json(200, {
          healthy: false,
          environment: 7,
          causes: [
            null,
            'text',
            { code: [], confidence: 'high', title: {}, evidence: 'one', fix: [1, 'two'] },
            { code: 'wrong_secret', confidence: 1e300, guideCause: 1e300 },
          ],
          questions: { a: 1 },
          checklist: 'none',
          egress: [[]],
          attempts: [{ httpStatus: '200', milliseconds: 'many', msg: null }],
        }),
      );

      const { html } = (await press(whmcs, 'diagnosis')).result;

      expect(textOf(html)).toContain('What to do two');
    });
  });

  describe('asked for a support report', () => {
    it('tells about the web first and shows the text for copying', async () => {
      const { html } = (await press(whmcs, 'support-report')).result;

      expect(asked()).toEqual([
        STATUS,
        ORDERS,
        FRAGMENT,
        STATUS,
        ENVIRONMENTS,
        REPORT,
        STATUS,
        ORDERS,
        FRAGMENT,
      ]);
      expect(html).toMatch(
        /<textarea [^>]*readonly[^>]*>Support report\n1\. Account: reseller1\n<\/textarea>/,
      );
    });

    it.each<[string, Reply]>([
      ['JSON', json(200, { report: 'no text' })],
      [
        'bytes that are no text',
        (response) => {
          response.writeHead(200, { 'content-type': 'text/plain' });
          response.end(Buffer.from([0x61, 0xff, 0x62]));
        },
      ],
    ])('says that the answer is not one of the sidecar when it is %s', async (_, reply) => {
      sidecar.on(REPORT, reply);

      const { html } = (await press(whmcs, 'support-report')).result;

      expect(alertsIn(html)).toEqual([expect.stringContaining('body is not text/plain')]);
      expect(html).not.toContain('<textarea');
    });
  });

  describe('when a text of the registrar is hostile', () => {
    const MARKUP =
      `</textarea></td><script>alert("1")</script>'"><img src=x onerror=alert(1)> &lt;b&gt; &amp;#60; ` +
      `https://nicenic.com/x"onmouseover="alert(1) javascript:alert(1) \u0000\u0007 {$x}`;
    const VISIBLE = `</textarea></td><script>alert("1")</script>'"><img src=x onerror=alert(1)> &lt;b&gt; &amp;#60;`;

    it.each<Job>(['diagnosis', 'support-report'])('shows it as it was sent, as text: %s', async (job) => {
      const [cause] = diagnosis.causes;
      const hostile = {
        code: MARKUP,
        title: MARKUP,
        confidence: 1,
        guideCause: 1,
        evidence: [MARKUP],
        against: [MARKUP],
        fix: [MARKUP],
      };
      const address = { context: MARKUP, address: MARKUP, source: MARKUP, lastSeen: MARKUP, scope: MARKUP };
      sidecar.on(
        STATUS,
        json(200, {
          state: MARKUP,
          since: MARKUP,
          environment: MARKUP,
          nextCheckAt: MARKUP,
          egress: [address],
        }),
      );
      sidecar.on(
        DIAGNOSIS,
        json(200, {
          healthy: false,
          environment: MARKUP,
          causes: [cause, hostile],
          questions: [MARKUP],
          warnings: [MARKUP],
          checklist: [{ id: MARKUP, status: MARKUP, detail: MARKUP }],
          egress: [address],
          attempts: [
            { action: MARKUP, endpoint: MARKUP, timestamp: MARKUP, msg: MARKUP, localAddress: MARKUP },
          ],
        }),
      );
      sidecar.on(REPORT, body(200, 'text/plain', `Answer: ${MARKUP}`));

      const { html } = (await press(whmcs, job)).result;

      expect(foreignMarkup(html)).toEqual([]);
      // In the textarea, or in each of more than twenty places.
      const shown = textOf(html).split(VISIBLE).length - 1;
      expect(shown).toBeGreaterThan(job === 'diagnosis' ? 20 : 7);
      expect(html.match(/href="(?!https:\/\/nicenic\.com\/[\w/.-]*")/g)).toBeNull();
      expect(Array.from(html).filter((character) => character < ' ' && character !== '\n')).toEqual([]);
    });

    it('shows a refusal of the sidecar as text', async () => {
      sidecar.on(DIAGNOSIS, problem(429, 'rate_limited', MARKUP));

      const { html } = (await press(whmcs, 'diagnosis')).result;

      expect(foreignMarkup(html)).toEqual([]);
      expect(alertsIn(html)).toEqual([expect.stringContaining(`The sidecar answered HTTP 429: ${VISIBLE}`)]);
      expect(alertsIn(html)[0]).toContain('Reference: ref-problem.');
    });
  });

  describe('when answers repeat the secrets', () => {
    const encoded = (secret: string): string =>
      [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret),
        secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
        Buffer.from(secret).toString('base64'),
        Buffer.from(`reseller1:${secret}`).toString('base64'),
      ].join(' | ');
    const LEAK = `${encoded(SECRET)} || ${encoded(SETTINGS.SidecarToken)}`;

    it.each<[string, Job, Reply]>([
      ['in a diagnosis', 'diagnosis', json(200, { ...diagnosis, questions: [LEAK] })],
      ['in an attempt', 'diagnosis', json(200, { ...diagnosis, attempts: [{ msg: LEAK, endpoint: LEAK }] })],
      ['in a refusal', 'diagnosis', problem(500, 'internal', LEAK)],
      ['in a page of another service', 'diagnosis', body(502, 'text/html', LEAK)],
      ['in a support report', 'support-report', body(200, 'text/plain', LEAK)],
    ])('holds none of them in any form: %s', async (_, job, reply) => {
      sidecar.on(job === 'diagnosis' ? DIAGNOSIS : REPORT, reply);
      sidecar.on(STATUS, json(200, { ...status, environment: LEAK }));

      const { html } = (await press(whmcs, job)).result;

      for (const secret of [SECRET, SETTINGS.SidecarToken]) {
        expect(formsFound(secret, 'reseller1', html)).toEqual([]);
        expect(formsFound(secret, 'reseller1', textOf(html))).toEqual([]);
        expect(formsFound(secret, 'reseller1', JSON.stringify(await whmcs.moduleLog()))).toEqual([]);
      }
    });
  });

  describe.each<[string, Reply, RegExp]>([
    ['hangs', hang, /did not give a complete answer/],
    ['dribbles its headers', dripHeaders, /did not give a complete answer/],
    ['cuts every connection', reset, /did not give a complete answer/],
    ['answers something that is not HTTP', notHttp, /did not give a complete answer/],
    ['answers HTML', body(502, 'text/html', '<html>Bad Gateway</html>'), /not one of the sidecar/],
    ['answers garbage', body(200, 'application/json', '{"state":'), /not one of the sidecar/],
    ['answers JSON of another form', json(200, { hello: 'world' }), /agreed form|not text\/plain/],
  ])('when the sidecar %s', (_, reply, reason) => {
    it.each<Job | 'look'>(['look', 'diagnosis', 'support-report'])(
      'is over within 5 s with one line from the catalogue: %s',
      async (job) => {
        const form = job === 'look' ? undefined : formFor(await look(), job);
        sidecar.requests.length = 0;
        for (const route of [STATUS, ENVIRONMENTS, DIAGNOSIS, REPORT]) sidecar.on(route, reply);

        const { result, durationMs } = await whmcs.addonPage(
          MODULE,
          form === undefined ? {} : { post: form },
        );

        const alerts = alertsIn(result.html);
        expect(alerts).toHaveLength(1);
        expect(alerts[0]).toMatch(reason);
        expect(alerts[0]).toContain(`${UNREACHABLE.title}. `);
        expect(alerts[0]).toContain(`What to do: ${UNREACHABLE.fix.join(' ')} [sidecar_unreachable]`);
        expect(durationMs).toBeLessThan(5000);
        // Another try stays possible.
        expect(formFor(result.html, 'diagnosis')['token']).not.toBe('');
      },
    );
  });

  it('asks nothing more after the first call that got no answer', async () => {
    const form = formFor(await look(), 'diagnosis');
    sidecar.restore();
    sidecar.on(STATUS, reset);

    await whmcs.addonPage(MODULE, { post: form });

    expect(asked()).toEqual([STATUS]);
  });

  it('says which setting is wrong when the sidecar refuses the token', async () => {
    sidecar.on(STATUS, problem(401, 'unauthorized', 'Wrong token'));

    expect(alertsIn(await look())).toEqual([
      expect.stringMatching(new RegExp(`^${INCOMPLETE.title}\\. .*refuses SidecarToken`)),
    ]);
  });

  it('says that a sidecar which does not run cannot be reached', async () => {
    await whmcs.saveSettings({ SidecarUrl: 'http://127.0.0.1:1' });
    try {
      const { result, durationMs } = await press(whmcs, 'diagnosis');

      expect(alertsIn(result.html)).toEqual([
        expect.stringMatching(new RegExp(`^${UNREACHABLE.title}\\. The sidecar at http://127\\.0\\.0\\.1:1`)),
      ]);
      expect(durationMs).toBeLessThan(5000);
    } finally {
      await whmcs.saveSettings({ SidecarUrl: sidecar.url });
    }
  });

  it('still shows the diagnosis when the status cannot be had', async () => {
    const form = formFor(await look(), 'diagnosis');
    sidecar.on(STATUS, problem(500, 'internal', 'Database is locked'));

    const { html } = (await whmcs.addonPage(MODULE, { post: form })).result;

    expect(textOf(html)).toContain('The address is not on the whitelist');
    expect(alertsIn(html)).toContain(
      'The sidecar answered HTTP 500: Database is locked Reference: ref-problem.',
    );
  });
});
