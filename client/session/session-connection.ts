import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServer,
  CommandAnswer,
  ServerToClient,
  SessionView,
} from '#shared/protocol/session-view.ts';
import type { Command } from '#shared/session/commands.ts';
import type { EventOf } from '#shared/session/events.ts';
import { webSockets } from './web-sockets.ts';
import { foldView } from '#shared/session/view.ts';

export type SessionOptions = {
  /** `https://host`, without a slash at the end. */
  serverUrl: string;
  sessionId: string;
  /** Programs present a key, browsers a cookie and the name of their seat. */
  key?: string;
  seat?: string;
  newId: () => string;
  onChange: () => void;
  /** A message for me; messages are passed on, they are no part of the view. */
  onMessage?: (message: EventOf<'message.sent'>) => void;
};

export type SessionStatus = 'connecting' | 'live' | 'offline' | 'refused';

/** So long a connection may take to come about, in ms. */
const CONNECT_MS = 2500;
/** How long a command waits for its answer before it is sent once more, in ms. */
const ANSWER_MS = 8000;

/**
 * A session, as the browser knows it: what was seen, folded with what was sent since. Free of the page: simulated
 * participants use it as it is.
 */
export class SessionConnection {
  view: SessionView | null = null;
  status: SessionStatus = 'connecting';
  refusal: string | null = null;
  /** Server's clock minus mine, in ms: timers run on the server's. */
  clockOffsetMs = 0;
  #socket: Socket<ServerToClient, ClientToServer>;
  #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { serverUrl, sessionId, key, seat } = options;
    this.#socket = io(`${serverUrl}/session`, {
      transports: ['websocket', 'polling'],
      // A proxy that blocks websockets: the session goes on by polling.
      tryAllTransports: true,
      timeout: CONNECT_MS,
      reconnectionDelay: 300,
      reconnectionDelayMax: 4000,
      withCredentials: true,
      auth: (present) =>
        present({
          sessionId,
          ...(key === undefined ? {} : { key }),
          ...(seat === undefined ? {} : { seat }),
          ...(this.view ? { knows: this.view.seq } : {}),
        }),
    });
    this.#socket.on('connect', () => this.#set('live'));
    this.#socket.on('disconnect', (reason) =>
      this.#set(reason === 'io server disconnect' ? 'refused' : 'offline'),
    );
    this.#socket.on('connect_error', (error) => {
      // A proxy may leave a websocket without an answer: requests come first, and a websocket where one comes through.
      if (error.message === 'timeout') {
        webSockets.areUnanswered = true;
        this.#socket.io.opts.transports = ['polling', 'websocket'];
      }
      // A message of ours is a code, everything else a network that is away.
      const isRefused = /^[a-z]+(\/[a-z-]+)?$/.test(error.message) && !this.#socket.active;
      if (isRefused) this.refusal = error.message;
      this.#set(isRefused ? 'refused' : 'offline');
    });
    this.#socket.on('snapshot', (view) => {
      this.clockOffsetMs = Date.parse(view.at) - Date.now();
      this.#show(view);
    });
    this.#socket.on('events', (message) => {
      if (!this.view) return;
      // A gap: what came between is lost to us, so ask again from what we know.
      if (message.after !== this.view.seq) return void this.#socket.disconnect().connect();
      this.#show(foldView(this.view, message));
      for (const event of message.events) if (event.type === 'message.sent') this.#options.onMessage?.(event);
    });
  }

  /**
   * A first view by a request: it goes by a connection that is there, where a socket needs three round trips to come about.
   * The socket then asks only for what came since.
   */
  async begin(ask: () => Promise<SessionView | null>): Promise<void> {
    const view = await ask();
    if (!view || this.view || this.status !== 'connecting') return;
    this.clockOffsetMs = Date.parse(view.at) - Date.now();
    this.#show(view);
  }

  /** Sends a command under an id of its own, so that sending it again after a cut has no second effect. */
  async send(command: Command): Promise<CommandAnswer> {
    const named = { ...command, id: this.#options.newId() } as Command;
    for (let tries = 0; ; tries += 1) {
      try {
        return (await this.#socket.timeout(ANSWER_MS).emitWithAck('command', named)) as CommandAnswer;
      } catch (error) {
        if (tries >= 5 || this.status === 'refused') throw error;
      }
    }
  }

  close(): void {
    this.#socket.disconnect();
  }

  #show(view: SessionView): void {
    this.view = view;
    this.#options.onChange();
  }

  #set(status: SessionStatus): void {
    this.status = status;
    this.#options.onChange();
  }
}
