import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { whatCameBack } from '../errors/what-came-back.js';
import { isoTimeOrNull } from '../http/iso-time.js';
import { route, type Route } from '../http/route.js';
import { credentialsOf } from '../settings/settings.js';
import type { SettingsService } from '../settings/settings-service.js';
import type { Phrase } from '../texts/phrase.js';
import type { PassOutcome } from './pass-outcome.js';
import type { PortfolioService } from './portfolio-service.js';

/** Reading the whole list by hand. */
export function portfolioRoutes(portfolio: PortfolioService, settings: SettingsService): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/portfolio/refresh',
      access: 'bearer',
      summary: "Read the account's whole list of domains now, with the stored settings",
      answer: z.object({
        /** `reading`: it takes longer and goes on. */
        outcome: z.enum(['clean', 'unclean', 'failed', 'reading']),
        /** Why it is not clean. */
        detail: z.string().nullable(),
        domains: z.int(),
        /** Start of the last clean pass. */
        readAt: z.string().nullable(),
      }),
      handle: async ({ texts }) => {
        const current = await settings.current();
        if (current === null) throw new CompanionError('no_settings');
        const credentials = credentialsOf(current);
        const outcome = await portfolio.refresh(credentials);
        const age = await portfolio.age(credentials);
        const detail = detailOf(outcome);
        return {
          outcome: outcome?.kind ?? 'reading',
          detail: detail === null ? null : texts.say(detail),
          domains: age?.domains ?? 0,
          readAt: isoTimeOrNull(age?.cleanAt ?? null),
        };
      },
    }),
  ];
}

function detailOf(outcome: PassOutcome | null): Phrase | null {
  switch (outcome?.kind) {
    case 'failed':
      return whatCameBack(outcome.failure);
    case 'unclean':
      return outcome.because;
    default:
      return null;
  }
}
