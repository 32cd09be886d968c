import { displayJoinCode } from '#shared/protocol/join-code.ts';
import type { EventsMessage, Person, SessionView } from '#shared/protocol/session-view.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { shareOf } from '#shared/session/audience.ts';
import type { Command } from '#shared/session/commands.ts';
import { decide, stamp } from '#shared/session/decide.ts';
import type { ServerCommand } from '#shared/session/decision.ts';
import type { Event } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { Actor } from '#shared/session/rights.ts';
import type { Id, Instant, Lang, SessionState } from '#shared/session/state.ts';
import { peopleOf, toldAnew, viewOf, type Surroundings } from '#shared/session/view.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import type { SeatRecord, SessionRecord, Storage, Write } from '#server/storage/storage.ts';
import { RollCall } from './roll-call.ts';
import { scenarioSummary, warningsOf } from './scenario-copy.ts';

/** Somebody looking at a session now: a socket, and what it has been told. */
export type Viewer = {
  key: { role: Actor['role']; seatId: Id | null };
  language: Lang;
  knows: number;
  snapshot: (view: SessionView) => void;
  events: (message: EventsMessage) => void;
  /** The seat is gone or was given up. */
  close: () => void;
};

export type Execution = { ok: true; seq: number; events: Event[] } | Refusal;

/** Things that follow from what happened, outside the session: canvases re-read rights, keys are withdrawn. */
export type SessionListener = (session: LiveSession, events: Event[]) => void;

type Parts = {
  storage: Storage;
  now: () => Instant;
  newId: () => Id;
  listener: SessionListener;
  /** The last instant of the log it was loaded from. */
  lastKnown: Instant;
};

/**
 * One session in memory. The only caller of `decide`: commands run one at a time, each decided, stored, and only then
 * folded and passed on (law 1). Names live beside the state, never in it (law 5).
 */
export class LiveSession {
  readonly id: Id;
  readonly record: SessionRecord;
  readonly scenario: Scenario;
  readonly roll: RollCall;
  state: SessionState;
  #seats: Map<Id, SeatRecord>;
  #viewers = new Set<Viewer>();
  #queue: Promise<unknown> = Promise.resolve();
  /** A write failed without our knowing whether it reached the disk: look before the next. */
  #mayBeBehind = false;
  #parts: Parts;
  #summary;

  constructor(record: SessionRecord, state: SessionState, seats: SeatRecord[], parts: Parts) {
    this.id = record.id;
    this.record = record;
    this.scenario = JSON.parse(record.scenario) as Scenario;
    this.state = state;
    this.#seats = new Map(seats.map((seat) => [seat.id, seat]));
    this.#parts = parts;
    this.#summary = scenarioSummary(this.scenario);
    this.roll = new RollCall(
      {
        state: () => this.state,
        now: parts.now,
        note: (came, went) => this.execute(SERVER, { type: 'attendance.note', came, went }),
      },
      parts.lastKnown,
    );
  }

  seat(id: Id): SeatRecord | undefined {
    return this.#seats.get(id);
  }

  get seats(): SeatRecord[] {
    return [...this.#seats.values()].filter((seat) => this.state.seats[seat.id]);
  }

  /** Everything that has happened, as it is on disk. */
  log(): Promise<Event[]> {
    return this.#parts.storage.events(this.id, 0);
  }

  get now(): Instant {
    return this.#parts.now();
  }

  /** How many people with a seat have a page open now. */
  get peopleHere(): number {
    return new Set([...this.#viewers].flatMap(({ key }) => key.seatId ?? [])).size;
  }

  /** Who a key speaks for now: the seat's role is the session's to change, a role link's is fixed. */
  actorOf(key: { role: Actor['role']; seatId: Id | null }): Actor | null {
    if (key.seatId === null) return { role: key.role, participantId: null };
    const seat = this.state.seats[key.seatId];
    return seat ? { role: seat.role, participantId: seat.id } : null;
  }

  languageOf(actor: Actor | null): Lang {
    const seat = actor?.participantId ? this.state.seats[actor.participantId] : undefined;
    return seat?.language ?? this.state.languages[0] ?? 'en';
  }

  view(actor: Actor, language: Lang): SessionView {
    return viewOf(this.state, this.#surroundings(language), actor, this.#parts.now());
  }

  /** Runs after everything that was asked before it; the answer comes when the events are on disk. */
  execute(
    actor: Actor,
    command: Command | ServerCommand,
    extra: { cardZone?: () => Promise<Id | null>; writes?: Write[]; seat?: SeatRecord } = {},
  ): Promise<Execution> {
    const run = this.#queue.then(() => this.#run(actor, command, extra));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #run(
    actor: Actor,
    command: Command | ServerCommand,
    extra: { cardZone?: () => Promise<Id | null>; writes?: Write[]; seat?: SeatRecord },
  ): Promise<Execution> {
    if (this.#mayBeBehind) await this.#catchUp();
    const commandId = 'id' in command ? command.id : undefined;
    const by = actor.participantId ?? actor.role;
    if (commandId !== undefined) {
      const earlier = await this.#parts.storage.eventsOfCommand(this.id, by, commandId);
      if (earlier) return this.#answer(actor, earlier, this.state);
    }
    const now = this.#parts.now();
    const cardZone = extra.cardZone ? { cardZone: await extra.cardZone() } : {};
    const decision = decide(this.state, command, actor, { now, newId: this.#parts.newId, ...cardZone });
    if (!decision.ok) return decision;
    if (decision.events.length === 0) return { ok: true, seq: this.state.seq, events: [] };
    const before = this.state;
    const events = stamp(before.seq, decision.events, actor, now);
    const after = events.reduce(evolve, before);
    const seat = extra.seat ?? this.#renamed(command, actor);
    await this.#store(
      {
        type: 'events.appended',
        sessionId: this.id,
        after: before.seq,
        events,
        ...(commandId === undefined ? {} : { commandId }),
      },
      ...(seat ? [{ type: 'seat.saved' as const, seat }] : []),
      ...(extra.writes ?? []),
      // Who is gone is forgotten: name, e-mail and keys; the group's work stands (law 5).
      ...goneSeats(events).map((seatId) => ({ type: 'seat.erased' as const, sessionId: this.id, seatId })),
    );
    this.#take(events, before, after, seat);
    return this.#answer(actor, events, before);
  }

  async #store(...writes: Write[]): Promise<void> {
    try {
      await this.#parts.storage.write(...writes);
    } catch (error) {
      this.#mayBeBehind = true;
      throw error;
    }
  }

  /** Folds what the log has and we have not: a write that was given up on may have landed all the same. */
  async #catchUp(): Promise<void> {
    const events = await this.#parts.storage.events(this.id, this.state.seq);
    const seats = await this.#parts.storage.seats(this.id);
    this.#mayBeBehind = false;
    const before = this.state;
    this.#seats = new Map(seats.map((seat) => [seat.id, seat]));
    if (events.length > 0) this.#take(events, before, events.reduce(evolve, before), null);
  }

  /** What is on disk becomes the state, and is passed on. */
  #take(events: Event[], before: SessionState, after: SessionState, seat: SeatRecord | null): void {
    const peopleBefore = this.#people(before);
    this.state = after;
    if (seat) this.#seats.set(seat.id, seat);
    for (const seatId of goneSeats(events)) this.#seats.delete(seatId);
    this.#tell(events, before, peopleBefore);
    if (events.some(({ type }) => type === 'session.opened' || type === 'participant.promoted'))
      this.roll.callSoon();
    this.#parts.listener(this, events);
  }

  #answer(actor: Actor, events: Event[], before: SessionState): Execution {
    const mine = this.actorOf({ role: actor.role, seatId: actor.participantId }) ?? actor;
    const seen = events.flatMap((event) => {
      const share = shareOf(event, mine, before, this.state);
      return share === 'nothing' ? [] : [share === 'snapshot' ? event : share];
    });
    return { ok: true, seq: events.at(-1)?.seq ?? this.state.seq, events: seen };
  }

  #renamed(command: Command | ServerCommand, actor: Actor): SeatRecord | null {
    if (command.type !== 'participant.change' || command.name === undefined) return null;
    const seat = this.#seats.get(command.participantId ?? actor.participantId ?? '');
    return seat ? { ...seat, name: command.name } : null;
  }

  /** Begins to tell this viewer everything they may see. Returns what ends it. */
  watch(viewer: Viewer): () => void {
    const here = this.#people(this.state);
    const { seatId } = viewer.key;
    if (seatId !== null && !this.#isHere(seatId)) this.roll.came(seatId);
    this.#viewers.add(viewer);
    this.#greet(viewer);
    this.#tellPeople(here, viewer);
    return () => {
      const before = this.#people(this.state);
      if (!this.#viewers.delete(viewer)) return;
      if (seatId !== null && !this.#isHere(seatId)) this.roll.went(seatId);
      this.#tellPeople(before);
    };
  }

  /** The session is no more. */
  close(): void {
    this.roll.close();
    for (const viewer of [...this.#viewers]) viewer.close();
  }

  #isHere(seatId: Id): boolean {
    return [...this.#viewers].some(({ key }) => key.seatId === seatId);
  }

  /** [S63] Who comes back knowing everything gets no more than who is here; anyone else a snapshot. */
  #greet(viewer: Viewer): void {
    const actor = this.actorOf(viewer.key);
    if (!actor) return viewer.close();
    if (viewer.knows !== this.state.seq) return this.#sendSnapshot(viewer, actor);
    const people = peopleOf(this.state, this.#surroundings(viewer.language), actor);
    viewer.events({ after: viewer.knows, seq: this.state.seq, events: [], people });
  }

  #sendSnapshot(viewer: Viewer, actor: Actor): void {
    viewer.knows = this.state.seq;
    viewer.snapshot(this.view(actor, viewer.language));
  }

  #tell(events: Event[], before: SessionState, peopleBefore: Record<'staff' | 'all', Person[]>): void {
    const people = changedPeople(peopleBefore, this.#people(this.state));
    for (const viewer of this.#viewers) {
      const actor = this.actorOf(viewer.key);
      if (!actor) {
        viewer.close();
        continue;
      }
      const shares = events.map((event) => shareOf(event, actor, before, this.state));
      if (shares.includes('snapshot')) {
        this.#sendSnapshot(viewer, actor);
        continue;
      }
      const changed = people[classOf(actor)];
      viewer.events({
        after: viewer.knows,
        seq: this.state.seq,
        events: shares.filter((share): share is Event => typeof share === 'object'),
        ...(changed.length > 0 ? { people: changed } : {}),
        ...toldAnew(before, this.state, actor),
      });
      viewer.knows = this.state.seq;
    }
  }

  #tellPeople(before: Record<'staff' | 'all', Person[]>, except?: Viewer): void {
    const people = changedPeople(before, this.#people(this.state));
    for (const viewer of this.#viewers) {
      const actor = this.actorOf(viewer.key);
      const changed = actor && viewer !== except ? people[classOf(actor)] : [];
      if (changed.length > 0) {
        viewer.events({ after: viewer.knows, seq: viewer.knows, events: [], people: changed });
      }
    }
  }

  /** There are two lists of people: moderators also see who waits, and who may not write. */
  #people(state: SessionState): Record<'staff' | 'all', Person[]> {
    const around = this.#surroundings('en');
    return {
      staff: peopleOf(state, around, { role: 'moderator', participantId: null }),
      all: peopleOf(state, around, { role: 'participant', participantId: null }),
    };
  }

  #surroundings(language: Lang): Surroundings {
    const here = new Set([...this.#viewers].map((viewer) => viewer.key.seatId));
    return {
      scenario: this.#summary,
      joinCode: displayJoinCode(this.record.joinCode),
      ...warningsOf(this.scenario),
      nameOf: (id) => this.#seats.get(id)?.name ?? '',
      isHere: (id) => here.has(id),
      language,
    };
  }
}

const SERVER: Actor = { role: 'organizer', participantId: null };

const classOf = (actor: Actor): 'staff' | 'all' =>
  actor.role === 'moderator' || actor.role === 'organizer' ? 'staff' : 'all';

function changedPeople(
  before: Record<'staff' | 'all', Person[]>,
  after: Record<'staff' | 'all', Person[]>,
): Record<'staff' | 'all', Person[]> {
  const changed = (key: 'staff' | 'all') => {
    const known = new Map(before[key].map((person) => [person.id, JSON.stringify(person)]));
    return after[key].filter((person) => known.get(person.id) !== JSON.stringify(person));
  };
  return { staff: changed('staff'), all: changed('all') };
}

function goneSeats(events: Event[]): Id[] {
  return events.flatMap((event) =>
    event.type === 'participant.removed' || event.type === 'participant.left'
      ? event.participantId
      : event.type === 'participant.merged'
        ? event.from
        : [],
  );
}
