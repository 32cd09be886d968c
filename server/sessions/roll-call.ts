import { hereSince } from '#shared/session/families/attendance.ts';
import type { PresenceNote } from '#shared/session/decision.ts';
import type { Id, Instant, SessionState } from '#shared/session/state.ts';

/** All who come in so long are noted together: two hundred people arrive in a minute or two. In ms. */
const TOGETHER_MS = 10_000;
/** A gap that is shorter is no absence: weak links come and go. In ms. */
export const GRACE_MS = 45_000;
/** So long a server may have been away by its log, and who is back at once was there all along. In ms. */
const OUTAGE_MS = 10 * 60_000;

type Parts = {
  state: () => SessionState;
  now: () => Instant;
  /** Puts it into the log. */
  note: (came: PresenceNote[], went: PresenceNote[]) => Promise<unknown>;
};

/** [S111] Who is here, for the log: coming and going are held back for a while and noted by the clock. */
export class RollCall {
  #parts: Parts;
  /** Who has a page open, and since when. */
  #openSince = new Map<Id, Instant>();
  /** When the last page of somebody was closed whom the log has as here. */
  #lostAt = new Map<Id, Instant>();
  #wokenAt: Instant;
  #timer: { at: number; stop: () => void } | null = null;

  /** @param lastKnown the last instant of the log: who was here then may be so no more ([S112]). */
  constructor(parts: Parts, lastKnown: Instant) {
    this.#parts = parts;
    this.#wokenAt = parts.now();
    const state = parts.state();
    if (state.status !== 'open') return;
    for (const id of Object.keys(state.seats))
      if (hereSince(state, id) !== null) this.#lostAt.set(id, lastKnown);
    if (this.#lostAt.size > 0) this.#callIn(GRACE_MS);
  }

  /** The first page of somebody is open. */
  came(id: Id): void {
    const now = this.#parts.now();
    const lost = this.#lostAt.get(id);
    if (lost !== undefined && this.#isNoAbsence(lost, now)) this.#lostAt.delete(id);
    this.#openSince.set(id, now);
    if (hereSince(this.#parts.state(), id) === null || this.#lostAt.has(id)) this.#callIn(TOGETHER_MS);
  }

  /** The last one is closed. */
  went(id: Id): void {
    this.#openSince.delete(id);
    if (hereSince(this.#parts.state(), id) === null) return;
    this.#lostAt.set(id, this.#parts.now());
    this.#callIn(GRACE_MS);
  }

  /** Something happened that decides who is noted: the session has opened, or somebody has got a place. */
  callSoon(): void {
    if (this.#openSince.size > 0) this.#callIn(TOGETHER_MS);
  }

  /** Notes what is due now, and who is newly here without waiting for more. */
  async call(): Promise<void> {
    this.#timer?.stop();
    this.#timer = null;
    const state = this.#parts.state();
    if (state.status !== 'open') return;
    const now = this.#parts.now();
    const came: PresenceNote[] = [];
    const went: PresenceNote[] = [];
    for (const id of Object.keys(state.seats)) {
      const isNoted = hereSince(state, id) !== null;
      const since = this.#openSince.get(id);
      if (isNoted && since === undefined && !this.#lostAt.has(id)) this.#lostAt.set(id, now);
      const lost = this.#lostAt.get(id);
      const isGone =
        isNoted && lost !== undefined && (since !== undefined || msBetween(lost, now) >= GRACE_MS);
      if (isGone) went.push({ participantId: id, at: lost });
      if (since !== undefined && (!isNoted || isGone) && state.seats[id]?.status === 'seated')
        came.push({ participantId: id, at: since });
    }
    if (came.length + went.length > 0) {
      try {
        await this.#parts.note(came, went);
      } catch {
        // Nothing can be stored now, which is told elsewhere; what is due stays due.
        return this.#callIn(GRACE_MS);
      }
    }
    // Meanwhile somebody may have come or gone again.
    for (const { participantId: id, at } of went) if (this.#lostAt.get(id) === at) this.#lostAt.delete(id);
    for (const { participantId: id } of came) if (!this.#openSince.has(id)) this.#lostAt.set(id, now);
    const next = [...this.#lostAt.values()].map((lost) => Math.max(0, GRACE_MS - msBetween(lost, now)));
    if (next.length > 0) this.#callIn(Math.max(TOGETHER_MS, Math.min(...next)));
  }

  close(): void {
    this.#timer?.stop();
  }

  #isNoAbsence(lost: Instant, now: Instant): boolean {
    if (msBetween(lost, now) < GRACE_MS) return true;
    return (
      lost < this.#wokenAt &&
      msBetween(this.#wokenAt, now) < GRACE_MS &&
      msBetween(lost, this.#wokenAt) < OUTAGE_MS
    );
  }

  #callIn(ms: number): void {
    const at = Date.now() + ms;
    if (this.#timer && this.#timer.at <= at) return;
    this.#timer?.stop();
    const timer = setTimeout(() => void this.call(), ms);
    timer.unref();
    this.#timer = { at, stop: () => clearTimeout(timer) };
  }
}

const msBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);
