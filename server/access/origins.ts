import type { IncomingHttpHeaders } from 'node:http';

/**
 * Other sites cannot connect or command in a visitor's name (CWE-1385 for sockets, CWE-352 for requests): a browser's `Origin`
 * must be the address it asked, or the configured public one. What a browser asks for without an origin, such as a picture, says in
 * `Sec-Fetch-Site` (W3C Fetch Metadata) whose page wanted it. Programs send neither.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return !['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
  try {
    const url = new URL(origin);
    return url.host === host || (publicUrl !== null && url.origin === new URL(publicUrl).origin);
  } catch {
    return false;
  }
}
