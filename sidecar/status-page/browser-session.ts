import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import type { SignIn, SignInStore } from './sign-in-store.js';

const COOKIE = 'companion_session';

/** The session value that the browser sent, if any. */
export function sessionOf(request: Request): string | null {
  return parseCookie(request.get('cookie') ?? '')[COOKIE] ?? null;
}

/**
 * HttpOnly keeps scripts from it, SameSite=Lax keeps other sites from posting with it. Strict would keep it from the very
 * page that a sign-in link in WHMCS leads to: browsers count the redirect after signing in as WHMCS's.
 */
export function setSession(response: Response, session: SignIn, secure: boolean): void {
  response.append(
    'Set-Cookie',
    stringifySetCookie({
      name: COOKIE,
      value: session.value,
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      expires: new Date(session.expiresAt),
    }),
  );
}

export function clearSession(response: Response): void {
  response.append(
    'Set-Cookie',
    stringifySetCookie({ name: COOKIE, value: '', httpOnly: true, sameSite: 'lax', path: '/', maxAge: 0 }),
  );
}

/** Lets signed-in administrators pass; everyone else gets the page that says how to sign in. */
export function browserGate(
  signIns: SignInStore,
  refuse: (request: Request, response: Response) => void,
): RequestHandler {
  return async (request, response, next) => {
    const session = sessionOf(request);
    if (session !== null && (await signIns.isSignedIn(session))) next();
    else refuse(request, response);
  };
}
