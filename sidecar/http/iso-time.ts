/** Times travel as ISO 8601 in UTC; inside they are milliseconds since 1970-01-01 UTC. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
