import fc from 'fast-check';
import type { Command } from '#shared/session/commands.ts';
import type { ServerCommand } from '#shared/session/decision.ts';
import type { Actor } from '#shared/session/rights.ts';
import { ROLES, type Id, type Ref, type Seat, type SessionState, type Vote } from '#shared/session/state.ts';

/** One throw of the dice: `what` is done, by `who`, to whom. Small numbers name the first of what there is. */
export type Throw = { who: number; what: number; a: number; b: number; c: number; afterMs: number };

const die = fc.nat({ max: 997 });
export const throws: fc.Arbitrary<Throw[]> = fc.array(
  fc.record({ who: die, what: die, a: die, b: die, c: die, afterMs: fc.nat({ max: 240_000 }) }),
  { minLength: 1, maxLength: 45, size: 'max' },
);

export type Act = { actor: Actor; command: Command | ServerCommand; cardZone: Id | null };

/** A command that somebody in this session might well send: mostly allowed, sometimes not. `only`: of these types. */
export function actOf(state: SessionState, dice: Throw, newId: () => Id, only = /./): Act {
  const me = meOf(state, dice);
  const possible = commandsOf(state, me, dice, newId).filter(({ type }) => only.test(type));
  const command = pick(possible, dice.what) as Command | ServerCommand;
  return { actor: actorOf(state, command, me, dice), command, cardZone: cardZoneOf(dice.c) };
}

/** Who does what a person does for themself: mostly somebody with a group. */
function meOf(state: SessionState, { who, c }: Throw): Seat | undefined {
  const seats = Object.values(state.seats);
  return pick(c % 5 ? seats.filter(({ groupId }) => groupId !== null) : seats, who);
}

function commandsOf(
  state: SessionState,
  me: Seat | undefined,
  { a, b, c }: Throw,
  newId: () => Id,
): (Command | ServerCommand)[] {
  const seats = Object.keys(state.seats);
  const person = (at: number) => pick(seats, at) ?? 'nobody';
  const group = (at: number) => pick(state.groups, at)?.id ?? 'g1';
  const block = (at: number) => pick(state.blockIds, at) ?? 'water';
  const territory = (at: number) => pick(state.territories, at)?.id ?? 'none';
  const ref = (at: number) => refFor(state, me, at);
  const running = state.step?.id ?? 'welcome';
  const turn = (at: number) => {
    const stepId = pick(Object.keys(state.turns), at) ?? 'welcome';
    return { stepId, turnId: pick(state.turns[stepId] ?? [], at)?.id ?? 'nobody' };
  };
  const lock = {
    ...(a % 2 ? { groupId: group(b) } : {}),
    ...(a % 3 ? { blockId: block(b) } : {}),
    ...(a % 5 ? {} : { zone: pick(state.zoneIds, c) ?? 'gaps' }),
  };
  const lang = pick(state.languages, c) ?? 'en';
  const message = a % 2 ? { groupId: group(b) } : { participantId: person(b) };
  return [
    { type: 'session.open' },
    ...(c % 12 === 0 ? [{ type: 'session.close' as const }] : []),
    { type: 'session.change', title: { en: `Title ${a}` }, capacity: 1 + (b % 8) },
    { type: 'session.change', startsAt: `2027-03-0${1 + (a % 8)}T12:00:00.000Z` },
    { type: 'group.create', name: `Room ${a}`, blocks: [block(b), block(c)] },
    { type: 'group.change', groupId: group(a), blocks: [block(b)], language: lang },
    { type: 'group.change', groupId: group(a), facilitators: [person(b), person(c)] },
    { type: 'group.change', groupId: group(a), rapporteur: b % 4 ? person(b) : null },
    { type: 'group.ready', groupId: group(a), isReady: b % 2 === 0 },
    { type: 'group.dissolve', groupId: group(a), ...(b % 3 ? {} : { into: group(c) }) },
    {
      type: 'group.discuss',
      groupId: group(a),
      blockId: block(b),
      questionId: `q${c % 3}`,
      isDiscussed: c % 4 > 0,
    },
    join(a, b, c, newId),
    join(a, b, c, newId),
    { type: 'participant.assign', participantId: person(a), groupId: b % 5 ? group(b) : null },
    { type: 'participant.assign', participantId: person(a), groupId: group(b) },
    { type: 'participant.arrive' },
    { type: 'participant.arrive', participantId: person(a), ...(b % 3 ? {} : { isThere: false }) },
    { type: 'participant.mute', participantId: person(a), isMuted: b % 2 === 0 },
    { type: 'participant.change', participantId: person(a), name: `Name ${b}`, language: lang },
    { type: 'participant.change', participantId: person(a), territory: PLACES[b % PLACES.length]! },
    { type: 'participant.change', name: `Name ${b}` },
    { type: 'participant.role', participantId: person(a), role: pick(ROLES, b) ?? 'participant' },
    { type: 'participant.remove', participantId: person(a) },
    { type: 'participant.merge', from: person(a), into: person(b) },
    ...(c % 3 ? [] : [{ type: 'participant.leave' as const }]),
    { type: 'territory.change', territoryId: territory(a), situation: `s${b % 3}`, mayBeNamed: c % 2 === 0 },
    { type: 'territory.merge', from: territory(a), into: territory(b) },
    { type: 'step.start', ...(a % 3 ? { stepId: pick(state.steps, a)?.id ?? 'welcome' } : {}) },
    { type: 'step.start', stepId: 'choice' },
    { type: 'step.start', stepId: 'goodbye' },
    { type: 'step.next', from: running },
    { type: 'step.previous', from: running },
    {
      type: 'step.reorder',
      stepId: pick(state.steps, a)?.id ?? 'welcome',
      before: b % 4 ? (pick(state.steps, b)?.id ?? 'welcome') : null,
    },
    { type: 'step.pause' },
    { type: 'step.resume' },
    { type: 'step.extend', byMs: (b - 600) * 1000, ...(a % 2 ? { groupId: group(c) } : {}) },
    ...[a, b].map((at) => ({
      type: 'turn.give' as const,
      to: at % 5 ? turn(at).turnId : null,
      from: c % 6 ? (state.floor?.turnId ?? null) : turn(c).turnId,
    })),
    { type: 'spotlight.set', groupId: group(a), blockId: block(b) },
    { type: 'spotlight.set', ...(a % 3 ? { blockId: block(b) } : {}) },
    { type: 'spotlight.clear' },
    { type: 'turn.extend', byMs: (b - 600) * 1000 },
    ...[a, b].map((at) => ({
      type: 'turn.give' as const,
      groupId: group(c),
      to: at % 5 ? (pick(membersOf(state, group(c)), at) ?? person(at)) : null,
      from: a % 6 ? (state.rounds[group(c)]?.floor?.turnId ?? null) : person(c),
    })),
    { type: 'turn.extend', byMs: (b - 600) * 1000, groupId: group(c) },
    {
      type: 'turn.change',
      ...turn(a),
      isIn: b % 2 === 0,
      ...(c % 2 ? { freed: pick(['questions', 'others', 'step'] as const, b) ?? 'step' } : {}),
    },
    { type: 'turn.reorder', ...turn(a), before: b % 4 ? turn(b).turnId : null },
    { type: 'lock.set', ...lock },
    { type: 'lock.clear', ...(pick(state.locks, b) ?? lock) },
    {
      type: 'vote.open',
      budget: 1 + (a % 3),
      isHidden: b % 2 === 0,
      ...(c % 3 ? {} : { blockId: block(c) }),
    },
    { type: 'vote.open', budget: 1 + (a % 3), isHidden: b % 2 === 0, refs: [ref(a), ref(b), ref(c)] },
    { type: 'vote.close' },
    { type: b % 2 ? 'vote.hide' : 'vote.show' },
    ...[a, b, c, a + 1, b + 1, c + 1].map((at) => ({ type: 'vote.cast' as const, ref: ref(at) })),
    { type: 'vote.withdraw', ref: pick(votesOf(state, me), a)?.ref ?? ref(b) },
    ...[a, b, c].map((at) => ({
      type: 'maturity.place' as const,
      blockId: block(at),
      level: ([0, 1, 2, 3, 4, null] as const)[b % 6] ?? null,
      evidence: `Evidence ${c}`,
    })),
    { type: 'poll.answer', questionId: c % 5 ? 'useful' : 'nothing', choice: b % 3 ? 'yes' : 'no' },
    { type: 'poll.commit', text: a % 4 ? `I will ${b}` : null, mayBeShown: c % 3 > 0 },
    { type: 'poll.commit', text: `We will ${b}`, due: '2027-09-01', mayBeShown: c % 2 === 0 },
    { type: b % 2 ? 'poll.show' : 'poll.hide', stepId: c % 5 ? 'goodbye' : 'welcome' },
    { type: 'help.call', reason: `Help ${a}` },
    { type: 'help.call' },
    { type: 'help.take', helpId: pick(state.help, a)?.id ?? 'none' },
    { type: 'help.answer', helpId: pick(state.help, a)?.id ?? 'none', text: { [lang]: `Answer ${b}` } },
    { type: 'help.close', helpId: pick(state.help, a)?.id ?? 'none' },
    { type: 'synthesis.hide', ref: ref(a), reason: `Reason ${b}` },
    { type: 'synthesis.show', ref: ref(a) },
    { type: 'synthesis.correct', until: `2027-03-0${1 + (a % 8)}T12:00:00.000Z` },
    { type: 'synthesis.publish', isPublic: b % 2 === 0 },
    { type: 'synthesis.freeze', seq: state.seq, organisations: 1, digests: {}, model: 2 },
    {
      type: 'attendance.note',
      came: [note(person(a), b), note(person(b), c)],
      went: [note(person(b), a), note(person(c), c)],
    },
    {
      type: 'attendance.import',
      stays: [a, b].map((at) => ({
        participantId: person(at),
        from: clock(at),
        to: clock(at + 1 + (c % 90)),
      })),
    },
    { type: 'message.read', messageId: pick(state.messages, b)?.id ?? 'none' },
    { type: 'message.send', to: c % 2 ? message : c % 4 ? 'all' : 'moderators', text: { en: `Text ${a}` } },
  ];
}

/** Times around the session's noon, before and after. */
const clock = (at: number): string => new Date(Date.UTC(2027, 2, 1, 11, at % 180)).toISOString();
const note = (participantId: Id, at: number) => ({ participantId, at: clock(at) });

const PLACES = ['Quito', ' quito ', 'Dakar', 'Lyon', 'none', 'Manta'];

function join(a: number, b: number, c: number, newId: () => Id): ServerCommand {
  const role = a % 4 ? 'participant' : (pick(ROLES, b) ?? 'participant');
  const territory = PLACES[c % PLACES.length] ?? 'Quito';
  return { type: 'participant.join', participantId: newId(), role, language: 'en', territory };
}

/** Moderators' commands come mostly from moderators, participants' mostly from participants. */
function actorOf(
  state: SessionState,
  command: Command | ServerCommand,
  me: Seat | undefined,
  { who, c }: Throw,
): Actor {
  if (command.type === 'participant.join')
    return { role: command.role, participantId: command.participantId };
  const seated = Object.values(state.seats).map(({ id, role }) => ({ role, participantId: id }));
  const links = ROLES.map((role) => ({ role, participantId: null }));
  const isPersonal =
    /^(vote\.(cast|withdraw)|maturity|poll\.(answer|commit)|help\.call|participant\.(leave|change|arrive)|message\.read)/.test(
      command.type,
    );
  const everybody: Actor[] = [...seated, ...links];
  const staff = everybody.filter(({ role }) => role === 'moderator' || role === 'organizer');
  if (c % 7 === 0) return pick(everybody, who) as Actor;
  if (isPersonal && me) return { role: me.role, participantId: me.id };
  return pick(staff, who) as Actor;
}

/** A card that this person may give a dot, mostly. */
function refFor(state: SessionState, me: Seat | undefined, at: number): Ref {
  const ballot = state.ballots.find(({ isOpen }) => isOpen);
  if (ballot?.refs && at % 7) return pick(ballot.refs, at) as Ref;
  const mine = state.groups.find(({ id }) => id === me?.groupId);
  const group = at % 6 && mine ? mine : pick(state.groups, at);
  return `${group?.id ?? 'g1'}/${pick(group?.blocks ?? [], at) ?? 'water'}/card${at % 4}`;
}

const membersOf = (state: SessionState, groupId: Id): Id[] =>
  Object.values(state.seats).flatMap((seat) => (seat.groupId === groupId ? seat.id : []));

const votesOf = (state: SessionState, me: Seat | undefined): Vote[] =>
  state.votes.filter(({ participantId }) => participantId === me?.id);

const cardZoneOf = (at: number): Id | null => (at % 9 === 0 ? null : at % 4 ? 'actions' : 'gaps');

export const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
