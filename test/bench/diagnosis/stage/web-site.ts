import { createServer } from 'node:http';
import { closing, portOf, type Closable } from './listening.js';

/** A web site that is not the API: it answers every request with a page. */
export interface WebSite extends Closable {
  readonly port: number;
  /** Requests so far. */
  readonly requests: () => number;
}

export async function startWebSite(): Promise<WebSite> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Welcome</title><h1>Welcome to our domain shop</h1>');
  });
  const close = closing(server);
  return { port: await portOf(server), requests: () => requests, close };
}
