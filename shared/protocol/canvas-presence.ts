import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { FRAME } from './canvas-frames.ts';

/**
 * Who is on a canvas and where, for clients of `minga.1`: names travel once (`people`), after that a person is a small
 * number and a place a few bytes (`places`). Clients send their own place as a `places` frame with one entry, number 0.
 */
export type Place = {
  /** The tab is in the background: here, but looking elsewhere. Gets no cursors, and the canvas when it comes back. */
  isHidden: boolean;
  /** A Yjs relative position in its own encoding: a caret, or a text that is in hand. Opaque to the server. */
  caret: Uint8Array | null;
};
export type PersonHere = { handle: number; id: string; name: string };
/** `place` is null when the person has left. */
export type PlaceHere = { handle: number; place: Place | null };

/** A relative position is two numbers and a flag or two. */
export const MAX_CARET_BYTES = 32;
/** Cursors at most this often, both ways. */
export const PRESENCE_MS = 500;

const FLAG = { gone: 1, hidden: 2, caret: 4 };

export function encodePeople(people: PersonHere[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.people);
  for (const { handle, id, name } of people) {
    encoding.writeVarUint(encoder, handle);
    encoding.writeVarString(encoder, id);
    encoding.writeVarString(encoder, name);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads the rest of the frame, after its type. @throws when it is cut short. */
export function readPeople(decoder: decoding.Decoder): PersonHere[] {
  const people: PersonHere[] = [];
  while (decoding.hasContent(decoder)) {
    people.push({
      handle: decoding.readVarUint(decoder),
      id: decoding.readVarString(decoder),
      name: decoding.readVarString(decoder),
    });
  }
  return people;
}

export function encodePlaces(places: PlaceHere[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME.places);
  for (const { handle, place } of places) {
    encoding.writeVarUint(encoder, handle);
    const caret = place?.caret ?? null;
    const flags = (place ? 0 : FLAG.gone) | (place?.isHidden ? FLAG.hidden : 0) | (caret ? FLAG.caret : 0);
    encoding.writeUint8(encoder, flags);
    if (caret) encoding.writeVarUint8Array(encoder, caret);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads the rest of the frame, after its type. @throws when it is cut short or a caret is longer than one can be. */
export function readPlaces(decoder: decoding.Decoder): PlaceHere[] {
  const places: PlaceHere[] = [];
  while (decoding.hasContent(decoder)) {
    const handle = decoding.readVarUint(decoder);
    const flags = decoding.readUint8(decoder);
    const caret = flags & FLAG.caret ? decoding.readVarUint8Array(decoder).slice() : null;
    if (caret && caret.length > MAX_CARET_BYTES) throw new Error('a caret of that length is none');
    const isGone = (flags & FLAG.gone) !== 0;
    places.push({ handle, place: isGone ? null : { isHidden: (flags & FLAG.hidden) !== 0, caret } });
  }
  return places;
}
