import type { CardSnapshot } from '#shared/canvas/snapshot.ts';
import type { CanvasState } from '../../../canvas/canvas-state.svelte.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';
import type { HeldCard, ListedCard } from './held-card.svelte.ts';
import type { WorkshopPlace } from '../workshop-place.svelte.ts';
import type { ShownZone } from '../zones.ts';

/** What a lens draws, and what it tells when somebody acts. */
export type LensProps = {
  session: SessionState;
  place: WorkshopPlace;
  canvas: CanvasState;
  held: HeldCard;
  zones: ShownZone[];
  /** Zones of later steps, to be announced. */
  later: ShownZone[];
  inZone: (zone: string) => ListedCard[];
  /** What I removed last and may bring back. */
  removed: CardSnapshot | null;
  onMove: (id: string, zone: string) => void;
  onRemove: (card: CardSnapshot) => void;
  onUndo: () => void;
};
