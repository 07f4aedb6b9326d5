import { type HttpAnswer, htmlAnswer, jsonAnswer } from './http-answer.js';

/**
 * The ways in which the simulator can word a refusal.
 *
 * The registrar documents no code and no text for any refusal but `400 Request parameter error`
 * (nicenic-api-v2.md section 6), so whoever reads its answers has to cope with every one of these:
 * - `specific`: an own code and an own text per reason;
 * - `generic`: one code and one text for every reason;
 * - `http-html`: HTTP 401 or 403 with an HTML page;
 * - `bad-request`: the documented `400 Request parameter error` for every reason;
 * - `non-english`: one code, a Chinese text per reason.
 *
 * Every code other than 0, 200, 201 and 400, and every text other than the two documented ones, is INVENTED
 * here. Nothing may be built on them.
 */
export const DIALECTS = ['specific', 'generic', 'http-html', 'bad-request', 'non-english'] as const;
export type Dialect = (typeof DIALECTS)[number];

interface Wording {
  /** Invented code of the dialect `specific`. */
  readonly code: number;
  readonly english: string;
  readonly chinese: string;
}

const WORDINGS = {
  header_missing: { code: 1001, english: 'Authorization header is missing', chinese: '缺少授权信息' },
  header_malformed: { code: 1002, english: 'Authorization header is malformed', chinese: '授权信息格式错误' },
  wrong_credentials: {
    code: 1003,
    english: 'Username or API secret is wrong',
    chinese: '用户名或接口密码错误',
  },
  ip_not_whitelisted: { code: 1004, english: 'IP address is not allowed', chinese: 'IP地址不在白名单中' },
  account_not_eligible: { code: 1005, english: 'Account has no API access', chinese: '账户无接口权限' },
  bad_format: { code: 1006, english: 'Request format is not supported', chinese: '请求格式错误' },
  rate_limited: { code: 1007, english: 'Too many requests', chinese: '请求过于频繁' },
  domain_taken: { code: 2001, english: 'Domain is not available', chinese: '域名已被注册' },
  insufficient_balance: { code: 2002, english: 'Insufficient balance', chinese: '余额不足' },
  unsupported_tld: { code: 2003, english: 'TLD is not supported', chinese: '不支持该后缀' },
  domain_not_in_account: {
    code: 2004,
    english: 'Domain is not in this account',
    chinese: '域名不属于该账户',
  },
  wrong_expiry_date: { code: 2005, english: 'Expiry date does not match', chinese: '到期日期不符' },
  wrong_authcode: { code: 2006, english: 'Transfer code is wrong', chinese: '转移密码错误' },
  domain_already_in_account: { code: 2007, english: 'Domain is already yours', chinese: '域名已在该账户中' },
  order_already_pending: { code: 2008, english: 'An order is already pending', chinese: '订单正在处理中' },
  host_exists: { code: 2009, english: 'Host already exists', chinese: '主机已存在' },
  host_not_found: { code: 2010, english: 'Host does not exist', chinese: '主机不存在' },
} as const satisfies Record<string, Wording>;

/** Why the simulator refused. A closed list; the reason itself never travels, only the dialect's wording of it. */
export type RefusalReason = keyof typeof WORDINGS;

/** Reasons for which HTTP has its own status 401; all others are 403 in the dialect `http-html`. */
const UNAUTHENTICATED: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  'header_missing',
  'header_malformed',
  'wrong_credentials',
]);

/** The documented error answer, without a `data` key (nicenic-api-v2.md section 4). */
export function parameterError(): HttpAnswer {
  return jsonAnswer({ code: 400, msg: 'Request parameter error' });
}

/** What the registrar says when it refuses for `reason`, in the given dialect. */
export function refuse(dialect: Dialect, reason: RefusalReason): HttpAnswer {
  const wording: Wording = WORDINGS[reason];
  switch (dialect) {
    case 'specific':
      return jsonAnswer({ code: wording.code, msg: wording.english });
    case 'generic':
      return jsonAnswer({ code: 999, msg: 'Request refused' });
    case 'http-html':
      return UNAUTHENTICATED.has(reason)
        ? htmlAnswer(401, '401 Unauthorized')
        : htmlAnswer(403, '403 Forbidden');
    case 'bad-request':
      return parameterError();
    case 'non-english':
      return jsonAnswer({ code: 998, msg: wording.chinese });
  }
}
