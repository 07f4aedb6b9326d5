import { setTimeout as pause } from 'node:timers/promises';
import type { FailureKind } from '../nicenic/classify-answer.js';
import type { Clock } from '../store/clock.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import { differenceOf, findFlaw } from './judge-pages.js';
import type { ListPage } from './list-page.js';
import type { PageAnswer } from './read-page.js';
import { FRESH_MILLISECONDS } from './decide-question.js';
import type { PassOutcome } from './pass-outcome.js';

/** What a pass does to the world. */
export interface PassEffects {
  readonly read: (page: number) => Promise<PageAnswer>;
  /** Keeps a page; nobody is told of its names before. */
  readonly keep: (page: ListPage) => Promise<void>;
  /** Keeps what the pass came to; nobody is told of it before. */
  readonly finish: (outcome: PassOutcome) => Promise<void>;
  readonly clock: Clock;
  /** Ends the pass after the calls under way. */
  readonly signal: AbortSignal;
}

/** Pages that are read at the same time: half of what the gate lets through together. */
const CONCURRENCY = 2;

/** A list that changes during each of so many attempts changes too often to be read. */
const MOST_ATTEMPTS = 3;

/** A page that fails, such as one of a hundred with 429, does not throw away what the others cost. */
const MOST_TRIES = 3;

/** Between two tries of one page, unless the registrar names a time. */
const PAUSE_MILLISECONDS = 250;

/** A longer wait that the registrar asks for ends the pass. */
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/** A hundred thousand domains; a list that claims more pages is not read. */
const MOST_PAGES = 1_000;

/** Failures of the moment; any other would only come again. */
const PASSING: readonly FailureKind[] = [
  'unreachable',
  'rate_limited',
  'held_back',
  'server_error',
  'unreadable',
];

/**
 * One reading of the whole list, shared by all who ask meanwhile. Each name is told as soon as its page is kept: that
 * a name is in the list needs no other page, that it is not needs all of them.
 */
export class Pass {
  /** Rejects only when the database cannot be written. */
  readonly outcome: Promise<PassOutcome>;
  readonly #seen = new Set<string>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(private readonly effects: PassEffects) {
    this.outcome = this.run();
    // Who waits for a name alone does not look at it.
    this.outcome.catch(() => undefined);
  }

  /** Resolves when the name's page is kept, at the latest with the outcome of the pass. */
  untilSeen(name: string): Promise<PassOutcome | 'seen'> {
    const told = new Promise<'seen'>((resolve) => {
      const seen = (): void => {
        resolve('seen');
      };
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), seen]);
    });
    if (this.#seen.has(name)) this.tell(name);
    return Promise.race([told, this.outcome]);
  }

  private tell(name: string): void {
    for (const resolve of this.#waiting.get(name) ?? []) resolve();
    this.#waiting.delete(name);
  }

  private async run(): Promise<PassOutcome> {
    let outcome = await this.attempt();
    for (let again = 1; outcome.kind === 'unclean' && again < MOST_ATTEMPTS; again += 1) {
      if (this.effects.signal.aborted) break;
      outcome = await this.attempt();
    }
    await this.effects.finish(outcome);
    return outcome;
  }

  private async attempt(): Promise<PassOutcome> {
    const { clock } = this.effects;
    const startedAt = clock();
    // Tried once: it is how the registrar does at the moment, and the next one who asks begins anew.
    const opening = await this.readAndKeep(1);
    if ('failure' in opening) return { kind: 'failed', failure: opening.failure, pages: 0 };
    const first = opening.page;
    if (first.totalPages > MOST_PAGES)
      return { kind: 'unclean', because: phrase('answers:list.too_long', { pages: MOST_PAGES }) };
    const pages = [first];
    const end: { outcome: PassOutcome | null } = { outcome: null };
    let next = 2;
    const work = async (): Promise<void> => {
      while (end.outcome === null && next <= first.totalPages) {
        const number = next;
        next += 1;
        const answer = await this.readPersistently(number);
        if ('failure' in answer) {
          end.outcome ??= { kind: 'failed', failure: answer.failure, pages: pages.length };
        } else {
          pages.push(answer.page);
          const because = differenceOf(first, answer.page) ?? this.reasonToStop(startedAt);
          if (because !== null) end.outcome ??= { kind: 'unclean', because };
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    if (end.outcome !== null) return end.outcome;
    const flaw = findFlaw(pages);
    return flaw === null
      ? { kind: 'clean', startedAt, pages: first.totalPages }
      : { kind: 'unclean', because: flaw };
  }

  /** A pass that takes longer is out of date before it ends. */
  private reasonToStop(startedAt: number): Phrase | null {
    if (this.effects.signal.aborted) return phrase('answers:list.stopping');
    return this.effects.clock() - startedAt > FRESH_MILLISECONDS
      ? phrase('answers:list.slow', { minutes: FRESH_MILLISECONDS / 60_000 })
      : null;
  }

  private async readPersistently(number: number): Promise<PageAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.readAndKeep(number);
      if (!('failure' in answer) || attempt >= MOST_TRIES) return answer;
      const { kind, retryAfterSeconds } = answer.failure;
      const milliseconds = retryAfterSeconds === null ? PAUSE_MILLISECONDS : retryAfterSeconds * 1_000;
      if (!PASSING.includes(kind) || milliseconds > LONGEST_PAUSE_MILLISECONDS) return answer;
      await pause(milliseconds, undefined, { signal: this.effects.signal }).catch(() => undefined);
      if (this.effects.signal.aborted) return answer;
    }
  }

  private async readAndKeep(number: number): Promise<PageAnswer> {
    const answer = await this.effects.read(number);
    if ('failure' in answer) return answer;
    await this.effects.keep(answer.page);
    for (const { domain } of answer.page.domains) {
      this.#seen.add(domain);
      this.tell(domain);
    }
    return answer;
  }
}
