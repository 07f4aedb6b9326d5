import type { Logger } from '../log/logger.js';
import { getAbuseReport } from '../nicenic/actions.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import { LIST_PAGE_SIZE } from '../nicenic/listed-domain.js';
import type { Credentials, RegistrarClient } from '../nicenic/registrar-client.js';
import type { Clock } from '../store/clock.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import { inTime } from '../timing/in-time.js';
import { decideQuestion, FRESH_MILLISECONDS, LOOK_PAGES, setbackAfter } from './decide-question.js';
import type { HoldReport } from './hold-report.js';
import { holdWarnings } from './hold-warning.js';
import { differenceOf } from './judge-pages.js';
import { NameSearch } from './name-search.js';
import { Pass } from './pass.js';
import type { PassOutcome } from './pass-outcome.js';
import type { Account, IndexedDomain, IndexedName, PortfolioAge, PortfolioStore } from './portfolio-store.js';
import { readPage, type PageAnswer } from './read-page.js';

/** The answer to a question about one name. `asked`: a call to the registrar went well for it just now. */
export type PortfolioAnswer =
  | { readonly kind: 'listed'; readonly domain: IndexedDomain; readonly asked: boolean }
  /** `asOf`: when the list did not have it, in milliseconds since 1970-01-01 UTC. */
  | { readonly kind: 'missing'; readonly asOf: number; readonly asked: boolean }
  | { readonly kind: 'failed'; readonly failure: RegistrarFailure }
  /** The list could not be read whole, or not in time, and the name is not among what was read. Says why. */
  | { readonly kind: 'undecided'; readonly because: Phrase };

/** How old the index is. `reading`: a pass is under way. */
export interface PortfolioStatus extends PortfolioAge {
  readonly reading: boolean;
}

/** Whose list: the account's API environment and user name. */
export type Owner = Omit<Credentials, 'apiSecret'>;

/**
 * WHMCS's side waits 20 s for an answer and is to have one within 15 s; finding the cause of a failure may take 2 s of
 * them.
 */
const QUESTION_MILLISECONDS = 12_000;

/** How long a page waits for the words about a hold that is known already. */
const REPORT_MILLISECONDS = 2_000;

const LATE = {
  kind: 'undecided',
  because: phrase('answers:list.late', { seconds: QUESTION_MILLISECONDS / 1_000 }),
} as const;

/** Why nobody asks the registrar just now. */
interface HeldBack {
  readonly answer: PortfolioAnswer;
  readonly silent: boolean;
  /** Whose attempt it was: another secret may do better. */
  readonly credentials: Credentials;
  readonly from: number;
  readonly milliseconds: number;
}

/** Answers questions about single domains from an index of the registrar's list, which has no read of one domain. */
export class PortfolioService {
  readonly #passes = new Map<Account, Pass>();
  readonly #looks = new Map<string, Promise<PortfolioAnswer | null>>();
  readonly #looksSincePass = new Map<Account, number>();
  readonly #heldBack = new Map<Account, HeldBack>();
  readonly #closing = new AbortController();

  constructor(
    private readonly client: RegistrarClient,
    private readonly store: PortfolioStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** `oneOfMany`: the asker asks for one domain after the other, as WHMCS's cron does. Answers within 12 s. */
  async find(credentials: Credentials, name: string, oneOfMany: boolean): Promise<PortfolioAnswer> {
    const end = performance.now() + QUESTION_MILLISECONDS;
    const account = accountOf(credentials);
    for (let asked = false; ; asked = true) {
      const { domain, changedAt, pass } = await this.store.find(account, name);
      const decision = decideQuestion({
        seenAt: domain?.seenAt ?? null,
        changedAt,
        pass,
        looks: this.#looksSincePass.get(account) ?? 0,
        oneOfMany,
        now: this.clock(),
      });
      if (decision === 'listed' && domain !== null) return { kind: 'listed', domain, asked };
      if (decision === 'missing' && pass !== null) return { kind: 'missing', asOf: pass.startedAt, asked };
      const heldBack = this.heldBack(credentials);
      if (heldBack?.silent === true) return heldBack.answer;
      if (decision === 'look') {
        const answer = await inTime(this.look(credentials, name), end);
        if (answer !== null) return answer ?? LATE;
      }
      if (heldBack !== null) return heldBack.answer;
      if (asked) return { kind: 'undecided', because: phrase('answers:list.restless') };
      const read = await inTime(this.pass(credentials).untilSeen(name), end);
      if (read === undefined) return LATE;
      if (read !== 'seen' && read.kind !== 'clean') return answerOf(read);
    }
  }

  /** What the index has of one name. Asks nobody. */
  known(owner: Owner, name: string): Promise<IndexedName> {
    return this.store.find(accountOf(owner), name);
  }

  /**
   * What the registrar's list says about one name now, whatever the index has. Null where a few pages decide nothing,
   * and before there is an index by which the page can be guessed.
   */
  async lookNow(credentials: Credentials, name: string): Promise<PortfolioAnswer | null> {
    const { pass } = await this.store.find(accountOf(credentials), name);
    return pass === null ? null : this.lookUp(credentials, name);
  }

  /** Reads the whole list now, or joins whoever does; null when that goes on for longer than 12 s. */
  async refresh(credentials: Credentials): Promise<PassOutcome | null> {
    const end = performance.now() + QUESTION_MILLISECONDS;
    return (await inTime(this.pass(credentials).outcome, end)) ?? null;
  }

  /**
   * What the registrar says about the hold of a domain; asked again once that is out of date. Null when it cannot be
   * read: that the domain is on hold is known from the list all the same.
   */
  async holdReport(credentials: Credentials, { domain, hold }: IndexedDomain): Promise<HoldReport | null> {
    const age = this.clock() - (hold?.readAt ?? Number.NEGATIVE_INFINITY);
    if (hold !== null && age >= 0 && age <= FRESH_MILLISECONDS) return hold.report;
    const known = hold?.report ?? null;
    if (this.heldBack(credentials)?.silent === true) return known;
    const answer = await this.client.read(getAbuseReport, { domain }, credentials, {
      totalMilliseconds: REPORT_MILLISECONDS,
    });
    if (answer.outcome === 'failed') return known;
    const { scenario, hold: told } = answer.data;
    const report: HoldReport = {
      state: told.state,
      status: scenario.status,
      impact: saidIn(scenario.impact),
      action: saidIn(scenario.action),
      scheduledAt: saidIn(told.scheduled_at),
      appliedAt: saidIn(told.applied_at),
    };
    await this.store.keepHold(accountOf(credentials), domain, report);
    return report;
  }

  /** An order for this name went out, whatever came of it. */
  changed(owner: Owner, name: string): Promise<void> {
    return this.store.changed(accountOf(owner), name);
  }

  /** Null before the first pass has ended. */
  async age(owner: Owner): Promise<PortfolioStatus | null> {
    const account = accountOf(owner);
    const age = await this.store.age(account);
    return age === null ? null : { ...age, reading: this.#passes.has(account) };
  }

  /** What administrators should know about domains of the index, one sentence each. */
  async warnings(owner: Owner): Promise<Phrase[]> {
    return holdWarnings(await this.onHold(owner));
  }

  /** Names of the account's domains that the index has as on hold. */
  onHold(owner: Owner): Promise<string[]> {
    return this.store.onHold(accountOf(owner));
  }

  /** What the registrar says about a domain that the index has as on hold; null where it cannot be read. */
  async holdOf(credentials: Credentials, name: string): Promise<HoldReport | null> {
    const { domain } = await this.store.find(accountOf(credentials), name);
    return domain?.onHold === true ? this.holdReport(credentials, domain) : null;
  }

  /** Ends passes after their calls under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.idle();
  }

  /** Resolves when nothing is being read. */
  async idle(): Promise<void> {
    const passes = [...this.#passes.values()].map(({ outcome }) => outcome);
    await Promise.allSettled([...passes, ...this.#looks.values()]);
  }

  private pass(credentials: Credentials): Pass {
    const account = accountOf(credentials);
    const running = this.#passes.get(account);
    if (running !== undefined) return running;
    const started = performance.now();
    const pass = new Pass({
      read: (page) => this.read(credentials, page, 'background'),
      keep: (page) => this.store.keep(account, page),
      finish: async (outcome) => {
        await this.finish(credentials, outcome);
        const milliseconds = Math.round(performance.now() - started);
        this.logger.info({ portfolio: account, outcome: outcome.kind, milliseconds }, 'portfolio read');
      },
      clock: this.clock,
      signal: this.#closing.signal,
    });
    this.#passes.set(account, pass);
    const over = (): void => {
      this.#passes.delete(account);
    };
    pass.outcome.then(over, over);
    return pass;
  }

  private async finish(credentials: Credentials, outcome: PassOutcome): Promise<void> {
    const account = accountOf(credentials);
    this.#looksSincePass.delete(account);
    this.learn(credentials, outcome);
    if (outcome.kind === 'clean') await this.store.finishClean(account, outcome);
    else {
      const flaw = outcome.kind === 'unclean' ? outcome.because : phrase('answers:list.no_answer');
      await this.store.finishUnclean(account, flaw);
    }
  }

  /** One look at a time for each name; null when it decides nothing. */
  private look(credentials: Credentials, name: string): Promise<PortfolioAnswer | null> {
    const account = accountOf(credentials);
    const key = `${account} ${name}`;
    const running = this.#looks.get(key);
    if (running !== undefined) return running;
    this.#looksSincePass.set(account, (this.#looksSincePass.get(account) ?? 0) + 1);
    const look = this.lookUp(credentials, name).finally(() => this.#looks.delete(key));
    this.#looks.set(key, look);
    return look;
  }

  /** Reads the page where the name should be, then its neighbours on the side where it can still be. */
  private async lookUp(credentials: Credentials, name: string): Promise<PortfolioAnswer | null> {
    const account = accountOf(credentials);
    let number = Math.floor((await this.store.rank(account, name)) / LIST_PAGE_SIZE) + 1;
    let first: { total: number; totalPages: number; readAt: number } | null = null;
    const search = new NameSearch(name);
    for (let read = 0; read < LOOK_PAGES; read += 1) {
      const answer = await this.read(credentials, number, 'page');
      if ('failure' in answer) {
        this.learn(credentials, { kind: 'failed', failure: answer.failure, pages: 0 });
        return { kind: 'failed', failure: answer.failure };
      }
      const { page } = answer;
      await this.store.keep(account, page);
      first ??= page;
      if (differenceOf(first, page) !== null) return null;
      const where = search.look(page);
      if (where === 'unclear') return null;
      if (where === 'here') {
        const { domain } = await this.store.find(account, name);
        return domain === null ? null : { kind: 'listed', domain, asked: true };
      }
      if (where === 'missing') {
        await this.store.forget(account, name);
        return { kind: 'missing', asOf: first.readAt, asked: true };
      }
      number += where === 'after' ? 1 : -1;
    }
    return null;
  }

  private read(credentials: Credentials, number: number, turn: 'page' | 'background'): Promise<PageAnswer> {
    return readPage(this.client, credentials, number, this.clock, turn);
  }

  private learn(credentials: Credentials, outcome: PassOutcome): void {
    const setback = setbackAfter(outcome);
    const account = accountOf(credentials);
    if (setback === null) this.#heldBack.delete(account);
    else if (outcome.kind !== 'clean')
      this.#heldBack.set(account, { ...setback, answer: answerOf(outcome), credentials, from: this.clock() });
  }

  /** A time before it began comes from a clock that was set back. */
  private heldBack(credentials: Credentials): HeldBack | null {
    const held = this.#heldBack.get(accountOf(credentials));
    if (held === undefined) return null;
    const age = this.clock() - held.from;
    const same = held.credentials.apiSecret.reveal() === credentials.apiSecret.reveal();
    return same && age >= 0 && age < held.milliseconds ? held : null;
  }
}

/** Whose list it is, as one text. */
export function accountOf({ apiEnvironment, username }: Owner): Account {
  return `${apiEnvironment} ${username.toLowerCase()}`;
}

/** Null for a field that is missing or says nothing. */
function saidIn(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : text;
}

function answerOf(outcome: Exclude<PassOutcome, { kind: 'clean' }>): PortfolioAnswer {
  return outcome.kind === 'failed'
    ? { kind: 'failed', failure: outcome.failure }
    : { kind: 'undecided', because: outcome.because };
}
