import { describe, expect, test } from '@jest/globals';
import { priceIn } from '../../sidecar/pricing/price-name.js';

interface Item {
  domain: string;
  type: string;
  currency: string;
  price: number;
  is_premium: boolean | null;
}

const item = (type: string, price: number, changes: Partial<Item> = {}): Item => ({
  domain: 'a.com',
  type,
  currency: 'USD',
  price,
  is_premium: type === 'register' ? false : null,
  ...changes,
});

const register = item('register', 15.99);

describe('the price in an answer', () => {
  test('is that of each action, in any order', () => {
    expect(priceIn([item('transfer', 14.5), item('renew', 16), register])).toEqual({
      register: 15.99,
      renew: 16,
      transfer: 14.5,
      currency: 'USD',
      isPremium: false,
    });
  });

  test('has what is told, and null for the rest', () => {
    expect(priceIn([{ ...register, is_premium: null }])).toEqual({
      register: 15.99,
      renew: null,
      transfer: null,
      currency: 'USD',
      isPremium: null,
    });
  });

  test('counts a renewal for nothing as not told, and takes a transfer for nothing', () => {
    expect(priceIn([register, item('renew', 0), item('transfer', 0)])).toMatchObject({
      renew: null,
      transfer: 0,
    });
    expect(priceIn([register, item('transfer', -1)])).toMatchObject({ transfer: null });
  });

  test('leaves out what is in another currency', () => {
    expect(priceIn([register, item('renew', 9, { currency: 'EUR' })])).toMatchObject({ renew: null });
    expect(priceIn([register, item('renew', 9, { currency: ' usd' })])).toMatchObject({ renew: 9 });
  });

  test.each<[string, Item[]]>([
    ['there is nothing', []],
    ['there is none for a registration', [item('renew', 9)]],
    ['a registration costs nothing', [item('register', 0)]],
    ['a registration costs less than nothing', [item('register', -5)]],
    ['the currency is a sign', [item('register', 5, { currency: '$' })]],
    ['the currency is empty', [item('register', 5, { currency: '' })]],
  ])('is null when %s', (_what, items) => {
    expect(priceIn(items)).toBeNull();
  });
});
