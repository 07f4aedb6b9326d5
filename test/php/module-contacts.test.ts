import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { startSidecar, temporaryFolder, type RunningSidecar } from '../support/running-sidecar.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { installModule } from './module-installation.js';

/** Long enough to be found wherever it leaks. */
const STREET = 'Verborgenheimer Straße 17';

describe('contacts, with the sidecar and the simulated registrar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sidecar: RunningSidecar;
  let whmcs: WhmcsInstallation;
  let id: number;

  beforeAll(async () => {
    registrar = await startSimulator();
    registrar.production.portfolio.put({ domain: 'example.com' });
    folder = await temporaryFolder();
    sidecar = await startSidecar(registrar, { dataDir: folder.path });
    whmcs = await installModule(sidecar.url, {
      Username: registrar.account.username,
      APISecret: registrar.account.productionSecret ?? '',
      TestMode: false,
      SidecarToken: sidecar.companion.folder.token.reveal(),
    });
    // As a form of WHMCS stores it.
    const client = { companyname: 'Brien &amp; Söhne', address1: STREET };
    id = await whmcs.addDomain({ domain: 'example.com', status: 'Active', client });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  const show = async (): Promise<unknown> => (await whmcs.call('GetContactDetails', id)).result.value;

  /** What WHMCS's profile has, under the labels of WHMCS's sample and in their order. */
  const profile = {
    'First Name': 'Jürgen',
    'Last Name': "O'Brien",
    'Company Name': 'Brien & Söhne',
    'Email Address': 'juergen@client.example',
    'Address 1': STREET,
    'Address 2': '',
    City: 'Köln',
    State: 'Nordrhein-Westfalen',
    Postcode: '50667',
    Country: 'DE',
    'Phone Number': '+1.9999999999',
  };

  it('are those of the client while nothing else is known', async () => {
    const shown = await show();

    expect(shown).toEqual({ Registrant: profile });
    expect(Object.keys((shown as { Registrant: object }).Registrant)).toEqual(Object.keys(profile));
  });

  it('are an error when WHMCS does not tell the profile either', async () => {
    await whmcs.configure({ localApiFailures: { GetClientsDetails: 'Client Not Found' } });
    const value = await show();
    await whmcs.configure({ localApiFailures: {} });

    expect(value).toEqual({
      error: 'WHMCS did not hand over the profile of the client (Client Not Found).',
    });
  });

  it('that are refused name the fields as the form does, and nothing is sent', async () => {
    registrar.log.clear();
    const extra = { contactdetails: { Registrant: { ...profile, Postcode: 'SW1A 1AA' } } };
    const { result } = await whmcs.call('SaveContactDetails', id, { extra });

    expect(Object.keys(result.value as object)).toEqual(['error']);
    expect((await whmcs.moduleLog()).at(-1)?.processed).toMatch(
      /Postcode: has more than 6 characters, which NiceNIC/,
    );
    expect(
      (await whmcs.call('SaveContactDetails', id, { extra: { contactdetails: { Admin: profile } } })).result
        .outcome,
    ).toBe('failed');
    expect((await whmcs.moduleLog()).at(-1)?.processed).toMatch(/has no Registrant/);
    expect(registrar.calls()).toBe(0);
  });

  it('are changed once decoded, and shown afterwards', async () => {
    const posted = {
      ...profile,
      'Company Name': undefined,
      'Phone Number': undefined,
      'Last Name': 'O&#039;Brien',
      Organisation: 'Brien &amp; Töchter',
      Postcode: '506670',
      State: 'NW',
      Phone: '221 1234567',
      'Phone Country Code': '49',
    };
    const { result } = await whmcs.call('SaveContactDetails', id, {
      extra: { contactdetails: { Registrant: posted, Admin: { 'First Name': 'Somebody' } } },
    });

    expect(result.value).toEqual({ success: true });
    expect(registrar.production.portfolio.get('example.com')?.contact).toMatchObject({
      name: "Jürgen O'Brien",
      organization: 'Brien & Töchter',
      address: STREET,
      postcode: '506670',
      phone: '+49.2211234567',
    });
    expect(await show()).toEqual({
      Registrant: {
        ...profile,
        'Company Name': 'Brien & Töchter',
        Postcode: '506670',
        State: 'NW',
        'Phone Number': '+49.2211234567',
      },
    });
    const log = JSON.stringify(await whmcs.moduleLog());
    expect(log).toContain('SaveContactDetails');
    expect(log).not.toContain('Verborgenheim');
  });
});
