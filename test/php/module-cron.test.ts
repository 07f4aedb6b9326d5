import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
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
import { installModule, SETTINGS } from './module-installation.js';

const PUT_SETTINGS = 'PUT /v1/settings';
const ENVIRONMENTS = 'POST /v1/environments';
const SYNC = 'POST /v1/actions/Sync';
const ALERTS = 'GET /v1/alerts?state=pending';
/** What the hook may take at most, and the start of PHP. */
const LIMIT_MS = 3000;
const DELIVERY = (id: string): string => `POST /v1/alerts/${id}/delivery`;

function alert(id: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id,
    kind: 'opened',
    severity: 'error',
    subject: `Alert ${id}`,
    text: `Text of ${id}`,
    createdAt: '2026-05-31T10:00:00Z',
    incidentId: 'i1',
    causeCode: 'ip_not_whitelisted',
    referenceId: 'ref-1',
    state: 'pending',
    attempts: 0,
    ...changes,
  };
}

/** Speaks the outbox's part of the wire: each alert can be claimed once. */
function serveAlerts(sidecar: FakeSidecar, alerts: readonly unknown[]): void {
  sidecar.on(ALERTS, json(200, { alerts, nextCursor: null }));
  for (const { id } of alerts as { id: string }[]) {
    sidecar.on(DELIVERY(id), (response, request) => {
      const { outcome } = request.body as { outcome: string };
      const answer =
        outcome === 'claimed' ? { id, state: 'claimed', claimToken: `claim-${id}` } : { id, state: outcome };
      json(200, answer)(response, request);
    });
  }
}

describe('the cron hook', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;

  beforeEach(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url, { APISecret: `cron & "secret"` });
    sidecar.restore();
  });

  afterEach(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  const context = {
    environment: 'cron',
    whmcsVersion: '8.13.0-release.1',
    phpVersion: expect.any(String),
    hostname: expect.any(String),
    moduleVersion: '0.1.0',
  };

  it('pushes the settings that cron reads and reports the environment', async () => {
    await whmcs.cron();

    expect(sidecar.onlyBody(PUT_SETTINGS)).toEqual({
      settings: { username: 'reseller1', apiSecret: `cron & "secret"`, testMode: true },
      context,
    });
    expect(sidecar.onlyBody(ENVIRONMENTS)).toEqual({
      context: expect.objectContaining(context),
      egress: [],
      settingsFingerprint: 'print-1',
    });
  });

  it('does nothing while the module is not set up', async () => {
    await whmcs.deactivate();
    await whmcs.activate();

    const { durationMs } = await whmcs.cron();

    expect(sidecar.requests).toEqual([]);
    expect(await whmcs.moduleLog()).toEqual([]);
    expect(durationMs).toBeLessThan(2000);
  });

  it('measures its own addresses at allowed echo services only, and believes addresses only', async () => {
    sidecar.on(
      PUT_SETTINGS,
      json(200, {
        stored: true,
        changed: false,
        fingerprint: 'print-2',
        egressUrls: [
          `${sidecar.url}/four`,
          `${sidecar.url}/six`,
          `${sidecar.url}/words`,
          // Reaches this host, but its name does not say so.
          sidecar.url.replace('127.0.0.1', '0.0.0.0') + '/elsewhere',
          'file:///etc/hostname',
          7,
        ],
      }),
    );
    sidecar.on('GET /elsewhere', echo('203.0.113.1'));
    sidecar.on('GET /four', echo('203.0.113.9'));
    sidecar.on('GET /six', echo('2001:db8::9'));
    sidecar.on('GET /words', echo('your address is 203.0.113.9'));

    const { durationMs } = await whmcs.cron();

    expect(sidecar.onlyBody(ENVIRONMENTS)).toMatchObject({
      egress: [
        { family: 4, address: '203.0.113.9', source: `${sidecar.url}/four` },
        { family: 6, address: '2001:db8::9', source: `${sidecar.url}/six` },
      ],
      settingsFingerprint: 'print-2',
    });
    expect(sidecar.received('GET /words')[0]?.headers.authorization).toBeUndefined();
    expect(durationMs).toBeLessThan(3000);
  });

  it('leaves out echo services that redirect, fail, hang or never stop', async () => {
    const paths = ['/redirect', '/error', '/hang', '/long'];
    sidecar.on(
      PUT_SETTINGS,
      json(200, {
        stored: true,
        changed: false,
        fingerprint: 'p',
        egressUrls: paths.map((p) => sidecar.url + p),
      }),
    );
    sidecar.on('GET /redirect', (response) => response.writeHead(302, { location: '/four' }).end());
    sidecar.on('GET /four', echo('203.0.113.9'));
    sidecar.on('GET /error', body(500, 'text/plain', '203.0.113.8'));
    sidecar.on('GET /hang', hang);
    sidecar.on('GET /long', body(200, 'text/plain', `203.0.113.7${' '.repeat(5000)}`));

    await whmcs.cron();

    expect(sidecar.onlyBody(ENVIRONMENTS)).toMatchObject({ egress: [] });
    expect(sidecar.received('GET /hang')).not.toEqual([]);
    expect(sidecar.received('GET /four')).toEqual([]);
  });

  it("reports cron's proxy variables without their passwords", async () => {
    const proxied = await installModule(
      sidecar.url,
      {},
      {
        cronEnv: {
          http_proxy: 'user:p@ss@proxy.example:3128',
          https_proxy: 'http://user:p%40ss/word@proxy.example:3129',
          NO_PROXY: 'localhost,127.0.0.1',
          HTTP_PROXY: 'http://never-used-by-curl.example',
        },
      },
    );
    try {
      await proxied.cron();

      expect(sidecar.received(ENVIRONMENTS).at(-1)?.body).toMatchObject({
        proxy: { http: 'proxy.example:3128', https: 'http://proxy.example:3129', no: 'localhost,127.0.0.1' },
      });
    } finally {
      await proxied.remove();
    }
  });

  it('mails a waiting alert, notes it and reports it delivered', async () => {
    serveAlerts(sidecar, [
      alert('a1', {
        subject: 'NiceNIC refuses {calls} & <more>',
        text: 'First line\nAnswer: {"code":401,"msg":"<b>IP</b> not allowed"}',
      }),
    ]);

    await whmcs.cron();

    expect(await whmcs.mails()).toMatchObject([
      {
        type: 'system',
        subject: 'NiceNIC refuses (calls) & ‹more›',
        message:
          'First line<br>\nAnswer: &#123;&quot;code&quot;:401,' +
          '&quot;msg&quot;:&quot;&lt;b&gt;IP&lt;/b&gt; not allowed&quot;&#125;',
      },
    ]);
    expect((await whmcs.activityLog()).at(-1)?.message).toBe(
      'NiceNIC refuses {calls} & ‹more› - ' + 'First line Answer: {"code":401,"msg":"‹b›IP‹/b› not allowed"}',
    );
    expect(sidecar.received(DELIVERY('a1')).map((request) => request.body)).toEqual([
      { outcome: 'claimed' },
      { outcome: 'delivered', claimToken: 'claim-a1', channel: 'whmcs' },
    ]);
  });

  it('reports an alert failed, with the reason, when WHMCS cannot mail', async () => {
    await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Mail server refused' } });
    serveAlerts(sidecar, [alert('a1'), alert('a2')]);

    await whmcs.cron();

    expect(sidecar.received(DELIVERY('a1')).map((request) => request.body)).toEqual([
      { outcome: 'claimed' },
      { outcome: 'failed', claimToken: 'claim-a1', channel: 'whmcs', error: 'Mail server refused' },
    ]);
    expect(sidecar.received(DELIVERY('a2'))).toHaveLength(2);
    expect((await whmcs.activityLog()).at(-1)?.message).toContain(
      'could not be mailed (Mail server refused)',
    );
  });

  it('leaves an alert alone that somebody else has claimed, and goes on', async () => {
    serveAlerts(sidecar, [alert('a1'), alert('a2')]);
    sidecar.on(DELIVERY('a1'), problem(409, 'alert_not_claimable', 'Someone else has it'));

    await whmcs.cron();

    expect((await whmcs.mails()).map(({ subject }) => subject)).toEqual(['Alert a2']);
    expect(sidecar.received(DELIVERY('a1'))).toHaveLength(1);
  });

  it('delivers ten alerts in one run, within 3 s, and leaves the others for the next', async () => {
    serveAlerts(
      sidecar,
      Array.from({ length: 12 }, (_, index) => alert(`n${index}`)),
    );

    await whmcs.cron();

    expect(await whmcs.mails()).toHaveLength(10);
  });

  it('skips alerts that are not what was agreed', async () => {
    serveAlerts(sidecar, [alert('good')]);
    sidecar.on(
      ALERTS,
      json(200, { alerts: ['text', { id: 'x' }, alert('y', { text: 7 }), alert('good')], nextCursor: null }),
    );

    await whmcs.cron();

    expect((await whmcs.mails()).map(({ subject }) => subject)).toEqual(['Alert good']);
  });

  it('still brings alerts when the sidecar refuses the settings', async () => {
    serveAlerts(sidecar, [alert('a1')]);
    sidecar.on(PUT_SETTINGS, problem(422, 'invalid_settings', 'User name is empty'));

    await whmcs.cron();

    expect(await whmcs.mails()).toHaveLength(1);
    expect(sidecar.received(ENVIRONMENTS)).toEqual([]);
  });

  it('does the work once when two cron runs overlap', async () => {
    let release = (): void => undefined;
    const firstArrived = new Promise<void>((resolve) => {
      sidecar.on(PUT_SETTINGS, (response, request) => {
        release = () => {
          json(200, { stored: true, changed: true, fingerprint: 'p', egressUrls: [] })(response, request);
        };
        resolve();
      });
    });
    const first = whmcs.cron();
    await firstArrived;

    await whmcs.cron();
    release();
    await first;

    expect(sidecar.received(PUT_SETTINGS)).toHaveLength(1);
  });

  describe('after a sync of the same run that got no answer', () => {
    beforeEach(async () => {
      for (const domain of ['a.example', 'b.example', 'c.example']) {
        await whmcs.addDomain({ domain, status: 'Active' });
      }
      sidecar.on(SYNC, reset);
    });

    it('still pushes the settings and brings the alert, while the other syncs fail unasked', async () => {
      serveAlerts(sidecar, [alert('a1')]);

      const { result } = await whmcs.cron();

      expect(sidecar.received(SYNC)).toHaveLength(1);
      expect(result.report.map(({ text }) => text)).toEqual([
        expect.stringContaining('did not give a complete answer'),
        expect.stringContaining('was not asked again'),
        expect.stringContaining('was not asked again'),
      ]);
      expect(sidecar.received(PUT_SETTINGS)).toHaveLength(1);
      expect((await whmcs.mails()).map(({ subject }) => subject)).toContain('Alert a1');
      expect(sidecar.received(DELIVERY('a1')).at(-1)?.body).toMatchObject({ outcome: 'delivered' });
    });

    it('tries once and is over within 3 s when the sidecar hangs', async () => {
      sidecar.on(PUT_SETTINGS, hang);
      sidecar.on(ALERTS, hang);

      const { durationMs } = await whmcs.cron();

      expect(durationMs).toBeLessThan(LIMIT_MS);
      expect(sidecar.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([SYNC, PUT_SETTINGS]);
    });
  });

  it.each<[string, Reply]>([
    ['hangs', hang],
    ['dribbles its headers', dripHeaders],
    ['cuts every connection', reset],
    ['answers HTML', body(502, 'text/html', '<html>Bad Gateway</html>')],
    ['answers something that is not HTTP', notHttp],
    ['refuses the token', problem(401, 'unauthorized', 'Wrong token')],
    ['answers JSON of another form', json(200, { alerts: 'none', fingerprint: 7, egressUrls: 'x' })],
  ])('is over within 3 s and quiet when the sidecar %s', async (_, reply) => {
    sidecar.onEverything(reply);
    const notes = (await whmcs.activityLog()).length;

    const { durationMs } = await whmcs.cron();

    expect(durationMs).toBeLessThan(LIMIT_MS);
    expect((await whmcs.activityLog()).length).toBe(notes);
    expect((await whmcs.moduleLog()).filter(({ action }) => action === 'AfterCronJob')).toHaveLength(1);
  });

  it('is over within 3 s when every single answer is slow', async () => {
    serveAlerts(
      sidecar,
      Array.from({ length: 10 }, (_, index) => alert(`n${index}`)),
    );
    sidecar.on(
      PUT_SETTINGS,
      lag(
        json(200, { stored: true, changed: true, fingerprint: 'p', egressUrls: [`${sidecar.url}/hang`] }),
        600,
      ),
    );
    sidecar.on('GET /hang', hang);
    for (let index = 0; index < 10; index++) {
      sidecar.on(DELIVERY(`n${index}`), lag(json(200, { claimToken: 'c' }), 400));
    }

    const { durationMs } = await whmcs.cron();

    expect(durationMs).toBeLessThan(LIMIT_MS);
    const mails = await whmcs.mails();
    expect(mails.length).toBeGreaterThan(0);
    const delivered = sidecar.requests.filter(
      ({ body: sent }) => (sent as { outcome?: string } | undefined)?.outcome === 'delivered',
    );
    expect(delivered).toHaveLength(mails.length);
  });

  it('is quiet when the sidecar does not run', async () => {
    await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: 'http://127.0.0.1:1' });
    const notes = (await whmcs.activityLog()).length;

    const { durationMs } = await whmcs.cron();

    expect(durationMs).toBeLessThan(LIMIT_MS);
    expect((await whmcs.activityLog()).length).toBe(notes);
  });
});
