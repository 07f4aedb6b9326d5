import { z } from 'zod';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 200;

/** `?limit=50&before=<id>` of the lists that go newest first. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LARGEST_LIMIT).default(DEFAULT_LIMIT),
  before: z.coerce.number().int().min(1).optional(),
});
