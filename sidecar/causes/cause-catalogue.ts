import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CATALOGUES } from '../texts/catalogues.js';
import { phrase, type Phrase, type TextKey } from '../texts/phrase.js';

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
  /** Whether it is NiceNIC that says no; otherwise it is out of reach, out of order, or was not even asked. */
  refusal: z.boolean(),
});

const catalogue = z.object({ links: z.record(z.string(), z.url()), causes: z.array(causeEntry) });

const { links, causes } = catalogue.parse(
  JSON.parse(readFileSync(new URL('../../shared/causes.json', import.meta.url), 'utf8')),
);

/** The English texts: which steps a cause has, and whether it has a question. */
const texts = z
  .record(
    z.enum(CAUSE_CODES),
    z.object({ title: z.string(), fix: z.array(z.string()).min(1), question: z.string().optional() }),
  )
  .parse(CATALOGUES.en['causes']);

/** The web addresses that steps name. */
export const CAUSE_LINKS: readonly string[] = Object.values(links);

/** What every surface says about a cause. */
export interface CauseText extends z.infer<typeof causeEntry> {
  readonly title: Phrase;
  readonly fix: readonly Phrase[];
  /** What only the administrator can answer, where remote evidence cannot settle it (auth-guide.md section 4.3). */
  readonly question: Phrase | null;
}

const byCode = new Map(causes.map((cause) => [cause.code, cause]));

/** Title, steps and question of a cause with links and the address to whitelist filled in. */
export function causeText(code: CauseCode, address: string | null): CauseText {
  const entry = byCode.get(code);
  if (entry === undefined) throw new Error(`shared/causes.json has no entry for ${code}`);
  const values = { ...links, address: address ?? phrase('words:address_not_known') };
  const { fix, question } = texts[code];
  return {
    ...entry,
    title: { key: `causes:${code}.title` },
    fix: fix.map((_step, place) => ({ key: `causes:${code}.fix.${place}` as TextKey, values })),
    question: question === undefined ? null : { key: `causes:${code}.question` as TextKey, values },
  };
}

/** Whether it is NiceNIC that says no: every surface calls it so, and checks hold back. Pure. */
export function isRefusedFor(code: CauseCode): boolean {
  return byCode.get(code)?.refusal ?? false;
}
