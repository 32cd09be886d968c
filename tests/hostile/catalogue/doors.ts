import { connect } from 'node:net';
import { SUBPROTOCOL } from '#shared/protocol/canvas-frames.ts';
import { MARKER, type Arena } from '../arena.ts';
import type { Attack } from '../attack.ts';
import type { Ending } from '../foe-socket.ts';

/** An upgrade in its bytes; what comes back up to the end, as its status. */
function upgrade(
  arena: Arena,
  path: string,
  { headers = [], isReset = false }: { headers?: string[]; isReset?: boolean } = {},
): Promise<Ending> {
  const { hostname, port, host } = new URL(arena.server.url);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ];
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (isReset) socket.resetAndDestroy();
    });
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      // An open WebSocket stays open: its answer has come.
      if (answer.startsWith('HTTP/1.1 101')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 'nothing'));
  });
}

const door = (name: string, path: (arena: Arena) => string, ends: Ending[], headers?: string[]): Attack => ({
  name,
  ends,
  run: (arena) => upgrade(arena, path(arena), headers ? { headers } : {}),
});
const canvasOf = (arena: Arena) => `/canvas/${arena.workshop.sessionId}/${arena.path}`;
/** Opens and says why it closes. */
const closing = (
  name: string,
  ends: Ending[],
  options: (arena: Arena) => Parameters<Arena['connect']>,
): Attack => ({
  name,
  ends,
  run: async (arena) => (await arena.connect(...options(arena))).closed,
});

/** Upgrades that are odd, from elsewhere, or without a key: the only thing somebody without a seat can reach. */
export const DOORS: Attack[] = [
  door('an upgrade to //', () => '//', ['400', '404']),
  door('an upgrade to an address that is none', () => 'http://[', ['400', '404']),
  door('an upgrade to half a percent sign', () => '/canvas/%E0%A4%A/g1/x', ['400', '404']),
  door('an upgrade to nothing we have', () => `/${MARKER}`, ['404']),
  door('an upgrade to a folder above', () => '/canvas/../../etc/passwd/x', ['404']),
  door('an upgrade with __proto__ for a session', () => '/canvas/__proto__/constructor/toString', ['101']),
  door('an upgrade with 20 KB of address', () => `/canvas/${'x'.repeat(20_000)}`, ['431', '404']),
  door('an upgrade from another site', canvasOf, ['403'], ['Origin: https://evil.example']),
  door('an upgrade from no site that is one', canvasOf, ['403'], ['Origin: null']),
  door(
    'an upgrade with a broken cookie',
    canvasOf,
    ['101'],
    [`Cookie: minga_${MARKER}=%E0%A4%A; __proto__=x`],
  ),
  {
    name: 'two hundred upgrades that are taken back in the same breath',
    ends: ['nothing'],
    run: async (arena) => {
      for (let at = 0; at < 200; at += 1) await upgrade(arena, '/nowhere', { isReset: true });
      for (let at = 0; at < 50; at += 1) await upgrade(arena, canvasOf(arena), { isReset: true });
      return 'nothing';
    },
  },
  closing('no key', ['4401 key/missing'], () => [{ key: undefined }]),
  closing('a key in the address, where it does not count', ['4401 key/missing'], (arena) => [
    { key: undefined },
    { query: `?key=${arena.workshop.keys.moderator}&seat=moderator` },
  ]),
  closing('a key that is none', ['4401 key/unknown'], () => [{ key: MARKER.repeat(4) }]),
  closing('a key of another session', ['4401 key/unknown'], (arena) => [{ key: arena.server.ownerKey }]),
  closing('a canvas there is none of', ['4404 canvas/unknown'], (arena) => [
    { key: arena.workshop.keys.organizer },
    { path: 'g1/nothing', protocols: [SUBPROTOCOL] },
  ]),
  closing('a copy of another life of the canvas', ['4422 canvas/replaced'], (arena) => [
    { key: arena.workshop.keys.organizer },
    { query: '?incarnation=99' },
  ]),
];
