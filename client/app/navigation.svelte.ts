/** Which screen the address names. Keys stand behind `#`, seats in `?seat=`. */
export type Route =
  | { page: 'join'; code: string }
  | { page: 'create'; ownerKey: string }
  | { page: 'session'; sessionId: string; seat: string | null; key: string | null };

function routeOf(url: URL): Route {
  const session = /^\/s\/([A-Za-z0-9_-]{1,40})\/?$/.exec(url.pathname);
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (url.pathname === '/new') return { page: 'create', ownerKey: fragment };
  if (!session?.[1]) return { page: 'join', code: fragment };
  return {
    page: 'session',
    sessionId: session[1],
    seat: url.searchParams.get('seat'),
    key: fragment === '' ? null : fragment,
  };
}

export class Navigation {
  route: Route = $state.raw(routeOf(new URL(location.href)));

  constructor() {
    const follow = (): void => void (this.route = routeOf(new URL(location.href)));
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
  }

  /** `replace` leaves no way back: for addresses that held a key. */
  go(address: string, how: 'push' | 'replace' = 'push'): void {
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    this.route = routeOf(new URL(location.href));
  }
}
