import { createHash } from 'node:crypto';
import { canvasesOf } from '#server/canvases/canvas-host.ts';
import type { Deps } from '#server/deps.ts';
import type { Entered } from '#server/sessions/guard.ts';
import type { WrittenDocument } from './documents.ts';
import type { LiveSession } from '#server/sessions/live-session.ts';
import type { CanvasSnapshot } from '#shared/canvas/snapshot.ts';
import { isFreezeDue } from '#shared/session/families/synthesis.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { isModerator, type Actor } from '#shared/session/rights.ts';
import type { Lang, SessionState } from '#shared/session/state.ts';
import { maySeePlacement } from '#shared/session/view.ts';
import { canonical } from '#shared/synthesis/canonical.ts';
import {
  MODEL,
  synthesise,
  type Synthesis,
  type SynthesisInput,
  type UnreadableCanvas,
} from '#shared/synthesis/synthesis.ts';

type Wanted = { state: SessionState; actor: Actor; organisations: number; language: Lang };
const SERVER: Actor = { role: 'organizer', participantId: null };

/** What the synthesis is made of, as `actor` may see it, from what is on disk of every canvas; once it is frozen, as it was then. */
export async function inputOf(
  deps: Pick<Deps, 'canvases'>,
  { session, actor }: Pick<Entered, 'session' | 'actor'>,
  language: Lang,
): Promise<SynthesisInput> {
  await freezeWhereDue(deps, session);
  const { frozen } = session.state.synthesis;
  if (!frozen) return read(deps, session, wantedNow(session, actor, language));
  const { state, organisations, at, digests, model = 1 } = frozen;
  const input = await read(deps, session, { state, actor, organisations, language });
  return { ...input, model, frozen: { at, digest: digests[language] ?? '' } };
}

export const synthesisOf = async (...asked: Parameters<typeof inputOf>): Promise<Synthesis> =>
  synthesise(await inputOf(...asked));

/** The figures of what `actor` may see, to be shared with all who may see the same. */
export function figuresFor(
  deps: Pick<Deps, 'canvases' | 'documents'>,
  who: Pick<Entered, 'session' | 'actor'>,
  language: Lang,
  { isPublic = false } = {},
): Promise<WrittenDocument | Refusal> {
  const { id, state } = who.session;
  const seesAll = isPublic || state.status === 'closed' || isModerator(who.actor);
  const audience = isPublic ? 'public' : seesAll ? 'all' : (who.actor.participantId ?? who.actor.role);
  const key = [id, state.seq, language, audience].join('/');
  return deps.documents.figures(key, () => inputOf(deps, who, language), isPublic);
}

/** [S97] Nobody waits for the hour: the first who asks after it finds it frozen. Where something changed meanwhile, anew. */
async function freezeWhereDue(deps: Pick<Deps, 'canvases'>, session: LiveSession): Promise<void> {
  while (isFreezeDue(session.state, session.now)) {
    const { seq, languages } = session.state;
    const { organisations } = wantedNow(session, SERVER, '');
    const digests: Record<Lang, string> = {};
    for (const language of languages)
      digests[language] = digestOf(
        synthesise(await read(deps, session, wantedNow(session, SERVER, language))),
      );
    await session.execute(SERVER, { type: 'synthesis.freeze', seq, organisations, digests, model: MODEL });
  }
}

/** SHA-256 of all but what tells the digest itself. */
export function digestOf({ frozen: _, ...synthesis }: Synthesis): string {
  return createHash('sha256').update(canonical(synthesis)).digest('hex');
}

const wantedNow = (session: LiveSession, actor: Actor, language: Lang): Wanted => ({
  state: session.state,
  actor,
  organisations: new Set(session.seats.map((seat) => seat.organisation?.trim().toLowerCase()).filter(Boolean))
    .size,
  language,
});

async function read(
  deps: Pick<Deps, 'canvases'>,
  { scenario }: LiveSession,
  { state, actor, organisations, language }: Wanted,
): Promise<SynthesisInput> {
  const canvases: CanvasSnapshot[] = [];
  const unreadable: UnreadableCanvas[] = [];
  const all = canvasesOf(state).map(async (address) => {
    const one = await deps.canvases.snapshot(state, address);
    if (one.ok) canvases.push(one.snapshot);
    else unreadable.push({ group: address.groupId, block: address.blockId, code: one.code });
  });
  await Promise.all(all);
  return {
    // [S52] holds for files too.
    state: { ...state, maturity: state.maturity.filter((one) => maySeePlacement(state, actor, one)) },
    scenario,
    canvases,
    unreadable,
    organisations,
    language,
  };
}
