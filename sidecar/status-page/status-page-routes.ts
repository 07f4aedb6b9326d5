import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AlertStore } from '../alerts/alert-store.js';
import type { CheckService } from '../checks/check-service.js';
import type { CheckStore } from '../checks/check-store.js';
import { endOfMaintenance } from '../checks/end-of-maintenance.js';
import type { IncidentStore } from '../checks/incident-store.js';
import type { StatusService } from '../checks/status-service.js';
import { CompanionError } from '../errors/companion-error.js';
import { lastBuckets } from '../history/buckets.js';
import type { Bucket, HistoryStore } from '../history/history-store.js';
import { isoTime } from '../http/iso-time.js';
import { route, type Route } from '../http/route.js';
import { setLanguage, translatorOf } from '../http/translator-of.js';
import type { Clock } from '../store/clock.js';
import type { SupportReportService } from '../support-report/support-report-service.js';
import { fault } from '../texts/field-fault.js';
import { LANGUAGES } from '../texts/language.js';
import type { Translator } from '../texts/translator.js';
import { attemptLimit } from './attempt-limit.js';
import { clearSession, sessionOf, setSession } from './browser-session.js';
import { CHECKS_IN_BAR } from './check-view.js';
import { DAYS_IN_BAR } from './day-view.js';
import { ASSETS } from './page-assets.js';
import { incidentPageRoutes } from './incident-page-routes.js';
import { ownForm } from './own-form.js';
import {
  renderMessagePage,
  renderReportPage,
  renderStatusFragment,
  renderStatusPage,
} from './render-page.js';
import { sendPage } from './send-page.js';
import type { SignInStore } from './sign-in-store.js';
import { HOURS_IN_PLOT } from './stage-view.js';
import { statusView, type StatusView } from './status-view.js';
import type { SidecarVersions } from './version-view.js';

export interface StatusPageParts {
  readonly status: StatusService;
  readonly checks: CheckStore;
  readonly history: HistoryStore;
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
  readonly reports: SupportReportService;
  readonly service: CheckService;
  readonly signIns: SignInStore;
  readonly versions: SidecarVersions;
  readonly clock: Clock;
  /** Puts a test alert into every channel. */
  readonly testAlert: () => Promise<unknown>;
  /** Where browsers reach the sidecar, without a slash at the end. */
  readonly baseUrl: () => string;
}

/** A page that stays open on a wall must not go stale; more often would only be restless. */
const REFRESH_SECONDS = 30;

/** A page stays light; the rest is in `GET /v1/incidents`. */
const INCIDENTS_SHOWN = 10;

/** A ticket has 256 random bits; the limit keeps guessers from costing anything. */
const WRONG_TICKETS_A_MINUTE = 10;

/** Repeated refusals can get an account or address blocked (design.md rule 7), whoever asks for them. */
const TESTS_A_MINUTE = 10;

const HOUR_MILLISECONDS = 60 * 60_000;

/** A deploy, a move at night, a day. Longer ones by `PUT /v1/maintenance`. */
const PAUSES = [1, 4, 24].map((hours) => ({ hours, milliseconds: hours * HOUR_MILLISECONDS }));

/** Pages to go back to; nothing that could lead elsewhere. */
const OWN_PAGE = /^\/(?:public|support-report|incidents\/\d+)?$/;

/** Hashed file names never change their content. */
const ASSET_CACHE = 'public, max-age=31536000, immutable';

/** The status page, its files, and signing in to it. */
export function statusPageRoutes(parts: StatusPageParts): Route[] {
  const { signIns, service, reports, baseUrl, clock, testAlert } = parts;
  return [
    route({
      method: 'get',
      path: '/',
      access: 'browser',
      summary: 'The status page',
      query: z.object({ updates: z.enum(['on', 'off']).catch('on') }),
      handle: async ({ query, response, texts }) => {
        const refreshSeconds = query.updates === 'on' ? REFRESH_SECONDS : null;
        const view = await readView(parts, texts);
        sendPage(response, 200, renderStatusPage(view, { refreshSeconds, pauses: PAUSES }, texts));
      },
    }),
    route({
      method: 'get',
      path: '/v1/fragments/status',
      access: 'bearer',
      summary: "The status page's body as an HTML fragment with its own style, for the WHMCS admin page",
      handle: async ({ response, texts }) => {
        response.type('html').send(renderStatusFragment(await readView(parts, texts), texts));
      },
    }),
    route({
      method: 'post',
      path: '/v1/tickets',
      access: 'bearer',
      summary: 'A link to the status page that works once, for a minute, and signs the browser in',
      answer: z.object({ url: z.string(), expiresAt: z.string() }),
      handle: async () => {
        const ticket = await signIns.issueTicket();
        return { url: `${baseUrl()}/sign-in?ticket=${ticket.value}`, expiresAt: isoTime(ticket.expiresAt) };
      },
    }),
    route({
      method: 'get',
      path: '/sign-in',
      access: 'open',
      summary: 'Use a ticket: sign the browser in and go to the status page',
      query: z.object({ ticket: z.string().catch('') }),
      limit: attemptLimit(WRONG_TICKETS_A_MINUTE, ({ query: { ticket } }) =>
        signIns.isTicket(typeof ticket === 'string' ? ticket : ''),
      ),
      handle: async ({ query, request, response }) => {
        // Programs that look an address over before a person follows it must not use it up.
        const session = request.method === 'HEAD' ? null : await signIns.redeem(query.ticket);
        if (session === null) throw new CompanionError('ticket_invalid');
        setSession(response, session, baseUrl().startsWith('https:'));
        response.redirect(303, '/');
      },
    }),
    route({
      method: 'get',
      path: '/language',
      access: 'open',
      summary: 'Choose the language of the pages in this browser and go back to the page',
      query: z.object({ lang: z.enum(LANGUAGES), to: z.string().regex(OWN_PAGE).catch('/') }),
      handle: ({ query, response }) => {
        setLanguage(response, query.lang);
        response.redirect(303, query.to);
      },
    }),
    route({
      method: 'post',
      path: '/sign-out',
      access: 'browser',
      summary: 'End the browser session',
      handle: ownForm(async ({ request, response }) => {
        await signIns.signOut(sessionOf(request) ?? '');
        clearSession(response);
        response.redirect(303, '/');
      }),
    }),
    route({
      method: 'post',
      path: '/test-now',
      access: 'browser',
      summary: 'Run one check now and go back to the status page',
      limit: attemptLimit(TESTS_A_MINUTE),
      handle: ownForm(async ({ response }) => {
        await service.run('manual');
        response.redirect(303, '/');
      }),
    }),
    route({
      method: 'post',
      path: '/test-alert',
      access: 'browser',
      summary: 'Send a test alert on every channel and go back to the status page',
      limit: attemptLimit(TESTS_A_MINUTE),
      handle: ownForm(async ({ response }) => {
        await testAlert();
        response.redirect(303, '/');
      }),
    }),
    route({
      method: 'post',
      path: '/maintenance',
      access: 'browser',
      summary: 'Pause alerts for so many hours, or with 0 end the pause, and go back to the status page',
      query: z.object({
        hours: z.enum(['0', ...PAUSES.map(({ hours }) => String(hours))]).transform(Number),
      }),
      handle: ownForm<undefined, { hours: number }>(async ({ query: { hours }, response }) => {
        await (hours === 0 ? service.resume() : service.pause(clock() + hours * HOUR_MILLISECONDS));
        response.redirect(303, '/');
      }),
    }),
    route({
      method: 'post',
      path: '/maintenance/until',
      access: 'browser',
      summary: 'Pause alerts until a time in UTC and go back to the status page',
      body: z.object({ until: z.iso.datetime({ local: true, error: fault('fields:time') }) }),
      isForm: true,
      handle: ownForm<{ until: string }>(async ({ body, response }) => {
        await service.pause(endOfMaintenance(`${body.until}Z`, clock()));
        response.redirect(303, '/');
      }),
    }),
    route({
      method: 'get',
      path: '/support-report',
      access: 'browser',
      summary: "What NiceNIC's support asks for, as a page to copy it from",
      handle: async ({ response, texts }) => {
        sendPage(response, 200, renderReportPage(await reports.asText(), texts));
      },
    }),
    ...incidentPageRoutes(parts),
    ...ASSETS.map(({ name, type, body }) =>
      route({
        method: 'get',
        path: `/assets/${name}`,
        access: 'open',
        summary: 'A file that the pages load',
        handle: ({ response }) => {
          response.set('Cache-Control', ASSET_CACHE).type(type).send(body);
        },
      }),
    ),
  ];
}

/** What people get who are not signed in. */
export function signInPage(request: Request, response: Response): void {
  const texts = translatorOf(request);
  const message = {
    title: texts.t('page:sign_in.title'),
    lines: [texts.t('page:sign_in.lines.0'), texts.t('page:sign_in.lines.1')],
    command: 'nicenic-companion link',
    back: false,
  };
  sendPage(response, 401, renderMessagePage(message, texts));
}

async function readView(parts: StatusPageParts, texts: Translator): Promise<StatusView> {
  const now = parts.clock();
  const [status, checks, days, hours, incidents] = await Promise.all([
    parts.status.read(),
    parts.checks.page({ limit: CHECKS_IN_BAR }),
    lastBuckets(
      (span, from, to) => parts.history.counts(span, from, to),
      (none) => none,
      { span: 'day', buckets: DAYS_IN_BAR },
      now,
    ),
    lastBuckets<Bucket>(
      (span, from, to) => parts.history.read(span, from, to),
      (none) => ({ ...none, times: {} }),
      { span: 'hour', buckets: HOURS_IN_PLOT },
      now,
    ),
    parts.incidents.page({ limit: INCIDENTS_SHOWN }),
  ]);
  const alerts = await parts.alerts.sentAbout(incidents.items.map(({ id }) => id));
  const { versions } = parts;
  return statusView(
    { status, checks: checks.items, days, hours, incidents: incidents.items, alerts, versions, now },
    texts,
  );
}
