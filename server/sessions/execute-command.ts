import type { Deps } from '#server/deps.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { Command } from '#shared/session/commands.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Execution, LiveSession } from './live-session.ts';

/** The one way in for commands, whether they came over REST or a socket. */
export async function executeCommand(
  deps: Pick<Deps, 'canvases' | 'commandRates'>,
  session: LiveSession,
  actor: Actor,
  command: Command,
): Promise<Execution> {
  const bucket = deps.commandRates.of(`${session.id}/${actor.participantId ?? actor.role}`);
  if (!bucket.take()) return refuse('request/too-many', { seconds: Math.ceil(bucket.waitMs() / 1000) });
  // They name a card, and only the canvas knows whether there is one.
  const isAboutCard = command.type === 'vote.cast' || command.type === 'synthesis.hide';
  const cardZone = isAboutCard ? () => deps.canvases.cardZone(session.state, command.ref) : undefined;
  return session.execute(actor, command, cardZone ? { cardZone } : {});
}
