import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { EventsMessage, SessionView } from '#shared/protocol/session-view.ts';
import { dotsLeft } from '#shared/session/families/vote.ts';
import type { Event } from '#shared/session/events.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { Ref, RunningStep, SessionState } from '#shared/session/state.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import { viewOf } from '#shared/session/view.ts';
import { throws, type Throw } from './random-workshop.ts';
import { SimulatedRoom, type Turn } from './simulated-room.ts';
import { choosing, closed, open } from './workshop.ts';

// Time to find the shortest sequence that fails.
vi.setConfig({ testTimeout: 90_000 });

const beginnings = fc.constantFrom(open, choosing, choosing);
const voting = /^(vote|step\.(start|next)|group\.change|participant\.(assign|merge))/;

/** Plays every throw in a room and looks after each. */
function always(look: (room: SimulatedRoom, turn: Turn) => void, only?: RegExp, numRuns = 100): void {
  const play = (past: typeof open, thrown: Throw[]) => {
    const room = new SimulatedRoom(past, only);
    for (const dice of thrown) {
      const turn = room.play(dice);
      if (turn.events.length > 0) look(room, turn);
    }
  };
  fc.assert(fc.property(beginnings, throws, play), { numRuns });
}

it('[S44] a hidden tally reaches nobody while its ballot is open', () => {
  always((room) => {
    const ballot = room.state.ballots.find(({ isOpen }) => isOpen);
    if (!ballot?.isHidden) return;
    const hidden = room.state.ballots.filter((one) => one === ballot || one.isKept).map(({ id }) => id);
    const secret = room.state.votes.filter(({ ballotId }) => hidden.includes(ballotId));
    const open = room.state.votes.filter(({ ballotId }) => !hidden.includes(ballotId));
    const around = room.surroundings();
    for (const { key, view, heard } of room.onlookers) {
      const mine = secret.filter(({ participantId }) => participantId === key.participantId);
      // The plenary's cards are named by their vote, with dots or without.
      const told = JSON.stringify([view, heard.at(-1)], (name, value: unknown) =>
        name === 'plenaryVote' ? undefined : value,
      );
      for (const [ref, count] of talliesIn(told)) {
        const isMine = mine.some((vote) => vote.ref === ref);
        const known = isMine ? null : open.filter((vote) => vote.ref === ref).length;
        if (count !== known) expect.fail(`${ref} shows ${count} to ${JSON.stringify(key)}`);
      }
      const foreign = eventsIn(heard.at(-1)).filter(({ by }) => by !== key.participantId);
      if (foreign.some((event) => isVote(event) && event.ballotId === ballot.id)) {
        expect.fail(`${JSON.stringify(key)} heard of a hidden dot`);
      }
      // A world in which nobody else had voted in secret would look the same to them.
      const actor = room.actorOf(key) ?? key;
      const unwitting = { ...room.state, votes: [...open, ...mine] };
      const seen = viewOf(unwitting, around, actor, room.now);
      expect(seen.votes).toEqual(view.votes);
      expect(seen.plenaryVote).toEqual(view.plenaryVote);
      expect(seen.you).toEqual(view.you);
    }
  }, voting);
});

it('[S122] nobody is ever in a dissolved group, and one is always open', () => {
  always(({ state }) => {
    const open = openGroups(state).map(({ id }) => id);
    expect(open.length).toBeGreaterThan(0);
    for (const { groupId } of Object.values(state.seats)) if (groupId) expect(open).toContain(groupId);
  }, /^(group|participant)/);
});

it('[S44] nobody but its giver ever hears whose a dot is', () => {
  always((room) => {
    for (const { key, heard } of room.onlookers) {
      const votes = eventsIn(heard.at(-1)).filter(isVote);
      for (const { by } of votes) if (by !== 'participant') expect(by).toBe(key.participantId);
    }
  }, voting);
});

it('[S43] nobody ever has more dots on a ballot than it gives', () => {
  always(({ state }) => {
    for (const ballot of state.ballots) {
      for (const id of new Set(state.votes.map(({ participantId }) => participantId))) {
        const mine = state.votes.filter((vote) => vote.ballotId === ballot.id && vote.participantId === id);
        for (const { ref } of mine) {
          expect(dotsLeft(ballot, mine, ref.split('/')[1] ?? '')).toBeGreaterThanOrEqual(0);
          expect(mine.filter((vote) => vote.ref === ref).length).toBeLessThanOrEqual(ballot.perCard);
        }
      }
    }
  }, voting);
});

it('[S24] whatever is shortened ends now at the earliest', () => {
  always(({ state, now }, { before }) => {
    const [was, is] = [before.step, state.step];
    if (!was || !is || was.id !== is.id || was.startedAt !== is.startedAt) return;
    const earliest = Date.parse(is.pausedAt ?? now);
    for (const [key, end] of endsOf(is)) {
      const earlier = endsOf(was).get(key) ?? Date.parse(was.endsAt);
      expect(end).toBeGreaterThanOrEqual(Math.min(earlier, earliest));
    }
  }, /^(step|group\.change)/);
});

it('[S2] a closed session changes no more, but for its register and its synthesis', () => {
  fc.assert(
    fc.property(throws, (thrown) => {
      const room = new SimulatedRoom([...choosing, closed]);
      const fixed = ({ groups, ...state }: SessionState) => ({
        ...{ ...state, seq: 0, seats: 0, territories: 0, maturity: 0, help: 0, votes: 0, synthesis: 0 },
        // Who leaves is erased there too, and Zoom's report comes later.
        attendance: 0,
        groups: groups.map(({ id, name, blocks, isReady }) => ({ id, name, blocks, isReady })),
      });
      const before = fixed(room.state);
      for (const dice of thrown) room.play(dice);
      expect(fixed(room.state)).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

it('[S5] the log folded from its beginning, as it was stored, gives the state', () => {
  fc.assert(
    fc.property(beginnings, throws, (past, thrown) => {
      const room = new SimulatedRoom(past);
      for (const dice of thrown) {
        freeze(room.state);
        room.play(dice);
      }
      const stored = JSON.parse(JSON.stringify(room.log)) as Event[];
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
      expect(stored.reduce<SessionState | null>(evolve, null)).toEqual(room.state);
    }),
    { numRuns: 100 },
  );
});

it('[S13] of who waits, nobody but moderators and themselves hears', () => {
  always((room) => {
    const waiting = Object.values(room.state.seats).filter(({ status }) => status === 'waiting');
    for (const { key, heard } of room.onlookers) {
      const role = room.actorOf(key)?.role;
      if (role === 'moderator' || role === 'organizer') continue;
      const text = JSON.stringify(heard.at(-1));
      for (const { id } of waiting) {
        if (id === key.participantId) continue;
        const isTold = eventsIn(heard.at(-1)).some(
          (event) => 'participantId' in event && event.participantId === id,
        );
        if (isTold || text.includes(`Name of ${id}`)) expect.fail(`${role} heard of ${id}`);
      }
    }
  });
});

const eventsIn = (sent: EventsMessage | SessionView | undefined): Event[] =>
  sent && 'events' in sent ? sent.events : [];

type Vote = Event & { type: 'vote.cast' | 'vote.withdrawn' };
const isVote = (event: Event): event is Vote => event.type === 'vote.cast' || event.type === 'vote.withdrawn';

const talliesIn = (json: string): [Ref, number | null][] =>
  [...json.matchAll(/"ref":"([^"]+)","count":(\d+|null)/g)].map(([, ref = '', count = '']) => [
    ref,
    count === 'null' ? null : Number(count),
  ]);

function endsOf(step: RunningStep): Map<string, number> {
  const groups = Object.entries(step.groups ?? {}).map(([id, { endsAt }]) => [id, endsAt] as const);
  return new Map([['all', step.endsAt] as const, ...groups].map(([key, at]) => [key, Date.parse(at)]));
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
