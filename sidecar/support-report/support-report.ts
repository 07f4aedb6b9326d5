import { standsSince } from '../checks/monitor.js';
import type { Status } from '../checks/status-service.js';
import { SECRET_MASK } from '../config/secret.js';
import { diagnosisInWords, type DiagnosisAnswer } from '../diagnosis/diagnosis-answer.js';
import { isoTime } from '../http/iso-time.js';
import { oneLine } from '../nicenic/one-line.js';
import type { Attempt } from '../nicenic/registrar-client.js';
import { translatorFor } from '../texts/translator.js';

/** The ten things that NiceNIC's support asks for, in its order (auth-guide.md section 7; the ids are fixed). */
export type SupportItemId =
  | 'account'
  | 'api_action'
  | 'timestamp'
  | 'domain'
  | 'outbound_ip'
  | 'endpoint'
  | 'response'
  | 'integration'
  | 'whmcs_version'
  | 'screenshots';

export interface SupportItem {
  readonly id: SupportItemId;
  readonly title: string;
  readonly value: string;
}

/** What to send to NiceNIC's support. Holds no secret, no token and no registrant's data in any encoding. */
export interface SupportReport {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly items: readonly SupportItem[];
  /** Useful in addition: API environment, versions, proxy variables, PHP. */
  readonly additional: readonly { readonly title: string; readonly value: string }[];
  /** The last call as it was sent, without the secret. */
  readonly request: {
    readonly method: 'GET';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  } | null;
  /** What came back, in the registrar's own words. */
  readonly response: Pick<Attempt, 'httpStatus' | 'code' | 'msg' | 'milliseconds'> | null;
  readonly causes: DiagnosisAnswer['causes'];
  readonly checklist: DiagnosisAnswer['checklist'];
}

/** What the report is made from. */
export interface SupportFacts {
  readonly username: string | null;
  readonly status: Status;
  readonly versions: Readonly<Record<string, string>>;
  /** IANA name of the server's time zone. */
  readonly timeZone: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** The support of NiceNIC, which reads English, whatever the admin speaks. */
const READER = translatorFor('en');

const NOT_KNOWN = 'not known yet';

/** Pure: facts in, report out. */
export function composeSupportReport(facts: SupportFacts): SupportReport {
  const { status, username, now } = facts;
  const diagnosis = status.incident === null ? null : diagnosisInWords(status.incident.diagnosis, READER);
  const attempt = status.lastCheck?.attempt ?? diagnosis?.attempts[0] ?? null;
  return {
    createdAt: isoTime(now),
    items: [
      { id: 'account', title: 'Account user name', value: username ?? NOT_KNOWN },
      { id: 'api_action', title: 'API action', value: attempt?.action ?? NOT_KNOWN },
      { id: 'timestamp', title: 'Time of the request', value: timeOf(attempt, facts.timeZone) },
      { id: 'domain', title: 'Domain used in the test', value: 'none: the call takes no domain' },
      { id: 'outbound_ip', title: 'Outbound address of the server', value: addressesOf(status, now) },
      { id: 'endpoint', title: 'API endpoint', value: attempt?.endpoint ?? NOT_KNOWN },
      { id: 'response', title: 'Response code and message', value: answerOf(attempt) },
      { id: 'integration', title: 'Custom code or WHMCS', value: integrationOf(status) },
      { id: 'whmcs_version', title: 'WHMCS version', value: told(status, 'whmcsVersion') },
      {
        id: 'screenshots',
        title: 'Screenshots',
        value: 'please add; cover up API secret, login password, sidecar token and customer data',
      },
    ],
    additional: additionalOf(facts),
    request: attempt === null ? null : requestOf(attempt, username),
    response:
      attempt === null
        ? null
        : {
            httpStatus: attempt.httpStatus,
            code: attempt.code,
            msg: attempt.msg,
            milliseconds: attempt.milliseconds,
          },
    causes: diagnosis?.causes ?? [],
    checklist: diagnosis?.checklist ?? [],
  };
}

function timeOf(attempt: Attempt | null, timeZone: string): string {
  return attempt === null ? NOT_KNOWN : `${attempt.timestamp} (UTC); time zone of the server: ${timeZone}`;
}

function addressesOf(status: Status, now: number): string {
  if (status.egress.length === 0) return NOT_KNOWN;
  return status.egress
    .map(({ context, family, address, source, lastSeen }) => {
      const minutes = Math.round((now - lastSeen) / 60_000);
      return `${address} (${context}, IPv${family}, seen by ${source} ${minutes} minutes ago)`;
    })
    .join('; ');
}

function answerOf(attempt: Attempt | null): string {
  if (attempt === null) return NOT_KNOWN;
  if (attempt.httpStatus === null) return 'no answer';
  return [
    `HTTP ${attempt.httpStatus}`,
    ...(attempt.code === null ? [] : [`code ${attempt.code}`]),
    ...(attempt.msg === null ? [] : [`"${oneLine(attempt.msg)}"`]),
  ].join(', ');
}

function integrationOf(status: Status): string {
  return `WHMCS with the module niceniccompanion (${told(status, 'moduleVersion')})`;
}

/** The versions that the WHMCS environments reported, each with its environment where they differ. */
function told(status: Status, name: 'whmcsVersion' | 'phpVersion' | 'moduleVersion'): string {
  const values = status.environments.flatMap(({ context }) =>
    context[name] === undefined ? [] : [{ environment: context.environment, value: context[name] }],
  );
  const [first] = values;
  if (first === undefined) return NOT_KNOWN;
  const same = values.every(({ value }) => value === first.value);
  return same ? first.value : values.map(({ environment, value }) => `${value} (${environment})`).join(', ');
}

function additionalOf({ status, versions }: SupportFacts): SupportReport['additional'] {
  const proxies = status.environments.flatMap(({ context, proxy }) =>
    Object.entries(proxy ?? {}).map(([name, value]) => `${name}=${value} (${context.environment})`),
  );
  return [
    { title: 'API environment', value: status.apiEnvironment ?? NOT_KNOWN },
    { title: 'State', value: `${status.monitor.state} since ${isoTime(standsSince(status.monitor))}` },
    {
      title: 'Last accepted call',
      value: status.lastSuccess === null ? 'none' : isoTime(status.lastSuccess.at),
    },
    { title: 'PHP version', value: told(status, 'phpVersion') },
    ...Object.entries(versions).map(([name, value]) => ({ title: `Version of ${name}`, value })),
    { title: 'Proxy variables in WHMCS', value: proxies.length === 0 ? 'none' : proxies.join(', ') },
  ];
}

function requestOf(attempt: Attempt, username: string | null): SupportReport['request'] {
  const [category, action] = attempt.action.split('/');
  return {
    method: 'GET',
    url: `${attempt.endpoint}?category=${category ?? ''}&action=${action ?? ''}`,
    headers: {
      Authorization: `${username ?? ''}:${SECRET_MASK}`,
      'Content-Type': 'application/json',
    },
  };
}
