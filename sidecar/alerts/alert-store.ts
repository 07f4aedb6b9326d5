import { randomUUID } from 'node:crypto';
import { sql, type Expression, type ExpressionBuilder, type Selectable, type SqlBool } from 'kysely';
import type { CauseCode } from '../causes/cause-catalogue.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { pageOf, type Page, type PageRequest } from '../store/page.js';
import type { Schema } from '../store/schema.js';
import type { Text } from '../texts/phrase.js';
import type { AlertChannel } from './alert-channel.js';
import {
  ORDERED_KINDS,
  type Alert,
  type AlertKind,
  type AlertMessage,
  type AlertOutcome,
  type AlertState,
} from './alert.js';

/** The channel that is always there, so that it has each alert once. */
const EVERY_ALERT: AlertChannel = 'whmcs';

/** A claimed alert whose carrier died comes back after this time; WHMCS's cron runs every five minutes. */
const CLAIM_MILLISECONDS = 10 * 60_000;

/** Pause after the first failed delivery; doubles each time up to the longest. */
const FIRST_RETRY_MILLISECONDS = 60_000;
const LONGEST_RETRY_MILLISECONDS = 60 * 60_000;

/** A message that its channel refuses for so long holds up the later ones no more: it may never get through. */
const HOLDS_UP_MILLISECONDS = 24 * 60 * 60_000;

/** Named rather than as "not delivered", so that the index by state finds them among thousands that are. */
const UNDELIVERED: readonly AlertState[] = ['pending', 'claimed'];

/** How often the admin was told, on all channels together, and when last. */
export interface SentAlerts {
  readonly count: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly lastAt: number;
}

/**
 * The outbox: claim, deliver, report. A claim changes the row only where nobody else holds it, so of two crons that
 * run at once one delivers; a carrier that dies in between leaves a duplicate at most, never a loss. What tells of outages
 * goes out in its order.
 */
export class AlertStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    /** Those that are set up. */
    readonly channels: readonly AlertChannel[],
  ) {}

  /** Writes within the caller's transaction, once for each channel. */
  async add(transaction: Database, message: AlertMessage): Promise<void> {
    const now = this.clock();
    if (ORDERED_KINDS.includes(message.kind)) await this.tryAgain(transaction, now);
    await transaction
      .insertInto('alerts')
      .values(
        this.channels.map((channel) => ({
          channel,
          incident_id: message.incidentId,
          kind: message.kind,
          severity: message.severity,
          cause_code: message.causeCode,
          subject_json: JSON.stringify(message.subject),
          text_json: JSON.stringify(message.text),
          state: 'pending',
          claim_token: null,
          claimed_until: null,
          attempts: 0,
          next_attempt_at: now,
          last_error_json: null,
          created_at: now,
          delivered_at: null,
          reference_id: message.referenceId,
        })),
      )
      .execute();
  }

  /** News of an outage must not wait for the pause of older ones that go first: a reason to try those again now. */
  private async tryAgain(transaction: Database, now: number): Promise<void> {
    await transaction
      .updateTable('alerts')
      .set({ next_attempt_at: now })
      .where('state', '=', 'pending')
      .where('kind', 'in', ORDERED_KINDS)
      .where('next_attempt_at', '>', now)
      .execute();
  }

  /** Writes within the caller's transaction, unless the same was told since that time. */
  async addOnce(transaction: Database, message: AlertMessage, since: number): Promise<void> {
    const told = await transaction
      .selectFrom('alerts')
      .select('id')
      .where('kind', '=', message.kind)
      .where('subject_json', '=', JSON.stringify(message.subject))
      .where('created_at', '>=', since)
      .executeTakeFirst();
    if (told === undefined) await this.add(transaction, message);
  }

  /** When the admin was last told about an outage, and how often reminded of it. */
  async aboutIncident(
    transaction: Database,
    incidentId: number,
  ): Promise<{ readonly toldAt: number | null; readonly reminders: number }> {
    const rows = await transaction
      .selectFrom('alerts')
      .select(['kind', 'created_at'])
      .where('incident_id', '=', incidentId)
      .where('channel', '=', EVERY_ALERT)
      .execute();
    const times = rows.map(({ created_at }) => created_at);
    // Times after now come from a clock that was set back; they count until there is another.
    const past = times.filter((at) => at <= this.clock());
    return {
      toldAt: rows.length === 0 ? null : Math.max(...(past.length === 0 ? times : past)),
      reminders: rows.filter(({ kind }) => kind === 'reminder').length,
    };
  }

  /** What was delivered about each of these incidents; those that nothing was delivered about are missing. */
  async sentAbout(incidentIds: readonly number[]): Promise<ReadonlyMap<number, SentAlerts>> {
    if (incidentIds.length === 0) return new Map();
    const rows = await this.database
      .selectFrom('alerts')
      .select(({ fn }) => [
        'incident_id',
        fn.countAll<number>().as('count'),
        fn.max<number | null>('delivered_at').as('at'),
      ])
      .where('incident_id', 'in', incidentIds)
      .where('state', '=', 'delivered')
      .groupBy('incident_id')
      .execute();
    return new Map(
      rows.flatMap(({ incident_id: id, count, at }) =>
        id === null || at === null ? [] : [[id, { count, lastAt: at }] as const],
      ),
    );
  }

  /** Whether the admin was told that outages come and go, and not yet that they no longer do. */
  async isFlapping(transaction: Database): Promise<boolean> {
    const last = await transaction
      .selectFrom('alerts')
      .select('kind')
      .where('kind', 'in', ['flapping', 'settled'])
      .where('channel', '=', EVERY_ALERT)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last?.kind === 'flapping';
  }

  /**
   * Alerts that wait for delivery now, oldest first: pending ones whose pause is over and claims that lapsed, but for
   * those that an older one holds up.
   */
  async due(channel: AlertChannel, limit: number): Promise<Alert[]> {
    const now = this.clock();
    const { id: held } = await this.database
      .selectFrom('alerts')
      .select((select) => select.fn.min<number | null>('id').as('id'))
      .where('channel', '=', channel)
      .where((where) => holdsUp(where, now))
      .where((where) => where.not(claimable(where, now)))
      .executeTakeFirstOrThrow();
    const rows = await this.database
      .selectFrom('alerts')
      .selectAll()
      .where('channel', '=', channel)
      .where((where) => claimable(where, now))
      .$if(held !== null, (query) =>
        query.where((where) => where.or([where('kind', 'not in', ORDERED_KINDS), where('id', '<', held)])),
      )
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toAlert);
  }

  async page(request: PageRequest, state?: AlertState): Promise<Page<Alert>> {
    let query = this.database
      .selectFrom('alerts')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(request.limit + 1);
    if (request.before !== undefined) query = query.where('id', '<', request.before);
    if (state !== undefined) query = query.where('state', '=', state);
    return pageOf((await query.execute()).map(toAlert), request);
  }

  /** The token that this claim is reported with, or null when there is nothing to claim. */
  async claim(id: number, channel: AlertChannel): Promise<string | null> {
    const now = this.clock();
    if (await this.isHeldUp(id, channel, now)) return null;
    const token = randomUUID();
    const { numUpdatedRows } = await this.database
      .updateTable('alerts')
      .set({ state: 'claimed', claim_token: token, claimed_until: now + CLAIM_MILLISECONDS })
      .where('id', '=', id)
      .where('channel', '=', channel)
      .where((where) => claimable(where, now))
      .executeTakeFirst();
    return numUpdatedRows === 1n ? token : null;
  }

  /** Whether an older one of its kind has to be delivered first. There will not be more of those. */
  private async isHeldUp(id: number, channel: AlertChannel, now: number): Promise<boolean> {
    const alert = await this.database
      .selectFrom('alerts')
      .select('kind')
      .where('id', '=', id)
      .where('kind', 'in', ORDERED_KINDS)
      .executeTakeFirst();
    if (alert === undefined) return false;
    const older = await this.database
      .selectFrom('alerts')
      .select('id')
      .where('channel', '=', channel)
      .where('id', '<', id)
      .where((where) => holdsUp(where, now))
      .limit(1)
      .executeTakeFirst();
    return older !== undefined;
  }

  /** False when the claim is no longer this one. */
  async delivered(id: number, token: string): Promise<boolean> {
    const { numUpdatedRows } = await this.database
      .updateTable('alerts')
      .set((set) => ({
        state: 'delivered',
        delivered_at: this.clock(),
        attempts: set('attempts', '+', 1),
        claim_token: null,
        claimed_until: null,
        last_error_json: null,
      }))
      .where('id', '=', id)
      .where('claim_token', '=', token)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Puts the alert back with a growing pause; the time of the next attempt, or null when the claim is not this one. */
  async failed(id: number, token: string, error: Text): Promise<number | null> {
    return this.database.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('alerts')
        .select('attempts')
        .where('id', '=', id)
        .where('claim_token', '=', token)
        .executeTakeFirst();
      if (row === undefined) return null;
      const pause = Math.min(FIRST_RETRY_MILLISECONDS * 2 ** row.attempts, LONGEST_RETRY_MILLISECONDS);
      const nextAttemptAt = this.clock() + pause;
      await transaction
        .updateTable('alerts')
        .set({
          state: 'pending',
          claim_token: null,
          claimed_until: null,
          attempts: row.attempts + 1,
          next_attempt_at: nextAttemptAt,
          last_error_json: JSON.stringify(error),
        })
        .where('id', '=', id)
        .execute();
      return nextAttemptAt;
    });
  }

  /** How many there are by channel that is set up: not yet tried, failed so far, delivered. */
  async counts(): Promise<readonly { channel: string; outcome: AlertOutcome; count: number }[]> {
    const { rows } = await sql<{ channel: string; outcome: AlertOutcome; count: number }>`
      SELECT channel,
        CASE WHEN state = 'delivered' THEN 'delivered' WHEN attempts > 0 THEN 'retrying' ELSE 'waiting' END AS outcome,
        count(*) AS count
      FROM alerts WHERE channel IN (${sql.join(this.channels)}) GROUP BY 1, 2`.execute(this.database);
    return rows;
  }

  /**
   * How many wait, how many of them have failed at least once, and when the last one went out. What waits for a channel
   * that is not set up any more is nobody's concern.
   */
  async summary(): Promise<{
    pending: number;
    retrying: number;
    lastError: Text | null;
    lastDeliveredAt: number | null;
  }> {
    const waiting = await this.database
      .selectFrom('alerts')
      .select(['attempts', 'last_error_json'])
      .where('state', 'in', UNDELIVERED)
      .where('channel', 'in', this.channels)
      .orderBy('id', 'desc')
      .execute();
    const last = await this.database
      .selectFrom('alerts')
      .select((select) => select.fn.max('delivered_at').as('at'))
      .executeTakeFirst();
    return {
      pending: waiting.length,
      retrying: waiting.filter(({ attempts }) => attempts > 0).length,
      lastError: errorIn(
        waiting.find(({ last_error_json: error }) => error !== null)?.last_error_json ?? null,
      ),
      lastDeliveredAt: last?.at ?? null,
    };
  }
}

type WhereAlerts = ExpressionBuilder<Schema, 'alerts'>;

/** Whether a pause has passed. One that ends later than the longest there is comes from a clock that was set back. */
function isOver(
  where: WhereAlerts,
  end: 'next_attempt_at' | 'claimed_until',
  now: number,
  longest: number,
): Expression<SqlBool> {
  return where.or([where(end, '<=', now), where(end, '>', now + longest)]);
}

/** Whether later alerts have to wait for this one. A time of writing after now comes from a clock that was set back. */
function holdsUp(where: WhereAlerts, now: number): Expression<SqlBool> {
  return where.and([
    where('state', '!=', 'delivered'),
    where('kind', 'in', ORDERED_KINDS),
    where('created_at', '>', now - HOLDS_UP_MILLISECONDS),
    where('created_at', '<=', now),
  ]);
}

/** Whether an alert may be claimed at this time, as far as it depends on itself. */
function claimable(where: WhereAlerts, now: number): Expression<SqlBool> {
  return where.or([
    where.and([
      where('state', '=', 'pending'),
      // A first attempt waits for nothing, also where the clock was set back since it was written.
      where.or([
        where('attempts', '=', 0),
        isOver(where, 'next_attempt_at', now, LONGEST_RETRY_MILLISECONDS),
      ]),
    ]),
    where.and([where('state', '=', 'claimed'), isOver(where, 'claimed_until', now, CLAIM_MILLISECONDS)]),
  ]);
}

function toAlert(row: Selectable<Schema['alerts']>): Alert {
  return {
    id: row.id,
    channel: row.channel as AlertChannel,
    incidentId: row.incident_id,
    kind: row.kind as AlertKind,
    severity: row.severity as Alert['severity'],
    causeCode: row.cause_code as CauseCode | null,
    subject: JSON.parse(row.subject_json) as Alert['subject'],
    text: JSON.parse(row.text_json) as Alert['text'],
    state: row.state as AlertState,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastError: errorIn(row.last_error_json),
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    referenceId: row.reference_id,
  };
}

function errorIn(json: string | null): Text | null {
  return json === null ? null : (JSON.parse(json) as Text);
}
