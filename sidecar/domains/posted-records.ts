import { z } from 'zod';
import { fault } from '../texts/field-fault.js';
import { asciiHostName } from './host-name.js';
import { FORM_TYPES, type DnsRecord } from './dns-record.js';

/** Characters of a value; the longest TXT records, for keys, have about 2,000. */
const LONGEST_VALUE = 4_096;

/** Of a line of text nothing else can be sent. */
const oneLine = z.string().regex(/^\P{Cc}*$/u, fault('fields:control_characters'));

/** One row of WHMCS's form. */
const row = z.object({
  hostname: oneLine
    .max(253)
    .trim()
    .regex(/^\S*$/, fault('fields:blanks'))
    .transform((host) => (/^[\x21-\x7e]*$/.test(host) ? host : asciiHostName(host))),
  type: z.string().trim().toUpperCase().pipe(z.enum(FORM_TYPES)),
  address: oneLine.max(LONGEST_VALUE),
  priority: z.string().trim().default(''),
});

/** The form's rows: the complete set of records that is wanted, with blank ones among them. */
export interface PostedRecords {
  /** Rows of the form, blank ones included. */
  readonly rows: number;
  readonly wanted: readonly DnsRecord[];
  /** Rows whose value was taken out: their record shall go. */
  readonly emptied: readonly Pick<DnsRecord, 'host' | 'type'>[];
}

/** `dnsrecords` of SaveDNS (whmcs-contract.md section 3.1). */
export const postedRecords = z
  .array(row)
  // The form has a blank row at least. Nothing at all would delete the whole zone.
  .min(1, fault('fields:no_rows'))
  .max(500)
  .transform((rows, context): PostedRecords => {
    const wanted: DnsRecord[] = [];
    const emptied: { host: string; type: string }[] = [];
    for (const [index, { hostname, type, address, priority }] of rows.entries()) {
      const host = hostname === '' ? '@' : hostname;
      if (address.trim() === '') {
        if (hostname !== '') emptied.push({ host, type });
        continue;
      }
      const isMx = type === 'MX';
      if (isMx && !(/^\d{1,5}$/.test(priority) && Number(priority) <= 65_535)) {
        const message = fault('fields:priority');
        context.addIssue({ code: 'custom', path: [index, 'priority'], message });
      }
      wanted.push({
        host,
        type,
        // Blanks at the ends of a text may be meant.
        value: type === 'TXT' ? address : address.trim(),
        priority: isMx ? Number(priority) : null,
      });
    }
    return { rows: rows.length, wanted, emptied };
  });
