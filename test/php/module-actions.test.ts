import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { FakeSidecar, json, succeeded } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';

const REGISTER = 'POST /v1/actions/RegisterDomain';
const SYNC = 'POST /v1/actions/Sync';
const SEARCH = 'POST /v1/actions/CheckAvailability';

const client = {
  firstname: 'Jürgen',
  lastname: 'O&#039;Brien',
  companyname: 'Müller &amp; Söhne &lt;GmbH&gt;',
  email: 'juergen@example.org',
  address1: 'Straße 1',
  address2: '',
  city: 'Köln',
  state: 'NW',
  postcode: '50667',
  country: 'DE',
  phonecc: 49,
  phonenumber: '221 123456',
};

function refusal(overrides: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    ok: false,
    referenceId: 'ref-77',
    error: {
      code: 'ip_not_whitelisted',
      message: 'NiceNIC refused the authentication of example.com.',
      publicMessage: 'The domain service is not available.',
      mayHaveExecuted: false,
      causes: [
        {
          code: 'ip_not_whitelisted',
          confidence: 0.9,
          title: 'The server is not whitelisted',
          evidence: ['never succeeded'],
          fix: ['Add 203.0.113.9 to the whitelist.'],
          guideCause: 3,
        },
      ],
      ...overrides,
    },
  };
}

describe('actions of the module', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url, { APISecret: `s&<>"'é ` });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(async () => {
    sidecar.restore();
    await whmcs.configure({ version: '8.13.0', premiumEnabled: false });
  });

  describe('RegisterDomain', () => {
    it.each(['8.0.0', '8.9.0', '8.13.0', '9.0.3'])(
      'sends exactly what the order needs from WHMCS %s',
      async (version) => {
        await whmcs.configure({ version });
        const id = await whmcs.addDomain({ domain: 'example.com', regperiod: 2, client });

        await whmcs.call('RegisterDomain', id);

        expect(sidecar.onlyBody(REGISTER)).toEqual({
          settings: { username: 'reseller1', apiSecret: `s&<>"'é `, testMode: true },
          params: {
            domainid: id,
            domain: 'example.com',
            sld: 'example',
            tld: 'com',
            ...(version === '8.0.0' ? {} : { domain_punycode: 'example.com' }),
            regperiod: 2,
            ns1: 'ns1.example.net',
            ns2: 'ns2.example.net',
            ns3: '',
            ns4: '',
            ns5: '',
            firstname: 'Jürgen',
            lastname: `O'Brien`,
            fullname: `Jürgen O'Brien`,
            companyname: 'Müller & Söhne <GmbH>',
            email: 'juergen@example.org',
            address1: 'Straße 1',
            address2: '',
            city: 'Köln',
            state: expect.any(String),
            fullstate: expect.any(String),
            postcode: '50667',
            country: 'DE',
            fullphonenumber: '+49.221123456',
            premiumEnabled: false,
          },
          context: {
            environment: 'web',
            whmcsVersion: `${version}-release.1`,
            phpVersion: expect.any(String),
            hostname: expect.any(String),
            moduleVersion: '0.1.0',
          },
        });
      },
    );

    it.each(['8.9.0', '8.13.0'])(
      'passes on premium price and IDN language of WHMCS %s when there are any',
      async (version) => {
        await whmcs.configure({ version, premiumEnabled: true });
        const id = await whmcs.addDomain({
          domain: 'bücher.example',
          premiumCost: '1250.50',
          idnLanguage: 'GER',
        });

        await whmcs.call('RegisterDomain', id);

        expect(sidecar.onlyBody(REGISTER)).toMatchObject({
          params: {
            domain_punycode: 'xn--bcher-kva.example',
            premiumEnabled: true,
            premiumCost: '1250.50',
            idnLanguage: 'GER',
          },
        });
      },
    );

    it('keeps an order pending that the registrar accepted but did not finish', async () => {
      const id = await whmcs.addDomain({ domain: 'pending.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result).toMatchObject({ value: { pending: true }, outcome: 'pending' });
    });

    it('reports a finished registration as success', async () => {
      sidecar.on(
        REGISTER,
        succeeded({ registered: true, domain: 'done.example', createdDate: '2026-05-31', expiryDate: null }),
      );
      const id = await whmcs.addDomain({ domain: 'done.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result).toMatchObject({ value: { success: true }, outcome: 'success' });
    });

    it('gives administrators the message, the cause, what to do and the reference', async () => {
      sidecar.on(REGISTER, json(200, refusal()));
      const id = await whmcs.addDomain({ domain: 'refused.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result.value).toEqual({
        error:
          'NiceNIC refused the authentication of example.com. Most likely cause: The server is not whitelisted' +
          ' (ip_not_whitelisted). Add 203.0.113.9 to the whitelist. Reference: ref-77.',
      });
    });

    it('shows a refusal that comes with HTTP 422 as well', async () => {
      sidecar.on(
        REGISTER,
        json(
          422,
          refusal({ code: 'invalid_parameter', message: 'regperiod must be 1 to 10.', causes: undefined }),
        ),
      );
      const id = await whmcs.addDomain({ domain: 'invalid.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result.error).toBe('regperiod must be 1 to 10. [invalid_parameter] Reference: ref-77.');
    });

    it('lets no markup of the registrar through', async () => {
      sidecar.on(REGISTER, json(200, refusal({ message: '<script>alert(1)</script>\nline two' })));
      const id = await whmcs.addDomain({ domain: 'markup.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result.error).toMatch(/^‹script›alert\(1\)‹\/script› line two /);
    });

    it.each<[string, unknown]>([
      ['neither pending nor registered', { registered: 'yes' }],
      ['a list as result', []],
    ])('does not believe an answer with %s', async (_, result) => {
      sidecar.on(REGISTER, succeeded(result));
      const id = await whmcs.addDomain({ domain: 'odd.example' });

      const answer = await whmcs.call('RegisterDomain', id);

      expect(answer.result.error).toMatch(/agreed form.*may have been executed.*does not order twice/);
    });

    it.each<[string, Readonly<Record<string, unknown>>]>([
      ['without the word on execution', { mayHaveExecuted: undefined }],
      ['with a message of the wrong type', { message: 7 }],
      ['with an empty message', { message: '' }],
    ])('does not believe an error %s', async (_, overrides) => {
      sidecar.on(REGISTER, json(200, refusal(overrides)));
      const id = await whmcs.addDomain({ domain: 'odd2.example' });

      const { result } = await whmcs.call('RegisterDomain', id);

      expect(result.error).toMatch(/agreed form.*may have been executed/);
    });
  });

  describe('Sync', () => {
    it('asks about the domain and hands over what the sidecar knows', async () => {
      const id = await whmcs.addDomain({ domain: 'example.co.uk', status: 'Pending Registration' });

      const { result } = await whmcs.call('Sync', id);

      expect(sidecar.onlyBody(SYNC)).toMatchObject({
        params: { domainid: id, domain: 'example.co.uk', sld: 'example', tld: 'co.uk' },
        context: { environment: 'cron' },
      });
      expect(result.value).toEqual({ active: true, expirydate: '2027-05-31' });
      expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2027-05-31' });
    });

    it('puts the name together where WHMCS 8.0.0 leaves it out', async () => {
      await whmcs.configure({ version: '8.0.0' });
      const id = await whmcs.addDomain({ domain: 'old.example', status: 'Active' });

      await whmcs.call('Sync', id);

      expect((sidecar.onlyBody(SYNC) as { params: unknown }).params).toEqual({
        domainid: id,
        domain: 'old.example',
        sld: 'old',
        tld: 'example',
      });
    });

    it('changes nothing when the sidecar has nothing to say', async () => {
      sidecar.on(SYNC, succeeded({}));
      const id = await whmcs.addDomain({
        domain: 'same.example',
        status: 'Active',
        expirydate: '2027-01-01',
      });

      const { result } = await whmcs.call('Sync', id);

      expect(result.value).toEqual([]);
      expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2027-01-01' });
    });

    it('answers an error and nothing else on a failure', async () => {
      sidecar.on(SYNC, json(200, refusal()));
      const id = await whmcs.addDomain({
        domain: 'failing.example',
        status: 'Active',
        expirydate: '2027-01-01',
      });

      const { result } = await whmcs.call('Sync', id);

      expect(Object.keys(result.value as object)).toEqual(['error']);
      expect(result.error).toContain('ref-77');
      expect(await whmcs.domain(id)).toMatchObject({ status: 'Active', expirydate: '2027-01-01' });
    });

    it.each<[string, unknown]>([
      ['a date that does not exist', { expirydate: '2027-02-30' }],
      ['a date with a time', { active: true, expirydate: '2027-05-31T00:00:00Z' }],
      ['an empty date', { expirydate: '' }],
      ['a number for active', { active: 1 }],
      ['active false', { active: false }],
    ])('turns %s into an error', async (_, result) => {
      sidecar.on(SYNC, succeeded(result));
      const id = await whmcs.addDomain({ domain: 'odd3.example', status: 'Active' });

      const answer = await whmcs.call('Sync', id);

      expect(answer.result.value).toEqual({ error: expect.stringContaining('agreed form') });
    });
  });

  describe('CheckAvailability', () => {
    it('answers one result for each ending, in the order of the question', async () => {
      sidecar.on(
        SEARCH,
        succeeded({
          results: [
            { sld: 'example', tld: 'shop', status: 'tld_not_supported' },
            { sld: 'example', tld: 'com', status: 'available' },
            { sld: 'example', tld: 'net', status: 'registered' },
            { sld: 'example', tld: 'org', status: 'reserved' },
            { sld: 'example', tld: 'info', status: 'unknown' },
            { sld: 'example', tld: 'biz', status: 'of a later version' },
          ],
        }),
      );

      const { result } = await whmcs.checkAvailability('example', [
        '.com',
        '.net',
        '.org',
        '.info',
        '.biz',
        '.shop',
        '.forgotten',
      ]);

      expect(result.results.map(({ tld, status }) => [tld.replace(/^\./, ''), status])).toEqual([
        ['com', 'STATUS_NOT_REGISTERED'],
        ['net', 'STATUS_REGISTERED'],
        ['org', 'STATUS_RESERVED'],
        ['info', 'STATUS_UNKNOWN'],
        ['biz', 'STATUS_UNKNOWN'],
        ['shop', 'STATUS_TLD_NOT_SUPPORTED'],
        ['forgotten', 'STATUS_UNKNOWN'],
      ]);
    });

    it('asks with the name as typed and in punycode', async () => {
      await whmcs.configure({ premiumEnabled: true });
      sidecar.on(SEARCH, succeeded({ results: [{ sld: 'xn--bcher-kva', tld: 'com', status: 'available' }] }));

      const { result } = await whmcs.checkAvailability('bücher', ['.com']);

      expect(sidecar.onlyBody(SEARCH)).toMatchObject({
        params: {
          searchTerm: 'bücher',
          punyCodeSearchTerm: 'xn--bcher-kva',
          tldsToInclude: ['.com'],
          isIdnDomain: true,
          premiumEnabled: true,
        },
      });
      expect(result.results).toMatchObject([{ sld: 'bücher', status: 'STATUS_NOT_REGISTERED' }]);
    });

    it('hands over the price of a premium name, and offers none without a price', async () => {
      await whmcs.configure({ premiumEnabled: true });
      const premium = { register: 900, renew: 90.5, transfer: 80, currency: 'USD' };
      sidecar.on(
        SEARCH,
        succeeded({
          results: [
            { tld: 'com', status: 'available', premium },
            { tld: 'net', status: 'available', premium: { ...premium, renew: null } },
            { tld: 'org', status: 'available', premium: { ...premium, currency: undefined } },
            { tld: 'info', status: 'available', premium: 'dear' },
          ],
        }),
      );

      const { result } = await whmcs.checkAvailability('gold', ['.com', '.net', '.org', '.info']);

      expect(result.results.map(({ status, premium: isPremium }) => [status, isPremium])).toEqual([
        ['STATUS_NOT_REGISTERED', true],
        ['STATUS_UNKNOWN', false],
        ['STATUS_UNKNOWN', false],
        ['STATUS_UNKNOWN', false],
      ]);
      expect(result.results[0]?.premiumPricing).toEqual({ register: 900, renew: 90.5, CurrencyCode: 'USD' });
    });

    it('asks nobody when no ending is wanted', async () => {
      const { result } = await whmcs.checkAvailability('example', []);

      expect(result).toEqual({ results: [], error: null });
      expect(sidecar.requests).toEqual([]);
    });

    it('shows customers the text that is meant for them', async () => {
      sidecar.on(SEARCH, json(200, refusal()));

      const { result } = await whmcs.checkAvailability('example', ['.com']);

      expect(result.error).toBe('The domain service is not available. Reference: ref-77.');
    });

    it('shows customers no detail when the answer makes no sense', async () => {
      sidecar.on(SEARCH, succeeded({ results: 'none' }));

      const { result } = await whmcs.checkAvailability('example', ['.com']);

      expect(result.error).toBe(
        'The domain search is not available at the moment. Please try again in a few minutes.',
      );
    });
  });
});
