import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { causeInEnglish } from '../support/in-english.js';
import { formsFound } from '../support/find-secret.js';
import { until } from '../support/until.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, alertsIn, foreignMarkup, formFor, press, textOf } from './module-addon-page.js';
import type { Job } from './module-addon-page.js';
import { FakeSidecar, hang, json, lag, reset } from './module-fake-sidecar.js';
import { installModule, MODULE, SETTINGS } from './module-installation.js';
import { noteFile, noteFolder, readNote, writeNote } from './module-notes.js';

const STATUS = 'GET /v1/status';
const VALIDATE = 'POST /v1/settings/validate';

const NOT_WHITELISTED = causeInEnglish('ip_not_whitelisted', null);
const UNREACHABLE = causeInEnglish('sidecar_unreachable', null);

const failing = {
  state: 'failing',
  since: '2026-05-31T10:00:00.000Z',
  pausedUntil: null,
  environment: 'production',
  lastCheck: { at: '2026-05-31T10:05:00.000Z' },
  egress: [
    { context: 'sidecar', family: 4, address: '203.0.113.6', scope: 'public' },
    { context: 'sidecar', family: 4, address: '10.0.0.6', scope: 'private' },
    { context: 'web', family: 4, address: '203.0.113.7', scope: 'public' },
  ],
  incident: { id: 7, causeCode: 'ip_not_whitelisted' },
  alerts: { pending: 2, lastError: 'Mail server <refused>' },
};

const diagnosis = {
  healthy: false,
  environment: 'production',
  causes: [
    {
      code: 'wrong_secret',
      confidence: 0.9,
      title: 'Not the secret',
      evidence: ['Refused: <code 1001>'],
      against: [],
      fix: ['Open https://nicenic.com/user/api_setting.php'],
      guideCause: 1,
    },
  ],
  questions: [],
  warnings: [],
  checklist: [],
  egress: [],
  attempts: [],
};

const now = (): number => Math.floor(Date.now() / 1000);

describe('the admin area', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    await activateAddon(whmcs);
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    for (const name of ['status', 'sidecar-breaker', 'sidecar-outage'])
      rmSync(noteFile(whmcs, name), { force: true });
  });

  const asked = (): string[] => sidecar.requests.map(({ method, path }) => `${method} ${path}`);
  const page = async (name: string, options: Parameters<WhmcsInstallation['adminPage']>[1] = {}) =>
    (await whmcs.adminPage(name, options)).result;
  /** As if the sidecar had just been asked. */
  const known = (changes: object = {}): void => {
    const status = {
      askedAt: now(),
      state: 'failing',
      since: failing.since,
      pausedUntil: '',
      lastCheckAt: failing.lastCheck.at,
      incident: '7',
      causeCode: 'ip_not_whitelisted',
      addresses: ['203.0.113.6'],
      pendingAlerts: 2,
      ...changes,
    };
    writeNote(noteFile(whmcs, 'status'), { triedAt: now(), status });
  };
  /** Of which the administrators were told. */
  const outage = (since: number, changes: object = {}): void => {
    const noted = { failedRuns: 3, since, lastFailedAt: now(), tellAt: 0, ...changes };
    writeNote(noteFile(whmcs, 'sidecar-outage'), noted);
  };

  describe('on any page', () => {
    it('asks how things stand once a minute, and waits no more than is said: within 1 s', async () => {
      sidecar.on(STATUS, json(200, failing));

      await page('clients');
      await until('the sidecar is asked', () => asked().length > 0);
      await page('clients');

      expect(asked()).toEqual([STATUS]);
    });

    it('shows what fails', async () => {
      known();

      const { header } = await page('clients');

      expect(textOf(header.replace(/<script>.*<\/script>/s, ''))).toBe(
        `NiceNIC Companion: NiceNIC refuses this shop since 2026-05-31 10:00:00 UTC. ` +
          `${NOT_WHITELISTED.title}. What to do Put away`,
      );
      expect(header).toContain('href="addonmodules.php?module=niceniccompanion"');
      expect(asked()).toEqual([]);
    });

    it.each(['healthy', 'pending', 'paused', 'unknown'])(
      'shows nothing while the state is %s',
      async (state) => {
        known({ state });

        expect((await page('clients')).header).toBe('');
      },
    );

    it('stays quiet for who put this outage away by cookie, until the next one', async () => {
      known();
      const cookies = { niceniccompanion_dismissed: 'incident-7' };

      expect((await page('clients', { cookies })).header).toBe('');

      expect(
        (await page('clients', { cookies: { niceniccompanion_dismissed: 'incident-6' } })).header,
      ).not.toBe('');
    });

    it('shows a sidecar that cron misses before what it said last', async () => {
      known({ state: 'healthy', incident: '', causeCode: '' });
      outage(1_780_000_000);

      const { header } = await page('clients');

      expect(textOf(header)).toContain(
        `The sidecar does not work since 2026-05-28 20:26:40 UTC. ${UNREACHABLE.title}.`,
      );
    });

    it('names the cause that cron met', async () => {
      const settings = causeInEnglish('whmcs_settings_incomplete', null);
      outage(1_780_000_000, { cause: 'whmcs_settings_incomplete' });

      expect(textOf((await page('clients')).header)).toContain(settings.title);
    });

    it('believes a sidecar that has answered since', async () => {
      known({ state: 'healthy', incident: '', causeCode: '' });
      outage(1_780_000_000, { lastFailedAt: now() - 60 });

      expect((await page('clients')).header).toBe('');
    });

    it('shows nothing of a registrar module that was given up', async () => {
      known();
      await whmcs.deactivate();
      const { header } = await page('clients');
      await whmcs.activate();
      await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: sidecar.url });

      expect(header).toBe('');
    });

    it('does not hold a slow answer to its own short question against the sidecar', async () => {
      sidecar.on(STATUS, lag(json(200, failing), 600));
      await page('clients');
      const status = noteFile(whmcs, 'status');

      expect(existsSync(noteFile(whmcs, 'sidecar-breaker'))).toBe(false);
      for (const [seconds, questions] of [
        [120, 1],
        [700, 2],
      ] as const) {
        writeNote(status, { ...(readNote(status) as object), triedAt: now() - seconds });
        await page('clients');
        expect(asked().filter((one) => one === STATUS)).toHaveLength(questions);
      }
    });

    it('shows a sidecar that cron misses also when no mail about it went out, but not in maintenance', async () => {
      outage(1_780_000_000, { tellAt: 6 });
      known({ state: 'healthy', incident: '', causeCode: '' });
      expect(textOf((await page('clients')).header)).toContain('The sidecar does not work since');

      const pausedUntil = new Date(Date.now() + 60_000).toISOString();
      known({ state: 'paused', pausedUntil, incident: '', causeCode: '' });
      expect((await page('clients')).header).toBe('');
    });

    it('says once a day, and in the widget, that nothing can be noted', async () => {
      const folder = noteFolder(whmcs);
      rmSync(folder, { recursive: true });
      writeFileSync(folder, '');
      const before = (await whmcs.activityLog()).length;
      await whmcs.cron({ daily: false, sync: false });
      await whmcs.cron({ daily: true, sync: false });
      const { widgets } = await page('index', { refresh: true });
      rmSync(folder);
      mkdirSync(folder);

      const notes = (await whmcs.activityLog()).slice(before).map(({ message }) => message);
      expect(notes).toEqual([expect.stringMatching(/PHP cannot write into the folder \/.*\/state\./)]);
      expect(JSON.stringify(widgets)).toContain('PHP cannot write into the folder');
    });

    it('asks nothing while the sidecar is known to be silent, or where that cannot be noted', async () => {
      writeNote(noteFile(whmcs, 'sidecar-breaker'), { address: sidecar.url, at: now() });
      await page('clients');
      rmSync(noteFile(whmcs, 'sidecar-breaker'));
      await whmcs.deactivate();
      await page('clients');
      await whmcs.activate();
      await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: sidecar.url });

      expect(asked()).toEqual([VALIDATE, 'GET /v1/operations']);
    });

    it.each([
      ['of another form', json(200, { state: 7 })],
      ['a refusal', json(503, { title: 'Shutting down' })],
      ['cut off', reset],
    ])('shows nothing when the answer is %s', async (_, reply) => {
      sidecar.on(STATUS, reply);

      expect((await page('clients')).header).toBe('');
    });

    it('waits for a silent sidecar once, and within 1 s', async () => {
      sidecar.on(STATUS, hang);

      const first = await page('clients');
      await until('the sidecar is asked', () => asked().length > 0);
      const second = await page('clients');

      expect(asked()).toEqual([STATUS]);
      expect(Math.max(first.milliseconds, second.milliseconds)).toBeLessThan(1000);
    });

    it('shows markup of the sidecar as text', async () => {
      known({ since: '<script>alert(1)</script>' });

      const { header } = await page('clients');

      expect(header).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    });
  });

  describe('on the page with the settings of registrar modules', () => {
    it('shows the address to whitelist, the verdict and its age', async () => {
      known();

      const { footer } = await page('configregistrars');

      const text = textOf(footer.replace(/<script>.*<\/script>/s, ''));
      expect(text).toContain('Address to whitelist 203.0.113.6 Status NiceNIC refuses this shop');
      expect(text).toContain('UTC (as of less than a minute ago)');
      expect(text).toContain(`Likely cause ${NOT_WHITELISTED.title}`);
      expect((await page('clients')).footer).toBe('');
    });

    it('has a button that tests what is saved when the browser runs no scripts', async () => {
      sidecar.on(VALIDATE, json(200, { valid: true, problems: [] }));
      const { footer } = await page('configregistrars');
      const form = formFor(footer, 'test-settings');
      sidecar.requests.length = 0;

      const { result } = await whmcs.addonPage(MODULE, { post: form });

      expect(footer).toContain('<input type="hidden" name="APISecret" value="" disabled>');
      expect(sidecar.onlyBody(VALIDATE)).toMatchObject({
        settings: { username: 'reseller1', apiSecret: SETTINGS.APISecret, testMode: true },
      });
      expect(alertsIn(result.html)).toContain('NiceNIC accepts these settings. Nothing was saved.');
    });
  });

  describe('asked to test settings that are typed but not saved', () => {
    const typed = {
      Username: 'other1',
      APISecret: `tYped & <Qwzxkvbn> "9"`,
      TestMode: '',
      SidecarToken: '**********',
    };
    const test = async (changes: Readonly<Record<string, string>> = {}) => {
      const { footer } = await page('configregistrars');
      const form = formFor(footer, 'test-settings');
      sidecar.requests.length = 0;
      const post = { ...form, SidecarUrl: sidecar.url, ...typed, ...changes };
      return (await whmcs.addonPage(MODULE, { post })).result.html;
    };

    it('sends them with the stored value of a masked password, and shows the verdict, escaped', async () => {
      sidecar.on(
        VALIDATE,
        json(200, {
          valid: false,
          problems: [
            { field: 'APISecret', code: 'wrong_secret', severity: 'error', message: 'Not <right>.' },
          ],
          diagnosis,
        }),
      );

      const html = await test();

      const [request] = sidecar.received(VALIDATE);
      expect(request?.headers.authorization).toBe(`Bearer ${SETTINGS.SidecarToken}`);
      expect(request?.body).toMatchObject({
        settings: { username: 'other1', apiSecret: typed.APISecret, testMode: false },
      });
      expect(asked()).not.toContain('PUT /v1/settings');
      expect(alertsIn(html)).toContain('These settings cannot work. Nothing was saved.');
      expect(textOf(html)).toContain('APISecret: Not <right>.');
      expect(textOf(html)).toContain('90 % Not the secret wrong_secret');
      expect(foreignMarkup(html)).toEqual([]);
    });

    it('shows neither the typed nor the stored secrets again', async () => {
      const leak = `${typed.APISecret} ${SETTINGS.APISecret} ${SETTINGS.SidecarToken}`;
      sidecar.on(
        VALIDATE,
        json(200, {
          valid: true,
          problems: [{ field: leak, message: leak }],
          diagnosis: { ...diagnosis, questions: [leak] },
        }),
      );

      const html = await test();

      for (const secret of [typed.APISecret, SETTINGS.APISecret, SETTINGS.SidecarToken]) {
        expect(formsFound(secret, 'other1', html)).toEqual([]);
        expect(formsFound(secret, 'other1', JSON.stringify(await whmcs.moduleLog()))).toEqual([]);
      }
      expect(alertsIn(html)).toContain('These settings could not be confirmed. Nothing was saved.');
    });

    it('does not send saved secrets to another address', async () => {
      const other = await FakeSidecar.start();
      try {
        const html = await test({ SidecarUrl: other.url });

        expect(alertsIn(html).join(' ')).toContain('Type both in full to test another address.');
        expect(other.requests).toEqual([]);
        expect(sidecar.received(VALIDATE)).toEqual([]);

        await test({ SidecarUrl: other.url, SidecarToken: 'typed-token-1' });
        expect(other.received(VALIDATE)[0]?.headers.authorization).toBe('Bearer typed-token-1');
      } finally {
        await other.close();
      }
    });

    it('takes another spelling of the saved address for the same', async () => {
      await test({ SidecarUrl: `${sidecar.url.replace('http', 'HTTP')}/` });

      expect(sidecar.received(VALIDATE)).toHaveLength(1);
    });

    it.each<[string, Record<string, string>, RegExp]>([
      ['the address is none while the secrets are masked', { SidecarUrl: 'ftp://x' }, /SidecarUrl must/],
      ['the address is empty while the secrets are masked', { SidecarUrl: '' }, /SidecarUrl is empty/],
      ['a field is empty', { Username: '' }, /Username is empty/],
      [
        'the address is none',
        { SidecarUrl: 'ftp://x', SidecarToken: 'typed', APISecret: 'typed' },
        /SidecarUrl must/,
      ],
      [
        'nothing listens there',
        { SidecarUrl: 'http://127.0.0.1:1', SidecarToken: 'typed' },
        /cannot be reached/,
      ],
    ])('says what is wrong when %s', async (_, changes, reason) => {
      expect(alertsIn(await test(changes)).join(' ')).toMatch(reason);
    });

    it('tests nothing without the token of the form', async () => {
      await whmcs.addonPage(MODULE, { post: { companion_job: 'test-settings', ...typed, token: 'x' } });

      expect(sidecar.received(VALIDATE)).toEqual([]);
    });

    it('works before anything was ever saved', async () => {
      await whmcs.deactivate();
      await whmcs.activate();
      try {
        const html = await test({ SidecarToken: 'typed-token-1' });

        expect(alertsIn(html)).toContain('NiceNIC accepts these settings. Nothing was saved.');
      } finally {
        await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: sidecar.url });
      }
    });
  });

  describe('on the dashboard', () => {
    it('shows how things stand in a widget with an id of its own, from what cron learned and then from the cache', async () => {
      sidecar.on(STATUS, json(200, failing));
      await whmcs.cron({ sync: false });
      sidecar.requests.length = 0;

      const [widget] = (await page('index', { refresh: true })).widgets;
      writeNote(noteFile(whmcs, 'status'), { triedAt: now() });
      const again = await page('index', { permissions: ['Perform Registrar Operations'] });

      expect(widget).toMatchObject({ id: 'NiceNicCompanionStatus', title: 'NiceNIC Companion' });
      const text = textOf(widget?.html ?? '');
      expect(text).toContain('NiceNIC refuses this shop since 2026-05-31 10:00:00 UTC');
      expect(text).toContain(
        `Likely cause ${NOT_WHITELISTED.title} First step ${NOT_WHITELISTED.fix[0] ?? ''}`,
      );
      expect(text).toContain('Alerts waiting 2');
      expect(foreignMarkup(widget?.html ?? '')).toEqual([]);
      expect(again.widgets).toEqual([widget]);
      expect(asked()).toEqual([]);
    });

    it('shows nothing to those who have nothing to do with registrars', async () => {
      expect((await page('index', { permissions: ['View Clients Summary'] })).widgets).toEqual([]);
    });

    it('takes good news for none any more when they are old', async () => {
      const fresh = {
        state: 'healthy',
        incident: '',
        causeCode: '',
        pendingAlerts: 0,
        askedAt: now() - 7_100,
      };
      known(fresh);
      const [before] = (await page('index', { refresh: true })).widgets;
      known({ ...fresh, askedAt: now() - 7_300 });
      const [after] = (await page('index', { refresh: true })).widgets;

      expect(textOf(before?.html ?? '')).toMatch(/^NiceNIC works since .* UTC as of 1 hour 58 minutes ago/);
      expect(textOf(after?.html ?? '')).toMatch(/^Not known yet as of 2 hours 2 minutes ago/);
    });

    it('says so while nothing is known', async () => {
      sidecar.onEverything(reset);

      const [widget] = (await page('index', { refresh: true })).widgets;

      expect(textOf(widget?.html ?? '')).toBe('Not known yet the sidecar was not asked yet Details');
    });
  });

  describe('on its own page', () => {
    beforeEach(() => {
      sidecar.on(STATUS, json(200, failing));
    });
    const pressed = async (job: Job) => (await press(whmcs, job)).result.html;

    it('shows alerts that wait, and why', async () => {
      const text = textOf((await whmcs.addonPage(MODULE)).result.html);

      expect(text).toContain('Alerts waiting 2 Alert not delivered Mail server <refused>');
    });

    it('compares cron with the web: addresses, user, PHP, proxy', async () => {
      const web = {
        environment: 'web',
        user: 'www-data',
        phpVersion: '8.2.1',
        whmcsVersion: '8.13.0',
        moduleVersion: '0.1.0',
        hostname: 'shop',
        proxy: null,
        reportedAt: '2026-05-31T10:00:00.000Z',
      };
      const cron = { ...web, environment: 'cron', user: 'root', proxy: { https: 'proxy.example:3128' } };
      const egress = [
        ...failing.egress,
        { context: 'cron', family: 6, address: '2001:db8::7', scope: 'public' },
      ];
      sidecar.on(
        STATUS,
        json(200, {
          ...failing,
          egress,
          sidecar: { hostname: 'other', user: 'companion', proxy: { no: 'localhost' } },
          versions: { sidecar: '0.1.0' },
          environments: [web, cron, { environment: '<b>' }],
        }),
      );

      const { html } = (await whmcs.addonPage(MODULE)).result;

      const text = textOf(html);
      expect(text).toContain(
        'Sidecar (calls NiceNIC) 10.0.0.6, 203.0.113.6 – companion – – 0.1.0 other no=localhost –',
      );
      expect(text).toContain(
        'WHMCS web 203.0.113.7 – www-data 8.2.1 8.13.0 0.1.0 shop – 2026-05-31 10:00:00 UTC',
      );
      expect(text).toContain(
        'WHMCS cron – differs from web 2001:db8::7 differs from web root differs from web 8.2.1 8.13.0 0.1.0 ' +
          'shop https=proxy.example:3128 differs from web 2026-05-31 10:00:00 UTC',
      );
      expect(foreignMarkup(html)).toEqual([]);
    });

    it('sends a test alert on every channel', async () => {
      sidecar.on('POST /v1/alerts/test', json(200, { channels: ['whmcs', 'webhook'] }));

      expect(alertsIn(await pressed('test-alert'))).toEqual([
        'The test alert is on its way: WHMCS, with the next cron run, webhook.',
      ]);
    });

    it('begins a maintenance of the chosen length, and ends it', async () => {
      sidecar.on(
        'PUT /v1/maintenance',
        json(200, { state: 'paused', pausedUntil: '2026-06-01T10:00:00.000Z' }),
      );
      const { html } = (await whmcs.addonPage(MODULE)).result;
      const begun = await whmcs.addonPage(MODULE, {
        post: { ...formFor(html, 'pause'), companion_hours: '4' },
      });

      expect(alertsIn(begun.result.html)).toEqual([
        'Maintenance: nobody is told of an outage until 2026-06-01 10:00:00 UTC.',
      ]);
      const { until } = sidecar.onlyBody('PUT /v1/maintenance') as { until: string };
      expect(Math.abs(Date.parse(until) - Date.now() - 4 * 3_600_000)).toBeLessThan(60_000);

      sidecar.on(STATUS, json(200, { ...failing, state: 'paused', pausedUntil: '2026-06-01T10:00:00.000Z' }));
      expect(alertsIn(await pressed('resume'))).toEqual(['The maintenance is over.']);
      expect(sidecar.received('PUT /v1/maintenance').at(-1)?.body).toEqual({ until: null });
    });

    it.each(['', '5', '-1', '1000000'])('begins no maintenance of %j hours', async (hours) => {
      const form = formFor((await whmcs.addonPage(MODULE)).result.html, 'pause');

      await whmcs.addonPage(MODULE, { post: { ...form, companion_hours: hours } });

      expect(sidecar.received('PUT /v1/maintenance')).toEqual([]);
    });

    it('makes a link to the status page, and none out of anything else', async () => {
      const expiresAt = '2026-06-01T10:01:00.000Z';
      sidecar.on(
        'POST /v1/tickets',
        json(200, { url: 'http://127.0.0.1:8787/sign-in?ticket=t&x', expiresAt }),
      );
      expect(await pressed('status-page')).toContain('href="http://127.0.0.1:8787/sign-in?ticket=t&amp;x"');

      sidecar.on('POST /v1/tickets', json(200, { url: 'javascript:alert(1)', expiresAt }));
      const html = await pressed('status-page');
      expect(html).not.toContain('javascript:');
      expect(alertsIn(html)).toEqual([expect.stringContaining('agreed form')]);
    });

    it('puts the banner away for browsers without scripts', async () => {
      known();
      const form = formFor((await page('clients')).header, 'dismiss');

      const { result } = await whmcs.addonPage(MODULE, { post: form });

      expect(form).toMatchObject({ companion_outage: 'incident-7' });
      expect(alertsIn(result.html)).toEqual(['The notice is put away until the next outage.']);
    });
  });

  it('learns from cron how things stand, and waits for nobody then', async () => {
    sidecar.on(STATUS, json(200, failing));
    await whmcs.cron({ sync: false });
    sidecar.requests.length = 0;

    expect(readNote(noteFile(whmcs, 'status'))).toMatchObject({
      status: {
        state: 'failing',
        incident: '7',
        causeCode: 'ip_not_whitelisted',
        addresses: ['203.0.113.6'],
        pendingAlerts: 2,
      },
    });
    expect((await page('clients')).header).toContain('incident-7');
    expect(asked()).toEqual([]);
  });

  it('shows no banner and asks nobody where nothing can be noted', async () => {
    const folder = noteFolder(whmcs);
    rmSync(folder, { recursive: true });
    sidecar.on(STATUS, json(200, failing));

    expect((await page('clients')).header).toBe('');
    expect(asked()).toEqual([]);
  });
});
