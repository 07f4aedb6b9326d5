/** The package ships no types of its own. */
declare module 'proxy-from-env' {
  /** The proxy that the environment names for this address, or an empty string. Honours NO_PROXY. */
  export function getProxyForUrl(url: string): string;
}
