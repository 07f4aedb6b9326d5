import { z } from 'zod';
import { Secret } from '../config/secret.js';
import type { Settings } from './settings.js';

/** Longer than any user name or secret; keeps a pasted document out. */
const LONGEST_VALUE = 1_024;

/** `settings` of a request body (design.md section 4.4). The secret is wrapped before anything else sees it. */
export const settingsBody: z.ZodType<Settings, { username: string; apiSecret: string; testMode: boolean }> =
  z.object({
    username: z.string().max(LONGEST_VALUE),
    apiSecret: z
      .string()
      .max(LONGEST_VALUE)
      .transform((value) => new Secret(value)),
    testMode: z.boolean(),
  });
