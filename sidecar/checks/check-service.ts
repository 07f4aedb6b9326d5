import { randomUUID } from 'node:crypto';
import type { AlertStore } from '../alerts/alert-store.js';
import { composeAddressChanged } from '../alerts/compose-alert.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Diagnosed, DiagnosisService } from '../diagnosis/diagnosis-service.js';
import { familyUsed, isRefusal, localAddressIsGone, situationOf } from '../diagnosis/evidence.js';
import { WARNED_MILLISECONDS, type Drift } from '../egress/find-drift.js';
import type { CauseCode } from '../causes/cause-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { HistoryStore, Timed } from '../history/history-store.js';
import { CompanionError } from '../errors/companion-error.js';
import type { Logger } from '../log/logger.js';
import type { Stage } from '../outbound/exchange.js';
import type { Settings } from '../settings/settings.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { CheckOutcome, CheckResult, CheckSource, StoredCheck } from './check-result.js';
import type { CheckStore } from './check-store.js';
import type { Incident, IncidentStore } from './incident-store.js';
import { observe, pause, resume, type Monitor, type Step } from './monitor.js';
import type { MonitorStore } from './monitor-store.js';
import { OutageTeller } from './outage-teller.js';
import { stageDurations } from './stage-durations.js';

/** A check with the verdict it led to. */
export interface FinishedCheck {
  readonly check: StoredCheck;
  readonly monitor: Monitor;
  readonly diagnosis: Diagnosis;
  /** Whether NiceNIC said no, so that further checks should hold back. */
  readonly refused: boolean;
  /** Stage of the connection that the check did not get past; null when an answer came or nothing was sent. */
  readonly brokenOffAt: Stage | null;
}

export interface CheckServiceParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: SettingsService;
  readonly diagnosis: DiagnosisService;
  readonly checks: CheckStore;
  readonly history: HistoryStore;
  readonly monitor: MonitorStore;
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
}

/** Causes whose message names the new address. */
const ADDRESS_CAUSES: readonly CauseCode[] = ['egress_ip_changed', 'ip_not_whitelisted'];

/** A run of failing actions, such as a cron with fifty Syncs, leads to one check in this time. */
const SUSPICION_MILLISECONDS = 30_000;

/** Check -> monitor -> incident -> alert, in one transaction a check. One check at a time: a second asker shares it. */
export class CheckService {
  #running: { readonly source: CheckSource; readonly check: Promise<FinishedCheck> } | null = null;
  #storageFailed = false;
  #last: FinishedCheck | null = null;
  #suspectedAt = Number.NEGATIVE_INFINITY;
  /** A look at whether an action that worked contradicts the monitor. */
  #doubt: Promise<void> = Promise.resolve();
  /** Situation that the verdict of the open incident explains; null after a start. */
  #explained: string | null = null;
  readonly #teller: OutageTeller;

  constructor(
    private readonly parts: CheckServiceParts,
    /** Called after each check, to plan the next one. */
    private readonly onFinished: (finished: FinishedCheck) => void = () => undefined,
    /** Called when maintenance was ended before its time: the next check shall not wait. */
    private readonly onResumed: () => void = () => undefined,
  ) {
    this.#teller = new OutageTeller(parts.alerts, parts.monitor);
  }

  /** @throws {CompanionError} `no_settings` before WHMCS has handed any over */
  run(source: CheckSource): Promise<FinishedCheck> {
    const running = this.#running;
    // Someone who asks wants the whole look, which a check of the schedule may not be.
    if (running !== null && source === 'manual' && running.source !== 'manual') {
      return running.check.then(
        () => this.run(source),
        () => this.run(source),
      );
    }
    if (running !== null) return running.check;
    const check = this.check(source).finally(() => {
      this.#running = null;
    });
    this.#running = { source, check };
    return check;
  }

  /** Maintenance until that time (milliseconds since 1970-01-01 UTC): checks go on, but nobody is told of them. */
  pause(until: number): Promise<Monitor> {
    return this.change((monitor, at) => pause(monitor, at, until));
  }

  /** Ends maintenance before its time; nothing where there is none. */
  async resume(): Promise<Monitor> {
    const monitor = await this.change(resume);
    this.onResumed();
    return monitor;
  }

  private change(decide: (monitor: Monitor, at: number) => Step): Promise<Monitor> {
    const { clock, database, logger, monitor } = this.parts;
    const referenceId = randomUUID();
    return database.transaction().execute(async (transaction) => {
      const step = decide(await monitor.read(transaction), clock());
      await monitor.write(transaction, step, referenceId);
      logger.warn({ referenceId, state: step.monitor.state, pause: step.monitor.pause }, 'maintenance');
      return step.monitor;
    });
  }

  /** Whether the last check could not be kept. */
  get storageFailed(): boolean {
    return this.#storageFailed;
  }

  /** Resolves when no check is under way. */
  async idle(): Promise<void> {
    await this.#doubt;
    await Promise.allSettled([this.#running?.check]);
  }

  /**
   * A real domain action was refused: look at once, but not for every one of a run of failures. Answers the causes,
   * likeliest first; empty when the check found nothing wrong. Never throws.
   */
  async suspect(): Promise<readonly RankedCause[]> {
    const { clock, incidents, logger } = this.parts;
    try {
      const incident = await incidents.findOpen();
      if (incident !== null) return incident.diagnosis.causes;
      if (this.suspectedLately() && this.#running === null) {
        return this.#last?.diagnosis.causes ?? [];
      }
      this.#suspectedAt = clock();
      return (await this.run('action')).diagnosis.causes;
    } catch (error) {
      logger.error({ err: error }, 'check after a failed action could not run');
      return [];
    }
  }

  /** A real domain action worked: if the last check said otherwise, look again now instead of after the back-off. */
  suspectRecovery(): void {
    if (this.#last?.diagnosis.healthy === true) return;
    this.#doubt = this.lookAgain().catch((error: unknown) => {
      this.parts.logger.error({ err: error }, 'check after a successful action could not run');
    });
  }

  /** Not for a time in the future: that comes from a clock that was set back. */
  private suspectedLately(): boolean {
    const age = this.parts.clock() - this.#suspectedAt;
    return age >= 0 && age < SUSPICION_MILLISECONDS;
  }

  private async lookAgain(): Promise<void> {
    const { clock, monitor } = this.parts;
    const before = this.#last === null ? (await monitor.read()).state : null;
    // After a start only the monitor remembers what the last check said.
    if (before !== null && before !== 'pending' && before !== 'failing') return;
    if (this.suspectedLately()) return;
    this.#suspectedAt = clock();
    await this.run('action');
  }

  private async check(source: CheckSource): Promise<FinishedCheck> {
    const { incidents, clock, logger } = this.parts;
    const incident = await incidents.findOpen();
    const { diagnosed, verdict } = await this.diagnoseStored(source, incident);
    const result: CheckResult = {
      at: clock(),
      source,
      apiEnvironment: verdict.environment,
      outcome: outcomeOf(diagnosed),
      causeCode: verdict.healthy ? null : (verdict.causes[0]?.code ?? 'unknown'),
      milliseconds: diagnosed.exchange?.milliseconds ?? 0,
      stages: diagnosed.exchange?.stages ?? {},
      attempt: diagnosed.diagnosis.attempts[0] ?? null,
      balance: diagnosed.balance,
      referenceId: randomUUID(),
    };
    const { check, step } = await this.record(result, diagnosed, verdict, incident);
    if (!verdict.healthy) this.#explained = situationOf(diagnosed.evidence);
    const told = {
      referenceId: result.referenceId,
      source,
      outcome: result.outcome,
      cause: result.causeCode,
      state: step.monitor.state,
    };
    if (step.event === null) logger.info(told, 'check');
    else logger.warn({ ...told, event: step.event.kind }, 'check');
    const finished = {
      check,
      monitor: step.monitor,
      diagnosis: verdict,
      refused: holdsBack(diagnosed),
      brokenOffAt: diagnosed.exchange?.brokenOff?.stage ?? null,
    };
    this.#last = finished;
    this.onFinished(finished);
    return finished;
  }

  /** A verdict about the settings as they are stored at its end: a save in between makes the first look worthless. */
  private async diagnoseStored(
    source: CheckSource,
    incident: Incident | null,
  ): Promise<{ diagnosed: Diagnosed; verdict: Diagnosis }> {
    const { settings } = this.parts;
    for (;;) {
      // Stored with stored: an older version may have computed it otherwise, and that must not go on forever.
      const before = await settings.storedFingerprint();
      const current = await settings.current();
      if (current === null) throw new CompanionError('no_settings');
      const found = await this.diagnose(current, source, incident);
      if ((await settings.storedFingerprint()) === before) return found;
    }
  }

  /**
   * While an explained outage goes on unchanged one call is enough, and the verdict stays the one it was explained
   * with; the calls that tell causes apart are made again only when the situation changes or someone asks.
   */
  private async diagnose(
    settings: Settings,
    source: CheckSource,
    incident: Incident | null,
  ): Promise<{ diagnosed: Diagnosed; verdict: Diagnosis }> {
    const { diagnosis } = this.parts;
    if (incident !== null && source !== 'manual') {
      const brief = await diagnosis.diagnose(settings, 'brief');
      if (brief.diagnosis.healthy) return { diagnosed: brief, verdict: brief.diagnosis };
      if (situationOf(brief.evidence) === this.#explained)
        return { diagnosed: brief, verdict: incident.diagnosis };
    }
    const thorough =
      source === 'manual'
        ? await diagnosis.onDemand(settings, 'thorough')
        : await diagnosis.diagnose(settings, 'thorough');
    return { diagnosed: thorough, verdict: thorough.diagnosis };
  }

  private record(
    result: CheckResult,
    diagnosed: Diagnosed,
    verdict: Diagnosis,
    incident: Incident | null,
  ): Promise<{ check: StoredCheck; step: Step }> {
    const { database, checks, history, monitor, incidents, alerts } = this.parts;
    const { at, outcome, causeCode: cause } = result;
    const drift = verdict.healthy ? addressChanges(diagnosed) : [];
    const recorded = database.transaction().execute(async (transaction) => {
      const check = await checks.add(transaction, result);
      await history.add(transaction, { at, outcome, times: timesOf(result) });
      // Read here and not before: maintenance may have begun during the check.
      const before = await monitor.read(transaction);
      const step = observe(before, { at, outcome, cause, definite: isDefinite(diagnosed) });
      const { event } = step;
      await monitor.write(transaction, step, result.referenceId);
      let incidentId = incident?.id ?? null;
      if (event?.kind === 'opened')
        incidentId = await incidents.open(transaction, event.failingSince, event.cause, verdict);
      else if (incident !== null) {
        if (event?.kind === 'recovered') await incidents.close(transaction, incident.id);
        else if (outcome === 'bad' && (event !== null || verdict !== incident.diagnosis)) {
          // Cause and steps of the same look; that the admin is told of another cause, the monitor decides.
          await incidents.update(transaction, incident.id, cause ?? incident.causeCode, verdict);
        }
      }
      await this.#teller.tell(transaction, step, verdict, {
        outcome,
        incidentId,
        referenceId: result.referenceId,
        at,
      });
      if (step.monitor.state === 'paused') return { check, step };
      for (const { change, accepted } of drift) {
        // An outage that it caused has told of it already.
        if (await incidents.anySince(transaction, change.at, ADDRESS_CAUSES)) continue;
        const message = composeAddressChanged(change, accepted, result.referenceId);
        await alerts.addOnce(transaction, message, at - WARNED_MILLISECONDS);
      }
      return { check, step };
    });
    recorded.then(
      () => {
        this.#storageFailed = false;
      },
      () => {
        this.#storageFailed = true;
      },
    );
    return recorded;
  }
}

/** None when nothing was sent. */
function timesOf({ attempt, milliseconds, stages }: CheckResult): ReadonlyMap<Timed, number> {
  return attempt === null ? new Map() : new Map([['total', milliseconds], ...stageDurations(stages)]);
}

interface AddressChange {
  readonly change: Drift;
  /** Whether the accepted call of this check left from the new address. */
  readonly accepted: boolean;
}

function addressChanges({ evidence: { drift, probe, echoedThroughProxy } }: Diagnosed): AddressChange[] {
  const used = familyUsed(probe?.attempt.localAddress ?? null);
  const own = drift.filter(({ context }) => context === 'sidecar');
  // Of the family that calls use: privacy addresses of the other one change daily. And what the sidecar tells is not
  // told again of WHMCS on the same host.
  const worth = drift.filter(
    (change) =>
      change.family === used &&
      (change.context === 'sidecar' ||
        own.every(({ before, now }) => before !== change.before || now !== change.now)),
  );
  return worth.map((change) => ({
    change,
    accepted: change.context === 'sidecar' && change.family === used && echoedThroughProxy === probe?.proxied,
  }));
}

function outcomeOf({ diagnosis, evidence }: Diagnosed): CheckOutcome {
  if (diagnosis.healthy) return 'good';
  const failure = evidence.probe?.failure;
  // Busy with calls of its own, the sidecar has learnt nothing about access.
  if (failure?.kind === 'held_back' && failure.retryAfterSeconds === null) return 'indeterminate';
  return evidence.ownNetwork === 'down' && failure?.kind === 'unreachable' && !localAddressIsGone(evidence)
    ? 'indeterminate'
    : 'bad';
}

/** A clear no of the registrar, or settings that cannot work: nothing that passes by itself in a minute. */
function isDefinite({ evidence }: Diagnosed): boolean {
  return evidence.probe === null || evidence.probe.failure?.kind === 'access_refused';
}

/** After a clear no, and when asked for fewer requests, further checks can do harm. */
function holdsBack({ evidence }: Diagnosed): boolean {
  const failure = evidence.probe?.failure ?? null;
  return isRefusal(failure) || failure?.kind === 'rate_limited' || failure?.kind === 'held_back';
}
