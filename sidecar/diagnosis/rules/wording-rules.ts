import type { Evidence } from '../evidence.js';
import { oneLine } from '../../nicenic/one-line.js';
import { phrase, type Phrase } from '../../texts/phrase.js';
import { HINT, STRONG, WEAK_HINT, type Rule } from './rule.js';

/**
 * Words in the registrar's text, in the languages it may speak. Hints only: its wording is documented nowhere, and the
 * text is kept as it came.
 */
export const WORDING_RULES: readonly Rule[] = [
  {
    id: 'text_about_address',
    factors: { ip_not_whitelisted: HINT },
    reason: 'The text speaks of an address or a whitelist.',
    fact: (evidence) => saidAbout(evidence, /white.?list|allow.?list|\bIPs?\b|IP address|白名单|IP地址/i),
  },
  {
    id: 'text_about_credentials',
    factors: { wrong_secret: HINT },
    reason: 'The text speaks of the password, the secret or the user.',
    fact: (evidence) => saidAbout(evidence, /password|secret|credential|mật khẩu|parol|密码|密钥|用户名/i),
  },
  {
    id: 'text_about_account',
    factors: { account_not_eligible: HINT * WEAK_HINT },
    reason: 'The text speaks of the reseller level or of rights of the account.',
    fact: (evidence) =>
      saidAbout(
        evidence,
        /reseller|eligible|permission|\baccess (?:denied|rights?)\b|no API access|代理|权限/i,
      ),
  },
  {
    id: 'text_about_header',
    factors: { auth_header_altered: HINT * HINT },
    reason: 'The text speaks of the header, which always leaves this process whole.',
    fact: (evidence) => saidAbout(evidence, /\bheaders?\b|授权信息/i),
  },
  {
    id: 'text_about_format',
    factors: { bad_request_format: STRONG },
    reason: 'The text speaks of the format of the request.',
    fact: (evidence) => saidAbout(evidence, /content.?type|request format|malformed json|请求格式/i),
  },
  {
    id: 'text_about_rate',
    factors: { rate_limited: STRONG * STRONG },
    reason: 'The text speaks of too many requests.',
    fact: (evidence) => saidAbout(evidence, /too many|rate.?limit|频繁/i),
  },
];

function saidAbout(evidence: Evidence, words: RegExp): Phrase | null {
  // Of pages as well: a firewall or the registrar may tell there why.
  const message = evidence.probe?.failure?.message ?? '';
  return words.test(message) ? phrase('evidence:answer_said', { message: oneLine(message) }) : null;
}
