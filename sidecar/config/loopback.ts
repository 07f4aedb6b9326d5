import ipaddr from 'ipaddr.js';

/** True for `localhost`, 127.0.0.0/8 and ::1, with or without the brackets that a URL puts around IPv6. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost') return true;
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback';
}
