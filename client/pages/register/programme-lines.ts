import type { Invitation } from '#shared/protocol/invitation.ts';

export type ProgrammeLine = {
  id: string;
  round: number | null;
  titles: string[];
  minutes: number;
  /** From the beginning of the session. */
  after: number;
};

/** The steps of one breakout round are one line. */
export function programmeLines(agenda: Invitation['agenda']): ProgrammeLine[] {
  const lines: ProgrammeLine[] = [];
  let after = 0;
  for (const { id, title, minutes, round = null } of agenda) {
    const last = lines.at(-1);
    if (last && round !== null && last.round === round) {
      last.titles.push(title);
      last.minutes += minutes;
    } else {
      lines.push({ id, round, titles: [title], minutes, after });
    }
    after += minutes;
  }
  return lines;
}
