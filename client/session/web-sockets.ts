/** What this page has found out about WebSockets on its network: one connection tells the next. */
export const webSockets = {
  haveWorked: false,
  failedInARow: 0,
  /** Something on the way leaves them without an answer. */
  areUnanswered: false,
};
