import type { Map as YMap } from 'yjs';
import { request } from '../support/http.ts';
import { until } from '../support/until.ts';
import { Human, type Pace } from '#client/rehearsal/human.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { PEOPLE } from '#client/rehearsal/texts.ts';

export type WorkshopOptions = {
  serverUrl: string;
  ownerKey: string;
  scenario: string;
  people: number;
  /** How long they write, in seconds; the whole takes about a third more. */
  seconds: number;
  pace: Pace;
  say?: (line: string) => void;
};

export type WorkshopFigures = {
  sessionId: string;
  keys: Record<string, string>;
  people: number;
  cards: number;
  threads: number;
  translations: number;
  votes: number;
  placements: number;
  /** Milliseconds from a new card until another person of the group has it. */
  seenMs: number[];
  savedMs: number[];
  /** What was missing anywhere at the end; empty when all is well. */
  missing: string[];
};

/** A workshop from creation to closing, played by simulated participants over the real interfaces. */
export async function runWorkshop(options: WorkshopOptions): Promise<WorkshopFigures> {
  const { serverUrl, say = () => undefined } = options;
  const created = await request(`${serverUrl}/api/sessions`, {
    key: options.ownerKey,
    body: { scenario: options.scenario, capacity: Math.max(70, options.people) },
  });
  if (created.status !== 201) throw new Error(`No session: ${created.text}`);
  const { id: sessionId, joinCode, keys, links, groups } = created.body;
  say(
    `Participants  ${links.participant}\nModerator     ${links.moderator}\nOrganizer     ${links.organizer}`,
  );
  const moderator = await namedModerator(serverUrl, keys.moderator, sessionId);
  // A scenario whose stated times contradict each other opens once a named person has chosen.
  await moderator.must({ type: 'session.change', startsAt: new Date().toISOString() });
  await moderator.must({ type: 'session.open' });
  const people = await joinAll(options, joinCode);
  say(`${people.length} people have joined.`);
  const humans = await seatAll(options, people, moderator, groups);
  say(`They sit in ${groups.length} groups and write.`);
  const measures = measure(humans);
  await play(options, humans, moderator);
  await Promise.all(people.map((person) => person.saved()));
  const missing = await compare(options, humans, moderator, keys.organizer, sessionId);
  await moderator.must({ type: 'session.close' });
  moderator.leave();
  for (const person of people) person.leave();
  const sum = (pick: (human: Human) => number) => humans.reduce((total, human) => total + pick(human), 0);
  return {
    sessionId,
    keys,
    people: people.length,
    cards: sum((human) => human.deeds.cards.length),
    threads: sum((human) => human.deeds.threads),
    translations: sum((human) => human.deeds.translations),
    votes: sum((human) => human.deeds.votes),
    placements: sum((human) => human.deeds.placements),
    ...measures,
    missing,
  };
}

export async function namedModerator(
  serverUrl: string,
  key: string,
  sessionId: string,
): Promise<Participant> {
  const { status, body } = await request(`${serverUrl}/api/join`, {
    key,
    body: { name: 'Ilaria', language: 'fr' },
  });
  if (status !== 201) throw new Error(body.code);
  const moderator = new Participant({ serverUrl, sessionId, key: body.key, id: body.participantId });
  await moderator.sees('the session');
  return moderator;
}

async function joinAll(options: WorkshopOptions, code: string): Promise<Participant[]> {
  const people: Participant[] = [];
  for (let at = 0; at < options.people; at += 1) {
    const who = PEOPLE[at % PEOPLE.length] as (typeof PEOPLE)[number];
    const round = Math.floor(at / PEOPLE.length);
    const name = round === 0 ? who.name : `${who.name} ${round + 1}`;
    people.push(await Participant.join(options.serverUrl, code, { ...who, name }));
  }
  await Promise.all(people.map((person) => person.sees('the session')));
  return people;
}

async function seatAll(
  options: WorkshopOptions,
  people: Participant[],
  moderator: Participant,
  groups: { id: string; blocks: string[] }[],
): Promise<Human[]> {
  for (const [at, person] of people.entries()) {
    const group = groups[at % groups.length];
    await moderator.must({
      type: 'participant.assign',
      participantId: person.id ?? '',
      groupId: group?.id ?? null,
    });
  }
  return Promise.all(
    people.map(async (person) => {
      const view = await person.sees('its group', ({ you }) => you.groupId !== null);
      const groupId = view.you.groupId ?? '';
      const blockId = view.groups.find((group) => group.id === groupId)?.blocks[0] ?? '';
      const canvas = await person.openCanvas(groupId, blockId);
      return new Human(person, canvas, { groupId, blockId }, options.pace);
    }),
  );
}

/** Times, on one clock, how long new cards take to the neighbours and to the disk. */
function measure(humans: Human[]): { seenMs: number[]; savedMs: number[] } {
  const figures = { seenMs: [] as number[], savedMs: [] as number[] };
  const madeAt = new Map<string, number>();
  for (const human of humans) {
    const { doc } = human.canvas;
    doc.getMap<YMap<unknown>>('cards').observe((event, transaction) => {
      for (const id of event.keysChanged) {
        const made = madeAt.get(id);
        if (transaction.local) madeAt.set(id, Date.now());
        else if (made !== undefined) figures.seenMs.push(Date.now() - made);
      }
    });
    let unsaved: number | null = null;
    const look = (): void => {
      const since = human.canvas.unsavedSince;
      if (unsaved !== null && since === null) figures.savedMs.push(Date.now() - unsaved);
      unsaved = since;
    };
    human.me.watchers.add(look);
  }
  return figures;
}

async function play(options: WorkshopOptions, humans: Human[], moderator: Participant): Promise<void> {
  const ms = (options.seconds * 1000) / options.pace.speed;
  const { steps } = moderator.view;
  const goTo = async (kind: string): Promise<void> => {
    const step = steps.find((candidate) => candidate.kind === kind);
    if (step) await moderator.must({ type: 'step.start', stepId: step.id });
    options.say?.(`Step: ${kind}`);
  };
  const forAWhile = async (part: number, turn: (human: Human) => Promise<void>): Promise<void> => {
    const end = Date.now() + ms * part;
    await Promise.all(
      humans.map(async (human) => {
        await human.rest(0, 4000);
        while (Date.now() < end) {
          await turn(human);
          await human.rest(2000, 9000);
        }
      }),
    );
  };
  await goTo('move');
  for (const { me } of humans) await me.must({ type: 'participant.arrive' });
  await goTo('note');
  const zones = ['exists', 'actors', 'gaps'];
  await forAWhile(0.45, async (human) => {
    await human.writeCard(zones[human.deeds.cards.length % zones.length] ?? 'exists');
    if (human.deeds.cards.length % 2 === 0) await human.translate();
  });
  await goTo('place');
  await Promise.all(humans.map((human) => human.place()));
  await goTo('connect');
  await forAWhile(0.4, async (human) => {
    await human.connect('levers', 'gaps');
    await human.connect('actions', 'levers');
    human.comment();
    human.commit();
  });
  await goTo('choose');
  await Promise.all(humans.map((human) => human.vote()));
  for (const [at, human] of humans.entries()) if (at < moderator.view.groups.length) human.report();
  await goTo('harvest');
}

/** Every card on everybody's canvas and in the synthesis, every vote and placement counted. */
async function compare(
  options: WorkshopOptions,
  humans: Human[],
  moderator: Participant,
  organizerKey: string,
  sessionId: string,
): Promise<string[]> {
  const missing: string[] = [];
  const expected = new Map<string, string[]>();
  for (const human of humans) {
    const path = `${human.groupId}/${human.blockId}`;
    expected.set(path, [...(expected.get(path) ?? []), ...human.deeds.cards]);
  }
  for (const human of humans) {
    const cards = expected.get(`${human.groupId}/${human.blockId}`) ?? [];
    await until(
      'all cards on every canvas',
      () => human.canvas.snapshot.cards.length >= cards.length,
      15_000,
    ).catch(() =>
      missing.push(`canvas ${human.groupId}: ${cards.length - human.canvas.snapshot.cards.length} cards`),
    );
  }
  const { body } = await request(`${options.serverUrl}/api/sessions/${sessionId}/synthesis.json`, {
    key: organizerKey,
  });
  const refs = new Set((body.cards as { ref: string }[]).map((card) => card.ref));
  for (const [path, cards] of expected) {
    for (const id of cards) if (!refs.has(`${path}/${id}`)) missing.push(`synthesis: card ${path}/${id}`);
  }
  const votes = humans.reduce((total, human) => total + human.deeds.votes, 0);
  if (body.totals.votes !== votes) missing.push(`synthesis: ${body.totals.votes} of ${votes} votes`);
  const placements = humans.reduce((total, human) => total + human.deeds.placements, 0);
  const placed = (body.maturity as { count: number; unknown: number }[]).reduce(
    (n, row) => n + row.count + row.unknown,
    0,
  );
  if (placed !== placements) missing.push(`synthesis: ${placed} of ${placements} placements`);
  return missing;
}
