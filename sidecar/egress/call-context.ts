import { z } from 'zod';

/** Where in WHMCS a call comes from (design.md section 4.4, `context`). */
export const callContext = z.object({
  environment: z.enum(['web', 'cron', 'cli']),
  whmcsVersion: z.string().max(64).optional(),
  phpVersion: z.string().max(64).optional(),
  hostname: z.string().max(255).optional(),
  moduleVersion: z.string().max(64).optional(),
  /** System user that PHP runs as; told with the report of an environment only. */
  user: z.string().max(64).optional(),
});

export type CallContext = z.infer<typeof callContext>;
