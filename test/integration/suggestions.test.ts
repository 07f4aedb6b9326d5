import { describe, expect, test } from '@jest/globals';
import type { Envelope } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar();

const ask = (searchTerm: string, changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('GetDomainSuggestions', {
    searchTerm,
    tldsToInclude: ['.com', '.net', '.dev'],
    premiumEnabled: false,
    suggestionSettings: { most: 10, varyWords: true },
    ...changes,
  });

/** The names with their scores, or the code of the error. */
async function suggested(searchTerm: string, changes: object = {}): Promise<unknown> {
  const answer = await ask(searchTerm, changes);
  if (!answer.ok) return answer.error.code;
  const results = answer.result['results'] as { sld: string; tld: string; status: string; score: number }[];
  expect(results.every(({ status }) => status === 'available')).toBe(true);
  return results.map(({ sld, tld, score }) => `${sld}.${tld} ${score}`);
}

const GOLD = { register: 900, renew: 90, transfer: 80 };

describe('suggestions', () => {
  test('are names that are free, of one check, the closest first', async () => {
    stage.registrar.production.setAvailability('ada.com', 'unavailable');
    stage.registrar.production.setAvailability('adaonline.com', 'error');
    const few = { suggestionSettings: { most: 5, varyWords: true } };
    expect(await suggested('ada', few)).toEqual([
      'ada.net 0.999',
      'adaonline.net 0.599',
      'adashop.com 0.599',
      'adashop.net 0.598',
      'adaweb.com 0.598',
    ]);
    expect(stage.registrar.calls({ action: 'check' })).toBe(1);
    expect(stage.registrar.calls({ action: 'get_price' })).toBe(5);
  });

  test('hold back premium names where the shop does not sell them, and fill up with others', async () => {
    stage.registrar.production.prices.setPremium('gold.com', GOLD);
    const few = { suggestionSettings: { most: 2, varyWords: true } };
    expect(await suggested('gold', few)).toEqual(['gold.net 0.999', 'goldonline.com 0.6']);
    const answer = await ask('gold', { ...few, premiumEnabled: true });
    expect(answer).toMatchObject({
      result: {
        results: [
          { sld: 'gold', tld: 'com', score: 1, premium: { ...GOLD, currency: 'USD' } },
          { sld: 'gold', tld: 'net', score: 0.999 },
        ],
      },
    });
  });

  test('leave out names whose price cannot be read', async () => {
    stage.registrar.faults.add({ kind: 'status', status: 500 }, { action: 'get_price' });
    expect(await suggested('ada price')).toEqual([]);
  });

  test.each([
    ['no TLD is wanted', 'ada', { tldsToInclude: [] }],
    ['there is no word in the search', '!!!', {}],
    ['no name is free', 'ada', { tldsToInclude: ['.dev'] }],
  ])('are an empty list when %s', async (_what, term, changes) => {
    expect(await suggested(term, changes)).toEqual([]);
  });

  test('are an error when the check fails, and when access is refused', async () => {
    stage.registrar.faults.add({ kind: 'html' }, { action: 'check' });
    expect(await suggested('ada')).toBe('registrar_unavailable');
    stage.registrar.faults.clear();
    stage.registrar.configure({ dialect: 'http-html' });
    stage.registrar.faults.add({ kind: 'strip-authorization' }, { action: 'get_price' });
    expect(await suggested('brand new')).toBe('registrar_access_refused');
  });

  test.each<[string, object]>([
    ['no settings', { suggestionSettings: undefined }],
    ['none to suggest', { suggestionSettings: { most: 0, varyWords: true } }],
    ['more than a page holds', { suggestionSettings: { most: 51, varyWords: true } }],
    ['a term that is too long', { searchTerm: 'x'.repeat(256) }],
  ])('are refused for %s', async (_what, changes) => {
    expect(await suggested('ada', changes)).toBe('invalid_parameter');
    expect(stage.registrar.calls()).toBe(0);
  });
});
