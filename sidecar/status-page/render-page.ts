import type { Translator } from '../texts/translator.js';
import type { IncidentView } from './incident-view.js';
import { iconUrl, SCRIPT, STYLESHEET } from './page-assets.js';
import type { StatusView } from './status-view.js';
import { fillTemplate } from './templates.js';
import type { Tone } from './tone.js';

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
  /** How often the page renews itself, in seconds; null where it stays as it is. */
  readonly refreshSeconds: number | null;
  /** How long alerts can be paused. */
  readonly pauses: readonly { readonly hours: number; readonly milliseconds: number }[];
}

export function renderStatusPage(status: StatusView, controls: PageControls, texts: Translator): string {
  const frame = frameOf(status.verdict.headline, status.verdict.tone, texts);
  return fillTemplate('status-page', { ...controls, status, frame, isWhole: true }, texts);
}

/** The page's body for another page: with its style, which touches nothing outside, and without controls. */
export function renderStatusFragment(status: StatusView, texts: Translator): string {
  return fillTemplate('fragment', { status, style: STYLESHEET.body }, texts);
}

export function renderMessagePage(message: MessageView, texts: Translator): string {
  return fillTemplate('message-page', { message, frame: frameOf(message.title, 'unknown', texts) }, texts);
}

export function renderIncidentPage(incident: IncidentView, texts: Translator): string {
  const frame = frameOf(incident.title, 'unknown', texts);
  return fillTemplate('incident-page', { incident, frame }, texts);
}

/** The support report, to copy it from. */
export function renderReportPage(report: string, texts: Translator): string {
  const frame = frameOf(texts.t('page:support_report.title'), 'unknown', texts);
  return fillTemplate('report-page', { report, frame }, texts);
}

/** What the template `frame` needs for the head of the page. */
function frameOf(headline: string, tone: Tone, texts: Translator): object {
  return {
    title: texts.t('page:title', { headline }),
    stylesheet: STYLESHEET.url,
    script: SCRIPT.url,
    icon: iconUrl(tone),
  };
}
