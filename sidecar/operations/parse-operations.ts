import { z } from 'zod';
import { operationsFile, type Operations } from './operations-schema.js';

export type ParsedOperations =
  | { readonly operations: Operations }
  /** One plain sentence for each fault: where it is, and what is wrong there. */
  | { readonly problems: readonly string[] };

/** Reads the text of an operations file. */
export function parseOperations(text: string): ParsedOperations {
  let content: unknown;
  try {
    // Some editors leave a byte order mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problems: [`not valid JSON: ${positionIn(text, (error as SyntaxError).message)}`] };
  }
  const parsed = operationsFile.safeParse(content);
  return parsed.success
    ? { operations: parsed.data.operations }
    : { problems: parsed.error.issues.flatMap((issue) => sentences(issue)) };
}

/** The parser counts characters; people count lines. */
function positionIn(text: string, message: string): string {
  const position = /at position (?<at>\d+)/.exec(message)?.groups?.['at'];
  const told = message.replace(/ in JSON at position .*$/s, '').replace(/\s+/g, ' ');
  if (position === undefined) return told;
  const lines = text.slice(0, Number(position)).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: ${told}`;
}

function sentences(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    // The keys of a record.
    case 'invalid_key':
      return issue.issues.flatMap((inner) => sentences(inner, path));
    case 'invalid_union': {
      // Of the two forms of a parameter the one that was meant is the one whose type fits.
      const meant = issue.errors.find((issues) =>
        issues.every(({ code, path: at }) => code !== 'invalid_type' || at.length > 0),
      );
      return meant === undefined
        ? [sentence(path, 'must be a text, or an object with "from" and "values"')]
        : meant.flatMap((inner) => sentences(inner, path));
    }
    default:
      return [sentence(path, issue.message.endsWith('received undefined') ? 'is missing' : issue.message)];
  }
}

function sentence(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
