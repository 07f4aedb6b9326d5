import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { registration, transferIn, TRANSFER_CODE } from '../support/registration.js';
import { startSidecar, temporaryFolder, testClock, type RunningSidecar } from '../support/running-sidecar.js';
import type { AddonPage, WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { activateAddon, alertsIn, foreignMarkup, formFor, textOf } from './module-addon-page.js';
import { installModule, MODULE } from './module-installation.js';

describe('orders on the page of the addon, with the sidecar and the simulated registrar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sidecar: RunningSidecar;
  let whmcs: WhmcsInstallation;
  const clock = testClock();

  beforeAll(async () => {
    registrar = await startSimulator({ now: () => new Date(clock.now()) });
    folder = await temporaryFolder();
    sidecar = await startSidecar(registrar, {
      dataDir: folder.path,
      clock: clock.now,
    });
    whmcs = await installModule(sidecar.url, {
      Username: registrar.account.username,
      APISecret: registrar.account.productionSecret ?? '',
      TestMode: false,
      SidecarToken: sidecar.companion.folder.token.reveal(),
    });
    await whmcs.cron();
    await activateAddon(whmcs);
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  const look = async (): Promise<string> => (await whmcs.addonPage(MODULE)).result.html;
  const send = async (post: Record<string, string>): Promise<AddonPage> =>
    (await whmcs.addonPage(MODULE, { post })).result;
  const states = async (): Promise<unknown> => {
    const { body } = await sidecar.ask('GET', '/v1/orders');
    return (body as { orders: { domain: string; state: string }[] }).orders.map(({ domain, state }) => [
      domain,
      state,
    ]);
  };

  it('stand below a check that was asked for, recorded like any other', async () => {
    registrar.production.whitelist.remove('127.0.0.1');
    const { html } = await send(formFor(await look(), 'test-now'));
    registrar.production.whitelist.add('127.0.0.1');

    expect(textOf(html)).toContain('NiceNIC does not work with the settings of this WHMCS (Production).');
    expect(textOf(html)).toContain('A first check failed; confirming');
    expect(foreignMarkup(html)).toEqual([]);
    const { body } = await sidecar.ask('GET', '/v1/checks?limit=1');
    expect(body).toMatchObject({ checks: [{ source: 'manual', outcome: 'bad' }] });
    expect(textOf((await send(formFor(html, 'test-now'))).html)).toContain('NiceNIC works since');
  });

  it('are none at first', async () => {
    expect(textOf(await look())).toContain('Orders to settle Every order is settled.');
  });

  it('stand below the whole status page, in a frame that runs no script and reaches nothing', async () => {
    const html = await look();
    const [, frame = ''] = /<iframe ([^>]*)>/.exec(html) ?? [];

    expect(frame).toContain('sandbox="allow-popups"');
    expect(textOf(frame.replace(/.*srcdoc="/s, '"'))).toContain('Outbound addresses');
    expect(frame).toContain('&lt;div class=&quot;companion&quot; lang=&quot;en&quot;&gt;');
    expect(foreignMarkup(html)).toEqual([]);
  });

  describe('that are open', () => {
    let name: string;

    /** Charged, and in no list: nobody can tell by itself. */
    beforeEach(async () => {
      name = `lost-${Math.round(clock.offset / 60_000)}.com`;
      registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
      registrar.faults.add({ kind: 'html' }, { action: 'domain_list', times: 1 });
      await sidecar.act('RegisterDomain', registration(name));
      registrar.faults.clear();
      // Of the next test.
      clock.offset += 60 * 60_000;
    });

    it('are shown with what, when, why and reference, and looked up on demand', async () => {
      const html = await look();

      expect(foreignMarkup(html)).toEqual([]);
      expect(textOf(html)).toMatch(
        new RegExp(
          `Registration of ${name} \\(1 year\\) \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC ` +
            'Not known whether it happened\\. No usable answer came.* [\\da-f-]{36} Look up now It happened It did not happen Settle',
        ),
      );
      const { html: after } = await send(formFor(html, 'look-up'));

      expect(alertsIn(after)).toEqual([
        expect.stringMatching(new RegExp(`^Registration of ${name} \\(1 year\\): happened, since`)),
      ]);
      expect(textOf(after)).toContain('Every order is settled.');
    });

    it('are settled by hand with a note, as it was typed', async () => {
      registrar.production.portfolio.remove(name);
      const form = formFor(await look(), 'settle');
      for (const note of ['', ' ', 'x'.repeat(501)]) {
        const { html } = await send({ ...form, companion_outcome: 'rejected', companion_note: note });
        expect(alertsIn(html)).toEqual([expect.stringContaining('write a note of at most 500 characters')]);
      }
      for (const changes of [
        { companion_outcome: 'maybe' },
        { companion_outcome: 'rejected', companion_order: '../status' },
      ]) {
        const { html } = await send({ ...form, companion_note: 'Yes', ...changes });
        expect(alertsIn(html)).toEqual([expect.stringContaining('names no order')]);
      }
      expect(await states()).toContainEqual([name, 'unknown']);

      const note = `Ticket "4711": <b>O'Brien & Söhne</b>`;
      const { html } = await send({ ...form, companion_outcome: 'rejected', companion_note: note });

      expect(alertsIn(html)).toEqual([expect.stringMatching(/did not happen, since/)]);
      expect(await states()).toContainEqual([name, 'rejected']);
      const { body } = await sidecar.ask('GET', '/v1/orders');
      expect(body).toMatchObject({
        orders: expect.arrayContaining([
          expect.objectContaining({ domain: name, settled: expect.objectContaining({ by: 'hand', note }) }),
        ]),
      });
      // The page of before: the order is settled meanwhile.
      const again = await send({ ...form, companion_outcome: 'done', companion_note: 'No' });
      expect(alertsIn(again.html)).toEqual([expect.stringContaining('Look at the order again')]);
    });

    it('are left alone without the token', async () => {
      const form = formFor(await look(), 'settle');
      const post = { ...form, token: 'made-up', companion_outcome: 'done', companion_note: 'No' };

      expect((await whmcs.addonPage(MODULE, { tokenCheck: 'answers', post })).result.html).toContain(
        'Nothing was run',
      );
      expect(await states()).toContainEqual([name, 'unknown']);
      await send({ ...form, companion_outcome: 'done', companion_note: 'Made on the website' });
      expect(await states()).toContainEqual([name, 'done']);
    });
  });

  it('that wait are settled as not happened when they are transfers, never as happened', async () => {
    registrar.production.setAuthcode('moving.com', TRANSFER_CODE);
    await sidecar.act('TransferDomain', transferIn('moving.com'));
    const html = await look();

    expect(textOf(html)).toContain('Accepted by NiceNIC and not finished yet.');
    expect(html).not.toContain('value="done"');
    const form = formFor(html, 'settle');
    const { html: refused } = await send({ ...form, companion_outcome: 'done', companion_note: 'No' });
    expect(alertsIn(refused)).toEqual([expect.stringContaining('Look at the order again')]);
    // The rest of the page is what it is to be looked at with.
    expect(textOf(refused)).toContain('Orders to settle');
    await send({ ...form, companion_outcome: 'rejected', companion_note: 'Wrong code' });
    expect(await states()).toContainEqual(['moving.com', 'rejected']);
  });
});
