import { setTimeout as wait } from 'node:timers/promises';
import type { SessionView } from '#shared/protocol/session-view.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import type { StepKind } from '#shared/session/state.ts';
import { Human, type Pace } from './human.ts';
import { Participant } from './participant.ts';
import { COMMENTS, PEOPLE } from './texts.ts';

export type CrowdOptions = {
  serverUrl: string;
  sessionId: string;
  joinCode: string;
  /** Of a moderator: puts people into rooms, and does nothing else. */
  moderatorKey: string;
  people: number;
  pace: Pace;
};

/** People of whom a moderator would like to know beforehand, one of so many. */
const ONE_OF = { late: 12, silent: 9, calling: 16, leaving: 11 } as const;
type Trait = keyof typeof ONE_OF;
/** Together they are a crowd; each begins a little after the one before, in ms. */
const ARRIVING_MS = 120;

/** Simulated people who follow a session's run of show as participants do: they write, tie, vote, place, fall silent, call and drop off. */
export class Crowd {
  #options: CrowdOptions;
  #isOver = false;
  #people = new Set<Participant>();

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  /** Lasts until `stop`, or until the session is closed or gone. */
  async play(): Promise<void> {
    const { serverUrl, sessionId, moderatorKey, people } = this.#options;
    const usher = new Participant({ serverUrl, sessionId, key: moderatorKey, id: null });
    this.#people.add(usher);
    await usher.sees('the session');
    await Promise.all(Array.from({ length: people }, (_, at) => this.#take(at, usher)));
  }

  stop(): void {
    this.#isOver = true;
    for (const person of this.#people) person.leave();
  }

  async #take(at: number, usher: Participant): Promise<void> {
    await wait(at * ARRIVING_MS);
    // Who is late comes once the others have begun.
    if (is('late', at)) await this.#rest(60_000, 180_000);
    if (this.#isOver) return;
    try {
      const me = await this.#join(at);
      await this.#seat(me, at, usher);
      await this.#live(me, at);
    } catch {
      // One who cannot come in, or is cut off, is missing; the others go on.
      return;
    }
  }

  async #join(at: number): Promise<Participant> {
    const { serverUrl, joinCode } = this.#options;
    const who = PEOPLE[at % PEOPLE.length] ?? PEOPLE[0]!;
    const round = Math.floor(at / PEOPLE.length);
    const name = round === 0 ? who.name : `${who.name} ${round + 1}`;
    const me = await Participant.join(serverUrl, joinCode, { ...who, name });
    this.#people.add(me);
    await me.sees('the session');
    return me;
  }

  /** Latecomers are left to the moderators, who are to find them. */
  async #seat(me: Participant, at: number, usher: Participant): Promise<void> {
    const groups = openGroups(me.view);
    const groupId = groups[at % groups.length]?.id;
    if (is('late', at) || groupId === undefined) return;
    await usher.do({ type: 'participant.assign', participantId: me.id ?? '', groupId });
  }

  async #live(first: Participant, at: number): Promise<void> {
    let me = first;
    let human: Human | null = null;
    let hasCalled = false;
    const done = new Set<string>();
    while (!this.#isOver && me.session.status !== 'refused') {
      await this.#rest(2500, 9000);
      if (this.#isOver) return;
      const { view } = me;
      if (view.status === 'closed') return;
      const kind = kindOf(view);
      if (view.status !== 'open' || !kind) continue;
      if (is('leaving', at) && this.#chance(0.03)) {
        me = await this.#comeBack(me);
        human = null;
        continue;
      }
      const once = (what: string): boolean => {
        const key = `${view.step?.id} ${view.step?.startedAt} ${what}`;
        return !done.has(key) && Boolean(done.add(key));
      };
      if (is('calling', at) && !hasCalled && view.you.groupId && this.#chance(0.05)) {
        hasCalled = true;
        const reason = COMMENTS[at % COMMENTS.length]?.[me.view.you.language as 'en'] ?? '';
        await me.do({ type: 'help.call', reason });
      }
      if (kind === 'move' && view.you.groupId && !this.#chance(0.3) && once('arrive'))
        await me.do({ type: 'participant.arrive' });
      if (kind === 'individual' && once('wish')) await this.#wish(me);
      if (!IN_ROOMS.includes(kind) || view.you.groupId === null) continue;
      if (human?.groupId !== view.you.groupId || human.me !== me)
        human = await humanOf(me, this.#options.pace);
      if (human) await this.#work(human, kind, is('silent', at), once);
    }
  }

  async #work(
    human: Human,
    kind: StepKind,
    isSilent: boolean,
    once: (what: string) => boolean,
  ): Promise<void> {
    switch (kind) {
      case 'note': {
        // What is written alone stays with its author.
        const step = human.me.view.steps.find(({ id }) => id === human.me.view.step?.id);
        if (isSilent || step?.isPrivate) return;
        const zones = step?.zones ?? human.me.view.scenario.zones.map(({ id }) => id);
        const zone = zones[human.deeds.cards.length % Math.max(1, zones.length)];
        if (zone) await human.writeCard(zone);
        return this.#chance(0.3) ? human.translate() : undefined;
      }
      case 'connect':
        if (isSilent) return;
        await human.connect(this.#chance(0.5) ? 'levers' : 'actions', 'gaps');
        if (this.#chance(0.3)) human.comment();
        return;
      case 'choose':
        return once('vote') ? human.vote() : undefined;
      case 'place':
        return once('place') ? human.place() : undefined;
      case 'harvest':
        if (human.me.view.groups.some(({ rapporteur }) => rapporteur === human.me.id) && once('report'))
          human.report();
        return;
      default:
    }
  }

  async #wish(me: Participant): Promise<void> {
    const blocks = me.view.scenario.blocks.map(({ id }) => id).filter(() => this.#chance(0.3));
    if (blocks.length > 0) await me.do({ type: 'participant.change', preferredBlocks: blocks.slice(0, 3) });
  }

  /** The link goes away, and some time later the same person is back. */
  async #comeBack(me: Participant): Promise<Participant> {
    me.leave();
    this.#people.delete(me);
    await this.#rest(30_000, 120_000);
    const { serverUrl, sessionId, key, id } = me;
    const back = new Participant({ serverUrl, sessionId, key, id });
    this.#people.add(back);
    if (this.#isOver) back.leave();
    await back.sees('the session');
    return back;
  }

  #chance(part: number): boolean {
    return this.#options.pace.random() < part;
  }

  /** Between so many ms, as long as a person takes. */
  #rest(from: number, to: number): Promise<void> {
    const { speed, random } = this.#options.pace;
    return wait((from + random() * (to - from)) / speed, undefined, { ref: false });
  }
}

const IN_ROOMS: StepKind[] = ['note', 'connect', 'choose', 'place', 'harvest'];

/** The first few of a crowd are like most people. */
const is = (trait: Trait, at: number): boolean => at % ONE_OF[trait] === ONE_OF[trait] - 1;

const kindOf = (view: SessionView): StepKind | undefined =>
  view.steps.find(({ id }) => id === view.step?.id)?.kind;

async function humanOf(me: Participant, pace: Pace): Promise<Human | null> {
  const groupId = me.view.you.groupId ?? '';
  const blockId = me.view.groups.find(({ id }) => id === groupId)?.blocks[0];
  if (blockId === undefined) return null;
  const canvas = await me.openCanvas(groupId, blockId);
  return new Human(me, canvas, { groupId, blockId }, pace);
}
