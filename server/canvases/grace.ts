import { LIMITS } from '#shared/protocol/limits.ts';
import type { Id } from '#shared/session/state.ts';
import type { CanvasRights } from './canvas-host.ts';

/**
 * What a seat may write at this moment: honest work under way when a lock or a move arrives still gets in for a few
 * seconds. Grace only ever lets through.
 */
export class Grace {
  #now: () => number;
  #couldWrite = false;
  #lostAt = -Infinity;
  #until: number | null = null;
  #zones: Id[] = [];
  #zonesBefore: Id[] = [];
  #zonesAt = -Infinity;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Rights may have moved: remembers since when. */
  note({ mayWrite, isMuted, lockedZones, until }: CanvasRights): void {
    this.#until = until;
    if (this.#couldWrite && !mayWrite) this.#lostAt = this.#now();
    if (isMuted) this.#lostAt = -Infinity;
    this.#couldWrite = mayWrite;
    if (lockedZones.join() === this.#zones.join()) return;
    [this.#zonesBefore, this.#zones, this.#zonesAt] = [this.#zones, lockedZones, this.#now()];
  }

  get mayWrite(): boolean {
    if (this.#until !== null && this.#now() >= this.#until) return false;
    return this.#couldWrite || this.#now() - this.#lostAt <= LIMITS.graceMs;
  }

  /** A zone counts as locked once it has been so for long enough, and no longer than it is. */
  isZoneLocked(zone: Id): boolean {
    if (!this.#zones.includes(zone)) return false;
    const isInGrace = this.#now() - this.#zonesAt <= LIMITS.graceMs;
    return !isInGrace || this.#zonesBefore.includes(zone);
  }
}
