import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Secret } from './config/secret.js';
import { CompanionError } from './errors/companion-error.js';
import { bearerAuth } from './http/bearer-auth.js';
import { mountRoutes } from './http/mount-routes.js';
import { assignReference, problemHandler } from './http/problem.js';
import type { Route } from './http/route.js';
import type { Logger } from './log/logger.js';
import { browserGate } from './status-page/browser-session.js';
import { CONTENT_SECURITY_POLICY } from './status-page/content-security-policy.js';
import type { SignInStore } from './status-page/sign-in-store.js';
import { sendErrorPage } from './status-page/send-page.js';
import { signInPage } from './status-page/status-page-routes.js';

/** Builds the Express application; listening is somebody else's business. */
export function createApp(
  routes: readonly Route[],
  parts: { readonly token: Secret; readonly signIns: SignInStore; readonly logger: Logger },
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.enable('case sensitive routing');
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
      // For browsers that do not know the policy's word for it.
      xFrameOptions: { action: 'deny' },
      // The sidecar speaks plain http on loopback; a proxy in front of it that adds TLS adds this header as well.
      strictTransportSecurity: false,
    }),
  );
  app.use((_request, response, next) => {
    assignReference(response);
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  mountRoutes(app, routes, {
    open: (_request, _response, next) => {
      next();
    },
    bearer: bearerAuth(parts.token),
    browser: browserGate(parts.signIns, signInPage),
  });
  // Whoever probes /v1 without the token learns nothing about which routes exist.
  app.use('/v1', bearerAuth(parts.token));
  app.use(() => {
    throw new CompanionError('not_found');
  });
  app.use(problemHandler(parts.logger, sendErrorPage));
  return app;
}
