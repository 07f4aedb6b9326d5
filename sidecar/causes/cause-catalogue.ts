import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The closed list of cause codes (design.md section 4.5). */
export const CAUSE_CODES = [
  'wrong_secret',
  'secret_malformed',
  'username_malformed',
  'wrong_environment',
  'auth_header_altered',
  'ip_not_whitelisted',
  'egress_ip_changed',
  'account_not_eligible',
  'wrong_endpoint',
  'bad_request_format',
  'whmcs_settings_incomplete',
  'whmcs_settings_not_saved',
  'cron_environment_differs',
  'network_unreachable',
  'dns_failure',
  'tls_failure',
  'proxy_interference',
  'api_outage',
  'rate_limited',
  'sidecar_unreachable',
  'unknown',
] as const;

export type CauseCode = (typeof CAUSE_CODES)[number];

const causeEntry = z.object({
  code: z.enum(CAUSE_CODES),
  /** Number of the cause in the registrar's guide, or null (auth-guide.md section 11). */
  guideCause: z.int().min(1).max(8).nullable(),
  fixedBy: z.string(),
  title: z.string(),
  fix: z.array(z.string()).min(1),
  /** What only the administrator can answer, where remote evidence cannot settle it (auth-guide.md section 4.3). */
  question: z.string().optional(),
});

const catalogue = z.object({ links: z.record(z.string(), z.url()), causes: z.array(causeEntry) });

export type CauseText = z.infer<typeof causeEntry>;

/** The words for every cause, from `shared/causes.json`, which PHP, pages, mails and documentation read as well. */
const { links, causes } = catalogue.parse(
  JSON.parse(readFileSync(new URL('../../shared/causes.json', import.meta.url), 'utf8')),
);

const byCode = new Map(causes.map((cause) => [cause.code, cause]));

/** What stands for the address while no echo service has told it. */
const ADDRESS_NOT_KNOWN = 'of this server (ask the hosting provider for it)';

/** Title, steps and question of a cause with links and the address to whitelist filled in. */
export function causeText(code: CauseCode, address: string | null): CauseText {
  const text = byCode.get(code);
  if (text === undefined) throw new Error(`shared/causes.json has no entry for ${code}`);
  const values: Readonly<Record<string, string>> = { ...links, address: address ?? ADDRESS_NOT_KNOWN };
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return {
    ...text,
    fix: text.fix.map(fill),
    ...(text.question === undefined ? {} : { question: fill(text.question) }),
  };
}
