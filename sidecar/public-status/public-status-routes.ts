import type { Response } from 'express';
import { z } from 'zod';
import { isoTime } from '../http/iso-time.js';
import { route, type Route } from '../http/route.js';
import type { Clock } from '../store/clock.js';
import type { BadgeSigner } from './badge-signer.js';
import { PUBLIC_STATES, type PublicStatusReader } from './public-status.js';
import { renderBadge, renderPublicPage } from './public-view.js';

const state = z.enum(PUBLIC_STATES);

/** What anybody may know, as a page, as JSON and as a badge for another website. Mounted only where it is switched on. */
export function publicStatusRoutes(reader: PublicStatusReader, signer: BadgeSigner, clock: Clock): Route[] {
  return [
    route({
      method: 'get',
      path: '/public',
      access: 'open',
      summary: 'The public page: state, since when, uptime (with COMPANION_PUBLIC_STATUS=on)',
      handle: async ({ response, texts }) => {
        response.type('html').send(renderPublicPage(await reader.read(), texts));
      },
    }),
    route({
      method: 'get',
      path: '/public.json',
      access: 'open',
      summary: 'The same as JSON (with COMPANION_PUBLIC_STATUS=on)',
      answer: z.object({
        state,
        since: z.string(),
        uptime: z.array(
          z.object({ days: z.int(), good: z.int(), checks: z.int(), percentGood: z.number().nullable() }),
        ),
        asOf: z.string(),
      }),
      handle: async ({ response }) => {
        const status = await reader.read();
        forOtherWebsites(response);
        return {
          state: status.state,
          since: isoTime(status.since),
          uptime: status.uptime,
          asOf: isoTime(status.asOf),
        };
      },
    }),
    route({
      method: 'get',
      path: '/badge.svg',
      access: 'open',
      summary: 'The state as an image (with COMPANION_PUBLIC_STATUS=on)',
      handle: async ({ response, texts }) => {
        const status = await reader.read();
        forOtherWebsites(response).type('image/svg+xml').send(renderBadge(status.state, texts));
      },
    }),
    route({
      method: 'get',
      path: '/badge.json',
      access: 'open',
      summary: 'The state, signed with Ed25519 (with COMPANION_PUBLIC_STATUS=on; docs/status-page.md)',
      answer: z.object({ state, since: z.string(), issuedAt: z.string(), signature: z.string() }),
      handle: async ({ response }) => {
        const status = await reader.read();
        forOtherWebsites(response);
        return signer.sign({
          state: status.state,
          since: isoTime(status.since),
          issuedAt: isoTime(clock()),
        });
      },
    }),
    route({
      method: 'get',
      path: '/public-key.pem',
      access: 'open',
      summary: 'The key that badges are checked with (with COMPANION_PUBLIC_STATUS=on)',
      handle: ({ response }) => {
        forOtherWebsites(response).type('application/x-pem-file').send(signer.publicKey);
      },
    }),
  ];
}

/** Without these two a browser keeps the answer from a page of another website. */
function forOtherWebsites(response: Response): Response {
  return response.set('Cross-Origin-Resource-Policy', 'cross-origin').set('Access-Control-Allow-Origin', '*');
}
