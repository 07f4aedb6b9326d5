import { findListedDomains, type FindAllOutcome } from '../nicenic/find-listed-domain.js';
import { readCharges, type Charge } from '../nicenic/read-charges.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { LookUpOutcome, Records } from '../orders/order-service.js';

/** Nobody waits for it, so that ten thousand domains can be read even where each page takes a second. Milliseconds. */
const LIST_MILLISECONDS = 2 * 60_000;

/** One reading of list and transactions, shared by all orders that it is to settle. Read when first asked. */
export class RecordsPass {
  #list: Promise<FindAllOutcome> | null = null;
  #charges: Promise<readonly Charge[] | null> | null = null;

  constructor(
    private readonly client: RegistrarClient,
    private readonly credentials: Credentials,
    private readonly names: readonly string[],
    /** The earliest time that charges are asked for, in milliseconds since 1970-01-01 UTC. */
    private readonly chargesSince: number,
    /** The present time: nothing that happens later need be in the list. */
    private readonly asOf: number,
  ) {}

  of(name: string): Records {
    return {
      asOf: this.asOf,
      lookUp: () => this.lookUp(name),
      charges: () => {
        this.#charges ??= readCharges(this.client, this.credentials, this.chargesSince, 'background');
        return this.#charges;
      },
    };
  }

  /** The list, read once. */
  list(): Promise<FindAllOutcome> {
    this.#list ??= findListedDomains(this.client, this.credentials, this.names, {
      milliseconds: LIST_MILLISECONDS,
      turn: 'background',
    });
    return this.#list;
  }

  private async lookUp(name: string): Promise<LookUpOutcome> {
    const list = await this.list();
    if ('failure' in list) return list;
    const found = list.found.get(name) ?? null;
    return found === null && list.incomplete !== null ? { incomplete: list.incomplete } : { found };
  }
}
