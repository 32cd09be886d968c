import type { Client } from '../load/clients.ts';
import type { ServerProcess } from '../server-process.ts';

export type ContestantName = 'minga' | 'minga-stock' | 'y-websocket' | 'hocuspocus';

/** `cards`: how many are on every canvas from the beginning. */
export type Shape = { rooms: number; people: number; cards: number };

/** A server that runs, with rooms to enter. */
export type Stage = {
  server: ServerProcess;
  /** Opens a room's canvas for one of its people. */
  open: (room: number, person: number, options: { isLight: boolean }) => Client;
  /** What their cards must name as the author. */
  participantId: (room: number, person: number) => string;
  stop: () => Promise<void>;
};

export type Contestant = {
  name: ContestantName;
  title: string;
  /** Starts it on a fresh folder. */
  start: (shape: Shape) => Promise<Stage>;
};
