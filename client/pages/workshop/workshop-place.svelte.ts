import type { CanvasState } from '../../canvas/canvas-state.svelte.ts';
import type { SessionState } from '../../session/session-state.svelte.ts';
import { kept } from '../../app/kept.ts';
import { writingRight, isZoneLocked, type WritingRight } from './writing-right.ts';
import { zonesOf, type ShownZone } from './zones.ts';

export const LENSES = ['board', 'list', 'matrix'] as const;
export type Lens = (typeof LENSES)[number];
/** A new card that is asked for: in a zone, answering a question, and in the matrix about a place. */
export type Wanted = { zone: string; question?: string };
/** On a phone one of these fills the screen. */
export type PhoneTab = 'question' | 'list' | 'place';
const keptLens = kept<Lens>('minga-lens');

/** Where I stand in the workshop: which canvas, what I may do there now, and how I look at it. */
export class WorkshopPlace {
  readonly groupId: string;
  readonly blockId: string;
  lens: Lens = $state(LENSES.find((lens) => lens === keptLens.load()) ?? 'board');
  /** The placing panel, opened outside of its step too. */
  isPlacingOpen = $state(false);
  /** Taken up by the lens that is in front, which opens the form for it. */
  wanted: Wanted | null = $state.raw(null);
  /** The card whose details are open. */
  detailsOf: string | null = $state(null);
  /** The same objects until the session changes: every card hangs on its zone. */
  zones: ShownZone[] = $derived.by(() => (this.#session.view ? zonesOf(this.#session.view) : []));
  #session: SessionState;
  #canvas: CanvasState;

  constructor(session: SessionState, canvas: CanvasState, groupId: string, blockId: string) {
    this.#session = session;
    this.#canvas = canvas;
    this.groupId = groupId;
    this.blockId = blockId;
  }

  get group() {
    return this.#session.view?.groups.find(({ id }) => id === this.groupId) ?? null;
  }
  get block() {
    return this.#session.block(this.blockId);
  }
  /** The block as the scenario tells it, once that has come. */
  get copy() {
    return this.#session.scenario.copy?.blocks.find(({ id }) => id === this.blockId) ?? null;
  }
  get isOwn(): boolean {
    return this.#session.group?.id === this.groupId;
  }
  get right(): WritingRight {
    return this.#session.view ? writingRight(this.#session.view, this) : 'nameless';
  }
  get canWrite(): boolean {
    return this.right === 'may' && this.#canvas.status !== 'stopped';
  }
  /** Each writes alone: what I add stays with me until the step ends or I show it. */
  get isAlone(): boolean {
    return this.isOwn && this.mayWriteLater && (this.#session.step?.isPrivate ?? false);
  }
  /** A lock ends; who lost the right to write has lost it. */
  get mayWriteLater(): boolean {
    return (this.right === 'may' || this.right === 'locked') && this.#canvas.status !== 'stopped';
  }
  canWriteIn(zone: string): boolean {
    return this.canWrite && !this.isLocked(zone);
  }
  /** Asks for the form of a new card: in the zone at hand, else where the step works, else in the first that is open. */
  wantCard(zone: string | null, question?: string): void {
    const open = this.zones.filter(({ id, opensIn }) => opensIn === null && this.canWriteIn(id));
    const chosen = open.find(({ id }) => id === zone) ?? open.find(({ isInFront }) => isInFront) ?? open[0];
    if (chosen) this.wanted = { zone: chosen.id, ...(question === undefined ? {} : { question }) };
  }
  isDiscussed(questionId: string): boolean {
    return this.group?.discussed?.includes(`${this.blockId}/${questionId}`) ?? false;
  }
  isLocked(zone: string): boolean {
    return this.#session.view !== null && isZoneLocked(this.#session.view, this, zone);
  }

  /** Whether I may say where my territory stands on this block. */
  get canPlace(): boolean {
    return this.#session.view?.status === 'open' && this.isOwn && this.#session.territory !== null;
  }
  get isPlacing(): boolean {
    return this.isPlacingOpen || this.#session.step?.kind === 'place';
  }
  get mine() {
    const me = this.#session.view?.you.participantId;
    return this.placements.find(({ participantId }) => participantId === me) ?? null;
  }
  /** What I may see of this block's placements by this group. */
  get placements() {
    return (
      this.#session.view?.maturity.filter(
        ({ blockId, participantId }) =>
          blockId === this.blockId && this.#session.personOf(participantId)?.groupId === this.groupId,
      ) ?? []
    );
  }

  choose(lens: Lens): void {
    this.lens = lens;
    keptLens.keep(lens);
  }
}
