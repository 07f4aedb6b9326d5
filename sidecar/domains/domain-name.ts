import { domainToASCII } from 'node:url';
import { parse } from 'tldts';

/** Limits that NiceNIC documents for a domain (nicenic-api-v2.md section 5). */
const SHORTEST = 3;
const LONGEST = 60;

/** The ASCII form of a registrable name (`bücher.example` -> `xn--bcher-kva.example`), lower case; null when it is none. */
export function registrableName(text: string): string | null {
  const ascii = domainToASCII(text.trim().toLowerCase().replace(/\.$/, ''));
  if (ascii.length < SHORTEST || ascii.length > LONGEST) return null;
  const { domain, isIp } = parse(ascii, { allowPrivateDomains: false });
  return domain === ascii && isIp !== true ? ascii : null;
}
