import type { Id, Instant, Lang, SessionStatus } from '../session/state.ts';

/**
 * What a join code shows before anybody joins: the card beside the code, and the registration page. Texts are in `language`.
 * No person is in it, only how many there are.
 */
export type Invitation = {
  sessionId: Id;
  language: Lang;
  status: SessionStatus;
  title: string;
  summary: string;
  startsAt: Instant | null;
  /** Planned length of the run of show. */
  minutes: number;
  timeZones: string[];
  languages: Lang[];
  capacity: number;
  placesLeft: number;
  peopleHere: number;
  /** The register, for the field's suggestions. */
  territories: { id: Id; name: string }[];
  blocks: { id: Id; number: number; short: string; icon: string; hue: string }[];
  agenda: { id: Id; title: string; minutes: number; round?: number }[];
  programme: {
    event?: string;
    code?: string;
    thematicLine?: string;
    organisers: { name: string; acronym?: string }[];
    documents: {
      id: Id;
      title: string;
      editions: {
        language: Lang;
        status: 'available' | 'draft' | 'missing';
        url?: string;
        note?: string;
      }[];
    }[];
  };
  /** Case studies with a confirmed speaker, and how many are still to be confirmed. */
  cases: { names: string[]; unconfirmed: number };
};
