/** 16 random characters are beyond guessing over HTTP; shorter values are typing errors or cut-off files. */
export const SHORTEST_TOKEN = 16;

/** What travels in a header as it is: printable ASCII without spaces. */
export const TOKEN_CHARACTERS = /^[\x21-\x7e]+$/;

/** True for a text that may guard the sidecar. An empty one would let everybody in who sends no token. */
export function isToken(text: string): boolean {
  return text.length >= SHORTEST_TOKEN && TOKEN_CHARACTERS.test(text);
}
