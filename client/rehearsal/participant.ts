import { CanvasConnection } from '#client/canvas/canvas-connection.ts';
import { SessionConnection } from '#client/session/session-connection.ts';
import type { Writer } from '#shared/canvas/edit.ts';
import type { CommandAnswer, SessionView } from '#shared/protocol/session-view.ts';
import type { Command } from '#shared/session/commands.ts';
import { nanoid } from 'nanoid';
import { socketWithKey } from './node-socket.ts';
import { until } from './until.ts';

// The stock provider listens for the end of the process once per open canvas.
process.setMaxListeners(0);

export type Introduction = {
  name: string;
  language: string;
  territory?: string;
  organisation?: string;
};

/**
 * Somebody in a session who is no page but does what pages do: joins over the real HTTP, holds the real sockets, and
 * writes with the same `edit` and connections.
 */
export class Participant {
  readonly serverUrl: string;
  readonly sessionId: string;
  readonly key: string;
  readonly id: string | null;
  readonly session: SessionConnection;
  readonly canvases = new Map<string, CanvasConnection>();
  /** Called whenever something of the session or a canvas has changed. */
  readonly watchers = new Set<() => void>();

  constructor(seat: { serverUrl: string; sessionId: string; key: string; id: string | null }) {
    this.serverUrl = seat.serverUrl;
    this.sessionId = seat.sessionId;
    this.key = seat.key;
    this.id = seat.id;
    this.session = new SessionConnection({
      serverUrl: seat.serverUrl,
      sessionId: seat.sessionId,
      key: seat.key,
      newId: () => nanoid(),
      onChange: () => this.watchers.forEach((watch) => watch()),
    });
  }

  /** Takes a seat by code. @throws with the refusal's code when there is none. */
  static async join(serverUrl: string, code: string, who: Introduction): Promise<Participant> {
    const response = await fetch(`${serverUrl}/api/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, ...who }),
    });
    if (response.status !== 201) throw new Error(((await response.json()) as { code: string }).code);
    const seat = (await response.json()) as { sessionId: string; participantId: string; key: string };
    return new Participant({ serverUrl, sessionId: seat.sessionId, key: seat.key, id: seat.participantId });
  }

  get view(): SessionView {
    if (!this.session.view) throw new Error('The session has not arrived yet');
    return this.session.view;
  }

  /** Resolves once the session is there and the condition holds on it. */
  async sees(what: string, condition: (view: SessionView) => boolean = () => true): Promise<SessionView> {
    return until(what, () => (this.session.view && condition(this.session.view) ? this.session.view : null));
  }

  do(command: Command): Promise<CommandAnswer> {
    return this.session.send(command);
  }

  /** Does it and insists. @throws with the refusal's code. */
  async must(command: Command): Promise<CommandAnswer & { ok: true }> {
    const answer = await this.do(command);
    if (!answer.ok)
      throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.details ?? {})}`);
    return answer;
  }

  get writer(): Writer {
    return { participantId: this.id ?? 'nobody', newId: () => nanoid(12), now: Date.now, origin: this };
  }

  canvas(groupId: string, blockId: string): CanvasConnection {
    const path = `${groupId}/${blockId}`;
    const open = this.canvases.get(path);
    if (open) return open;
    const canvas = new CanvasConnection({
      serverUrl: this.serverUrl,
      sessionId: this.sessionId,
      groupId,
      blockId,
      seat: this.id ?? 'role',
      zones: this.view.scenario.zones.map((zone) => zone.id),
      socketClass: socketWithKey(this.key),
      onChange: () => this.watchers.forEach((watch) => watch()),
    });
    this.canvases.set(path, canvas);
    return canvas;
  }

  async openCanvas(groupId: string, blockId: string): Promise<CanvasConnection> {
    const canvas = this.canvas(groupId, blockId);
    await until(`canvas ${groupId}/${blockId}`, () => canvas.status === 'live');
    return canvas;
  }

  /** Everything this person wrote is on the server's disk. */
  async saved(): Promise<void> {
    await until('saved', () => [...this.canvases.values()].every((canvas) => canvas.unsavedSince === null));
  }

  leave(): void {
    this.session.close();
    for (const canvas of this.canvases.values()) canvas.close();
  }
}
