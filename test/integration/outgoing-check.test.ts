import { describe, expect, test } from '@jest/globals';
import { checkOutgoing } from '../../sidecar/outbound/outgoing-check.js';
import { sendOnce, type OutboundRequest, type SendOnce } from '../../sidecar/outbound/send-once.js';

const ROUTE = { localAddress: null, ipFamily: 'auto', userAgent: 'Test/1' } as const;

const real: SendOnce = (request) => sendOnce(request, ROUTE);

/** What a middleman in this process would make of the request. */
function altered(change: (request: OutboundRequest) => OutboundRequest): SendOnce {
  return (request) => sendOnce(change(request), ROUTE);
}

describe('what leaves this process', () => {
  test('arrives whole through the code that talks to NiceNIC', async () => {
    expect(await checkOutgoing(real)).toEqual({ authorization: true, contentType: true, withoutBody: true });
  });

  test.each<[string, SendOnce]>([
    ['lost', altered((request) => ({ ...request, authorization: null }))],
    ['shortened', altered((request) => ({ ...request, authorization: 'outgoing-check:' }))],
    [
      'prefixed',
      altered((request) => ({ ...request, authorization: `Basic ${request.authorization ?? ''}` })),
    ],
  ])('is seen to have the header %s', async (_what, send) => {
    expect(await checkOutgoing(send)).toMatchObject({ authorization: false, contentType: true });
  });

  test('is not known where loopback cannot be reached', async () => {
    const bound: SendOnce = (request) => sendOnce(request, { ...ROUTE, localAddress: '192.0.2.77' });
    expect(await checkOutgoing(bound)).toBeNull();
  });

  test('carries no real credentials', async () => {
    const sent: OutboundRequest[] = [];
    await checkOutgoing((request) => {
      sent.push(request);
      return real(request);
    });
    expect(sent).toMatchObject([
      {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) as unknown,
        authorization: expect.stringMatching(/^outgoing-check:/) as unknown,
      },
    ]);
  });
});
