import * as decoding from 'lib0/decoding';
import { encodeBundle, FRAME, readBundle, SYNC } from '#shared/protocol/canvas-frames.ts';

/** What came in one frame, looked at without applying it. */
export type Heard = {
  /** Yjs updates, V1. */
  updates: Uint8Array[];
  /** The whole canvas, as a newcomer gets it. */
  isWhole: boolean;
  /** A payload of y-protocols' awareness. */
  awareness: Uint8Array | null;
  /** What its client needs to see even when nobody looks at the canvas: handshakes, `saved` and the like. */
  rest: Uint8Array | null;
};

/** How a server's frames are read, and what its usual client does with them besides. */
export type Dialect = {
  hear: (frame: Uint8Array) => Heard;
  /** Sends each awareness message of others back, as the stock y-websocket client does with all it takes in. */
  echoes: boolean;
  /** A message without content, for a client that gives a connection up when it hears nothing for 30 s. */
  signOfLife: Uint8Array | null;
};

export const HOCUSPOCUS = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8 } as const;
const NOTHING: Heard = { updates: [], isWhole: false, awareness: null, rest: null };
const EMPTY_AWARENESS = new Uint8Array([FRAME.awareness, 1, 0]);

/** y-websocket's protocol. */
export const stock: Dialect = { hear: hearStock, echoes: true, signOfLife: EMPTY_AWARENESS };

/** Ours: several messages in a frame, and the whole canvas packed. */
export const minga: Dialect = { hear: hearMinga, echoes: false, signOfLife: EMPTY_AWARENESS };

/** y-websocket's behind the document's name, with a few types more. */
export const hocuspocus: Dialect = { hear: hearHocuspocus, echoes: false, signOfLife: null };

function hearStock(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame);
  return hear(decoding.readVarUint(decoder), decoder, frame);
}

function hearHocuspocus(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type === HOCUSPOCUS.syncStatus) return NOTHING;
  return hear(type === HOCUSPOCUS.syncReply ? HOCUSPOCUS.sync : type, decoder, frame);
}

function hearMinga(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  if (type === FRAME.packed) return { ...NOTHING, isWhole: true };
  if (type !== FRAME.bundle) return hear(type, decoder, frame);
  const parts = readBundle(decoder).map(hearMinga);
  const rest = parts.flatMap((part) => part.rest ?? []);
  return {
    updates: parts.flatMap(({ updates }) => updates),
    isWhole: parts.some(({ isWhole }) => isWhole),
    awareness: null,
    rest: rest.length > 0 ? encodeBundle(rest) : null,
  };
}

/** The types that all three share. */
function hear(type: number, decoder: decoding.Decoder, frame: Uint8Array): Heard {
  if (type === FRAME.awareness) return { ...NOTHING, awareness: decoding.readVarUint8Array(decoder) };
  if (type !== FRAME.sync) return { ...NOTHING, rest: frame };
  const kind = decoding.readVarUint(decoder);
  if (kind === SYNC.step1) return { ...NOTHING, rest: frame };
  return { ...NOTHING, updates: [decoding.readVarUint8Array(decoder)], isWhole: kind === SYNC.step2 };
}
