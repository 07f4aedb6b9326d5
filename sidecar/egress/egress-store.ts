import type { Selectable } from 'kysely';
import type { IpFamily } from '../config/environment.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { AddressScope, EgressAddress, EgressContext } from './egress-address.js';

/** An address with the time span in which it was seen, in milliseconds since 1970-01-01 UTC. */
export interface SeenAddress extends EgressAddress {
  readonly firstSeen: number;
  /** Start of the present stretch in which the service told no other address. */
  readonly since: number;
  readonly lastSeen: number;
}

/** Outbound addresses of each context over time: one row an address, family, source and context. */
export class EgressStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async record(addresses: readonly EgressAddress[]): Promise<void> {
    if (addresses.length === 0) return;
    const now = this.clock();
    await this.database.transaction().execute(async (transaction) => {
      for (const address of addresses) {
        const { context, family, source } = address;
        const latest = await transaction
          .selectFrom('egress')
          .select(['address', 'since'])
          .where('context', '=', context)
          .where('family', '=', family)
          .where('source', '=', source)
          .where('last_seen', '<=', now)
          .orderBy('last_seen', 'desc')
          .executeTakeFirst();
        const since = latest?.address === address.address ? latest.since : now;
        await transaction
          .insertInto('egress')
          .values({ ...address, first_seen: now, since, last_seen: now })
          .onConflict((conflict) =>
            conflict
              .columns(['context', 'family', 'address', 'source'])
              .doUpdateSet({ since, last_seen: now }),
          )
          .execute();
      }
    });
  }

  /** Every address that a context saw since this time, oldest first by the time it was first seen. */
  async since(time: number): Promise<SeenAddress[]> {
    const rows = await this.database
      .selectFrom('egress')
      .selectAll()
      .where('last_seen', '>=', time)
      .where('last_seen', '<=', this.clock())
      .orderBy('first_seen')
      .orderBy('id')
      .execute();
    return rows.map(toSeenAddress);
  }

  /** What each context saw last of each family: the newest observation and all that share its time. */
  async current(): Promise<SeenAddress[]> {
    const rows = await this.database
      .selectFrom('egress')
      .selectAll()
      .where((where) =>
        where(
          'last_seen',
          '=',
          where
            .selectFrom('egress as newest')
            .select((select) => select.fn.max('newest.last_seen').as('at'))
            // Later than now comes from a clock that was set back.
            .where('newest.last_seen', '<=', this.clock())
            .whereRef('newest.context', '=', 'egress.context')
            .whereRef('newest.family', '=', 'egress.family'),
        ),
      )
      .orderBy('context')
      .orderBy('family')
      .orderBy('source')
      .execute();
    return rows.map(toSeenAddress);
  }
}

function toSeenAddress(row: Selectable<Schema['egress']>): SeenAddress {
  return {
    context: row.context as EgressContext,
    family: row.family as IpFamily,
    address: row.address,
    source: row.source,
    scope: row.scope as AddressScope,
    firstSeen: row.first_seen,
    since: row.since,
    lastSeen: row.last_seen,
  };
}
