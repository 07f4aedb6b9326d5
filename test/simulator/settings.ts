import { z } from 'zod';
import { ACCESS_CHECKS } from './account.js';
import { DIALECTS } from './dialects.js';
import { DATA_SHAPES } from './envelope.js';

/** How the simulated registrar behaves where the documentation leaves it open. All can be changed while it runs. */
export const settingsSchema = z.strictObject({
  dialect: z.enum(DIALECTS).default('specific'),
  dataShape: z.enum(DATA_SHAPES).default('documented'),
  numbersAsStrings: z.boolean().default(false),
  /** Success code of domain_list: 0 in the example, 200 in the table of the same page. */
  domainListCode: z.union([z.literal(0), z.literal(200)]).default(0),
  /** Whether POST with a JSON body works; one third-party client does it, no page says so. */
  acceptJsonPost: z.boolean().default(false),
  /** Access checks of production, in order. */
  productionChecks: z.array(z.enum(ACCESS_CHECKS)).default(['whitelist', 'credentials', 'eligibility']),
  /** Access checks of the sandbox; whether whitelist and reseller tier matter there is not known. */
  sandboxChecks: z.array(z.enum(ACCESS_CHECKS)).default(['credentials']),
  /** Whether renew refuses a `deaddate` other than the expiry date; the simulator's choice, not known. */
  checkDeaddate: z.boolean().default(true),
  /** Operations that no document names; see actions/invented.ts. */
  inventedOperations: z.boolean().default(false),
});
export type Settings = z.output<typeof settingsSchema>;
