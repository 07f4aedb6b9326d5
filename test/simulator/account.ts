import type { Whitelist } from './address.js';
import type { RefusalReason } from './dialects.js';

/** The two API environments; each has its own secret, whitelist, balance and portfolio. */
export const ENVIRONMENTS = ['production', 'sandbox'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The one NiceNIC account that the simulator knows. Tests change its fields while the simulator runs. */
export interface Account {
  username: string;
  /** null = the API password was never set. */
  productionSecret: string | null;
  /** null = no sandbox secret was generated. */
  sandboxSecret: string | null;
  /** Password of the web login; never accepted by the API, even where a secret was set equal to it. */
  loginPassword: string;
  /** Whether the account was raised to a tier with API access. */
  eligible: boolean;
}

/** Invented credentials; a secret here is recognisable, so that a leak test can look for it. */
export const DEFAULT_ACCOUNT: Readonly<Account> = {
  username: 'demo-reseller',
  productionSecret: 'sim-production-secret-7Qx2',
  sandboxSecret: 'sim-sandbox-secret-4Kd9',
  loginPassword: 'sim-login-password-8Zw5',
  eligible: true,
};

/** What was seen of the Authorization header. Holds no part of a credential. */
export interface SeenAuthorization {
  readonly header: 'absent' | 'malformed' | 'well_formed';
  readonly usernameMatches: boolean;
  /** Which of the account's passwords was sent. */
  readonly secret: 'production' | 'sandbox' | 'login_password' | 'none';
}

/**
 * Reads `Authorization: <username>:<api_secret>`: no scheme word, no base64, one colon between
 * (nicenic-api-v2.md section 2). The first colon separates; whether a colon may occur in a secret is not known, so
 * one is let through. Node hands headers over as Latin-1; the secret is compared as the UTF-8 it was typed in.
 */
export function readAuthorization(header: string | undefined, account: Account): SeenAuthorization {
  if (header === undefined || header === '') {
    return { header: 'absent', usernameMatches: false, secret: 'none' };
  }
  const parts = /^([^\s:]+):(\S+)$/.exec(Buffer.from(header, 'latin1').toString('utf8'));
  if (parts === null) return { header: 'malformed', usernameMatches: false, secret: 'none' };
  return {
    header: 'well_formed',
    usernameMatches: parts[1] === account.username,
    secret: whichSecret(parts[2], account),
  };
}

function whichSecret(sent: string | undefined, account: Account): SeenAuthorization['secret'] {
  switch (sent) {
    case account.loginPassword:
      return 'login_password';
    case account.productionSecret:
      return 'production';
    case account.sandboxSecret:
      return 'sandbox';
    default:
      return 'none';
  }
}

/** The access checks; in which order the registrar makes them is not known, so the order is a setting. */
export const ACCESS_CHECKS = ['whitelist', 'credentials', 'eligibility'] as const;
export type AccessCheck = (typeof ACCESS_CHECKS)[number];

export interface AccessRequest {
  readonly environment: Environment;
  readonly sourceAddress: string;
  readonly authorization: SeenAuthorization;
}

/** The first reason to refuse access, or null when every check of the list passes. */
export function checkAccess(
  request: AccessRequest,
  account: Account,
  whitelist: Whitelist,
  checks: readonly AccessCheck[],
): RefusalReason | null {
  for (const check of checks) {
    const reason = accessProblem(check, request, account, whitelist);
    if (reason !== null) return reason;
  }
  return null;
}

function accessProblem(
  check: AccessCheck,
  request: AccessRequest,
  account: Account,
  whitelist: Whitelist,
): RefusalReason | null {
  switch (check) {
    case 'whitelist':
      return whitelist.has(request.sourceAddress) ? null : 'ip_not_whitelisted';
    case 'eligibility':
      return account.eligible ? null : 'account_not_eligible';
    case 'credentials': {
      const { header, usernameMatches, secret } = request.authorization;
      if (header === 'absent') return 'header_missing';
      if (header === 'malformed') return 'header_malformed';
      return usernameMatches && secret === request.environment ? null : 'wrong_credentials';
    }
  }
}
