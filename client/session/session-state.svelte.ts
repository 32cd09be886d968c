import { nanoid } from 'nanoid';
import type { CommandAnswer, SessionView } from '#shared/protocol/session-view.ts';
import type { Command } from '#shared/session/commands.ts';
import type { EventOf } from '#shared/session/events.ts';
import { SessionConnection, type SessionStatus } from './session-connection.ts';

/** The session for pages: what the server owns, as runes, and the verbs. */
export class SessionState {
  view: SessionView | null = $state.raw(null);
  status: SessionStatus = $state('connecting');
  refusal: string | null = $state(null);
  /** Messages from moderators that came while the page was open, the newest last. */
  messages: EventOf<'message.sent'>[] = $state.raw([]);
  /** The server's clock, in ms, renewed every second: timers run on it, not on this device's. */
  now = $state(Date.now());
  #connection: SessionConnection;
  #clock: ReturnType<typeof setInterval>;

  constructor(sessionId: string, seat: string) {
    this.#connection = new SessionConnection({
      serverUrl: location.origin,
      sessionId,
      seat,
      newId: nanoid,
      onChange: () => this.#take(),
      onMessage: (message) => (this.messages = [...this.messages, message]),
    });
    this.#clock = setInterval(() => (this.now = Date.now() + this.#connection.clockOffsetMs), 1000);
  }

  /** My group, once I have one. */
  group = $derived(this.view?.groups.find((group) => group.id === this.view?.you.groupId) ?? null);
  isModerator = $derived(this.view?.you.role === 'moderator' || this.view?.you.role === 'organizer');
  /** My territory, unless I speak for several or none. */
  territoryId = $derived.by(() => {
    const id = this.view?.people.find((person) => person.id === this.view?.you.participantId)?.territoryId;
    return this.view?.territories.find((territory) => territory.id === id && !territory.kind)?.id ?? null;
  });

  nameOf(participantId: string): string {
    return this.view?.people.find((person) => person.id === participantId)?.name ?? '';
  }

  territoryName(territoryId: string): string {
    const territory = this.view?.territories.find((one) => one.id === territoryId);
    return !territory || territory.kind ? '' : territory.name;
  }

  async send(command: Command): Promise<CommandAnswer> {
    try {
      return await this.#connection.send(command);
    } catch {
      return { ok: false, code: 'storage/unavailable' };
    }
  }

  close(): void {
    clearInterval(this.#clock);
    this.#connection.close();
  }

  #take(): void {
    this.view = this.#connection.view;
    this.status = this.#connection.status;
    this.refusal = this.#connection.refusal;
  }
}
