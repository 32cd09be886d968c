import { getContext, setContext } from 'svelte';
import type { HiddenCardEntry } from '#shared/protocol/hidden-cards.ts';
import type { Command } from '#shared/session/commands.ts';
import type { SynthesisCard } from '#shared/synthesis/shape.ts';
import { ask } from '../../app/api.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';
import { Commander } from '../console/commander.svelte.ts';
import type { SynthesisLoader } from './synthesis-loader.svelte.ts';

const CONTEXT = Symbol('corrections');

/** What organizers and moderators change of the synthesis after the fact: which cards it leaves out, and until when. */
export class Corrections {
  /** The card that is about to be left out. */
  asked: SynthesisCard | null = $state.raw(null);
  hidden: HiddenCardEntry[] = $state.raw([]);
  readonly desk: Commander;
  #session: SessionState;
  #loader: SynthesisLoader;

  constructor(session: SessionState, loader: SynthesisLoader) {
    this.#session = session;
    this.#loader = loader;
    this.desk = new Commander(session);
  }

  get isStaff(): boolean {
    const role = this.#session.view?.you.role;
    return role === 'moderator' || role === 'organizer';
  }
  get mayCorrect(): boolean {
    return this.isStaff && this.#loader.report?.synthesis.frozen === null;
  }

  /** Named organizers, moderators and rapporteurs write narratives, until nothing changes any more [S121]. */
  get mayTell(): boolean {
    const { view } = this.#session;
    const me = view?.you.participantId ?? null;
    const isTeller = this.isStaff || (view?.groups.some(({ rapporteur }) => rapporteur === me) ?? false);
    return me !== null && isTeller && !view?.you.isMuted && this.#loader.report?.synthesis.frozen === null;
  }

  /** Done, and seen in the synthesis; a refusal stays with the desk. */
  async run(command: Command, reader: string): Promise<boolean> {
    const isDone = await this.desk.run(command);
    if (isDone) await Promise.all([this.refresh(reader), this.load(reader)]);
    return isDone;
  }

  /** All figures follow what was changed. */
  refresh(reader: string): Promise<void> {
    return this.#loader.load(reader);
  }

  async load(reader: string): Promise<void> {
    const { id, seat } = this.#session;
    const answer = await ask<{ cards: HiddenCardEntry[] }>(`/api/sessions/${id}/hidden-cards?seat=${seat}`, {
      language: reader,
    });
    if (answer.ok) this.hidden = answer.body.cards;
  }
}

export const provideCorrections = (corrections: Corrections): Corrections => setContext(CONTEXT, corrections);
export const useCorrections = (): Corrections | undefined => getContext<Corrections | undefined>(CONTEXT);
