import { randomUUID } from 'node:crypto';
import type { AlertStore } from '../alerts/alert-store.js';
import type { HoldReport } from '../portfolio/hold-report.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { composeHolds, composeNotice } from './compose-notice.js';
import {
  findNotices,
  isDoubtful,
  isHold,
  isOfAccount,
  type HoldNotice,
  type Notice,
  type NoticeFacts,
} from './find-notices.js';
import type { NoticeStore } from './notice-store.js';

/** What the service needs. */
export interface NoticeParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly store: NoticeStore;
  readonly alerts: AlertStore;
  /** Gathers what there is to look at; null before WHMCS has handed settings over. */
  readonly facts: () => Promise<NoticeFacts | null>;
  /** What the registrar says about the hold of a domain; null where it cannot be read. Costs one free call. */
  readonly holdReport: (domain: string) => Promise<HoldReport | null>;
  /** Whether the registrar is to be left alone for now. */
  readonly isHeldBack: () => boolean;
  /** Whether alerts are to wait for the end of maintenance. */
  readonly isPaused: () => Promise<boolean>;
}

/** Of more new holds than these, as when an account is read for the first time, one message tells, without reports. */
const MOST_HOLDS = 5;

/** Between account and notice in what is remembered; neither has it. */
const OF = ' / ';

/** What is remembered of a notice that was told. What another account was told of stays for its return. */
function memoryOf(notice: Notice, { account }: NoticeFacts): string {
  return isOfAccount(notice) ? `${account}${OF}${notice.key}` : notice.key;
}

/** Stands from the telling of a planned hold to that of the applied one: NiceNIC applies it by itself (section 5.14). */
function planOf({ domain }: HoldNotice, { account }: NoticeFacts): string {
  return `${account}${OF}planned:${domain}`;
}

function isOfAnother(memory: string, { account }: NoticeFacts): boolean {
  return memory.includes(OF) && !memory.startsWith(`${account}${OF}`);
}

/** Tells the admin of what has not failed yet: each once while it lasts, a planned hold again when it is applied. */
export class NoticeService {
  #running: Promise<void> | null = null;

  constructor(private readonly parts: NoticeParts) {}

  /** Looks now. Rejects only when the database cannot be used. */
  run(): Promise<void> {
    this.#running ??= this.look().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Resolves when no look is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#running]);
  }

  private async look(): Promise<void> {
    const { database, facts, holdReport, isHeldBack, isPaused, store } = this.parts;
    const found = await facts();
    if (found === null) return;
    const notices = findNotices(found);
    const holds = notices.filter(isHold);
    const standing = new Set([
      ...notices.map((notice) => memoryOf(notice, found)),
      ...holds.map((hold) => planOf(hold, found)),
    ]);
    const told = await store.told();
    await store.forget(
      database,
      [...told].filter((memory) => !standing.has(memory) && !isOfAnother(memory, found)),
    );
    if (await isPaused()) return;
    const fresh = notices.filter(
      (notice) => !told.has(memoryOf(notice, found)) && !isDoubtful(notice, found),
    );
    for (const notice of fresh.filter((one) => !isHold(one))) await this.tell(notice, null, found);
    // Each report is a call with a login that the registrar refuses just now.
    if (isHeldBack()) return;
    const newHolds = fresh.filter(isHold);
    if (newHolds.length > MOST_HOLDS) await this.tellTogether(newHolds, found);
    else for (const hold of newHolds) await this.tell(hold, await holdReport(hold.domain), found);
    for (const hold of holds.filter((one) => told.has(planOf(one, found)))) {
      const report = await holdReport(hold.domain);
      if (report?.state === 'applied') await this.tell(hold, report, found);
    }
  }

  private async tellTogether(holds: readonly HoldNotice[], facts: NoticeFacts): Promise<void> {
    const { alerts, database, store } = this.parts;
    await database.transaction().execute(async (transaction) => {
      await alerts.add(transaction, composeHolds(holds, randomUUID()));
      for (const hold of holds) await store.keep(transaction, memoryOf(hold, facts));
    });
  }

  private async tell(notice: Notice, report: HoldReport | null, facts: NoticeFacts): Promise<void> {
    const { alerts, database, store } = this.parts;
    const message = composeNotice(notice, report, randomUUID());
    await database.transaction().execute(async (transaction) => {
      await alerts.add(transaction, message);
      await store.keep(transaction, memoryOf(notice, facts));
      if (!isHold(notice)) return;
      const plan = planOf(notice, facts);
      if (report?.state === 'pending') await store.keep(transaction, plan);
      else await store.forget(transaction, [plan]);
    });
  }
}
