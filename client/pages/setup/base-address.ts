const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/;

/**
 * The address to hand out: the one this page was reached under, which works; on the server's own computer the one that the
 * server gives, which others may reach too.
 */
export function baseAddress(serverLink: string): string {
  return LOCAL.test(location.hostname) ? new URL(serverLink).origin : location.origin;
}

export const isOnThisComputerOnly = (base: string): boolean => LOCAL.test(new URL(base).hostname);
