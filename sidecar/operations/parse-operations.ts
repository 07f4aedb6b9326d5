import { z } from 'zod';
import { toldFault } from '../texts/field-fault.js';
import { phrase, type Phrase, type Text } from '../texts/phrase.js';
import { operationsFile, type Operations } from './operations-schema.js';

export type ParsedOperations =
  | { readonly operations: Operations }
  /** One plain sentence for each fault: where it is, and what is wrong there. */
  | { readonly problems: readonly Text[] };

/** Reads the text of an operations file. */
export function parseOperations(text: string): ParsedOperations {
  let content: unknown;
  try {
    // Some editors leave a byte order mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { problems: [notJson(text, (error as SyntaxError).message)] };
  }
  const parsed = operationsFile.safeParse(content, { reportInput: true });
  return parsed.success
    ? { operations: parsed.data.operations }
    : { problems: parsed.error.issues.flatMap((issue) => sentences(issue)) };
}

/** The parser counts characters; people count lines. */
function notJson(text: string, message: string): Phrase {
  const position = /at position (?<at>\d+)/.exec(message)?.groups?.['at'];
  const told = message.replace(/ in JSON at position .*$/s, '').replace(/\s+/g, ' ');
  if (position === undefined) return phrase('operations:not_json', { told });
  const lines = text.slice(0, Number(position)).split('\n');
  const column = (lines.at(-1) ?? '').length + 1;
  return phrase('operations:not_json_at', { line: lines.length, column, told });
}

function sentences(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Text[] {
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
        ? [sentence(path, phrase('operations:text_or_states'))]
        : meant.flatMap((inner) => sentences(inner, path));
    }
    default:
      return [sentence(path, toldFault(issue))];
  }
}

function sentence(path: readonly PropertyKey[], problem: Text): Text {
  return path.length === 0
    ? problem
    : phrase('operations:at', { place: path.map(String).join('.'), problem });
}
