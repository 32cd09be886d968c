import { isDeepStrictEqual } from 'node:util';
import type { EventsMessage, Person, SessionView } from '#shared/protocol/session-view.ts';
import { shareOf } from '#shared/session/audience.ts';
import { decide, stamp } from '#shared/session/decide.ts';
import type { Decision } from '#shared/session/decision.ts';
import type { Event, EventBody } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import { isModerator, type Actor } from '#shared/session/rights.ts';
import { ROLES, type Id, type Instant, type SessionState } from '#shared/session/state.ts';
import { foldView, peopleOf, toldAnew, viewOf, type Surroundings } from '#shared/session/view.ts';
import { actOf, type Act, type Throw } from './random-workshop.ts';
import { after, logOf, NOON, stateOf } from './workshop.ts';

/** Somebody who looks on: a seat or a role link, and what they made of everything they were sent. */
export type Onlooker = { key: Actor; view: SessionView; heard: (EventsMessage | SessionView)[] };

export type Turn = Act & { decision: Decision; before: SessionState; events: Event[] };

/**
 * A session with everybody looking on, told as `server/sessions/live-session.ts` tells them, without sockets and disk.
 */
export class SimulatedRoom {
  state: SessionState;
  now: Instant = NOON;
  readonly log: Event[];
  readonly onlookers: Onlooker[] = [];
  #names = new Map<Id, string>();
  #ids = 0;

  #only: RegExp;

  constructor(past: EventBody[], only = /./) {
    this.#only = only;
    this.log = logOf(past);
    this.state = stateOf(past);
    for (const role of ROLES) this.#arrive({ role, participantId: null });
    this.#letEverybodyIn();
  }

  /** Plays one throw and tells everybody. */
  play(dice: Throw): Turn {
    this.now = after(this.now, dice.afterMs);
    const act = actOf(this.state, dice, () => this.#newId('p'), this.#only);
    return this.perform(act);
  }

  perform(act: Act): Turn {
    const { actor, command, cardZone } = act;
    const before = this.state;
    const context = { now: this.now, newId: () => this.#newId('n'), cardZone };
    const decision = decide(before, command, actor, context);
    if (!decision.ok || decision.events.length === 0) return { ...act, decision, before, events: [] };
    const events = stamp(before.seq, decision.events, actor, this.now);
    const peopleBefore = this.#people();
    this.state = events.reduce(evolve, before);
    this.log.push(...events);
    if (command.type === 'participant.change' && command.name !== undefined) {
      this.#names.set(command.participantId ?? actor.participantId ?? '', command.name);
    }
    this.#tell(events, before, peopleBefore);
    this.#letEverybodyIn();
    return { ...act, decision, before, events };
  }

  /** The first of those present whose screen differs from what the server would show them now. */
  astray(): { key: Actor; shown: SessionView; truth: SessionView } | null {
    const around = this.surroundings();
    for (const { key, view } of this.onlookers) {
      const truth = this.truthFor(key, around);
      if (!isDeepStrictEqual({ ...view, at: '' }, { ...truth, at: '' })) return { key, shown: view, truth };
    }
    return null;
  }

  truthFor(key: Actor, around = this.surroundings()): SessionView {
    return viewOf(this.state, around, this.actorOf(key) ?? key, this.now);
  }

  /** A seat's role is the session's to change, a link's is fixed. */
  actorOf(key: Actor): Actor | null {
    if (key.participantId === null) return key;
    const seat = this.state.seats[key.participantId];
    return seat ? { role: seat.role, participantId: seat.id } : null;
  }

  #tell(events: Event[], before: SessionState, peopleBefore: People): void {
    const people = changedPeople(peopleBefore, this.#people());
    for (const onlooker of [...this.onlookers]) {
      const actor = this.actorOf(onlooker.key);
      if (!actor) {
        this.onlookers.splice(this.onlookers.indexOf(onlooker), 1);
        continue;
      }
      const shares = events.map((event) => shareOf(event, actor, before, this.state));
      if (shares.includes('snapshot')) {
        onlooker.view = this.truthFor(onlooker.key);
        onlooker.heard.push(onlooker.view);
        continue;
      }
      const changed = people[isModerator(actor) ? 'staff' : 'all'];
      this.#send(onlooker, {
        after: onlooker.view.seq,
        seq: this.state.seq,
        events: shares.filter((share): share is Event => typeof share === 'object'),
        ...(changed.length > 0 ? { people: changed } : {}),
        ...toldAnew(before, this.state, actor),
      });
    }
  }

  /** As it crosses the wire. */
  #send(onlooker: Onlooker, sent: EventsMessage): void {
    const message = JSON.parse(JSON.stringify(sent)) as EventsMessage;
    onlooker.heard.push(message);
    onlooker.view = foldView(onlooker.view, message);
  }

  /** Every seat has its screen open; others hear that they are here. */
  #letEverybodyIn(): void {
    for (const { id, role } of Object.values(this.state.seats)) {
      if (this.onlookers.some(({ key }) => key.participantId === id)) continue;
      const peopleBefore = this.#people();
      const others = [...this.onlookers];
      this.#arrive({ role, participantId: id });
      const people = changedPeople(peopleBefore, this.#people());
      for (const onlooker of others) {
        const changed = people[isModerator(this.actorOf(onlooker.key) ?? onlooker.key) ? 'staff' : 'all'];
        const { seq } = onlooker.view;
        if (changed.length > 0) this.#send(onlooker, { after: seq, seq, events: [], people: changed });
      }
    }
  }

  #arrive(key: Actor): void {
    const onlooker: Onlooker = { key, view: null as unknown as SessionView, heard: [] };
    this.onlookers.push(onlooker);
    onlooker.view = this.truthFor(key);
    onlooker.heard.push(onlooker.view);
  }

  /** There are two lists of people: moderators also see who waits, and who may not write. */
  #people(): People {
    const around = this.surroundings();
    return {
      staff: peopleOf(this.state, around, { role: 'moderator', participantId: null }),
      all: peopleOf(this.state, around, { role: 'participant', participantId: null }),
    };
  }

  surroundings(): Surroundings {
    const here = new Set(this.onlookers.map(({ key }) => key.participantId));
    return {
      scenario: { id: 'scenario', blocks: [], zones: [], maturity: [] },
      joinCode: 'ABCDEFGH',
      warnings: [{ code: 'scenario/odd', message: { en: 'Odd' } }],
      timeWarning: { code: 'scenario/times', message: { en: 'Two times' } },
      nameOf: (id) => this.#names.get(id) ?? `Name of ${id}`,
      isHere: (id) => here.has(id),
      language: 'en',
    };
  }

  #newId(prefix: string): Id {
    this.#ids += 1;
    // Neither in the order of joining nor of the alphabet, as random ids are.
    return `${prefix}${(this.#ids * 7919) % 1000}-${this.#ids}`;
  }
}

type People = Record<'staff' | 'all', Person[]>;

function changedPeople(before: People, now: People): People {
  const changed = (key: keyof People) => {
    const known = new Map(before[key].map((person) => [person.id, JSON.stringify(person)]));
    return now[key].filter((person) => known.get(person.id) !== JSON.stringify(person));
  };
  return { staff: changed('staff'), all: changed('all') };
}
