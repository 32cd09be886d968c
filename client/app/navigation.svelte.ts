/** Which screen the address names. Keys and codes stand behind `#`, where browsers send them to nobody; seats in `?seat=`. */
export type Route =
  | { page: 'home'; code: string }
  | { page: 'register'; code: string }
  | { page: 'setup'; ownerKey: string }
  | { page: 'session'; sessionId: string; seat: string | null; key: string | null; place: Place };

/** Where in a session. `now` follows the run of show. */
export type Place =
  | { name: 'now' }
  | { name: 'canvas'; groupId: string; blockId: string }
  | { name: 'plenary' | 'projector' | 'share' | 'synthesis' };

const ID = '[A-Za-z0-9_-]{1,40}';
const SESSION = new RegExp(`^/s/(${ID})(?:/(.*?))?/?$`);
const CANVAS = new RegExp(`^canvas/(${ID})/(${ID})$`);

function routeOf(url: URL): Route {
  const fragment = readable(url.hash.slice(1));
  const session = SESSION.exec(url.pathname);
  if (url.pathname === '/new') return { page: 'setup', ownerKey: fragment };
  if (url.pathname === '/register') return { page: 'register', code: fragment };
  if (!session?.[1]) return { page: 'home', code: fragment };
  return {
    page: 'session',
    sessionId: session[1],
    seat: url.searchParams.get('seat'),
    key: fragment === '' ? null : fragment,
    place: placeOf(session[2] ?? ''),
  };
}

function placeOf(path: string): Place {
  const canvas = CANVAS.exec(path);
  if (canvas?.[1] && canvas[2]) return { name: 'canvas', groupId: canvas[1], blockId: canvas[2] };
  if (path === 'plenary' || path === 'projector' || path === 'share' || path === 'synthesis')
    return { name: path };
  return { name: 'now' };
}

/** The address of a place in a session, for links. */
export function addressOf(sessionId: string, seat: string, place: Place = { name: 'now' }): string {
  const path =
    place.name === 'now'
      ? ''
      : place.name === 'canvas'
        ? `/canvas/${place.groupId}/${place.blockId}`
        : `/${place.name}`;
  return `/s/${sessionId}${path}?seat=${seat}`;
}

/** A fragment as somebody pasted it: a stray `%` is taken as it stands. */
function readable(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
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

  /** Links within a session change the place without loading the page again; every other link is the browser's. */
  follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!SESSION.test(link.pathname) || link.hash !== '') return;
    event.preventDefault();
    if (link.href !== location.href) this.go(link.href);
  }

  /** Takes a key out of the address and its history, where a shared screen would show it. The screen keeps it. */
  hideFragment(): void {
    history.replaceState(null, '', location.pathname + location.search);
  }
}
