import { beforeEach, describe, expect, it } from '@jest/globals';
import { json, problem, succeeded } from './module-fake-sidecar.js';
import { useModule } from './use-module.js';

const PRICING = 'POST /v1/actions/GetTldPricing';
const SUGGESTIONS = 'POST /v1/actions/GetDomainSuggestions';

const COM = {
  tld: 'com',
  register: 15.99,
  renew: 16,
  transfer: null,
  currency: 'USD',
  readAt: '2026-05-31T12:00:00.000Z',
  outOfDate: false,
};

const refusal = json(200, {
  ok: false,
  referenceId: 'ref-5',
  error: {
    code: 'registrar_access_refused',
    message: 'NiceNIC refused access.',
    publicMessage: 'This is not possible at the moment.',
    mayHaveExecuted: false,
  },
});

const stage = useModule();

beforeEach(async () => {
  await stage.whmcs.configure({ tlds: ['com', 'co.uk'], premiumEnabled: false, localApiFailures: {} });
});

describe('GetTldPricing', () => {
  const imported = async (): Promise<unknown> =>
    (await stage.whmcs.call('GetTldPricing', null, { limitSeconds: 25.5 })).result.value;
  const notes = async (): Promise<string[]> =>
    (await stage.whmcs.activityLog()).map(({ message }) => message).filter((text) => text.includes('import'));

  it('hands over the TLDs of the shop and imports their prices', async () => {
    const uk = { ...COM, tld: 'co.uk', register: 9, renew: 9.05, transfer: 0 };
    stage.sidecar.on(PRICING, succeeded({ prices: [COM, uk], missing: [] }));

    expect(await imported()).toEqual([
      {
        extension: '.com',
        minYears: 1,
        maxYears: 10,
        registerPrice: 15.99,
        renewPrice: 16,
        transferPrice: null,
        currency: 'USD',
      },
      {
        extension: '.co.uk',
        minYears: 1,
        maxYears: 10,
        registerPrice: 9,
        renewPrice: 9.05,
        transferPrice: 0,
        currency: 'USD',
      },
    ]);
    expect(stage.sidecar.onlyBody(PRICING)).toMatchObject({ params: { tlds: ['com', 'co.uk'] } });
    expect(await notes()).toEqual([]);
  });

  it('imports what is there and notes in one line what is not, and why', async () => {
    stage.sidecar.on(
      PRICING,
      succeeded({
        prices: [{ ...COM, outOfDate: true }],
        missing: [
          { tld: 'dev', why: 'not_sold' },
          { tld: 'shop', why: 'not_read_yet' },
          { tld: 'рф', why: 'not_sold' },
          { tld: 'net', why: 'failed' },
        ],
      }),
    );

    expect(await imported()).toMatchObject([{ extension: '.com' }]);
    expect(await notes()).toEqual([
      'NiceNIC Companion: not all prices of the import are there and of today. Not sold by this NiceNIC account:' +
        ' .dev, .рф. Not read yet, import again in a few minutes: .shop. Could not be read: .net. Older than a' +
        ' day, because they could not be read again yet: .com.',
    ]);
  });

  it('is an error only when there is no price at all', async () => {
    stage.sidecar.on(PRICING, succeeded({ prices: [], missing: [{ tld: 'dev', why: 'not_sold' }] }));

    expect(await imported()).toEqual({
      error: 'NiceNIC Companion has no price to import. Not sold by this NiceNIC account: .dev.',
    });
  });

  it('tells the admin what the sidecar says', async () => {
    stage.sidecar.on(PRICING, refusal);

    expect(await imported()).toEqual({
      error: 'NiceNIC refused access. [registrar_access_refused] Reference: ref-5.',
    });
  });

  it('asks nobody while the shop has no TLDs, or does not tell them', async () => {
    await stage.whmcs.configure({ tlds: [] });
    expect(await imported()).toEqual({
      error: expect.stringMatching(/^The shop has no TLDs yet\..*import again\.$/),
    });

    await stage.whmcs.configure({ localApiFailures: { GetTLDPricing: 'Permission Denied' } });
    expect(await imported()).toEqual({
      error: 'WHMCS did not hand over the list of its TLDs (Permission Denied).',
    });
    expect(stage.sidecar.requests).toEqual([]);
  });

  it.each<[string, object]>([
    ['without a list', { prices: {}, missing: 'none' }],
    ['with a price that is none', { prices: [{ ...COM, register: '15.99' }], missing: [] }],
    ['with a price of nothing', { prices: [{ ...COM, register: 0 }], missing: [] }],
    ['without a currency', { prices: [{ ...COM, currency: null }], missing: [] }],
    ['with a reason of a later version', { prices: [COM], missing: [{ tld: 'dev', why: 'no mood' }] }],
  ])('does not believe an answer %s', async (_what, result) => {
    stage.sidecar.on(PRICING, succeeded(result));

    expect(await imported()).toEqual({ error: expect.stringContaining('agreed form') });
  });
});

describe('GetDomainSuggestions', () => {
  it('is a list of names that can be bought, with their scores', async () => {
    await stage.whmcs.configure({ premiumEnabled: true });
    const premium = { register: 900, renew: 90, currency: 'USD' };
    stage.sidecar.on(
      SUGGESTIONS,
      succeeded({
        results: [
          { sld: 'bücher', tld: 'com', status: 'available', score: 1 },
          { sld: 'mybücher', tld: 'com', status: 'available', score: 0.5, premium },
          { sld: 'taken', tld: 'com', status: 'registered', score: 0.5 },
          { sld: 'dear', tld: 'com', status: 'available', score: 0.5, premium: { ...premium, renew: null } },
          { sld: '', tld: 'com', status: 'available', score: 0.5 },
          'no name',
        ],
      }),
    );

    const { result } = await stage.whmcs.suggest('bücher', ['.com', '.net'], {
      suggestionSettings: { MostSuggestions: '20', VaryWords: 'No' },
    });

    expect(result.results).toMatchObject([
      { sld: 'bücher', tld: 'com', score: 1, premium: false },
      {
        sld: 'mybücher',
        score: 0.5,
        premium: true,
        premiumPricing: { register: 900, renew: 90, CurrencyCode: 'USD' },
      },
    ]);
    expect(result.results).toHaveLength(2);
    expect(stage.sidecar.onlyBody(SUGGESTIONS)).toMatchObject({
      params: {
        searchTerm: 'bücher',
        tldsToInclude: ['.com', '.net'],
        premiumEnabled: true,
        suggestionSettings: { most: 20, varyWords: false },
      },
    });
  });

  it('asks with the usual settings while none were chosen', async () => {
    stage.sidecar.on(SUGGESTIONS, succeeded({ results: [] }));

    const { result } = await stage.whmcs.suggest('ada', ['.com']);

    expect(result).toEqual({ results: [], error: null });
    expect(stage.sidecar.onlyBody(SUGGESTIONS)).toMatchObject({
      params: { suggestionSettings: { most: 10, varyWords: true } },
    });
  });

  it('is an empty list when no ending is wanted', async () => {
    expect((await stage.whmcs.suggest('ada', [])).result).toEqual({ results: [], error: null });
    expect(stage.sidecar.requests).toEqual([]);
  });

  it('throws the text for customers', async () => {
    stage.sidecar.on(SUGGESTIONS, refusal);
    expect((await stage.whmcs.suggest('ada', ['.com'])).result.error).toBe(
      'This is not possible at the moment. Reference: ref-5.',
    );

    stage.sidecar.on(SUGGESTIONS, problem(500, 'internal_error', 'at line 7'));
    expect((await stage.whmcs.suggest('ada', ['.com'])).result.error).toMatch(
      /^The domain search is not available/,
    );
  });

  it('has two options', async () => {
    const { result } = await stage.whmcs.call('DomainSuggestionOptions', null);

    expect(result.value).toMatchObject({
      MostSuggestions: { Type: 'dropdown', Options: '5,10,20', Default: '10' },
      VaryWords: { Type: 'dropdown', Options: 'Yes,No', Default: 'Yes' },
    });
    expect(Object.keys(result.value as object)).toHaveLength(2);
  });
});
