import { z } from 'zod';

/** One operation of NiceNIC API v2: documented (nicenic-api-v2.md section 0), or mapped in the operations file. */
export interface RegistrarAction<Input, Data> {
  readonly category: string;
  readonly action: string;
  /** True when the operation is charged to the account: it is sent at most once per order. */
  readonly paid: boolean;
  /** Codes of the answer that mean done. 0, and 200 on the read-only domain list alone (design.md rule 2). */
  readonly doneCodes: readonly number[];
  /**
   * Whether who asks the same while it is under way gets the same answer. Not where the answer settles orders: one
   * that was asked for before an order went out says nothing about it.
   */
  readonly shared: boolean;
  /** Names of the parameters that tell about a person or open a door. An answer may repeat them; it is kept masked. */
  readonly confidential: readonly string[];
  /** True when the answer itself opens a door: of an answer that was not understood nothing is kept. */
  readonly confidentialAnswer: boolean;
  /** Parameters with the documented names and limits. */
  readonly request: z.ZodType<object, Input>;
  /** Reads `data` in each of the shapes that the documentation leaves possible (nicenic-api-v2.md section 4). */
  readonly data: z.ZodType<Data>;
}

/** `category/action`, the name under which an operation is logged and counted. */
export function nameOf(action: { readonly category: string; readonly action: string }): string {
  return `${action.category}/${action.action}`;
}

/** Numbers may come as strings. */
export const lenientNumber = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^[+-]?\d+(?:\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number());

/** Yes and no may come as numbers or strings, too; nothing and null count as not told. */
export const lenientBoolean = z
  .union([
    z.boolean(),
    z.literal([0, 1]).transform((flag) => flag === 1),
    z.enum(['0', '1', 'false', 'true']).transform((flag) => flag === '1' || flag === 'true'),
  ])
  .nullish()
  .transform((flag) => flag ?? null);

/** `YYYY-MM-DD`, also when a time follows; anything else, such as `0000-00-00`, counts as not told. */
export const lenientDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?!\d)/)
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date())
  .nullable()
  .catch(null);

/** An object, also when it comes as the only element of an array. Nothing, null or [] is an empty object. */
export function oneObject<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<z.output<z.ZodObject<Shape>>> {
  return z.preprocess((data) => {
    const [first] = Array.isArray(data) ? (data as unknown[]) : [data];
    return first ?? {};
  }, z.object(shape));
}

/** A list, also when it comes as one object or as an object with numbered keys. Nothing or null is an empty list. */
export function listOf<Item>(item: z.ZodType<Item>): z.ZodType<Item[]> {
  return z.preprocess((data) => {
    if (data === null || data === undefined) return [];
    if (Array.isArray(data) || typeof data !== 'object') return data;
    const entries = Object.entries(data);
    const numbered = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
    if (numbered) return entries.map(([, value]) => value as unknown);
    return entries.length === 0 ? [] : [data];
  }, z.array(item));
}
