import type { RefusalReason } from './dialects.js';
import { type HttpAnswer, jsonAnswer } from './http-answer.js';

/**
 * The shapes that `data` of a success may take. The documentation's own examples are not valid JSON for lists and
 * for some single items, so the real shape is not known (nicenic-api-v2.md section 4):
 * - `documented`: the repaired examples: lists as array, single items as object, empty as `{}`;
 * - `array`: lists as array, single items as array of one, empty as `[]`;
 * - `object`: single items as object, a list of one as that item, a longer or empty list as object with the keys
 *   "0", "1", ...;
 * - `null`: `data` is null on every success;
 * - `absent`: no `data` key on any success.
 */
export const DATA_SHAPES = ['documented', 'array', 'object', 'null', 'absent'] as const;
export type DataShape = (typeof DATA_SHAPES)[number];

/**
 * What an action decided, before it is put into the registrar's words. `map` is data whose example is valid JSON
 * and keeps its form in the shapes `array` and `object`; `list` and `item` are the ones whose form is not known.
 */
export type Verdict =
  | { readonly kind: 'map'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'item'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'list'; readonly data: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'parameter_error' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** A verdict that the registrar answers with code 0. */
export type Success = Extract<Verdict, { kind: 'map' | 'item' | 'list' | 'empty' }>;

export interface EnvelopeStyle {
  readonly dataShape: DataShape;
  /** Numbers, `code` included, travel as JSON strings. */
  readonly numbersAsStrings: boolean;
}

/** Answer of a success: code 0 (or 200, which the table of domain_list prints) and msg "success". */
export function successAnswer(verdict: Success, style: EnvelopeStyle, code = 0): HttpAnswer {
  return envelope(code, 'success', verdict, style);
}

/** Answer of an accepted order that is not finished (nicenic-api-v2.md sections 5.5 and 6). */
export function pendingAnswer(style: EnvelopeStyle): HttpAnswer {
  return envelope(201, 'Pending order, please wait for the order to be processed!', { kind: 'empty' }, style);
}

function envelope(code: number, msg: string, verdict: Success, style: EnvelopeStyle): HttpAnswer {
  const body =
    style.dataShape === 'absent' ? { code, msg } : { code, msg, data: shapeData(verdict, style.dataShape) };
  return jsonAnswer(style.numbersAsStrings ? withNumbersAsStrings(body) : body);
}

function shapeData(verdict: Success, shape: Exclude<DataShape, 'absent'>): unknown {
  if (shape === 'null') return null;
  switch (verdict.kind) {
    case 'map':
      return verdict.data;
    case 'empty':
      return shape === 'array' ? [] : {};
    case 'item':
      return shape === 'array' ? [verdict.data] : verdict.data;
    case 'list':
      if (shape !== 'object') return verdict.data;
      return verdict.data.length === 1 ? verdict.data[0] : Object.fromEntries(verdict.data.entries());
  }
}

function withNumbersAsStrings(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? String(part) : part)),
  );
}
