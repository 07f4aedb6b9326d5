import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startHostileRegistrar } from '../browser/hostile-registrar.js';
import { causeInEnglish } from '../support/in-english.js';
import type { CauseCode } from '../../sidecar/causes/cause-catalogue.js';
import { startSimulator } from '../simulator/simulator.js';
import type { Simulator } from '../simulator/simulator.js';
import { formsFound } from '../support/find-secret.js';
import { startSidecar, temporaryFolder } from '../support/running-sidecar.js';
import type { RunningSidecar } from '../support/running-sidecar.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, alertsIn, foreignMarkup, press, textOf } from './module-addon-page.js';
import { installModule } from './module-installation.js';

const SECRET = `s&cr<e>t"of'Ada+/=%`;
const ADDRESS = '127.0.0.1';

/** The addon's page in WHMCS, the sidecar and the registrar: all real but the registrar. */
describe('the addon with a real sidecar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sidecar: RunningSidecar;
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    registrar = await startSimulator({ account: { productionSecret: SECRET } });
    folder = await temporaryFolder();
    sidecar = await startSidecar(registrar, { dataDir: folder.path });
    whmcs = await installModule(sidecar.url, {
      Username: registrar.account.username,
      APISecret: SECRET,
      TestMode: false,
      SidecarToken: sidecar.companion.folder.token.reveal(),
    });
    await activateAddon(whmcs);
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  afterEach(() => {
    registrar.production.whitelist.add(ADDRESS);
    registrar.account.eligible = true;
  });

  const webAddresses = async () => {
    const { body } = await sidecar.ask('GET', '/v1/status');
    const { egress } = body as { egress: { context: string; address: string }[] };
    return egress.filter(({ context }) => context === 'web').map(({ address }) => address);
  };

  it('comes after a save that has told which address the web leaves from', async () => {
    expect(await webAddresses()).toEqual([ADDRESS]);
  });

  it('shows which address the web leaves from', async () => {
    const { result } = await press(whmcs, 'diagnosis');

    expect(await webAddresses()).toEqual([ADDRESS]);
    expect(textOf(result.html)).toContain(`WHMCS web ${ADDRESS}`);
  });

  it('finds nothing wrong while NiceNIC accepts the settings', async () => {
    const { html } = (await press(whmcs, 'diagnosis')).result;

    expect(alertsIn(html)).toEqual(['NiceNIC accepts the settings of this WHMCS (Production).']);
    expect(textOf(html)).toContain('11 A harmless call was tried first Right');
  });

  it.each<[CauseCode, () => void]>([
    [
      'ip_not_whitelisted',
      () => {
        registrar.production.whitelist.remove(ADDRESS);
      },
    ],
    [
      'account_not_eligible',
      () => {
        registrar.account.eligible = false;
      },
    ],
  ])('names the cause, what to do and the call in the words of the catalogue: %s', async (code, breakIt) => {
    breakIt();

    const { html } = (await press(whmcs, 'diagnosis')).result;

    const text = textOf(html);
    const { title } = causeInEnglish(code, ADDRESS);
    expect(alertsIn(html)).toEqual(['NiceNIC does not work with the settings of this WHMCS (Production).']);
    expect(text).toMatch(new RegExp(`\\d+ % [^%]*${title.replace(/[()]/g, '\\$&')} ${code}`));
    expect(text).toContain('https://nicenic.com/');
    expect(text).toContain('user/balance');
    expect(foreignMarkup(html)).toEqual([]);
    expect(formsFound(SECRET, registrar.account.username, html)).toEqual([]);
  });

  it('does not blame cron for a save that WHMCS lost', async () => {
    await whmcs.cron({ sync: false });
    registrar.account.productionSecret = 'another-secret-2';
    try {
      const { result } = await whmcs.saveSettings({ APISecret: 'another-secret-2' }, { stores: 'nothing' });
      expect(result.saved).toBe(true);
      await whmcs.cron({ sync: false });

      const { body } = await sidecar.ask('POST', '/v1/diagnosis', {});

      const [first] = (body as { causes: { code: string }[] }).causes;
      expect(first?.code).toBe('whmcs_settings_not_saved');
      const { html } = (await press(whmcs, 'diagnosis')).result;
      expect(textOf(html)).toContain('whmcs_settings_not_saved');
    } finally {
      registrar.account.productionSecret = SECRET;
    }
  });

  it('shows the support report with the version of this WHMCS and without any secret', async () => {
    const { html } = (await press(whmcs, 'support-report')).result;

    const report = /<textarea[^>]*>(.*)<\/textarea>/s.exec(html)?.[1] ?? '';
    expect(textOf(report)).toContain(`1. Account user name: ${registrar.account.username}`);
    expect(report).toContain('8.13.0-release.1');
    expect(formsFound(SECRET, registrar.account.username, html)).toEqual([]);
    expect(formsFound(sidecar.companion.folder.token.reveal(), 'x', html)).toEqual([]);
  });

  it('asks the registrar nothing when the page is only looked at', async () => {
    registrar.log.clear();

    const { result } = await whmcs.addonPage('niceniccompanion');

    expect(alertsIn(result.html)).toEqual([]);
    expect(registrar.calls()).toBe(0);
  });
});

describe('the addon with a registrar that answers markup', () => {
  it('shows the markup of its answers as text', async () => {
    const markup = `<script>alert("x")</script><img src=x onerror='alert(1)'> &lt;b&gt;`;
    const hostile = await startHostileRegistrar(markup);
    hostile.accepts = false;
    const simulator = await startSimulator({});
    const folder = await temporaryFolder();
    const sidecar = await startSidecar(simulator, {
      dataDir: folder.path,
      env: {
        NICENIC_PRODUCTION_URL: hostile.urls.production,
        NICENIC_SANDBOX_URL: hostile.urls.sandbox,
        COMPANION_EGRESS_URLS: hostile.urls.echo,
      },
    });
    const token = sidecar.companion.folder.token.reveal();
    const whmcs = await installModule(sidecar.url, { TestMode: false, SidecarToken: token });
    try {
      await activateAddon(whmcs);

      const { html } = (await press(whmcs, 'diagnosis')).result;

      expect(textOf(html)).toContain(markup);
      expect(foreignMarkup(html)).toEqual([]);
    } finally {
      await whmcs.remove();
      await sidecar.stop();
      await hostile.close();
      await simulator.close();
      await folder.remove();
    }
  });
});
