/** Bounds that server, browser and tests share (`promises.md` 15 and 16). Lengths in UTF-16 code units, times in ms. */
export const LIMITS = {
  capacity: 1000,
  groups: 60,
  /** Seats of other roles that a session may have beside its capacity. */
  staff: 200,
  /** A canvas frame; a reconnect's second sync step may be larger. */
  frameBytes: 256 * 1024,
  syncStepBytes: 1024 * 1024,
  /** Parts of one message: what somebody writes in a day without network has fewer, and all are judged at once. */
  updateStructs: 15_000,
  canvasBytes: 5 * 1024 * 1024,
  cards: 2000,
  /** Entries of threads, comments and translations each. */
  entries: 6000,
  /** What can be typed or pasted into a card. */
  writtenLength: 5000,
  /** Admitted, so that two offline halves of 5,000 merge. */
  textLength: 10_000,
  /** Lines of a pasted list that become cards at once. */
  cardsAtOnce: 200,
  /** Stays of a report from Zoom that are counted: a thousand people who came back once. */
  stays: 2000,
  shortLength: 200,
  rankLength: 200,
  messagesPerSecond: 30,
  messageBurst: 60,
  connectionsPerSeat: 8,
  /** Client ids of one person on one canvas: reloads, tabs, offline copies. */
  clientsPerSeat: 500,
  /** Work under way when a lock or a move arrives is still admitted for this long. */
  graceMs: 3000,
  stepMs: 4 * 60 * 60 * 1000,
} as const;
