import { beforeEach, describe, expect, it } from '@jest/globals';
import { TRANSFER_CODE } from '../support/registration.js';
import { formsFound } from '../support/find-secret.js';
import { body, json, problem, reset, succeeded } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { forgetSilence } from './module-notes.js';
import { useModule } from './use-module.js';

const RENEW = 'POST /v1/actions/RenewDomain';
const TRANSFER = 'POST /v1/actions/TransferDomain';

/** As a form of WHMCS stores it. */
const ENCODED_CODE = TRANSFER_CODE.replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')
  .replaceAll('"', '&quot;')
  .replaceAll("'", '&#039;');

const refused: Reply = json(200, {
  ok: false,
  referenceId: 'ref-77',
  error: {
    code: 'renewal_dates_differ',
    message: 'The expiry dates do not fit.',
    publicMessage: 'Please contact our support.',
    mayHaveExecuted: false,
  },
});

/** What a debug page of something in between repeats. */
const repeatParams: Reply = (response, request) => {
  const { params } = request.body as { params: unknown };
  body(502, 'text/html', `<pre>${JSON.stringify(params)}</pre>`)(response, request);
};

describe('renewals and transfers of the module', () => {
  const stage = useModule();

  beforeEach(async () => {
    forgetSilence(stage.whmcs);
    stage.sidecar.on(
      RENEW,
      succeeded({ renewed: true, domain: 'a.com', oldExpiryDate: null, expiryDate: null }),
    );
    stage.sidecar.on(TRANSFER, succeeded({ pending: true }));
    await stage.whmcs.configure({ version: '8.13.0', premiumEnabled: false });
  });

  describe('RenewDomain', () => {
    it.each<[string, string, object]>([
      ['8.0.0', 'Active', {}],
      ['8.13.0', 'Active', { expiryDate: '2030-01-02' }],
      ['9.0.3', 'Grace', { expiryDate: '2030-01-02', isInGracePeriod: true }],
      ['9.0.3', 'Redemption', { expiryDate: '2030-01-02', isInRedemptionGracePeriod: true }],
    ])(
      'sends exactly what the renewal needs from WHMCS %s of a domain that is %s',
      async (version, status, more) => {
        await stage.whmcs.configure({ version });
        const id = await stage.whmcs.addDomain({
          domain: 'a.com',
          status,
          regperiod: 2,
          expirydate: '2030-01-02',
        });

        const { result } = await stage.whmcs.call('RenewDomain', id);

        expect((stage.sidecar.onlyBody(RENEW) as { params: unknown }).params).toEqual({
          domainid: id,
          domain: 'a.com',
          sld: 'a',
          tld: 'com',
          ...(version === '8.0.0' ? {} : { domain_punycode: 'a.com' }),
          regperiod: 2,
          premiumEnabled: false,
          isInGracePeriod: false,
          isInRedemptionGracePeriod: false,
          ...more,
        });
        expect(result).toMatchObject({ value: { success: true }, outcome: 'success' });
      },
    );

    it('counts a renewal that the registrar accepted as success: WHMCS knows no pending one', async () => {
      stage.sidecar.on(RENEW, succeeded({ pending: true }));
      const id = await stage.whmcs.addDomain({ domain: 'a.com', status: 'Active' });

      const { result } = await stage.whmcs.call('RenewDomain', id);

      expect(result.value).toEqual({ success: true });
    });

    it('passes on the premium price', async () => {
      await stage.whmcs.configure({ premiumEnabled: true });
      const id = await stage.whmcs.addDomain({ domain: 'a.com', status: 'Active', premiumCost: '90.00' });

      await stage.whmcs.call('RenewDomain', id);

      expect(stage.sidecar.onlyBody(RENEW)).toMatchObject({
        params: { premiumEnabled: true, premiumCost: '90.00' },
      });
    });
  });

  describe('TransferDomain', () => {
    it('sends the decoded code, and the domain waits', async () => {
      const id = await stage.whmcs.addDomain({ domain: 'a.com', type: 'Transfer', eppcode: ENCODED_CODE });

      const { result } = await stage.whmcs.call('TransferDomain', id);

      const { params } = stage.sidecar.onlyBody(TRANSFER) as { params: Record<string, unknown> };
      expect(params).toMatchObject({
        domain: 'a.com',
        transfersecret: TRANSFER_CODE,
        ns1: 'ns1.example.net',
        ns3: '',
      });
      expect(params).not.toHaveProperty('eppcode');
      expect(result.value).toEqual({ success: true });
      expect((await stage.whmcs.domain(id)).status).toBe('Pending Transfer');
    });

    it('without a code leaves the refusal to the sidecar', async () => {
      const id = await stage.whmcs.addDomain({ domain: 'a.com', type: 'Transfer' });

      await stage.whmcs.call('TransferDomain', id);

      expect(stage.sidecar.onlyBody(TRANSFER)).toMatchObject({ params: { transfersecret: '' } });
    });

    it.each<[string, Reply]>([
      ['an answer', succeeded({ pending: true })],
      ['JSON that repeats it', json(200, { params: { transfersecret: TRANSFER_CODE } })],
      ['a page that repeats it', repeatParams],
      ['a problem', problem(422, 'invalid_parameter', 'transfersecret: Too big.')],
    ])('writes the code nowhere after %s', async (_, reply) => {
      stage.sidecar.on(TRANSFER, reply);
      const id = await stage.whmcs.addDomain({ domain: 'a.com', type: 'Transfer', eppcode: ENCODED_CODE });

      const { result } = await stage.whmcs.call('TransferDomain', id);

      const entry = (await stage.whmcs.moduleLog()).at(-1);
      expect(entry?.request).toContain('a.com');
      const written = [...Object.values(entry ?? {}), JSON.stringify(result)].join('\n');
      expect(formsFound(TRANSFER_CODE, 'reseller1', written)).toEqual([]);
      expect(formsFound(ENCODED_CODE, 'reseller1', written)).toEqual([]);
    });
  });

  describe.each([
    ['RenewDomain', RENEW, 'Active'],
    ['TransferDomain', TRANSFER, 'Pending'],
  ])('%s', (action, address, status) => {
    let id: number;

    beforeEach(async () => {
      id = await stage.whmcs.addDomain({ domain: 'a.com', status, eppcode: 'code' });
    });

    it('answers a refusal with an error that names cause and reference', async () => {
      stage.sidecar.on(address, refused);

      const { result } = await stage.whmcs.call(action, id);

      expect(result.value).toEqual({
        error: 'The expiry dates do not fit. [renewal_dates_differ] Reference: ref-77.',
      });
      expect((await stage.whmcs.domain(id)).status).toBe(status);
    });

    it.each<[string, Reply]>([
      ['is cut off', reset],
      ['is a page', body(502, 'text/html', '<h1>Bad Gateway</h1>')],
      ['is an internal error', problem(500, 'internal_error', 'Failed')],
      ['has no outcome', succeeded({})],
      ['has an outcome of the wrong type', succeeded({ renewed: 'yes', pending: 1, transferred: null })],
    ])('says that it may have been executed when the answer %s', async (_, reply) => {
      stage.sidecar.on(address, reply);

      const { result } = await stage.whmcs.call(action, id);

      expect(Object.keys(result.value as object)).toEqual(['error']);
      expect(result.error).toMatch(/may have been executed\. It is safe to click again/);
      expect(stage.sidecar.received(address)).toHaveLength(1);
    });
  });
});
