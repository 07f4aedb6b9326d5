import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { Clock } from '../store/clock.js';
import { priceName, type NamePrice, type PriceAnswer } from './price-name.js';

/** From the search to the cart: WHMCS asks again for each name that is looked at. Milliseconds. */
const FRESH_MILLISECONDS = 10 * 60_000;

/** A few hundred bytes each. */
const MOST_NAMES = 5_000;

/** Prices of single names, kept for ten minutes. Only prices are kept: whatever else came is asked for again. */
export class NamePrices {
  /** In the order in which they were read. */
  readonly #known = new Map<string, { readonly price: NamePrice; readonly readAt: number }>();

  constructor(
    private readonly client: RegistrarClient,
    private readonly clock: Clock,
  ) {}

  async find(credentials: Credentials, name: string): Promise<PriceAnswer> {
    const { apiEnvironment, username } = credentials;
    const key = [apiEnvironment, username.toLowerCase(), name].join(' ');
    const known = this.#known.get(key);
    // A time in the future comes from a clock that was set back.
    const age = this.clock() - (known?.readAt ?? 0);
    if (known !== undefined && age >= 0 && age < FRESH_MILLISECONDS)
      return { kind: 'priced', price: known.price };
    const answer = await priceName(this.client, credentials, name, 'page');
    if (answer.kind === 'priced') this.keep(key, answer.price);
    return answer;
  }

  private keep(key: string, price: NamePrice): void {
    this.#known.delete(key);
    this.#known.set(key, { price, readAt: this.clock() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_NAMES && oldest !== undefined) this.#known.delete(oldest);
  }
}
