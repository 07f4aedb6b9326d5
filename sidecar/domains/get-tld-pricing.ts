import { z } from 'zod';
import { isoTime } from '../http/iso-time.js';
import type { TldVerdict, WhyMissing } from '../pricing/decide-tld.js';
import type { TldPriceService } from '../pricing/tld-price-service.js';
import { credentialsOf } from '../settings/settings.js';
import { domainAction, type DomainAction } from './domain-action.js';
import { suffixName } from './domain-name.js';
import type { FailureReporter } from './failure-reporter.js';

/** There are about 1,500 TLDs, and some shops sell second levels of countries beside them. */
const MOST_TLDS = 3_000;

/** Of the 25 s that WHMCS's side waits; finding the cause of a failure may take two more. */
const QUOTE_MILLISECONDS = 20_000;

/** One TLD of the answer. Prices are for one year in units of `currency`; `readAt` is ISO 8601. */
interface PricedTld {
  /** As it was asked for, without the dot. */
  readonly tld: string;
  readonly register: number;
  readonly renew: number | null;
  readonly transfer: number | null;
  readonly currency: string;
  readonly readAt: string;
  readonly outOfDate: boolean;
}

/** A TLD without a price, and why. */
interface MissingTld {
  readonly tld: string;
  readonly why: WhyMissing;
}

/**
 * WHMCS's GetTldPricing (whmcs-contract.md section 5.5) for the TLDs that the shop sells: NiceNIC documents no price
 * list. Answers with what is known in time: `{prices, missing}`.
 */
export function getTldPricing(service: TldPriceService, failures: FailureReporter): DomainAction {
  return domainAction({
    name: 'GetTldPricing',
    params: z.object({ tlds: z.array(z.string().max(63)).min(1).max(MOST_TLDS) }),
    run: async (params, { settings }) => {
      const end = performance.now() + QUOTE_MILLISECONDS;
      const asked = new Map(params.tlds.map((dotted) => [dotted.replace(/^\./, ''), suffixName(dotted)]));
      const suffixes = new Set([...asked.values()].filter((suffix) => suffix !== null));
      const { verdicts, failure } = await service.quote(credentialsOf(settings), [...suffixes], end);
      const prices: PricedTld[] = [];
      const missing: MissingTld[] = [];
      for (const [tld, suffix] of asked) {
        // Nobody sells names below what is no public suffix.
        const verdict: TldVerdict = (suffix === null ? undefined : verdicts.get(suffix)) ?? {
          missing: 'not_sold',
        };
        if ('missing' in verdict) missing.push({ tld, why: verdict.missing });
        else {
          const { readAt, ...price } = verdict.price;
          prices.push({ tld, ...price, readAt: isoTime(readAt), outOfDate: verdict.outOfDate });
        }
      }
      if (prices.length === 0 && failure !== null)
        throw await failures.report('domain/get_price', failure, settings);
      return { prices, missing };
    },
  });
}
