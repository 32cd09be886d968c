import { nanoid } from 'nanoid';
import type { CommandAnswer, Person, SessionView } from '#shared/protocol/session-view.ts';
import type { Command } from '#shared/session/commands.ts';
import type { EventOf } from '#shared/session/events.ts';
import type { Territory } from '#shared/session/state.ts';
import { ask } from '../app/api.ts';
import { kept, type Kept } from '../app/kept.ts';
import { SessionConnection, type SessionStatus } from './session-connection.ts';
import { KeptView } from './kept-view.ts';
import { ScenarioLoader } from './scenario-copy.svelte.ts';

export type BlockView = SessionView['scenario']['blocks'][number];
export type ZoneView = SessionView['scenario']['zones'][number];

/** How often what is seen is kept on this device, in ms. */
const KEEP_EVERY_MS = 5000;

/** The session for pages: what the server owns, as runes, and the verbs. */
export class SessionState {
  readonly id: string;
  /** The seat's name in addresses, no secret: a participant's id, or the role of a link without a name. */
  readonly seat: string;
  readonly scenario: ScenarioLoader;
  view: SessionView | null = $state.raw(null);
  status: SessionStatus = $state('connecting');
  refusal: string | null = $state(null);
  /** Messages from moderators that came while the page was open and were not put away, the newest last. */
  messages: EventOf<'message.sent'>[] = $state.raw([]);
  /** The server's clock, in ms, renewed every second: timers run on it, not on this device's. */
  now = $state(Date.now());
  /** What is typed and not added yet, by field: it outlives the screen it was typed on, and on this device the page. */
  drafts: Record<string, string> = $state({});
  #keptDrafts: Kept<Record<string, string>>;
  #draftsAsKept = '';
  #connection: SessionConnection;
  #kept: KeptView;
  #keptAt = -Infinity;
  #clock: ReturnType<typeof setInterval>;

  constructor(sessionId: string, seat: string) {
    this.id = sessionId;
    this.seat = seat;
    this.scenario = new ScenarioLoader(sessionId, seat);
    this.#kept = new KeptView(sessionId, seat);
    this.#keptDrafts = kept(`minga/${sessionId}/${seat}/drafts`);
    this.drafts = this.#keptDrafts.load() ?? {};
    this.#connection = new SessionConnection({
      serverUrl: location.origin,
      sessionId,
      seat,
      newId: nanoid,
      onChange: () => this.#take(),
      onMessage: (message) => (this.messages = [...this.messages, message]),
    });
    this.#clock = setInterval(() => this.#tick(), 1000);
    // Who has been here before gets what is new by the socket.
    if (!this.#kept.load())
      void this.#connection.begin(async () => {
        const answer = await ask<SessionView>(`/api/sessions/${sessionId}?seat=${seat}`, {
          language: document.documentElement.lang,
        });
        return answer.ok ? answer.body : null;
      });
  }

  isModerator = $derived(this.view?.you.role === 'moderator' || this.view?.you.role === 'organizer');
  /** Me, where the seat has a name. */
  me = $derived(this.view?.people.find(({ id }) => id === this.view?.you.participantId) ?? null);
  /** My group, once I have one. */
  group = $derived(this.view?.groups.find(({ id }) => id === this.view?.you.groupId) ?? null);
  isFacilitator = $derived(this.me !== null && (this.group?.facilitators.includes(this.me.id) ?? false));
  /** My territory, unless I speak for several or none. */
  territory = $derived(
    this.view?.territories.find(({ id, kind }) => id === this.me?.territoryId && !kind) ?? null,
  );
  /** The step under way. */
  step = $derived(this.view?.steps.find(({ id }) => id === this.view?.step?.id) ?? null);
  /** When it ends, as extended for my group; null while none is under way. */
  endsAt = $derived.by(() => {
    const running = this.view?.step;
    return (this.group && running?.groups?.[this.group.id]?.endsAt) ?? running?.endsAt ?? null;
  });
  /** What is left of it in ms, below zero when it is over; null while none is under way. */
  leftMs = $derived.by(() => {
    const running = this.view?.step;
    if (!running || !this.endsAt) return null;
    return Date.parse(this.endsAt) - (running.pausedAt ? Date.parse(running.pausedAt) : this.now);
  });

  nameOf(participantId: string): string {
    return this.personOf(participantId)?.name ?? '';
  }
  personOf(participantId: string): Person | null {
    return this.view?.people.find(({ id }) => id === participantId) ?? null;
  }
  /** Whoever sits in a group, those who are here first. */
  membersOf(groupId: string): Person[] {
    const members = this.view?.people.filter((person) => person.groupId === groupId) ?? [];
    return members.toSorted((a, b) => Number(b.isHere) - Number(a.isHere));
  }
  /** Where a card belongs. One that was merged into another is that other now. Null: not a place. */
  territoryOf(territoryId: string): Territory | null {
    const territory = this.view?.territories.find(
      ({ id, formerIds }) => id === territoryId || formerIds?.includes(territoryId),
    );
    return !territory || territory.kind ? null : territory;
  }
  territoryName(territoryId: string): string {
    return this.territoryOf(territoryId)?.name ?? '';
  }
  block(blockId: string): BlockView | null {
    return this.view?.scenario.blocks.find(({ id }) => id === blockId) ?? null;
  }

  async send(command: Command): Promise<CommandAnswer> {
    try {
      return await this.#connection.send(command);
    } catch {
      return { ok: false, code: 'storage/unavailable' };
    }
  }

  close(): void {
    this.#keep();
    this.#keepDrafts();
    clearInterval(this.#clock);
    this.scenario.close();
    this.#connection.close();
  }

  #tick(): void {
    this.now = Date.now() + this.#connection.clockOffsetMs;
    if (performance.now() - this.#keptAt > KEEP_EVERY_MS) this.#keep();
    this.#keepDrafts();
  }
  #keepDrafts(): void {
    const begun = Object.fromEntries(Object.entries(this.drafts).filter(([, text]) => text !== ''));
    const now = JSON.stringify(begun);
    if (now === this.#draftsAsKept) return;
    this.#draftsAsKept = now;
    this.#keptDrafts.keep(now === '{}' ? null : begun);
  }
  #keep(): void {
    const { view, status } = this.#connection;
    if (!view || status === 'refused') return;
    this.#keptAt = performance.now();
    this.#kept.keep(view);
  }
  #take(): void {
    this.status = this.#connection.status;
    this.refusal = this.#connection.refusal;
    if (this.status === 'refused') this.#kept.forget();
    // Without network what was seen last is shown, until the session answers.
    // A page that was opened without network keeps what it shows until the session has come, and whoever writes in it their field.
    const last = this.view ?? (this.status === 'offline' ? this.#kept.load() : null);
    this.view = this.#connection.view ?? last;
    this.#tick();
  }
}
