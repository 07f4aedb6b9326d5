import { z } from 'zod';
import { diagnosisAnswer, diagnosisInWords } from '../diagnosis/diagnosis-answer.js';
import { callContext } from '../egress/call-context.js';
import { ownEnvironmentAnswer, type OwnEnvironment } from '../egress/own-environment.js';
import { isoTime, isoTimeOrNull } from '../http/iso-time.js';
import { pageQuery } from '../http/page-query.js';
import { route, type Route } from '../http/route.js';
import type { PortfolioStatus } from '../portfolio/portfolio-service.js';
import type { Clock } from '../store/clock.js';
import type { Translator } from '../texts/translator.js';
import type { CheckService } from './check-service.js';
import type { StoredCheck } from './check-result.js';
import type { CheckStore } from './check-store.js';
import { endOfMaintenance } from './end-of-maintenance.js';
import { standsSince, type Monitor } from './monitor.js';
import type { Incident, IncidentStore } from './incident-store.js';
import type { Status, StatusService } from './status-service.js';

const checkAnswer = z.object({
  id: z.int(),
  at: z.string(),
  source: z.string(),
  environment: z.string(),
  outcome: z.enum(['good', 'bad', 'indeterminate']),
  causeCode: z.string().nullable(),
  milliseconds: z.number(),
  stages: z.record(z.string(), z.number()),
  attempt: z.unknown(),
  referenceId: z.string(),
});

const incidentAnswer = z.object({
  id: z.int(),
  openedAt: z.string(),
  failingSince: z.string(),
  closedAt: z.string().nullable(),
  durationMilliseconds: z.number().nullable(),
  causeCode: z.string(),
  diagnosis: diagnosisAnswer,
  notes: z.array(z.object({ at: z.string(), note: z.string() })),
});

/** What an environment of WHMCS told of itself last. */
const environmentAnswer = callContext.extend({
  proxy: z.record(z.string(), z.string()).nullable(),
  reportedAt: z.string(),
});

const maintenanceAnswer = z.object({ state: z.string(), pausedUntil: z.string().nullable() });

/** Run a check, and look at what checks have found. */
export function checkRoutes(
  service: CheckService,
  status: StatusService,
  checks: CheckStore,
  incidents: IncidentStore,
  versions: Readonly<Record<string, string>>,
  own: OwnEnvironment,
  clock: Clock,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/checks',
      access: 'bearer',
      summary: 'Run one check now with the stored settings',
      answer: checkAnswer.extend({ state: z.string(), healthy: z.boolean(), diagnosis: diagnosisAnswer }),
      handle: async ({ texts }) => {
        const { check, monitor, diagnosis } = await service.run('manual');
        return {
          ...checkAnswerOf(check),
          state: monitor.state,
          healthy: diagnosis.healthy,
          diagnosis: diagnosisInWords(diagnosis, texts),
        };
      },
    }),
    route({
      method: 'put',
      path: '/v1/maintenance',
      access: 'bearer',
      summary: 'Maintenance: silent until a time, at most 30 days ahead; null ends it. Checks go on',
      body: z.object({ until: z.iso.datetime({ offset: true }).nullable() }),
      answer: maintenanceAnswer,
      handle: async ({ body: { until } }) =>
        maintenanceAnswerOf(
          await (until === null ? service.resume() : service.pause(endOfMaintenance(until, clock()))),
        ),
    }),
    route({
      method: 'get',
      path: '/v1/checks',
      access: 'bearer',
      summary: 'Results of checks, newest first',
      query: pageQuery,
      answer: z.object({ checks: z.array(checkAnswer), nextCursor: z.int().nullable() }),
      handle: async ({ query }) => {
        const page = await checks.page(query);
        return { checks: page.items.map(checkAnswerOf), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'get',
      path: '/v1/incidents',
      access: 'bearer',
      summary: 'Incidents, newest first',
      query: pageQuery,
      answer: z.object({ incidents: z.array(incidentAnswer), nextCursor: z.int().nullable() }),
      handle: async ({ query, texts }) => {
        const page = await incidents.page(query);
        return {
          incidents: page.items.map((incident) => incidentAnswerOf(incident, texts)),
          nextCursor: page.nextCursor,
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/status',
      access: 'bearer',
      summary: 'How things stand now',
      answer: z.object({
        state: z.enum(['healthy', 'pending', 'failing', 'paused', 'unknown']),
        since: z.string().describe('When the state began; a failure, at its first bad check'),
        pausedUntil: z.string().nullable(),
        environment: z.string().nullable(),
        lastCheck: checkAnswer.nullable(),
        nextCheckAt: z.string().nullable(),
        egress: z.array(z.unknown()),
        egressUrls: z.array(z.string()),
        sidecar: ownEnvironmentAnswer,
        environments: z.array(environmentAnswer),
        warnings: z.array(z.string()),
        portfolio: z
          .object({
            domains: z.int(),
            readAt: z.string().nullable(),
            ageSeconds: z.number().nullable(),
            triedAt: z.string(),
            flaw: z.string().nullable(),
            reading: z.boolean(),
          })
          .nullable(),
        incident: incidentAnswer.nullable(),
        unknownOrders: z.object({ count: z.int(), oldestSentAt: z.string().nullable() }),
        certificateEndsAt: z.string().nullable(),
        balance: z.object({ amount: z.number(), currency: z.string(), at: z.string() }).nullable(),
        alerts: z.object({
          pending: z.int(),
          retrying: z.int(),
          lastError: z.string().nullable(),
          lastDeliveredAt: z.string().nullable(),
        }),
        versions: z.record(z.string(), z.string()),
      }),
      handle: async ({ texts }) => ({
        ...statusAnswerOf(await status.read(), versions, clock(), texts),
        sidecar: own,
      }),
    }),
  ];
}

function maintenanceAnswerOf({ state, pause }: Monitor): z.infer<typeof maintenanceAnswer> {
  return { state, pausedUntil: isoTimeOrNull(pause?.until ?? null) };
}

function statusAnswerOf(
  status: Status,
  versions: Readonly<Record<string, string>>,
  now: number,
  texts: Translator,
): object {
  return {
    state: status.monitor.state,
    since: isoTime(standsSince(status.monitor)),
    pausedUntil: isoTimeOrNull(status.monitor.pause?.until ?? null),
    environment: status.apiEnvironment,
    lastCheck: status.lastCheck === null ? null : checkAnswerOf(status.lastCheck),
    nextCheckAt: isoTimeOrNull(status.nextCheckAt),
    egress: status.egress.map(({ context, family, address, source, scope, lastSeen }) => ({
      context,
      family,
      address,
      source,
      scope,
      lastSeen: isoTime(lastSeen),
    })),
    // An environment asks these for its own outbound address and reports what they say.
    egressUrls: status.egressUrls,
    environments: status.environments.map(({ context, proxy, reportedAt }) => ({
      ...context,
      proxy,
      reportedAt: isoTime(reportedAt),
    })),
    warnings: status.warnings.map(texts.say),
    portfolio: status.portfolio === null ? null : portfolioAnswerOf(status.portfolio, now, texts),
    incident: status.incident === null ? null : incidentAnswerOf(status.incident, texts),
    unknownOrders: {
      count: status.unknownOrders.count,
      oldestSentAt: isoTimeOrNull(status.unknownOrders.oldestSentAt),
    },
    certificateEndsAt: isoTimeOrNull(status.lastSuccess?.certificateEndsAt ?? null),
    balance: status.balance === null ? null : { ...status.balance, at: isoTime(status.balance.at) },
    alerts: {
      ...status.alerts,
      lastError: status.alerts.lastError === null ? null : texts.say(status.alerts.lastError),
      lastDeliveredAt: isoTimeOrNull(status.alerts.lastDeliveredAt),
    },
    versions: { ...versions, ...reportedVersions(status) },
  };
}

function portfolioAnswerOf(portfolio: PortfolioStatus, now: number, texts: Translator): object {
  const { domains, cleanAt, triedAt, flaw, reading } = portfolio;
  return {
    domains,
    // What the last clean pass shows is as old as its start.
    readAt: isoTimeOrNull(cleanAt),
    ageSeconds: cleanAt === null ? null : Math.max(0, Math.round((now - cleanAt) / 1_000)),
    triedAt: isoTime(triedAt),
    flaw: flaw === null ? null : texts.say(flaw),
    reading,
  };
}

/** Versions that the WHMCS environments told of themselves; web and cron may differ. */
function reportedVersions(status: Status): Record<string, string> {
  return Object.fromEntries(
    status.environments.flatMap(({ context }) =>
      (['whmcsVersion', 'phpVersion', 'moduleVersion'] as const).flatMap((name) =>
        context[name] === undefined ? [] : [[`${context.environment}.${name}`, context[name]]],
      ),
    ),
  );
}

function checkAnswerOf(check: StoredCheck): z.infer<typeof checkAnswer> {
  return {
    id: check.id,
    at: isoTime(check.at),
    source: check.source,
    environment: check.apiEnvironment,
    outcome: check.outcome,
    causeCode: check.causeCode,
    milliseconds: check.milliseconds,
    stages: check.stages,
    attempt: check.attempt,
    referenceId: check.referenceId,
  };
}

function incidentAnswerOf(incident: Incident, texts: Translator): object {
  return {
    id: incident.id,
    openedAt: isoTime(incident.openedAt),
    failingSince: isoTime(incident.failingSince),
    closedAt: isoTimeOrNull(incident.closedAt),
    durationMilliseconds: incident.closedAt === null ? null : incident.closedAt - incident.failingSince,
    causeCode: incident.causeCode,
    diagnosis: diagnosisInWords(incident.diagnosis, texts),
    notes: incident.notes.map(({ at, note }) => ({ at: isoTime(at), note })),
  };
}
