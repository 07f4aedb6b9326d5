import { randomUUID } from 'node:crypto';
import { AlertStore } from '../../../sidecar/alerts/alert-store.js';
import type { CheckResult } from '../../../sidecar/checks/check-result.js';
import { CheckStore } from '../../../sidecar/checks/check-store.js';
import { IncidentStore } from '../../../sidecar/checks/incident-store.js';
import { newMonitor, observe } from '../../../sidecar/checks/monitor.js';
import { MonitorStore } from '../../../sidecar/checks/monitor-store.js';
import { OutageTeller } from '../../../sidecar/checks/outage-teller.js';
import { stageDurations } from '../../../sidecar/checks/stage-durations.js';
import type { Diagnosis } from '../../../sidecar/diagnosis/diagnosis.js';
import { HistoryStore } from '../../../sidecar/history/history-store.js';
import type { Database } from '../../../sidecar/store/database.js';
import { seededRandom } from '../../support/seeded-random.js';

const MINUTE = 60_000;
const CHECKS_A_DAY = 288;
const DAYS = 365;

/** A check and its verdict as a real one left them. */
export interface Sample {
  readonly result: CheckResult;
  readonly diagnosis: Diagnosis;
}

/**
 * One year of checks every five minutes up to `end`, with so many outages of a quarter of an hour to three hours, through
 * the stores that the sidecar writes with; a day in each transaction, because a disk takes long for a hundred thousand.
 */
export async function writeYear(
  database: Database,
  end: number,
  outages: number,
  samples: { readonly good: Sample; readonly bad: Sample },
): Promise<{ readonly checks: number; readonly incidents: number }> {
  const { next: random } = seededRandom(1);
  let now = end - DAYS * CHECKS_A_DAY * 5 * MINUTE;
  const clock = (): number => now;
  const checks = new CheckStore(database);
  const history = new HistoryStore(database);
  const monitorStore = new MonitorStore(database, clock);
  const incidents = new IncidentStore(database, clock);
  const alerts = new AlertStore(database, clock, ['whmcs']);
  const teller = new OutageTeller(alerts, monitorStore);
  const failing = outageChecks(outages, random);
  let monitor = newMonitor(now);
  let incidentId: number | null = null;
  let opened = 0;
  for (let day = 0; day < DAYS; day += 1) {
    await database.transaction().execute(async (transaction) => {
      for (let place = 0; place < CHECKS_A_DAY; place += 1) {
        now += 5 * MINUTE;
        const bad = failing.has(day * CHECKS_A_DAY + place);
        const { result: sample, diagnosis } = bad ? samples.bad : samples.good;
        const slower = 1 + random() * 3;
        const result: CheckResult = {
          ...sample,
          at: now,
          source: 'schedule',
          milliseconds: Math.round(sample.milliseconds * slower * 100) / 100,
          stages: Object.fromEntries(
            Object.entries(sample.stages).map(([stage, at]) => [stage, Math.round(at * slower * 100) / 100]),
          ),
          referenceId: randomUUID(),
        };
        const { outcome, causeCode: cause, milliseconds, stages, referenceId } = result;
        await checks.add(transaction, result);
        const times = new Map([['total', milliseconds] as const, ...stageDurations(stages)]);
        await history.add(transaction, { at: now, outcome, times });
        const step = observe(monitor, { at: now, outcome, cause, definite: true });
        monitor = step.monitor;
        await monitorStore.write(transaction, step, referenceId);
        if (step.event?.kind === 'opened') {
          incidentId = await incidents.open(
            transaction,
            step.event.failingSince,
            step.event.cause,
            diagnosis,
          );
          opened += 1;
        }
        if (step.event?.kind === 'recovered' && incidentId !== null)
          await incidents.close(transaction, incidentId);
        await teller.tell(transaction, step, diagnosis, { outcome, incidentId, referenceId, at: now });
        if (monitor.state !== 'failing') incidentId = null;
      }
    });
    for (const { id } of await alerts.due('whmcs', 50)) {
      const token = await alerts.claim(id, 'whmcs');
      if (token !== null) await alerts.delivered(id, token);
    }
  }
  return { checks: DAYS * CHECKS_A_DAY, incidents: opened };
}

/** Numbers of the checks that fail: one outage in each part of the year, long enough apart to be told each. */
function outageChecks(outages: number, random: () => number): ReadonlySet<number> {
  const part = Math.floor((DAYS * CHECKS_A_DAY) / outages);
  const failing = new Set<number>();
  for (let outage = 0; outage < outages; outage += 1) {
    const from = outage * part + Math.floor(random() * (part / 2));
    const long = 3 + Math.floor(random() * 33);
    for (let check = from; check < from + long; check += 1) failing.add(check);
  }
  return failing;
}
