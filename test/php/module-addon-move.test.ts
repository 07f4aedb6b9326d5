import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddonPage, WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, alertsIn, foreignMarkup, formFor, textOf, type Job } from './module-addon-page.js';
import { installModule, MODULE } from './module-installation.js';

/** Nobody listens there: handing over needs no sidecar. */
const DEAD_SIDECAR = 'http://127.0.0.1:9';

describe("handing over from the registrar's own module", () => {
  let whmcs: WhmcsInstallation;
  let own: number;
  let others: number[];

  const look = async (): Promise<string> => (await whmcs.addonPage(MODULE)).result.html;
  const send = async (post: Record<string, string>): Promise<AddonPage> =>
    (await whmcs.addonPage(MODULE, { post })).result;
  const press = async (job: Job): Promise<string> => (await send(formFor(await look(), job))).html;
  const registrars = async (): Promise<string[]> =>
    Promise.all([own, ...others].map(async (id) => (await whmcs.domain(id)).registrar));
  const logged = async (): Promise<string[]> =>
    (await whmcs.activityLog()).map(({ message }) => message).filter((message) => message.includes('Move'));

  beforeAll(async () => {
    whmcs = await installModule(DEAD_SIDECAR, {
      Username: 'shop',
      APISecret: 'some-secret-of-the-shop',
      TestMode: false,
      SidecarToken: '0123456789abcdef',
    });
    await activateAddon(whmcs);
  });

  afterAll(() => whmcs.remove());

  it('says nothing to a shop that has nothing to hand over', async () => {
    expect(textOf(await look())).not.toContain("NiceNIC's own module");
  });

  it('shows in a dry run what would change, and changes nothing', async () => {
    const names = ['moved-one.com', 'moved-two.com', 'elsewhere.com'];
    const modules = ['nicenic', 'nicenic', 'enom'];
    others = await whmcs.addDomains(
      names.map((domain, place) => ({ domain, status: 'Active', registrar: modules[place] ?? '' })),
    );
    own = await whmcs.addDomain({ domain: 'ours.com', status: 'Active' });
    await whmcs.configure({
      domainPricing: [
        { id: 1, extension: '.com', autoreg: 'nicenic' },
        { id: 2, extension: '.net', autoreg: 'enom' },
      ],
    });
    const html = await press('move-preview');

    expect(foreignMarkup(html)).toEqual([]);
    expect(textOf(html)).toMatch(
      /Dry run Domains: 2\. Endings with automatic registration: 1\. .* Endings \.com Domains moved-one\.com moved-two\.com Hand them over now/,
    );
    expect(await registrars()).toEqual([MODULE, 'nicenic', 'nicenic', 'enom']);
    expect(await logged()).toEqual([]);
  });

  it('is offered only below the dry run', async () => {
    const html = await look();

    expect(() => formFor(html, 'move')).toThrow();
  });

  it('hands over all of it, and logs what', async () => {
    const { html } = await send(formFor(await press('move-preview'), 'move'));

    expect(alertsIn(html)).toContain(
      'Handed over to this module: domains 2, endings with automatic registration 1.',
    );
    expect(await registrars()).toEqual([MODULE, MODULE, MODULE, 'enom']);
    expect([await whmcs.autoRegistrar('.com'), await whmcs.autoRegistrar('.net')]).toEqual([MODULE, 'enom']);
    expect(await logged()).toEqual([
      expect.stringMatching(/Handed over to this module: .* Move 1: \.com, moved-one\.com, moved-two\.com$/),
    ]);
  });

  it('takes back just that, once', async () => {
    const form = formFor(await look(), 'move-undo');
    const { html } = await send(form);

    expect(alertsIn(html)).toContainEqual(
      expect.stringMatching(/^Given back to the module nicenic: domains 2, endings .* 1\./),
    );
    expect(await registrars()).toEqual([MODULE, 'nicenic', 'nicenic', 'enom']);
    expect(await whmcs.autoRegistrar('.com')).toBe('nicenic');
    expect(alertsIn((await send(form)).html)).toContainEqual(
      expect.stringMatching(/^Nothing was taken back/),
    );
    expect(await logged()).toHaveLength(2);
  });

  it('is done once when two administrators press the button at once', async () => {
    await whmcs.addDomains(
      Array.from({ length: 1_500 }, (_, place) => ({
        domain: `many-${place}.com`,
        status: 'Active',
        registrar: 'nicenic',
      })),
    );
    const form = formFor(await press('move-preview'), 'move');
    const pages = await Promise.all([send(form), send(form)]);
    const counts = pages.map(({ html }) => /Handed over to this module: domains (\d+)/.exec(html)?.[1]);

    expect(counts.sort()).toEqual(['1502', undefined]);
    expect(pages.flatMap(({ html }) => alertsIn(html))).toContainEqual(
      'Nothing is left to hand over or take back.',
    );
    const logged = (await whmcs.activityLog()).filter(({ message }) => message.includes('Handed over'));
    expect(logged.filter(({ message }) => message.includes('domains 0'))).toEqual([]);
    const { html } = await send(formFor(await look(), 'move-undo'));
    expect(alertsIn(html)).toContainEqual(
      expect.stringMatching(/^Given back to the module nicenic: domains 1502/),
    );
  });

  it('does nothing without the token', async () => {
    const form = { ...formFor(await press('move-preview'), 'move'), token: 'another' };
    await whmcs.addonPage(MODULE, { post: form });

    expect(await registrars()).toEqual([MODULE, 'nicenic', 'nicenic', 'enom']);
  });
});
