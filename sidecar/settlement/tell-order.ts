import { z } from 'zod';
import { isoTime, isoTimeOrNull } from '../http/iso-time.js';
import { PAID_ACTIONS, type Order } from '../orders/order.js';
import type { Translator } from '../texts/translator.js';
import { whyOpen } from './decide-settlement.js';

/** A paid order as it travels. */
export const orderAnswer = z.object({
  id: z.string(),
  action: z.enum(PAID_ACTIONS),
  domain: z.string(),
  years: z.int(),
  whmcsDomainId: z.int(),
  apiEnvironment: z.enum(['production', 'sandbox']),
  username: z.string(),
  state: z.enum(['intended', 'sent', 'done', 'pending', 'rejected', 'unknown']),
  /** Why an open order is open. */
  why: z.string().nullable(),
  attempts: z.int(),
  renewsFrom: z.string().nullable(),
  createdDate: z.string().nullable(),
  expiryDate: z.string().nullable(),
  registrarCode: z.int().nullable(),
  registrarMessage: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  updatedAt: z.string(),
  settled: z
    .object({
      by: z.enum(['answer', 'records', 'hand']),
      at: z.string(),
      note: z.string().nullable(),
    })
    .nullable(),
  referenceId: z.string(),
});

/** `why` in the reader's language. */
export function tellOrder(order: Order, texts: Translator): z.infer<typeof orderAnswer> {
  const { intent, result } = order;
  const why = whyOpen(order);
  return {
    id: order.id,
    action: intent.action,
    domain: intent.domain,
    years: intent.years,
    whmcsDomainId: intent.whmcsDomainId,
    apiEnvironment: intent.account.apiEnvironment,
    username: intent.account.username,
    state: order.state,
    why: why === null ? null : texts.say(why),
    attempts: order.attempts,
    renewsFrom: intent.renewsFrom,
    createdDate: result?.createdDate ?? null,
    expiryDate: result?.expiryDate ?? null,
    registrarCode: order.registrarCode,
    registrarMessage: order.registrarMessage,
    createdAt: isoTime(order.createdAt),
    sentAt: isoTimeOrNull(order.sentAt),
    updatedAt: isoTime(order.updatedAt),
    settled:
      order.settledBy === null
        ? null
        : { by: order.settledBy, at: isoTime(order.settledAt ?? order.updatedAt), note: order.note },
    referenceId: order.referenceId,
  };
}
