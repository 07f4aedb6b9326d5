import type { CallContext } from '../egress/call-context.js';

/** What is looked at besides access. Times are milliseconds since 1970-01-01 UTC. */
export interface NoticeFacts {
  readonly now: number;
  /** Whose balance, certificate and domains it is about. */
  readonly account: string;
  /** Null where none was seen, or no threshold is set. */
  readonly balance: { readonly amount: number; readonly currency: string; readonly threshold: number } | null;
  /** When the certificate that the registrar showed last ends; null where none was seen. */
  readonly certificateEndsAt: number | null;
  /** When the WHMCS cron reported last; null before it ever did. */
  readonly cronSeenAt: number | null;
  /** Milliseconds; WHMCS itself calls its cron ill after two hours (whmcs-contract.md section 11). */
  readonly cronMayBeSilentFor: number;
  /** Since when the sidecar has been there without a break to be reported to. */
  readonly awakeSince: number;
  /** Since when WHMCS hands over other settings in the web than in cron; false where it does not. */
  readonly settingsDiffer: boolean;
  /** Versions that the module told of itself, by environment. */
  readonly moduleVersions: readonly {
    readonly environment: CallContext['environment'];
    readonly version: string;
    readonly reportedAt: number;
  }[];
  readonly sidecarVersion: string;
  /** Names of the account's domains that are on hold. */
  readonly domainsOnHold: readonly string[];
}

/** Something that nobody fails by yet. `key` stays the same while it lasts. */
export type Notice =
  | {
      readonly key: 'balance';
      readonly amount: number;
      readonly currency: string;
      readonly threshold: number;
    }
  | { readonly key: 'certificate'; readonly days: number; readonly endsAt: number }
  | { readonly key: 'cron_silent'; readonly seenAt: number }
  | { readonly key: 'settings_differ' }
  | {
      readonly key: `version:${string}`;
      readonly environment: CallContext['environment'];
      readonly version: string;
      readonly sidecar: string;
      readonly reportedAt: number;
    }
  | HoldNotice;

export interface HoldNotice {
  readonly key: `hold:${string}`;
  readonly domain: string;
}

const DAY = 24 * 60 * 60_000;

/** Certificates are renewed a month before their end or at the latest in the last days; two weeks is when to ask. */
const CERTIFICATE_MILLISECONDS = 14 * DAY;

/** What an admin should hear of before it becomes a failure. Pure. */
export function findNotices(facts: NoticeFacts): Notice[] {
  const { now, balance, certificateEndsAt, cronSeenAt, moduleVersions, sidecarVersion } = facts;
  const notices: Notice[] = [];
  if (balance !== null && balance.amount < balance.threshold) notices.push({ key: 'balance', ...balance });
  if (certificateEndsAt !== null && certificateEndsAt - now < CERTIFICATE_MILLISECONDS) {
    const days = Math.max(0, Math.floor((certificateEndsAt - now) / DAY));
    notices.push({ key: 'certificate', days, endsAt: certificateEndsAt });
  }
  if (cronSeenAt !== null && now - cronSeenAt > facts.cronMayBeSilentFor)
    notices.push({ key: 'cron_silent', seenAt: cronSeenAt });
  if (facts.settingsDiffer) notices.push({ key: 'settings_differ' });
  for (const module of moduleVersions) {
    if (module.version !== sidecarVersion)
      notices.push({ key: `version:${module.environment}`, ...module, sidecar: sidecarVersion });
  }
  for (const domain of facts.domainsOnHold) notices.push({ key: `hold:${domain}`, domain });
  return notices;
}

export function isHold(notice: Notice): notice is HoldNotice {
  return 'domain' in notice;
}

/** Whether it is about the account, so that another account knows nothing of it. */
export function isOfAccount({ key }: Notice): boolean {
  return key === 'balance' || key === 'certificate' || key.startsWith('hold:');
}

/**
 * Whether it need not be so: cron may have come while the sidecar was not there to be reported to, and a module that
 * has not reported since the sidecar's start may have been updated together with it. Then it is not told yet, and not
 * over either. Pure.
 */
export function isDoubtful(notice: Notice, { now, awakeSince, cronMayBeSilentFor }: NoticeFacts): boolean {
  if ('sidecar' in notice) return notice.reportedAt < awakeSince || now - notice.reportedAt > DAY;
  return notice.key === 'cron_silent' && now - awakeSince <= cronMayBeSilentFor;
}
