import type { Request } from 'express';

/**
 * Whether a form was sent from one of our own pages. Browsers say so in Sec-Fetch-Site, but only to https and loopback
 * addresses; elsewhere the origin must be the host that was asked. A request with neither comes from no browser.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  const host = request.get('host');
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
