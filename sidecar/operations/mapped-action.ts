import { z } from 'zod';
import type { RegistrarAction } from '../nicenic/registrar-action.js';
import type { MappedCall } from './operations-schema.js';

/** What the placeholders stand for in one call; one without a value leaves its parameter out. */
export type PlaceholderValues = Readonly<Record<string, string | undefined>>;

/** The registrar's action that the operations file describes. It is never a charged one: the file's check refuses those. */
export function mappedAction(
  { category, action }: MappedCall,
  options: { readonly confidentialAnswer?: boolean } = {},
): RegistrarAction<Record<string, string>, unknown> {
  return {
    category,
    action,
    paid: false,
    // 201 is "accepted, not finished": not known to be done (design.md rule 2).
    doneCodes: [0],
    shared: false,
    confidential: [],
    confidentialAnswer: options.confidentialAnswer ?? false,
    request: z.record(z.string(), z.string()),
    data: z.unknown(),
  };
}

/** The registrar's parameters, their placeholders filled. */
export function mappedParameters(
  { parameters }: MappedCall,
  values: PlaceholderValues,
): Record<string, string> {
  const filled = Object.entries(parameters).flatMap(([name, given]) => {
    const text = typeof given === 'string' ? given : given.from;
    const placeholder = /^\{(?<name>.+)\}$/.exec(text)?.groups?.['name'];
    const value = placeholder === undefined ? text : values[placeholder];
    if (value === undefined) return [];
    return [[name, typeof given === 'string' ? value : given.values[value]]];
  });
  return z.record(z.string(), z.string()).parse(Object.fromEntries(filled));
}
