/** One HTTP answer as a value, before it meets a socket. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** JSON answer. HTTP 200 unless told otherwise: which status the registrar uses is not known (nicenic-api-v2.md section 4). */
export function jsonAnswer(value: unknown, status = 200): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/** HTML page as a web server or proxy in front of the API would send it. */
export function htmlAnswer(status: number, title: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

/** Plain text answer, as the address echo gives it. */
export function textAnswer(body: string): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** Redirect with an empty body. */
export function redirectAnswer(status: number, location: string): HttpAnswer {
  return { status, headers: { location }, body: '' };
}
