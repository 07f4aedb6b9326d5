/* global AbortSignal, DOMParser, clearTimeout, document, fetch, getSelection, location, navigator, setTimeout */

// The status page works without this. With it the page is kept up to date in place, and values can be copied.

/** While the sidecar does not answer the pauses grow up to this one. Milliseconds. */
const LONGEST_PAUSE = 5 * 60_000;

/** A sidecar that takes longer does not work. Milliseconds. */
const PATIENCE = 20_000;

/** How long a button says that it has copied. Milliseconds. */
const COPIED = 2_000;

const LIVE = document.querySelector('.page[data-refresh]');

/** The HTML of each part as the server sent it: what is opened, shown or focused meanwhile is no difference. */
const sent = new WeakMap();

if (LIVE !== null) keepUpToDate(LIVE, Number(LIVE.dataset.refresh) * 1_000);
offerCopying();

/** Header, footer, and each section of the body. */
function partsOf(page) {
  return [...page.querySelectorAll(':scope > header, :scope > footer, :scope > main > *')];
}

/** Asks for the page again and again, but not while nobody looks. */
function keepUpToDate(page, usualPause) {
  let pause = usualPause;
  let timer = 0;
  let askedAt = Date.now();
  for (const part of partsOf(page)) sent.set(part, part.outerHTML);

  const refresh = async () => {
    askedAt = Date.now();
    try {
      const response = await fetch(location.href, {
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.status === 401) {
        // The page that is there now says how to sign in.
        location.reload();
        return;
      }
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      const body = fresh.querySelector('.page[data-refresh]');
      if (body === null) throw new Error('another page');
      // What is being selected stays; the time below says as of when.
      if (getSelection().isCollapsed || !page.contains(getSelection().anchorNode))
        takeOver(page, body, fresh);
      pause = usualPause;
      sayStale(page, '');
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      sayStale(page, page.dataset.stale);
    }
    plan(pause);
  };
  const plan = (milliseconds) => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(() => void refresh(), milliseconds);
  };
  document.addEventListener('visibilitychange', () => {
    plan(Math.max(0, askedAt + pause - Date.now()));
  });
  plan(pause);
}

function sayStale(page, words) {
  const notice = page.querySelector('.stale');
  if (notice.textContent !== words) notice.textContent = words;
}

/** Puts what has changed in the place of what was there; the rest is not touched. */
function takeOver(page, body, fresh) {
  const known = new Map(partsOf(page).map((part) => [nameOf(part), part]));
  for (const part of partsOf(body)) {
    const old = known.get(nameOf(part));
    known.delete(nameOf(part));
    const html = part.outerHTML;
    if (old !== undefined && sent.get(old) === html) continue;
    sent.set(part, html);
    showCopyButtons(part);
    if (old === undefined) insert(page, body, part);
    else replace(old, part);
  }
  for (const gone of known.values()) gone.remove();
  page.dataset.stale = body.dataset.stale;
  document.title = fresh.title;
  const [icon, freshIcon] = [document, fresh].map((one) => one.querySelector('link[rel="icon"]'));
  if (icon.getAttribute('href') !== freshIcon.getAttribute('href')) icon.replaceWith(freshIcon);
}

/** A section goes by its heading, so that it is the same one when others come and go. */
function nameOf(part) {
  return part.getAttribute('aria-labelledby') ?? part.localName;
}

/** A section that was not there before: behind the one that goes before it. */
function insert(page, body, part) {
  const names = partsOf(body).map(nameOf);
  const place = names.indexOf(nameOf(part));
  const main = page.querySelector('main');
  const before = [...main.children].findLast((one) => names.indexOf(nameOf(one)) < place);
  if (before === undefined) main.prepend(part);
  else before.after(part);
}

/** Opens what was open and gives the focus back. */
function replace(old, part) {
  const open = new Set([...old.querySelectorAll('details[open]')].map(labelOf));
  for (const details of part.querySelectorAll('details')) details.open = open.has(labelOf(details));
  if (part.localName === 'details') part.open = old.open;
  const focused = old.contains(document.activeElement) ? controlName(document.activeElement) : null;
  old.replaceWith(part);
  if (focused === null) return;
  const control = [...part.querySelectorAll('a, button, summary, pre')].find(
    (one) => controlName(one) === focused,
  );
  control?.focus({ preventScroll: true });
}

function labelOf(details) {
  return details.querySelector('.summary-title')?.textContent;
}

function controlName(control) {
  // Not the number behind a title, which may change.
  const label = control.localName === 'summary' ? labelOf(control.parentElement) : control.textContent;
  return (
    control.getAttribute('aria-label') ?? `${control.localName} ${control.getAttribute('href')} ${label}`
  );
}

/** Without a script nobody could press them. */
function showCopyButtons(within) {
  for (const button of within.querySelectorAll('button.copy')) button.hidden = false;
}

function offerCopying() {
  showCopyButtons(document);
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button.copy');
    if (button !== null) void copy(button);
  });
}

async function copy(button) {
  const source =
    button.dataset.copyFrom === undefined
      ? button.previousElementSibling
      : document.getElementById(button.dataset.copyFrom);
  if (!(await isCopied(source))) return;
  const { textContent } = button;
  if (textContent === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  document.getElementById('told').textContent = button.dataset.copied;
  setTimeout(() => {
    button.textContent = textContent;
    document.getElementById('told').textContent = '';
  }, COPIED);
}

/** Browsers give the clipboard to https and this machine only; elsewhere the value is selected and copied as by hand. */
async function isCopied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand('copy');
  }
}
