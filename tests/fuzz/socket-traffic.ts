import * as decoding from 'lib0/decoding';
import { FRAME, readBundle, SYNC } from '#shared/protocol/canvas-frames.ts';
import type { Call } from './system-calls.ts';

/** From when the server had read a change to when it began to write what rests on it. */
export type Span = { from: number; to: number };
type Frame = { bytes: Uint8Array; at: number };

const WORD = /⟨\w+⟩/g;

/** Finds in the bytes of canvas sockets when a change came, when it was called saved and when others were shown it. */
export function socketTraffic(calls: Call[]): { acknowledgements: Span[]; relays: Span[] } {
  const sockets = [...new Set(calls.map(({ socket }) => socket))];
  const traffic = sockets.map((socket) => {
    const own = calls.filter((call) => call.socket === socket);
    return {
      received: framesIn(
        own.filter(({ isRead }) => isRead),
        'end',
      ),
      sent: framesIn(
        own.filter(({ isRead }) => !isRead),
        'begin',
      ),
    };
  });
  return {
    acknowledgements: traffic.flatMap(({ received, sent }) => acknowledgementsIn(received, sent)),
    relays: relaysIn(traffic),
  };
}

/** "saved n" speaks of the first n sync frames of its connection. */
function acknowledgementsIn(received: Frame[], sent: Frame[]): Span[] {
  const syncs = received.filter(({ bytes }) => bytes[0] === FRAME.sync);
  const spans: Span[] = [];
  let known = 0;
  for (const { bytes, at: to } of sent.flatMap(unbundled)) {
    if (bytes[0] !== FRAME.saved) continue;
    const count = decoding.readVarUint(decoding.createDecoder(bytes.subarray(1)));
    // A question (step 1) and an empty answer to one change nothing.
    const changes = syncs.slice(known, count).filter((frame) => frame.bytes[1] === SYNC.update);
    known = count;
    const last = changes.at(-1);
    if (last) spans.push({ from: last.at, to });
  }
  return spans;
}

/** The first time that each word leaves on another connection than it came by. */
function relaysIn(traffic: { received: Frame[]; sent: Frame[] }[]): Span[] {
  const cameAt = new Map<string, number>();
  for (const { received } of traffic)
    for (const { bytes, at } of received)
      for (const [word] of textOf(bytes).matchAll(WORD)) if (!cameAt.has(word)) cameAt.set(word, at);
  return traffic.flatMap(({ sent }) => {
    const seen = new Set<string>();
    return sent.flatMap(({ bytes, at: to }) =>
      [...textOf(bytes).matchAll(WORD)].flatMap(([word]) => {
        const from = cameAt.get(word);
        if (from === undefined || seen.has(word)) return [];
        seen.add(word);
        return [{ from, to }];
      }),
    );
  });
}

/** The WebSocket frames of one direction; each at the time of the call that completed it, or that began with it. */
function framesIn(calls: Call[], time: 'begin' | 'end'): Frame[] {
  const stream = Buffer.concat(calls.map(({ bytes }) => bytes));
  const ends: number[] = [];
  for (const { bytes } of calls) ends.push((ends.at(-1) ?? 0) + bytes.length);
  const timeOf = (offset: number): number => calls[ends.findIndex((end) => offset < end)]?.[time] ?? 0;
  const frames: Frame[] = [];
  // After the HTTP that opened it; what is no WebSocket has no frames.
  const head = stream.indexOf('\r\n\r\n');
  if (head < 0 || !/upgrade: websocket/i.test(stream.subarray(0, head).toString('latin1'))) return [];
  for (let at = head + 4; at + 2 <= stream.length;) {
    const isMasked = (stream[at + 1]! & 0x80) !== 0;
    let length = stream[at + 1]! & 0x7f;
    let body = at + 2;
    if (length === 126) [length, body] = [stream.readUInt16BE(body), body + 2];
    else if (length === 127) [length, body] = [Number(stream.readBigUInt64BE(body)), body + 8];
    const mask = isMasked ? stream.subarray(body, body + 4) : null;
    if (mask) body += 4;
    if (body + length > stream.length) break;
    const bytes = Uint8Array.from(
      stream.subarray(body, body + length),
      (byte, index) => byte ^ (mask?.[index % 4] ?? 0),
    );
    const isBinary = (stream[at]! & 0x0f) === 2;
    if (isBinary) frames.push({ bytes, at: timeOf(time === 'end' ? body + length - 1 : at) });
    at = body + length;
  }
  return frames;
}

const unbundled = ({ bytes, at }: Frame): Frame[] =>
  bytes[0] === FRAME.bundle
    ? readBundle(decoding.createDecoder(bytes.subarray(1))).map((part) => ({ bytes: part, at }))
    : [{ bytes, at }];
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
