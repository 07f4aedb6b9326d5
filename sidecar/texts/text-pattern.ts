/** A place to fill in, as i18next writes it: `{{name}}`, or `{{name, format}}`. */
const PLACE = /\{\{(?<name>\w+)(?:,\s*(?<format>\w+))?\}\}/g;

/** A text taken apart once, to be filled in many times. */
export interface TextPattern {
  /** What stands before each place, and after the last one. */
  readonly words: readonly string[];
  readonly places: readonly { readonly name: string; readonly format: string | null }[];
}

export function textPattern(text: string): TextPattern {
  const words: string[] = [];
  const places: { name: string; format: string | null }[] = [];
  let end = 0;
  for (const { 0: whole, index, groups } of text.matchAll(PLACE)) {
    words.push(text.slice(end, index));
    places.push({ name: groups?.['name'] ?? '', format: groups?.['format'] ?? null });
    end = index + whole.length;
  }
  return { words: [...words, text.slice(end)], places };
}
