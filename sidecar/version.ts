/** Version of the sidecar; a test holds it to package.json, the PHP module and the changelog. */
export const VERSION = '0.1.0';
