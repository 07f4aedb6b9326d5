import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ListedDomain } from '../nicenic/listed-domain.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { Schema } from '../store/schema.js';
import type { Phrase, Text } from '../texts/phrase.js';
import { holdReportSchema, type HoldReport } from './hold-report.js';
import type { ListPage } from './list-page.js';

/** A domain as the index has it. Times are milliseconds since 1970-01-01 UTC. */
export interface IndexedDomain extends ListedDomain {
  readonly seenAt: number;
  /** What the registrar told about the hold, and when; null where it was not asked or there is none. */
  readonly hold: { readonly report: HoldReport; readonly readAt: number } | null;
}

/** What the index knows about one name. */
export interface IndexedName {
  readonly domain: IndexedDomain | null;
  readonly changedAt: number | null;
  readonly pass: { readonly startedAt: number; readonly pages: number } | null;
}

/** How old the index of an account is. */
export interface PortfolioAge {
  readonly domains: number;
  /** Start of the last clean pass; null before there was one. */
  readonly cleanAt: number | null;
  /** End of the last pass, clean or not. */
  readonly triedAt: number;
  /** Why the last pass was not clean; null when it was. */
  readonly flaw: Text | null;
}

/** Whose list it is: API environment and user name, as {@link accountOf} writes them. */
export type Account = string;

/** An order that the list has not shown by then, such as a transfer, is not expected to show up any more. */
const AWAITED_MILLISECONDS = 30 * 24 * 60 * 60_000;

const names = z.array(z.string());

/** The list of each account as it was last read. */
export class PortfolioStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(account: Account, name: string): Promise<IndexedName> {
    const domain = await this.database
      .selectFrom('portfolio_domains')
      .selectAll()
      .where('account', '=', account)
      .where('name', '=', name)
      .executeTakeFirst();
    const change = await this.database
      .selectFrom('portfolio_changes')
      .select('changed_at')
      .where('account', '=', account)
      .where('name', '=', name)
      .executeTakeFirst();
    const list = await findList(this.database, account);
    return {
      domain: domain === undefined ? null : toIndexed(domain),
      changedAt: change?.changed_at ?? null,
      pass:
        list?.clean_started_at == null
          ? null
          : { startedAt: list.clean_started_at, pages: list.clean_pages ?? 0 },
    };
  }

  /** How many names of the index come before this one in the order of names. */
  async rank(account: Account, name: string): Promise<number> {
    const row = await this.database
      .selectFrom('portfolio_domains')
      .select((select) => select.fn.countAll<number>().as('before'))
      .where('account', '=', account)
      .where('name', '<', name)
      .executeTakeFirstOrThrow();
    return row.before;
  }

  /** Keeps what a page shows. A page that was asked for earlier than one already kept changes nothing. */
  async keep(account: Account, { domains, readAt }: Pick<ListPage, 'domains' | 'readAt'>): Promise<void> {
    if (domains.length === 0) return;
    const now = this.clock();
    // A name that comes twice in one statement would be a conflict with itself.
    const unique = new Map(domains.map((domain) => [domain.domain, domain]));
    await this.database
      .insertInto('portfolio_domains')
      .values(
        [...unique.values()].map((domain) => ({
          account,
          name: domain.domain,
          created_date: domain.createdDate,
          expiry_date: domain.expiryDate,
          status: domain.status,
          nameservers_json: JSON.stringify(domain.nameservers),
          on_hold: domain.onHold ? 1 : 0,
          seen_at: readAt,
          hold_json: null,
          hold_read_at: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['account', 'name'])
          .doUpdateSet((set) => ({
            created_date: set.ref('excluded.created_date'),
            expiry_date: set.ref('excluded.expiry_date'),
            status: set.ref('excluded.status'),
            nameservers_json: set.ref('excluded.nameservers_json'),
            on_hold: set.ref('excluded.on_hold'),
            seen_at: set.ref('excluded.seen_at'),
            // What was said of a hold that is over is not about the next one.
            hold_json: set
              .case()
              .when('excluded.on_hold', '=', 1)
              .then(set.ref('portfolio_domains.hold_json'))
              .else(null)
              .end(),
            hold_read_at: set
              .case()
              .when('excluded.on_hold', '=', 1)
              .then(set.ref('portfolio_domains.hold_read_at'))
              .else(null)
              .end(),
          }))
          .where((where) =>
            where.or([
              where('portfolio_domains.seen_at', '<=', where.ref('excluded.seen_at')),
              // Kept before the clock was set back.
              where('portfolio_domains.seen_at', '>', now),
            ]),
          ),
      )
      .execute();
  }

  /** A look has shown that the name is not in the list. */
  async forget(account: Account, name: string): Promise<void> {
    await this.database
      .deleteFrom('portfolio_domains')
      .where('account', '=', account)
      .where('name', '=', name)
      .execute();
  }

  /**
   * A clean pass is through. Deletes what neither this one nor the clean one before it has shown: where a domain goes
   * and another one comes in during a pass, a third can slip onto a page that was read already without a trace.
   */
  async finishClean(account: Account, pass: { startedAt: number; pages: number }): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      const before = (await findList(transaction, account))?.clean_started_at ?? null;
      if (before !== null) {
        await transaction
          .deleteFrom('portfolio_domains')
          .where('account', '=', account)
          .where('seen_at', '<', Math.min(before, pass.startedAt))
          .execute();
      }
      await transaction
        .deleteFrom('portfolio_changes')
        .where('account', '=', account)
        .where((where) =>
          where.or([
            where('changed_at', '<', this.clock() - AWAITED_MILLISECONDS),
            where.exists(
              where
                .selectFrom('portfolio_domains')
                .select('portfolio_domains.name')
                .where('portfolio_domains.account', '=', account)
                .whereRef('portfolio_domains.name', '=', 'portfolio_changes.name')
                .whereRef('portfolio_domains.seen_at', '>', 'portfolio_changes.changed_at'),
            ),
          ]),
        )
        .execute();
      const row = {
        clean_started_at: pass.startedAt,
        clean_pages: pass.pages,
        tried_at: this.clock(),
        flaw_json: null,
      };
      await transaction
        .insertInto('portfolios')
        .values({ account, ...row })
        .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
        .execute();
    });
  }

  /** A pass was broken off or its pages do not belong together: what it has shown is kept, nothing is deleted. */
  async finishUnclean(account: Account, flaw: Phrase): Promise<void> {
    const row = { tried_at: this.clock(), flaw_json: JSON.stringify(flaw) };
    await this.database
      .insertInto('portfolios')
      .values({ account, clean_started_at: null, clean_pages: null, ...row })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
      .execute();
  }

  /** An order for this name went out: what was read before no longer holds for it. */
  async changed(account: Account, name: string): Promise<void> {
    const row = { changed_at: this.clock() };
    await this.database
      .insertInto('portfolio_changes')
      .values({ account, name, ...row })
      .onConflict((conflict) => conflict.columns(['account', 'name']).doUpdateSet(row))
      .execute();
  }

  async keepHold(account: Account, name: string, report: HoldReport): Promise<void> {
    await this.database
      .updateTable('portfolio_domains')
      .set({ hold_json: JSON.stringify(report), hold_read_at: this.clock() })
      .where('account', '=', account)
      .where('name', '=', name)
      .execute();
  }

  /** Null before the first pass has ended. */
  async age(account: Account): Promise<PortfolioAge | null> {
    const list = await findList(this.database, account);
    if (list === undefined) return null;
    const { domains } = await this.database
      .selectFrom('portfolio_domains')
      .select((select) => select.fn.countAll<number>().as('domains'))
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    const flaw = list.flaw_json === null ? null : (JSON.parse(list.flaw_json) as Phrase);
    return { domains, cleanAt: list.clean_started_at, triedAt: list.tried_at, flaw };
  }

  /** Names of the domains on hold, in their order. */
  async onHold(account: Account): Promise<string[]> {
    const rows = await this.database
      .selectFrom('portfolio_domains')
      .select('name')
      .where('account', '=', account)
      .where('on_hold', '=', 1)
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  }
}

function findList(
  database: Database,
  account: Account,
): Promise<Selectable<Schema['portfolios']> | undefined> {
  return database.selectFrom('portfolios').selectAll().where('account', '=', account).executeTakeFirst();
}

function toIndexed(row: Selectable<Schema['portfolio_domains']>): IndexedDomain {
  return {
    domain: row.name,
    createdDate: row.created_date,
    expiryDate: row.expiry_date,
    status: row.status,
    nameservers: names.parse(JSON.parse(row.nameservers_json)),
    onHold: row.on_hold === 1,
    seenAt: row.seen_at,
    hold:
      row.on_hold === 0 || row.hold_json === null || row.hold_read_at === null
        ? null
        : { report: holdReportSchema.parse(JSON.parse(row.hold_json)), readAt: row.hold_read_at },
  };
}
