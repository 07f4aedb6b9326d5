import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { fault } from '../texts/field-fault.js';

/** Letters, digits and hyphens between dots, two labels at least. */
const HOST_NAME = /^(?!-)[a-z\d-]{1,63}(?<!-)(?:\.(?!-)[a-z\d-]{1,63}(?<!-))+$/;

/** A host name in the form that {@link asciiHostName} makes. */
export const hostName = z.string().max(253).regex(HOST_NAME, fault('fields:host_name'));

/** ASCII form, lower case, without a final dot; what is no host name stays as it is, to be refused. */
export function asciiHostName(value: string): string {
  const typed = value.trim().toLowerCase().replace(/\.$/, '');
  return /[\s%/\\?#@:]/.test(typed) ? typed : domainToASCII(typed) || typed;
}
