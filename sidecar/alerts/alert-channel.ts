/**
 * A way on which alerts reach people. Each has its own row of every alert, so that one that does not work holds up no
 * other: `whmcs` is emptied by WHMCS's cron, `webhook` by the sidecar itself.
 */
export const ALERT_CHANNELS = ['whmcs', 'webhook'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
