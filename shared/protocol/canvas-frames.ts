import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * Frames on a canvas socket. 0, 1 and 3 are y-websocket's own (y-protocols `PROTOCOL.md`); those from 100 are ours and go
 * only to clients that offer the subprotocol `minga.1`. Presence has frames of its own: `canvas-presence.ts`.
 */
export const FRAME = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  bundle: 100,
  saved: 101,
  refused: 102,
  people: 103,
  places: 104,
  packed: 105,
  incarnation: 106,
} as const;

export const SYNC = { step1: 0, step2: 1, update: 2 } as const;
export const SUBPROTOCOL = 'minga.1';

/** Why a canvas socket closes. y-websocket 3.1 takes 4400 to 4499 as final and comes back after all others. */
export const CLOSE = {
  restart: 1012,
  tooSlow: 1013,
  notProtocol: 4400,
  key: 4401,
  mayNot: 4403,
  noCanvas: 4404,
  overLimit: 4413,
  refused: 4422,
  outdated: 4426,
  cannotBeRead: 4503,
  tooManyMessages: 4529,
} as const;

/** Several messages in one frame, each with its length. */
export function encodeBundle(messages: Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.bundle);
  for (const message of messages) encoding.writeVarUint8Array(encoder, message);
  return encoding.toUint8Array(encoder);
}

/** Reads the rest of a bundle frame, after its type, and no more than `most`. @throws when it is cut short. */
export function readBundle(decoder: decoding.Decoder, most = Infinity): Uint8Array[] {
  const messages: Uint8Array[] = [];
  while (decoding.hasContent(decoder) && messages.length < most)
    messages.push(decoding.readVarUint8Array(decoder));
  return messages;
}

/** `n`: how many of my sync frames on this connection, counted from the first, are on disk. */
export function encodeSaved(n: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.saved);
  encoding.writeVarUint(encoder, n);
  return encoding.toUint8Array(encoder);
}

export function encodeRefused(refusal: { code: string; details?: Record<string, unknown> }): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.refused);
  encoding.writeVarString(encoder, JSON.stringify(refusal));
  return encoding.toUint8Array(encoder);
}

export function encodeSync(kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

/** The server's first frame: which life of the canvas this is. A repaired one is another, whose old copies do not fit. */
export function encodeIncarnation(incarnation: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.incarnation);
  encoding.writeVarUint(encoder, incarnation);
  return encoding.toUint8Array(encoder);
}

/**
 * The whole canvas for who has nothing of it, in place of a second sync step. `deflated`: an update in Yjs's second encoding,
 * by raw DEFLATE (RFC 1951).
 */
export function encodePacked(deflated: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.packed);
  encoding.writeVarUint8Array(encoder, deflated);
  return encoding.toUint8Array(encoder);
}
