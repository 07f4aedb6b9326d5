/**
 * Looks for a secret in every form in which it can travel, written apart from the redactor so that a form which that
 * one forgets is found here. Gives the names of the forms found.
 */
export function formsFound(secret: string, username: string, text: string): string[] {
  return [...formsOf(secret, username)].filter(([, form]) => text.includes(form)).map(([name]) => name);
}

/** Every form with its name. */
export function formsOf(secret: string, username: string): Map<string, string> {
  const url = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const forms = new Map([
    ['raw', secret],
    ['URL', url],
    ['URL, lower-case digits', url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ['form', new URLSearchParams({ v: secret }).toString().slice(2)],
    ['JSON', json],
    ['JSON with \\/', json.replaceAll('/', '\\/')],
    ['JSON twice', JSON.stringify(json).slice(1, -1)],
    ['JSON with \\u', json.replace(/[&<>']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)],
    ['HTML', html],
    ['HTML with &#039;', html.replaceAll("'", '&#039;')],
    ['HTML with &#39;', html.replaceAll("'", '&#39;')],
    ['HTML with &apos;', html.replaceAll("'", '&apos;')],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['base64', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
    ['base64 of user:secret', Buffer.from(`${username}:${secret}`).toString('base64').replace(/=+$/, '')],
  ]);
  for (const offset of [0, 1, 2]) {
    const inside = insideBase64(secret, offset);
    forms.set(`base64 inside, ${offset}`, inside);
    forms.set(`base64url inside, ${offset}`, inside.replaceAll('+', '-').replaceAll('/', '_'));
  }
  const [longest = ''] = (secret.match(/[A-Za-z0-9]+/g) ?? []).sort((a, b) => b.length - a.length);
  forms.set('its longest run of letters', longest);
  return forms;
}

/** What is left of the secret in a base64 text in which `offset` bytes (modulo 3) come before it. */
function insideBase64(secret: string, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64');
  const bits = (offset + Buffer.byteLength(secret)) * 8;
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
}
