import { z } from 'zod';

/**
 * What the registrar says about a domain on hold (nicenic-api-v2.md section 5.14). Its times carry no zone, so they
 * stay the texts that they are.
 */
export const holdReportSchema = z.object({
  /** `none`, `pending`, `applied`, or a word that is not documented. */
  state: z.string(),
  /** Of the case: `Under Review`, `ClientHold`, ... */
  status: z.string(),
  impact: z.string().nullable(),
  /** Next step that the registrar proposes. */
  action: z.string().nullable(),
  scheduledAt: z.string().nullable(),
  appliedAt: z.string().nullable(),
});

export type HoldReport = z.infer<typeof holdReportSchema>;
