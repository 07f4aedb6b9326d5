import { randomBytes } from 'node:crypto';
import PQueue from 'p-queue';
import type { Logger } from '../log/logger.js';
import { readBalance } from '../nicenic/actions.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { Account } from '../orders/order.js';
import type { Clock } from '../store/clock.js';
import { inTime } from '../timing/in-time.js';
import { isDue, RETRY_MILLISECONDS, verdictOn, type TldVerdict, type WhyMissing } from './decide-tld.js';
import { priceName, type PriceAnswer, type ReadTurn } from './price-name.js';
import { readTld, type TldReading } from './read-tld.js';
import type { TldPriceStore } from './tld-price-store.js';

/** What is known about the TLDs that were asked for. */
export interface TldQuote {
  readonly verdicts: ReadonlyMap<string, TldVerdict>;
  /** Why nothing could be read, or not all; null when that concerns single TLDs at most. */
  readonly failure: RegistrarFailure | null;
}

/** Failures that a reading has met so far. */
interface Met {
  stoppedBy: RegistrarFailure | null;
  last: RegistrarFailure | null;
  inARow: number;
}

/** TLDs that are read at once. A customer's search must find a turn beside them. */
const AT_ONCE = 3;

/** A shop that has not asked for so long does not use these prices any more. Milliseconds. */
const WANTED_MILLISECONDS = 30 * 24 * 60 * 60_000;

/** So many failures one after the other concern the registrar, not a TLD. A refusal of access does so at once. */
const FAILURES_IN_A_ROW = 3;

/** Prices by TLD: read by probes, kept for a day, read again in the background. One reading at a time per account. */
export class TldPriceService {
  readonly #passes = new Map<string, Promise<RegistrarFailure | null>>();
  readonly #probes = new Map<string, Promise<TldReading>>();
  readonly #closing = new AbortController();

  constructor(
    private readonly client: RegistrarClient,
    private readonly store: TldPriceStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
    /** Told what could not be kept where nobody waits for it. */
    private readonly onStorageError: (error: unknown) => void,
  ) {}

  /**
   * What is known about these TLDs (ASCII form). Waits for those of which nothing is known, up to `end`
   * (`performance.now()`); out-of-date prices are answered as they are. What is left is read in the background.
   */
  async quote(credentials: Credentials, tlds: readonly string[], end: number): Promise<TldQuote> {
    const account = accountOf(credentials);
    const from = this.clock();
    await this.store.want(account, tlds);
    for (let failure: RegistrarFailure | null = null; ;) {
      const known = await this.store.known(account, tlds);
      const now = this.clock();
      const verdicts = new Map(tlds.map((tld) => [tld, verdictOn(known.get(tld), now)]));
      const due = tlds.filter((tld) => isDue(known.get(tld), now, from));
      const isOver = performance.now() >= end || this.#closing.signal.aborted;
      if (due.length === 0 || failure !== null || isOver) return { verdicts, failure };
      const urgent = due.filter((tld) => isUnknown(verdicts.get(tld)));
      if (urgent.length === 0) {
        this.pass(credentials, due).catch(this.onStorageError);
        return { verdicts, failure };
      }
      const pass = this.pass(credentials, urgent);
      pass.catch(this.onStorageError);
      failure = (await inTime(pass, end)) ?? null;
    }
  }

  /**
   * Whether the account sells names of this TLD (ASCII form), probed when it is not known; null when that cannot be
   * told. Only for callers to whom the registrar has just answered: then a refusal is not one of access.
   */
  async isSold(credentials: Credentials, tld: string): Promise<boolean | null> {
    const account = accountOf(credentials);
    const known = (await this.store.known(account, [tld])).get(tld);
    const now = this.clock();
    const verdict = verdictOn(known, now);
    if ('price' in verdict) return true;
    if (verdict.missing === 'not_sold' && !isDue(known, now, now)) return false;
    const reading = await this.probe(credentials, tld, 'page');
    await this.store.keep(account, tld, reading).catch(this.onStorageError);
    return reading.kind === 'failed' ? null : reading.kind === 'priced';
  }

  /** Reads again what the shop uses and is out of date. */
  async refresh(credentials: Credentials): Promise<void> {
    const account = accountOf(credentials);
    const now = this.clock();
    const wanted = await this.store.wantedSince(account, now - WANTED_MILLISECONDS);
    const known = await this.store.known(account, wanted);
    const due = wanted.filter((tld) => isDue(known.get(tld), now, now - RETRY_MILLISECONDS));
    if (due.length > 0) await this.pass(credentials, due);
  }

  /** Ends the reading after its calls under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.idle();
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#passes.values(), ...this.#probes.values()]);
  }

  /** Reads these TLDs, unless a reading is under way: then that one. Answers as {@link TldQuote.failure}. */
  private pass(credentials: Credentials, tlds: readonly string[]): Promise<RegistrarFailure | null> {
    const { apiEnvironment, username } = accountOf(credentials);
    const key = `${apiEnvironment} ${username}`;
    const running = this.#passes.get(key);
    if (running !== undefined) return running;
    const started = this.read(credentials, tlds).finally(() => this.#passes.delete(key));
    this.#passes.set(key, started);
    return started;
  }

  private async read(credentials: Credentials, tlds: readonly string[]): Promise<RegistrarFailure | null> {
    const account = accountOf(credentials);
    const started = performance.now();
    const met: Met = { stoppedBy: null, last: null, inARow: 0 };
    let access: Promise<RegistrarFailure | null> | null = null;
    const counts: Record<TldReading['kind'], number> = { priced: 0, not_sold: 0, failed: 0 };
    const readOne = async (tld: string): Promise<void> => {
      let reading = await this.probe(credentials, tld, 'background');
      if (reading.kind === 'priced') access = Promise.resolve(null);
      if (reading.kind === 'not_sold') {
        access ??= this.refusalOfAccess(credentials);
        const failure = await access;
        if (failure !== null) reading = { kind: 'failed', failure };
      }
      const failure = reading.kind === 'failed' ? reading.failure : null;
      met.inARow = failure === null ? 0 : met.inARow + 1;
      met.last = failure ?? met.last;
      if (failure?.kind === 'access_refused' || met.inARow >= FAILURES_IN_A_ROW) met.stoppedBy ??= failure;
      counts[reading.kind] += 1;
      await this.store.keep(account, tld, reading);
    };
    const readInTurn = async (tld: string): Promise<void> => {
      if (met.stoppedBy === null && !this.#closing.signal.aborted) await readOne(tld);
    };
    const queue = new PQueue({ concurrency: AT_ONCE });
    await queue.addAll(tlds.map((tld) => () => readInTurn(tld)));
    const milliseconds = Math.round(performance.now() - started);
    this.logger.info({ ...counts, of: tlds.length, milliseconds }, 'prices read');
    return met.stoppedBy ?? (counts.priced + counts.not_sold === 0 ? met.last : null);
  }

  /**
   * Some registrars refuse the caller with the same words as a request. Where only refusals have come so far, the
   * balance tells them apart: it takes no parameters that could be wrong.
   */
  private async refusalOfAccess(credentials: Credentials): Promise<RegistrarFailure | null> {
    const answer = await this.client.read(readBalance, {}, credentials, { turn: 'background' });
    return answer.outcome === 'failed' ? answer.failure : null;
  }

  private probe(credentials: Credentials, tld: string, turn: ReadTurn): Promise<TldReading> {
    const { apiEnvironment, username } = accountOf(credentials);
    const key = [apiEnvironment, username, tld].join(' ');
    const running = this.#probes.get(key);
    if (running !== undefined) return running;
    const price = (name: string): Promise<PriceAnswer> => priceName(this.client, credentials, name, turn);
    const probe = readTld(tld, newLabel, price).finally(() => this.#probes.delete(key));
    this.#probes.set(key, probe);
    return probe;
  }
}

function isUnknown(verdict: TldVerdict | undefined): boolean {
  const toRead: readonly WhyMissing[] = ['failed', 'not_read_yet'];
  return verdict === undefined || ('missing' in verdict && toRead.includes(verdict.missing));
}

/** A label that nobody has: 25 characters, of which 96 bits by chance. */
function newLabel(): string {
  return `q${randomBytes(12).toString('hex')}`;
}

/** User names are compared in lower case, as the order journal does. */
function accountOf({ apiEnvironment, username }: Credentials): Account {
  return { apiEnvironment, username: username.toLowerCase() };
}
