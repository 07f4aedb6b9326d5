import type { AddonPage, AddonPageOptions, Answer, WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { MODULE } from './module-installation.js';

export type Job =
  | 'test-now'
  | 'move-preview'
  | 'move'
  | 'move-undo'
  | 'diagnosis'
  | 'support-report'
  | 'look-up'
  | 'settle'
  | 'test-settings'
  | 'test-alert'
  | 'status-page'
  | 'pause'
  | 'resume'
  | 'dismiss';

/** Activates the addon and lets the first admin open its page. */
export async function activateAddon(whmcs: WhmcsInstallation): Promise<void> {
  await whmcs.activateAddon(MODULE);
  await whmcs.allowAddon(MODULE);
}

/** The hidden fields of the form that starts a job. Throws when the page has no such form. */
export function formFor(html: string, job: Job): Record<string, string> {
  for (const [form] of html.matchAll(/<form\b.*?<\/form>/gs)) {
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    if (Object.values(fields).includes(job)) return fields;
  }
  throw new Error(`the page has no form for ${job}`);
}

/** Opens the page and presses the button, as a browser without JavaScript does. */
export async function press(
  whmcs: WhmcsInstallation,
  job: Job,
  options: AddonPageOptions = {},
): Promise<Answer<AddonPage>> {
  const { result } = await whmcs.addonPage(MODULE);
  return whmcs.addonPage(MODULE, { ...options, post: formFor(result.html, job) });
}

const TAGS =
  'a|button|code|dd|details|div|dl|dt|form|h2|h3|h4|iframe|input|label|li|ol|option|p|select|span|strong|summary|table|tbody|td|textarea|th|thead|tr|ul';
const ATTRIBUTES =
  'action|aria-label|class|href|maxlength|method|name|height|placeholder|readonly|rel|required|role|rows|sandbox|scope|srcdoc|tabindex|target|title|type|value|width';

/** What in the page is neither text nor one of the tags and attributes that the addon writes. */
export function foreignMarkup(html: string): string[] {
  const tag = new RegExp(`</?(?:${TAGS})(?: (?:${ATTRIBUTES})(?:="[^"<>]*")?)*>`, 'g');
  return html.replace(tag, '').match(/.{0,20}[<>].{0,60}/g) ?? [];
}

/** The page as it is read: without tags, with entities decoded, runs of blanks as one. */
export function textOf(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#0*39;/g, "'")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The texts of the alert boxes. */
export function alertsIn(html: string): string[] {
  return [...html.matchAll(/<div class="alert [^>]*>(.*?)<\/div>/gs)].map(([, content = '']) =>
    textOf(content),
  );
}
