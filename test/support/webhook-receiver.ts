import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a receiver was sent. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service on this machine that takes what is posted to it. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Status of the answers from now on, and what comes behind it; `hang` gives none. */
  answerWith: (status: number | 'hang', body?: (response: ServerResponse) => void) => void;
  readonly close: () => Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answer: number | 'hang' = 204;
  let answerBody = (response: ServerResponse): unknown => response.end();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      });
      if (answer === 'hang') return;
      response.statusCode = answer;
      answerBody(response.setHeader('connection', 'close'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/T0PSECRETPATH42`,
    received,
    answerWith: (status, body = (response) => response.end()) => {
      answer = status;
      answerBody = body;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
