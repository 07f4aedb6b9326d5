import { describe, expect, it } from '@jest/globals';
import { body, dripHeaders, echo, hang, json, lag, notHttp, problem, reset } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { SETTINGS } from './module-installation.js';
import { useModule } from './use-module.js';

const VALIDATE = 'POST /v1/settings/validate';
const ENVIRONMENTS = 'POST /v1/environments';

/** Nothing listens on port 1 of a test machine. */
const DEAD_URL = 'http://127.0.0.1:1';

describe('settings of the module', () => {
  const stage = useModule();

  const save = (values: Readonly<Record<string, string | boolean>>) =>
    stage.whmcs.saveSettings({ ...SETTINGS, SidecarUrl: stage.sidecar.url, ...values });

  const lastNote = async () => (await stage.whmcs.activityLog()).at(-1)?.message ?? '';

  it('shows the agreed fields without asking the sidecar', async () => {
    const { result } = await stage.whmcs.settingsPage();

    expect(Object.keys(result.config).sort()).toEqual(
      [
        'APISecret',
        'Description',
        'FriendlyName',
        'SidecarToken',
        'SidecarUrl',
        'TestMode',
        'Username',
      ].sort(),
    );
    expect(result.config['SidecarUrl']).toMatchObject({ Default: 'http://127.0.0.1:8787' });
    expect(stage.sidecar.requests).toEqual([]);
  });

  it('lets WHMCS activate the module before anything is filled in', async () => {
    await stage.whmcs.deactivate();
    const notes = (await stage.whmcs.activityLog()).length;

    const { result } = await stage.whmcs.activate();

    expect(result.active).toBe(true);
    expect(stage.sidecar.requests).toEqual([]);
    expect((await stage.whmcs.activityLog()).length).toBe(notes);
  });

  it.each(['Username', 'APISecret', 'SidecarUrl', 'SidecarToken'])(
    'refuses an empty %s by name',
    async (field) => {
      const { result } = await save({ [field]: '' });

      expect(result).toEqual({ saved: false, error: expect.stringContaining(`${field} is empty`) });
      expect(stage.sidecar.requests).toEqual([]);
    },
  );

  it.each([
    ['all special characters', `a&b<c>d"e'f`],
    ['surrounding spaces', '  padded secret '],
    ['non-ASCII text', 'pässwörd-日本-🔑'],
    ['a value that looks encoded', 'a&amp;b'],
  ])('hands over a secret with %s as it was typed, however WHMCS encodes it', async (_, secret) => {
    await save({ APISecret: secret });

    expect(stage.sidecar.onlyBody(VALIDATE)).toMatchObject({
      settings: { username: 'reseller1', apiSecret: secret, testMode: true },
    });
  });

  it('takes a value without entities as it is when WHMCS does not encode', async () => {
    const secret = `a&b<c>d"e'f`;

    await stage.whmcs.saveSettings(
      { ...SETTINGS, SidecarUrl: stage.sidecar.url, APISecret: secret },
      { validateSees: 'raw', stores: 'raw' },
    );

    expect(stage.sidecar.onlyBody(VALIDATE)).toMatchObject({ settings: { apiSecret: secret } });
  });

  it('says where the save comes from and authenticates itself', async () => {
    await save({ TestMode: false });

    const [request] = stage.sidecar.received(VALIDATE);
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${SETTINGS.SidecarToken}`,
      'content-type': 'application/json',
    });
    expect(request?.body).toEqual({
      settings: { username: 'reseller1', apiSecret: 'api-s3cret-value', testMode: false },
      context: {
        environment: 'web',
        whmcsVersion: '8.13.0-release.1',
        phpVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
        hostname: expect.stringMatching(/./),
        moduleVersion: '0.1.0',
      },
    });
  });

  it.each(['stored', 'asterisks'] as const)(
    'checks the stored password when the form did not change it (WHMCS hands over: %s)',
    async (maskedArrivesAs) => {
      await save({ APISecret: 'kept & stored' });
      stage.sidecar.restore();

      const { result } = await stage.whmcs.saveSettings({ Username: 'other1' }, { maskedArrivesAs });

      expect(result.saved).toBe(true);
      expect(stage.sidecar.onlyBody(VALIDATE)).toMatchObject({
        settings: { username: 'other1', apiSecret: 'kept & stored' },
      });
    },
  );

  it('refuses the save with every problem that the sidecar names, as plain text', async () => {
    stage.sidecar.on(
      VALIDATE,
      json(200, {
        valid: false,
        problems: [
          {
            field: 'APISecret',
            code: 'secret_malformed',
            severity: 'error',
            message: 'A space <at> the end & more.',
          },
          { field: 'Username', code: 'username_malformed', severity: 'error', message: 'It holds a colon.' },
        ],
      }),
    );

    const { result } = await save({});

    expect(result.error).toBe(
      'NiceNIC Companion: the settings were not saved. APISecret: A space ‹at› the end & more. ' +
        'Username: It holds a colon.',
    );
  });

  it('saves in spite of warnings and notes them', async () => {
    stage.sidecar.on(
      VALIDATE,
      json(200, {
        valid: true,
        problems: [
          { field: 'Username', code: 'unknown', severity: 'warning', message: 'Could not be proved.' },
        ],
      }),
    );

    const { result } = await save({});

    expect(result.saved).toBe(true);
    expect(await lastNote()).toContain('Username: Could not be proved.');
  });

  it('refuses a token that the sidecar does not know', async () => {
    stage.sidecar.on(VALIDATE, problem(401, 'unauthorized', 'Wrong token'));

    const { result } = await save({});

    expect(result).toEqual({ saved: false, error: expect.stringContaining('SidecarToken') });
  });

  it('refuses a token that no sidecar can have', async () => {
    const { result } = await save({ SidecarToken: 'two words' });

    expect(result).toEqual({ saved: false, error: expect.stringContaining('SidecarToken') });
    expect(stage.sidecar.requests).toEqual([]);
  });

  it.each<[string, Reply, RegExp]>([
    ['HTML of a gateway', body(502, 'text/html', '<html><h1>Bad Gateway</h1></html>'), /HTTP 502/],
    ['garbage', body(200, 'application/json', '{"valid":'), /not a JSON object/],
    ['an empty body', body(200, 'application/json', ''), /empty body/],
    ['JSON of another service', json(200, { hello: 'world' }), /agreed form/],
    ['a verdict of the wrong type', json(200, { valid: 'yes', problems: [] }), /agreed form/],
    ['something that is not HTTP', notHttp, /complete answer/],
    ['a cut connection', reset, /complete answer/],
    ['an internal error', problem(500, 'internal', 'Database is locked'), /HTTP 500/],
  ])('saves and notes what to do when the sidecar gives %s', async (_, reply, reason) => {
    stage.sidecar.on(VALIDATE, reply);

    const { result } = await save({});

    expect(result).toEqual({ saved: true, error: null });
    expect(await lastNote()).toMatch(/saved but not checked.*save the settings again/);
    expect(await lastNote()).toMatch(reason);
  });

  it('saves and notes it when the sidecar does not run', async () => {
    const { result } = await save({ SidecarUrl: DEAD_URL });

    expect(result.saved).toBe(true);
    expect(await lastNote()).toMatch(/127\.0\.0\.1:1 cannot be reached .*\[sidecar_unreachable\]/);
  });

  it.each<[string, Reply]>([
    ['never answers', hang],
    ['never ends its headers', dripHeaders],
  ])('saves within 8 s when the sidecar %s', async (_, reply) => {
    stage.sidecar.on(VALIDATE, reply);

    const { result, durationMs } = await save({});

    expect(result.saved).toBe(true);
    expect(durationMs).toBeLessThan(8000);
    expect(await lastNote()).toContain('saved but not checked');
  });

  it.each([
    'http://example.org',
    'http://10.0.0.5:8787',
    'http://127.0.0.1.example.org',
    'http://[::2]:8787',
    'http://127.0.0.1@example.org',
    'http://user:password@127.0.0.1:8787',
    'http://127.0.0.1:8787/?a=b',
    'http://127.0.0.1\\@example.org',
    'ftp://127.0.0.1',
    '127.0.0.1:8787',
    'unix:relative.sock',
    `unix:/${'a'.repeat(120)}`,
  ])('refuses the address %s', async (url) => {
    const { result } = await save({ SidecarUrl: url });

    expect(result).toEqual({ saved: false, error: expect.stringContaining('SidecarUrl') });
    expect(stage.sidecar.requests).toEqual([]);
  });

  it.each([
    'http://127.1.2.3:1',
    'http://localhost:1',
    'http://[::1]:1',
    'https://127.0.0.1:1',
    'unix:/nowhere.sock',
  ])('takes the address %s', async (url) => {
    const { result } = await save({ SidecarUrl: url });

    expect(result.saved).toBe(true);
    expect(await lastNote()).toContain('cannot be reached');
  });

  it('finds the sidecar below a path of a server', async () => {
    stage.sidecar.on('POST /companion/v1/settings/validate', json(200, { valid: true, problems: [] }));

    await save({ SidecarUrl: `${stage.sidecar.url}/companion/` });

    expect(stage.sidecar.received('POST /companion/v1/settings/validate')).toHaveLength(1);
  });

  describe('the report about the web environment', () => {
    const verdict = (changes: object = {}): Reply =>
      json(200, {
        valid: true,
        problems: [],
        fingerprint: 'print-web',
        egressUrls: [`${stage.sidecar.url}/echo`],
        ...changes,
      });

    it('follows a save that goes through: addresses and context, but no settings, which may still be lost', async () => {
      stage.sidecar.on(VALIDATE, verdict());
      stage.sidecar.on('GET /echo', echo('203.0.113.77'));

      const { result } = await save({});

      expect(result.saved).toBe(true);
      expect(stage.sidecar.onlyBody(ENVIRONMENTS)).toEqual({
        context: expect.objectContaining({
          environment: 'web',
          whmcsVersion: '8.13.0-release.1',
          phpVersion: expect.any(String),
          hostname: expect.any(String),
          moduleVersion: '0.1.0',
        }),
        egress: [{ family: 4, address: '203.0.113.77', source: `${stage.sidecar.url}/echo` }],
      });
      expect((await stage.whmcs.moduleLog()).at(-1)?.request).toContain('203.0.113.77');
    });

    it('is left out when the save is refused: WHMCS goes on with the settings that it has', async () => {
      const problem = { field: 'Username', code: 'username_malformed', severity: 'error', message: 'No.' };
      stage.sidecar.on(VALIDATE, verdict({ valid: false, problems: [problem] }));

      const { result } = await save({});

      expect(result.saved).toBe(false);
      expect(stage.sidecar.received(ENVIRONMENTS)).toEqual([]);
    });

    it('is left out when the sidecar tells no fingerprint', async () => {
      stage.sidecar.on(VALIDATE, verdict({ fingerprint: undefined }));

      await save({});

      expect(stage.sidecar.received(ENVIRONMENTS)).toEqual([]);
    });

    it.each<[string, Reply]>([
      ['is refused', problem(500, 'internal', 'Database is locked')],
      ['gets no answer', reset],
      ['gets garbage', body(200, 'text/html', '<html>')],
      ['hangs', hang],
    ])('changes nothing about the save when it %s', async (_, reply) => {
      const notes = (await stage.whmcs.activityLog()).length;
      stage.sidecar.on(VALIDATE, verdict());
      stage.sidecar.on('GET /echo', echo('203.0.113.77'));
      stage.sidecar.on(ENVIRONMENTS, reply);

      const { result, durationMs } = await save({});

      expect(result).toEqual({ saved: true, error: null });
      expect(stage.sidecar.received(ENVIRONMENTS)).toHaveLength(1);
      expect((await stage.whmcs.activityLog()).length).toBe(notes);
      expect(durationMs).toBeLessThan(8000);
    });

    it('is over within 8 s when verdict, echo service and report are all slow', async () => {
      stage.sidecar.on(VALIDATE, lag(verdict(), 2400));
      stage.sidecar.on('GET /echo', hang);
      stage.sidecar.on(ENVIRONMENTS, hang);

      const { result, durationMs } = await save({});

      expect(result.saved).toBe(true);
      expect(stage.sidecar.onlyBody(ENVIRONMENTS)).toMatchObject({ egress: [] });
      expect(durationMs).toBeLessThan(8000);
    });

    it('is left out when the verdict took most of the time', async () => {
      stage.sidecar.on(VALIDATE, lag(verdict(), 3500));

      const { result } = await save({});

      expect(result.saved).toBe(true);
      expect(stage.sidecar.received('GET /echo')).toEqual([]);
      expect(stage.sidecar.received(ENVIRONMENTS)).toEqual([]);
    });
  });
});
