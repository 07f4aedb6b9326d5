import { sendOnce, type OutboundRequest, type Route } from '../../sidecar/outbound/send-once.js';

/** One call for this process to make, with the environment that holds for it. */
export interface Task {
  readonly env: Readonly<Record<string, string>>;
  readonly request: OutboundRequest;
  readonly route: Route;
}

/*
 * Makes calls in a process of its own: trust in a certificate (NODE_EXTRA_CA_CERTS) is settled when a process starts,
 * and proxy variables belong to a process.
 */
process.on('message', ({ env, request, route }: Task) => {
  Object.assign(process.env, env);
  void sendOnce(request, route).then((exchange) => {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    process.send?.(exchange);
  });
});
process.send?.('ready');
