/** So much of a text of others has room in a list; where it stands whole is for each list to say. */
const CHARACTERS = 160;

const graphemes = new Intl.Segmenter();

/** Cut by characters as people see them, not by the pieces that some are made of. */
export function shortened(text: string): string {
  let characters = 0;
  for (const { index } of graphemes.segment(text)) {
    if (characters === CHARACTERS) return `${text.slice(0, index)}…`;
    characters += 1;
  }
  return text;
}
