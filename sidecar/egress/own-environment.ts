import { hostname, userInfo } from 'node:os';
import { z } from 'zod';

/** What environments are compared by, of the process that runs this code. */
export const ownEnvironmentAnswer = z.object({
  hostname: z.string(),
  /** System user; null where it has no name. */
  user: z.string().nullable(),
  /** Proxy variables in use, by what they are for (`http`, `https`, `no`); null when there are none. */
  proxy: z.record(z.string(), z.string()).nullable(),
});

export type OwnEnvironment = z.infer<typeof ownEnvironmentAnswer>;

/** `proxyVariables`: by name, without credentials. */
export function ownEnvironment(proxyVariables: Readonly<Record<string, string>>): OwnEnvironment {
  const proxy = proxiesByPurpose(proxyVariables);
  return { hostname: hostname(), user: userName(), proxy: Object.keys(proxy).length === 0 ? null : proxy };
}

/** The names that WHMCS's environments report with. Of two spellings the small letters count, and "all" comes last. */
function proxiesByPurpose(variables: Readonly<Record<string, string>>): Record<string, string> {
  const first = (...names: readonly string[]): string =>
    names.map((name) => variables[name]).find((value) => value !== undefined && value !== '') ?? '';
  const found = {
    http: first('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'),
    https: first('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'),
    no: first('no_proxy', 'NO_PROXY'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    // A user that the system has no entry for, as in some containers.
    return null;
  }
}
