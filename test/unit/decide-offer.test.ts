import { describe, expect, test } from '@jest/globals';
import { decideOffer } from '../../sidecar/domains/decide-offer.js';
import type { NamePrice, PriceAnswer } from '../../sidecar/pricing/price-name.js';
import { failure } from '../support/evidence.js';

const priced = (changes: Partial<NamePrice> = {}): PriceAnswer => ({
  kind: 'priced',
  price: { register: 900, renew: 90, transfer: 80, currency: 'USD', isPremium: true, ...changes },
});

describe('a free name', () => {
  test.each([true, false])('at the normal price is offered, with premium names on: %j', (premiumEnabled) => {
    expect(decideOffer(priced({ isPremium: false }), null, premiumEnabled)).toEqual({ status: 'available' });
  });

  test('that is premium is offered at its own price where the shop sells such names', () => {
    expect(decideOffer(priced(), null, true)).toEqual({
      status: 'available',
      premium: { register: 900, renew: 90, transfer: 80, currency: 'USD' },
    });
    expect(decideOffer(priced({ transfer: null }), null, true)).toEqual({
      status: 'available',
      premium: { register: 900, renew: 90, currency: 'USD' },
    });
  });

  test('that is premium is reserved where the shop does not', () => {
    expect(decideOffer(priced(), null, false)).toEqual({ status: 'reserved' });
  });

  test('that is premium is not offered without the price of its renewals', () => {
    expect(decideOffer(priced({ renew: null }), null, true)).toEqual({ status: 'unknown' });
  });

  test('of which nobody says whether it is premium is not offered', () => {
    expect(decideOffer(priced({ isPremium: null }), null, true)).toEqual({ status: 'unknown' });
  });
});

describe('a name without a price', () => {
  const answers: readonly (readonly [string, PriceAnswer | null])[] = [
    ['that was not asked for', null],
    ['that the registrar does not price', { kind: 'unpriced' }],
    ['whose price could not be read', { kind: 'failed', failure: failure({ kind: 'server_error' }) }],
  ];

  test.each(answers)('%s is unknown, unless its TLD is surely not sold', (_what, answer) => {
    expect(decideOffer(answer, null, true)).toEqual({ status: 'unknown' });
    expect(decideOffer(answer, true, true)).toEqual({ status: 'unknown' });
    expect(decideOffer(answer, false, true)).toEqual({ status: 'tld_not_supported' });
  });
});
