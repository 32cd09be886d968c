import { addCard, writeReport } from '#shared/canvas/edit.ts';
import type { Level } from '#shared/session/state.ts';
import { Participant } from '#client/rehearsal/participant.ts';
import { CARD_TEXTS, PEOPLE } from '#client/rehearsal/texts.ts';
import { namedModerator } from '../participants/workshop.ts';
import { request } from '../support/http.ts';

/** A workshop brought to one moment of its run of show, with people in it. */
export type Scene = {
  sessionId: string;
  joinCode: string;
  links: Record<string, string>;
  /** Links of people by name: Dulce (fr, group 4), Wilmer (es, group 4), Ilaria (moderator). */
  linkOf: (name: string) => string;
};

export type Moment =
  | 'draft'
  | 'lobby'
  | 'guidelines'
  | 'cases'
  | 'profile'
  | 'move'
  | 'note-alone'
  | 'compare'
  | 'place'
  | 'connect'
  | 'choose'
  | 'harvest'
  | 'harvest-vote'
  | 'spotlight'
  | 'close'
  | 'closed';

const ROOM = 'g4';
const SURNAMES = [
  'Tavares',
  'Quispe',
  'Mensah',
  'Bouchard',
  'Puig',
  'Ruiz',
  'Khelifi',
  'Fabbri',
  'Chen',
  'Diop',
  'Flores',
  'Nkosi',
];
/** Who sits in room 4; the others are spread over the other rooms. */
const IN_ROOM = new Set(['Dulce', 'Wilmer', 'Élise', 'Jordi', 'Marcela', 'Amel', 'Caterina']);
/** Zones that have been written on by each moment. */
const WRITTEN: Partial<Record<Moment, string[]>> = {
  'note-alone': ['exists'],
  compare: ['exists', 'actors', 'gaps'],
  place: ['exists', 'actors', 'gaps'],
  connect: ['exists', 'actors', 'gaps', 'levers', 'actions'],
  choose: ['exists', 'actors', 'gaps', 'levers', 'actions'],
  harvest: ['actions'],
  'harvest-vote': ['actions'],
  spotlight: ['exists', 'actors', 'gaps'],
  close: ['exists', 'actors', 'gaps'],
  closed: ['exists', 'actors', 'gaps', 'levers', 'actions'],
};

export class Stage {
  #url: string;
  #ownerKey: string;
  #scenes = new Map<Moment, Promise<Scene>>();
  #people: Participant[] = [];

  constructor(url: string, ownerKey: string) {
    this.#url = url;
    this.#ownerKey = ownerKey;
  }

  get url(): string {
    return this.#url;
  }
  get ownerKey(): string {
    return this.#ownerKey;
  }

  /** The workshop at that moment, made the first time it is asked for. */
  at(moment: Moment): Promise<Scene> {
    const known = this.#scenes.get(moment) ?? this.#make(moment);
    this.#scenes.set(moment, known);
    return known;
  }

  /** A session of one place, taken: the next one waits. */
  async full(): Promise<Scene> {
    const { body } = await request(`${this.#url}/api/sessions`, {
      key: this.#ownerKey,
      body: { scenario: 'tiny', capacity: 1 },
    });
    const seated = await Participant.join(this.#url, body.joinCode, { name: 'Dulce', language: 'fr' });
    const waiting = await Participant.join(this.#url, body.joinCode, { name: 'Wilmer', language: 'es' });
    this.#people.push(seated, waiting);
    return sceneOf(this.#url, body, new Map([['Wilmer', waiting.key]]));
  }

  close(): void {
    for (const person of this.#people) person.leave();
  }

  async #make(moment: Moment): Promise<Scene> {
    const { status, body, text } = await request(`${this.#url}/api/sessions`, {
      key: this.#ownerKey,
      body: { scenario: 'sse-guidelines', timeZones: ['UTC', 'America/Argentina/Cordoba', 'Europe/Madrid'] },
    });
    if (status !== 201) throw new Error(text);
    const moderator = await namedModerator(this.#url, body.keys.moderator, body.id);
    const people = await this.#join(body.joinCode);
    this.#people.push(moderator, ...people.values());
    const keys = new Map([...people].map(([name, person]) => [name, person.key]));
    keys.set('Ilaria', moderator.key);
    const scene = sceneOf(this.#url, body, keys);
    if (moment === 'draft') return scene;
    await moderator.must({
      type: 'session.change',
      startsAt: new Date(Date.now() + 4 * 60_000).toISOString(),
    });
    await moderator.must({ type: 'session.open' });
    if (moment === 'lobby') return scene;
    await this.#seat(moderator, people);
    const steps = moderator.view.steps.map(({ id }) => id);
    const step = moment === 'harvest-vote' ? 'harvest' : moment === 'spotlight' ? 'close' : moment;
    const last = moment === 'closed' ? steps.length : steps.indexOf(step) + 1;
    for (const zone of WRITTEN[moment] ?? []) await write(moderator, people, zone);
    if (steps.indexOf('place') < last - 1) await placeAll([...people.values()]);
    for (const stepId of steps.slice(0, last)) await moderator.must({ type: 'step.start', stepId });
    if (moment === 'choose') await vote(people);
    if (moment === 'cases') {
      await moderator.must({ type: 'turn.give', to: 'montreal', from: null });
      await moderator.must({ type: 'turn.give', to: 'barcelona', from: 'montreal' });
      await moderator.must({ type: 'turn.change', stepId: 'cases', turnId: 'tunisia', isIn: true });
    }
    if (moment === 'spotlight')
      await moderator.must({ type: 'spotlight.set', groupId: ROOM, blockId: 'support' });
    if (moment === 'close') await leaveTaking(moderator, people);
    if (step === 'harvest') await harvest(moderator, people, moment === 'harvest-vote');
    if (moment === 'connect') {
      await people.get('Thabo')?.must({ type: 'help.call', reason: 'We cannot hear the interpretation.' });
      await moderator.must({ type: 'group.ready', groupId: 'g2', isReady: true });
    }
    if (moment === 'closed') await moderator.must({ type: 'session.close' });
    return scene;
  }

  async #join(code: string): Promise<Map<string, Participant>> {
    const people = new Map<string, Participant>();
    for (const [index, who] of PEOPLE.entries()) {
      const person = await Participant.join(this.#url, code, {
        ...who,
        name: `${who.name} ${SURNAMES[index]}`,
      });
      await person.sees('the session');
      people.set(who.name, person);
    }
    return people;
  }

  async #seat(moderator: Participant, people: Map<string, Participant>): Promise<void> {
    const others = moderator.view.groups.map(({ id }) => id).filter((id) => id !== ROOM);
    let next = 0;
    for (const [name, person] of people) {
      const groupId = IN_ROOM.has(name) ? ROOM : (others[next++ % others.length] ?? ROOM);
      await moderator.must({ type: 'participant.assign', participantId: person.id ?? '', groupId });
      await person.sees('its group', ({ you }) => you.groupId === groupId);
    }
    const facilitator = people.get('Caterina')?.id ?? '';
    await moderator.must({
      type: 'group.change',
      groupId: ROOM,
      facilitators: [facilitator],
      language: 'fr',
    });
  }
}

function sceneOf(
  url: string,
  body: { id: string; joinCode: string; links: Record<string, string>; keys: Record<string, string> },
  keys: Map<string, string>,
): Scene {
  const at = (key: string): string => `${url}/s/${body.id}#${key}`;
  return {
    sessionId: body.id,
    joinCode: body.joinCode,
    links: {
      ...Object.fromEntries(Object.entries(body.keys).map(([role, key]) => [role, at(key)])),
      participant: `${url}/join#${body.joinCode}`,
    },
    linkOf: (name) => at(keys.get(name) ?? ''),
  };
}

/** A card by everybody in the zone, each in their own language: four in a room that has many people, one elsewhere. */
async function write(moderator: Participant, people: Map<string, Participant>, zone: string): Promise<void> {
  const counts = new Map<string, number>();
  for (const person of people.values()) {
    const groupId = person.view.you.groupId ?? '';
    const blockId = person.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
    const at = counts.get(groupId) ?? 0;
    const texts = CARD_TEXTS[zone] ?? [];
    const said = texts[at % texts.length];
    if (!said || at >= 4) continue;
    counts.set(groupId, at + 1);
    const { territories, people: all } = moderator.view;
    const mine = all.find(({ id }) => id === person.id)?.territoryId ?? null;
    const territory = territories.find(({ id, kind }) => id === mine && !kind)?.id ?? null;
    const lang = person.view.you.language as 'fr' | 'es' | 'en';
    const canvas = await person.openCanvas(groupId, blockId);
    addCard(canvas.doc, person.writer, { zone, text: said[lang], lang, territory });
  }
  await Promise.all([...people.values()].map((person) => person.saved()));
}

/** Two groups have written their sheets; room 4 speaks, or the plenary gives its dots. */
async function harvest(moderator: Participant, people: Map<string, Participant>, isVoting: boolean) {
  const refs: string[] = [];
  for (const [name, question, lines] of SHEETS) {
    const person = people.get(name)!;
    const groupId = person.view.you.groupId ?? '';
    const blockId = person.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
    const canvas = await person.openCanvas(groupId, blockId);
    const action = canvas.snapshot.cards.find(({ zone }) => zone === 'actions')?.id ?? '';
    writeReport(canvas.doc, person.writer, { action, question, lines, lang: person.view.you.language });
    await person.saved();
    await moderator.must({ type: 'group.change', groupId, rapporteur: person.id });
    refs.push(`${groupId}/${blockId}/${action}`);
  }
  await moderator.must({ type: 'turn.give', to: 'g1', from: null });
  await moderator.must({ type: 'turn.give', to: isVoting ? null : ROOM, from: 'g1' });
  if (isVoting) await moderator.must({ type: 'vote.open', refs, budget: 3, isHidden: true });
}

const SHEETS = [
  [
    'Wilmer',
    '¿Quién asume el riesgo del fondo si cambia la mayoría del municipio?',
    'Cuatro territorios citan la garantía, en tres niveles distintos.\nLa palanca existe en Túnez: un fondo regional adosado a un proyecto.',
  ],
  [
    'Thabo',
    'Who keeps the count once the project is over?',
    'Three cities count by hand.\nA shared form would cost little.',
  ],
] as const;

/** Some have answered the closing poll and say what they will do; the results are shown. */
async function leaveTaking(moderator: Participant, people: Map<string, Participant>): Promise<void> {
  const poll = moderator.view.steps.at(-1)?.poll ?? [];
  for (const [nth, person] of [...people.values()].entries())
    for (const { id: questionId, options } of poll) {
      const choice = options[nth % 4 === 0 ? 1 : 0] ?? '';
      if (nth % 3 > 0) await person.must({ type: 'poll.answer', questionId, choice });
    }
  for (const [name, text, due] of COMMITMENTS)
    await people.get(name)?.must({ type: 'poll.commit', text, due, mayBeShown: true });
  await moderator.must({ type: 'poll.show', stepId: moderator.view.steps.at(-1)?.id ?? '' });
}

const COMMITMENTS = [
  ['Wilmer', 'Reunir a las cajas de ahorro del barrio con la oficina de compras.', '2027-06-30'],
  ['Élise', 'Traduire le guide des clauses sociales pour nos communes voisines.', '2027-09-30'],
] as const;

async function placeAll(people: Participant[]): Promise<void> {
  for (const [index, person] of people.entries()) {
    const groupId = person.view.you.groupId ?? '';
    const blockId = person.view.groups.find(({ id }) => id === groupId)?.blocks[0] ?? '';
    // Dulce has yet to place hers.
    if (index === 0) continue;
    await person.must({
      type: 'maturity.place',
      blockId,
      level: index % 6 === 5 ? null : ((index % 4) as Level),
      ...(index % 2 ? { evidence: 'Budget municipal 2024' } : {}),
    });
  }
}

async function vote(people: Map<string, Participant>): Promise<void> {
  for (const name of ['Wilmer', 'Élise']) {
    const person = people.get(name);
    const view = await person?.sees('the vote', ({ you }) => you.votesLeft !== undefined);
    const blockId = view?.groups.find(({ id }) => id === ROOM)?.blocks[0] ?? '';
    const canvas = await person?.openCanvas(ROOM, blockId);
    const action = canvas?.snapshot.cards.find(({ zone }) => zone === 'actions');
    if (action) await person?.must({ type: 'vote.cast', ref: `${ROOM}/${blockId}/${action.id}` });
  }
}
