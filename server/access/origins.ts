import type { IncomingHttpHeaders } from 'node:http';

/**
 * Other sites cannot connect or command in a visitor's name (CWE-1385 for sockets, CWE-352 for requests): a browser's `Origin`
 * must be the address it asked, or the configured public one. Programs send no origin.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  try {
    const url = new URL(origin);
    return url.host === host || (publicUrl !== null && url.origin === new URL(publicUrl).origin);
  } catch {
    return false;
  }
}
