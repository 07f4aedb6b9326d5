import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import { registration, transferIn, TRANSFER_CODE } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const NAME = 'shop-of-ada.com';

const stage = useSidecar({
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
  arrange: (registrar) => {
    registrar.production.portfolio.put({ domain: 'mine.com' });
    registrar.production.setAuthcode(NAME, TRANSFER_CODE);
  },
});

const REGISTRANT = {
  firstname: 'Grace',
  lastname: 'Hopper',
  companyname: 'Brien & Söhne',
  email: 'grace@example.org',
  address1: 'Königstraße 12',
  address2: 'Hof',
  city: 'Köln',
  state: 'Nordrhein-Westfalen',
  postcode: '506670',
  country: 'de',
  phonenumber: '+49.2211234567',
  phonecc: '',
};

const show = async (domain = 'mine.com', settings?: object): Promise<unknown> => {
  const answer = await stage.sidecar.act('GetContactDetails', { domainid: 5, domain }, settings);
  return answer.ok ? answer.result['contact'] : answer.error.code;
};
const save = (changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('SaveContactDetails', {
    domainid: 5,
    domain: 'mine.com',
    contactdetails: { Registrant: { ...REGISTRANT, ...changes } },
  });

const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);
const sent = (): Record<string, string> | undefined =>
  stage.registrar.log.list({ action: 'change_contact' }).at(-1)?.query;

/** What the sidecar shows of the contact in {@link registration}. */
const ORDERED = {
  firstname: 'Ada',
  lastname: 'Byron',
  companyname: '',
  email: 'ada@example.org',
  address1: '1 Main Street',
  address2: '',
  city: 'London',
  state: 'London',
  postcode: '10000',
  country: 'GB',
  phonenumber: '+44.2012345678',
};

describe('a change of the contact', () => {
  test('is sent with the documented parameters, and shown from then on', async () => {
    expect(await save()).toMatchObject({ ok: true, result: { done: true } });
    expect(sent()).toEqual({
      category: 'domain',
      action: 'change_contact',
      domain: 'mine.com',
      name: 'Grace Hopper',
      organization: 'Brien & Söhne',
      country: 'DE',
      state: 'Nordrhein-Westfalen',
      city: 'Köln',
      address: 'Königstraße 12, Hof',
      postcode: '506670',
      phone: '+49.2211234567',
      fax: '+49.2211234567',
      email: 'grace@example.org',
    });
    const { phonecc, ...shown } = REGISTRANT;
    expect([phonecc, await show()]).toEqual(['', shown]);
    await stage.restart();
    expect(await show()).toEqual(shown);
  });

  test.each([
    [{ phonenumber: '221 123-4567', phonecc: '49' }, '+49.2211234567'],
    [{ phonenumber: '+49 221 1234567', phonecc: '+49' }, '+49.2211234567'],
    [{ phonenumber: '+49.2211234567', phonecc: '1' }, '+49.2211234567'],
  ])('takes the number of %j as %s', async (changes, phone) => {
    expect(outcome(await save(changes))).toBe('ok');
    expect(sent()).toMatchObject({ phone, fax: phone });
  });

  test.each(['1000', '50667', '506670'])('takes the postcode %s', async (postcode) => {
    expect(outcome(await save({ postcode }))).toBe('ok');
    expect(sent()).toMatchObject({ postcode });
  });

  test('takes a code for a state, and the city where there is none', async () => {
    await save({ state: 'NW' });
    expect(sent()).toMatchObject({ state: 'NW' });
    await save({ state: ' ', companyname: '' });
    expect(sent()).toMatchObject({ state: 'Köln', organization: 'Grace Hopper' });
  });

  test.each<[string, object, string]>([
    [
      'postcode',
      { postcode: 'SW1A 1AA' },
      'Postcode: has more than 6 characters, which NiceNIC documents as the most.',
    ],
    ['no postcode', { postcode: '' }, 'Postcode: is missing.'],
    [
      'long name',
      { lastname: 'Hopper-Murray' },
      'First Name and Last Name: has more than 16 characters, which NiceNIC documents as the most.',
    ],
    ['no name', { firstname: '', lastname: '' }, 'First Name and Last Name: is missing.'],
    ['no city', { city: '', state: '' }, 'City: is missing.'],
    ['long city', { city: 'x'.repeat(256) }, 'City: has more than 255 characters'],
    ['no address', { address1: '', address2: '' }, 'Address 1 and Address 2: is missing.'],
    ['name of a country', { country: 'Germany' }, 'Country: must be a country code of two letters.'],
    ['no country', { country: '' }, 'Country: is missing.'],
    ['number without a code', { phonenumber: '2211234567' }, 'Phone Number: must look like +44.2012345678.'],
    ['no number', { phonenumber: '' }, 'Phone Number: is missing.'],
    ['e-mail address', { email: 'grace' }, 'Email Address: is not an e-mail address.'],
    ['entities', { companyname: 'Brien &amp; Co' }, 'Company Name: has HTML entities in it.'],
    ['control characters', { city: 'K\u0000ln' }, 'City: has control characters.'],
    ['a number for a text', { city: 7 }, 'contactdetails.Registrant.city: must be a text'],
  ])('with a wrong %s is refused before any call', async (_what, changes, words) => {
    const answer = await save(changes);
    expect([outcome(answer), message(answer)]).toEqual([
      'invalid_parameter',
      expect.stringContaining(words) as unknown,
    ]);
    expect(stage.registrar.calls()).toBe(0);
  });

  test('names every field at fault, and no value', async () => {
    const text = message(await save({ city: '', postcode: '1234567', lastname: 'Unpronounceable-Name' }));
    for (const label of ['City', 'Postcode', 'First Name and Last Name'])
      expect(text).toContain(`${label}: `);
    expect(text).not.toContain('Unpronounceable');
  });

  test.each<[string, unknown, string]>([
    ['without a registrant', { Registrant: null }, 'contactdetails: has no Registrant'],
    ['that is empty', {}, 'contactdetails.Registrant: is missing'],
    ['that is none', 'x', 'contactdetails: must be an object'],
  ])('%s is refused', async (_what, contactdetails, words) => {
    const params = { domainid: 5, domain: 'mine.com', contactdetails };
    expect(message(await stage.sidecar.act('SaveContactDetails', params))).toContain(words);
    expect(stage.registrar.calls()).toBe(0);
  });

  test.each<[FaultInput, string]>([
    [{ kind: 'reset', when: 'after' }, 'change_unknown'],
    [{ kind: 'html' }, 'change_unknown'],
    [{ kind: 'pending' }, 'change_unknown'],
    [{ kind: 'unknown-code' }, 'registrar_refused'],
    [{ kind: 'rate-limit', retryAfterSeconds: 1 }, 'registrar_unavailable'],
  ])('that fails by %j is not shown', async (fault, code) => {
    await save();
    stage.registrar.faults.add(fault, { action: 'change_contact' });
    expect(outcome(await save({ firstname: 'Other' }))).toBe(code);
    expect(await show()).toMatchObject({ firstname: 'Grace' });
  });

  test('of a domain that is not in the account is refused', async () => {
    const params = { domainid: 5, domain: 'theirs.com', contactdetails: { Registrant: REGISTRANT } };
    expect(outcome(await stage.sidecar.act('SaveContactDetails', params))).toBe('registrar_refused');
    expect(await show('theirs.com')).toBeNull();
  });
});

describe('the contact of an order', () => {
  const register = (changes: object = {}): Promise<Envelope> =>
    stage.sidecar.act('RegisterDomain', registration(NAME, changes));

  test('is not known before there is one, and asks nobody', async () => {
    expect(await show(NAME)).toBeNull();
    expect(stage.registrar.calls()).toBe(0);
  });

  test('is shown once the order is done, and a change after it instead', async () => {
    await register();
    stage.registrar.log.clear();
    expect(await show(NAME)).toEqual(ORDERED);
    expect(stage.registrar.calls()).toBe(0);
    const params = { domainid: 5, domain: NAME, contactdetails: { Registrant: REGISTRANT } };
    await stage.sidecar.act('SaveContactDetails', params);
    expect(await show(NAME)).toMatchObject({ firstname: 'Grace' });
  });

  test('is the one that was sent, whatever a repeated click says', async () => {
    await register();
    await register({ fullname: 'Eve Smith', firstname: 'Eve', lastname: 'Smith' });
    expect(await show(NAME)).toEqual(ORDERED);
  });

  test('of a waiting transfer is shown', async () => {
    await stage.sidecar.act('TransferDomain', transferIn(NAME));
    expect(await show(NAME)).toEqual(ORDERED);
  });

  test('that NiceNIC refused is not shown', async () => {
    const transfer = (changes: object): Promise<Envelope> =>
      stage.sidecar.act('TransferDomain', transferIn(NAME, changes));
    expect(outcome(await transfer({ transfersecret: 'wrong' }))).toBe('registrar_refused');
    expect(await show(NAME)).toBeNull();
    expect(outcome(await transfer({ city: 'Dublin', state: '', fullstate: '' }))).toBe('ok');
    expect(await show(NAME)).toMatchObject({ city: 'Dublin', state: '' });
  });

  test('whose answer was lost is shown when the list tells that it is done', async () => {
    stage.registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'register', times: 1 });
    stage.registrar.faults.add({ kind: 'html' }, { action: 'domain_list', times: 1 });
    expect(outcome(await register())).toBe('order_unknown');
    expect(await show(NAME)).toBeNull();
    expect(outcome(await register({ fullname: 'Eve Smith' }))).toBe('ok');
    expect(await show(NAME)).toEqual(ORDERED);
  });

  test('belongs to one account', async () => {
    await register();
    const other = settingsFor(stage.registrar, { testMode: true });
    expect(await show(NAME, other)).toBeNull();
  });

  test('is in no file and no log as it is', async () => {
    await register({ city: 'Llanfairpwll', state: '', fullstate: '' });
    await save({ city: 'Llanfairpwll' });
    await show();
    stage.registrar.faults.add({ kind: 'html' }, { action: 'change_contact' });
    await save({ city: 'Llanfairpwll' });
    const { path } = stage.sidecar.companion.folder;
    const files = readdirSync(path).map((name) => readFileSync(join(path, name), 'latin1'));
    expect(files.join('')).toContain(NAME);
    expect(files.join('')).not.toContain('Llanfair');
    expect(stage.sidecar.log.join('')).not.toContain('Llanfair');
    const report = await stage.sidecar.ask('GET', '/v1/support-report?format=json');
    expect(JSON.stringify(report.body)).not.toContain('Llanfair');
  });
});
