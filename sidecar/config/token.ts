/**
 * 16 random characters are beyond guessing over HTTP. A shorter file was cut off; a shorter value in the environment
 * is the administrator's choice, which the log warns about.
 */
export const SHORTEST_TOKEN = 16;

/** What travels in a header as it is: printable ASCII without spaces. */
export const TOKEN_CHARACTERS = /^[\x21-\x7e]+$/;

/** True for a token as the sidecar makes it. An empty one would let everybody in who sends no token. */
export function isToken(text: string): boolean {
  return text.length >= SHORTEST_TOKEN && TOKEN_CHARACTERS.test(text);
}
