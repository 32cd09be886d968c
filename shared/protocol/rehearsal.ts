import type { Id, Instant } from '../session/state.ts';

/** Bounds of a copy to practise on. Times in ms. */
export const REHEARSAL = { people: 200, speeds: [1, 4, 10], lastsMs: 60 * 60_000, atOnce: 3 } as const;

/** `GET POST …/rehearsal`: the copy of this session that is under way, and the asker's own way into it. Null: none is. */
export type RehearsalAnswer = {
  rehearsal: null | { id: Id; link: string; people: number; endsAt: Instant };
};

/** What a thread of simulated people is told. */
export type CrowdOrder = {
  serverUrl: string;
  sessionId: Id;
  joinCode: string;
  moderatorKey: string;
  people: number;
  /** So many times as fast as people. */
  speed: number;
};
