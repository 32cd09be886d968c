import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { minga, stock, type Dialect } from './dialects.ts';
import { Tally } from './tally.ts';
import { tappedSocket } from './tapped-socket.ts';

// The stock provider listens for the end of the process once per open canvas.
process.setMaxListeners(0);

/** Somebody on a canvas, whichever server it is on. */
export type Client = {
  readonly doc: Y.Doc;
  readonly tally: Tally;
  /** Tells the others where this person types. */
  showCursor: (text: Y.Text, index: number) => void;
  /** Resolves once all it wrote is on the server's disk. Only our server says so. */
  saved?: () => Promise<void>;
  close: () => void;
};

export type MingaPlace = { serverUrl: string; sessionId: string; groupId: string; blockId: string };
export type MingaSeat = { id: string; key: string };

/** Our client as the pages use it. */
export function mingaClient(place: MingaPlace, { id, key }: MingaSeat, isLight: boolean): Client {
  const tally = new Tally();
  const waiting = new Set<() => void>();
  const connection = new CanvasConnection({
    ...place,
    seat: id,
    zones: [],
    socketClass: tappedSocket({ tally, dialect: minga, isLight, headers: bearer(key) }),
    onChange: () => {
      if (connection.unsavedSince !== null) return;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  });
  tally.self = connection.doc.clientID;
  return {
    tally,
    // Whose work is refused is given a fresh document.
    get doc() {
      return connection.doc;
    },
    showCursor: (text, index) => showPlace(connection, text, index),
    saved: async () => {
      if (connection.unsavedSince !== null) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    close: () => {
      tally.isLeaving = true;
      connection.close();
    },
  };
}

/** The only line here that knows how our client tells where somebody is. */
function showPlace(connection: CanvasConnection, text: Y.Text, index: number): void {
  const caret = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index));
  connection.showPlace({ isHidden: false, caret });
}

/** The stock y-websocket client, with presence as its editors' bindings send it: a name, a colour, and a cursor by keystroke. */
export function stockClient(
  address: { serverUrl: string; room: string; key?: string; params?: Record<string, string> },
  isLight: boolean,
  dialect: Dialect = stock,
): Client {
  const { serverUrl, room, key, params = {} } = address;
  const tally = new Tally();
  const doc = new Y.Doc();
  tally.self = doc.clientID;
  const headers = key === undefined ? {} : bearer(key);
  const provider = new WebsocketProvider(serverUrl.replace(/^http/, 'ws'), room, doc, {
    disableBc: true,
    params,
    WebSocketPolyfill: tappedSocket({ tally, dialect, isLight, headers }),
  });
  provider.awareness.setLocalStateField('user', introduction(doc.clientID));
  return {
    doc,
    tally,
    showCursor: (text, index) => provider.awareness.setLocalStateField('cursor', cursorAt(text, index)),
    close: () => {
      tally.isLeaving = true;
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

/** As y-prosemirror, y-codemirror and others have it. */
export function cursorAt(text: Y.Text, index: number): object {
  const position = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index)) as object;
  return { anchor: position, head: position };
}

export const introduction = (client: number): object => ({
  name: `Person ${client % 1000}`,
  color: '#30bced',
});

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
