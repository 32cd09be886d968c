import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { cursorAt, introduction, type Client } from './clients.ts';
import { hocuspocus, HOCUSPOCUS } from './dialects.ts';
import { Tally } from './tally.ts';
import { tappedSocket } from './tapped-socket.ts';

/**
 * What `@hocuspocus/provider` 4.8 puts on the wire. Not that package itself: it would bring a second Yjs into this process,
 * whose types are no types to the first.
 */
export function hocuspocusClient(serverUrl: string, name: string, isLight: boolean): Client {
  const tally = new Tally();
  const doc = new Y.Doc();
  tally.self = doc.clientID;
  const awareness = new Awareness(doc);
  awareness.setLocalStateField('user', introduction(doc.clientID));
  const Socket = tappedSocket({ tally, dialect: hocuspocus, isLight });
  const socket = new Socket(serverUrl.replace(/^http/, 'ws'));
  socket.binaryType = 'arraybuffer';

  const send = (type: number, write: (encoder: encoding.Encoder) => void): void => {
    if (socket.readyState !== socket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, type);
    const empty = encoding.length(encoder);
    write(encoder);
    if (encoding.length(encoder) > empty) socket.send(encoding.toUint8Array(encoder));
  };
  const sendAwareness = (): void =>
    send(HOCUSPOCUS.awareness, (encoder) =>
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID])),
    );

  socket.onopen = () => {
    send(HOCUSPOCUS.auth, (encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, '');
      encoding.writeVarString(encoder, '4.8.0');
    });
    send(HOCUSPOCUS.sync, (encoder) => writeSyncStep1(encoder, doc));
    sendAwareness();
  };
  socket.onerror = () => undefined;
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === HOCUSPOCUS.sync || type === HOCUSPOCUS.syncReply) {
      const answer = encoding.createEncoder();
      readSyncMessage(decoder, answer, doc, socket);
      send(HOCUSPOCUS.sync, (encoder) => encoding.writeUint8Array(encoder, encoding.toUint8Array(answer)));
    } else if (type === HOCUSPOCUS.awareness) {
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), socket);
    }
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) send(HOCUSPOCUS.sync, (encoder) => writeUpdate(encoder, update));
  });
  awareness.on('update', (_: unknown, origin: unknown) => {
    if (origin !== socket) sendAwareness();
  });
  return {
    doc,
    tally,
    showCursor: (text, index) => awareness.setLocalStateField('cursor', cursorAt(text, index)),
    close: () => {
      tally.isLeaving = true;
      socket.close();
      awareness.destroy();
      doc.destroy();
    },
  };
}
