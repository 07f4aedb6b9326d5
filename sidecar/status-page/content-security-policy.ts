/**
 * What a browser may do with our pages: show our own stylesheet and images, run our own script file, ask for the page
 * anew, and post our own forms. No script within a page, no frame around it, nothing from elsewhere. Helmet's defaults
 * would widen it, so they are to be switched off.
 */
export const CONTENT_SECURITY_POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
};
