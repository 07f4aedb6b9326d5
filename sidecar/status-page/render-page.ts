import { iconUrl, STYLESHEET } from './page-assets.js';
import type { StatusView } from './status-view.js';
import { fillTemplate } from './templates.js';

/** A page with a few words instead of the status. */
export interface MessageView {
  readonly title: string;
  readonly lines: readonly string[];
  /** Typed on the server. */
  readonly command?: string;
  /** Whether to offer the way to the status page. */
  readonly back: boolean;
}

/** The page's own controls, which its body (the template `status`) goes without. */
export interface PageControls {
  /** Whether the page loads itself anew. */
  readonly updates: boolean;
  /** How long alerts can be paused. */
  readonly pauses: readonly { readonly hours: number; readonly label: string }[];
}

export function renderStatusPage(status: StatusView, controls: PageControls): string {
  const title = `${status.verdict.headline} – NiceNIC Companion`;
  return fillTemplate('status-page', {
    ...controls,
    status,
    frame: { title, stylesheet: STYLESHEET.url, icon: iconUrl(status.verdict.tone) },
  });
}

/** The page's body for another page: with its style, which touches nothing outside, and without controls. */
export function renderStatusFragment(status: StatusView): string {
  return fillTemplate('fragment', { status, style: STYLESHEET.body });
}

export function renderMessagePage(message: MessageView): string {
  const title = `${message.title} – NiceNIC Companion`;
  return fillTemplate('message-page', {
    message,
    frame: { title, stylesheet: STYLESHEET.url, icon: iconUrl('unknown') },
  });
}
