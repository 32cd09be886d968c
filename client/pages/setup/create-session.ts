import { ask, type Answer, type Refused } from '../../app/api.ts';
import type { SetupForm } from './setup-form.svelte.ts';

export type CreatedSession = {
  id: string;
  joinCode: string;
  keys: Record<'organizer' | 'moderator' | 'interpreter' | 'observer', string>;
  links: Record<'participant' | 'organizer' | 'moderator' | 'interpreter' | 'observer', string>;
  groups: { id: string; name: string }[];
};
type Joined = { sessionId: string; participantId: string; key: string; status: 'seated' | 'waiting' };

/** A part that did not work after the session was there: which, of whom, and the server's words. */
export type Fault = { what: 'seat' | 'start' | 'room' | 'facilitator'; name: string; refused: Refused };

/** A created session with everything that is shown only once. */
export type NewSession = CreatedSession & {
  titles: Record<string, string>;
  languages: string[];
  startsAt: string | null;
  /** This browser's seat, by its public name; null: only the link is left. */
  seat: string | null;
  facilitators: { name: string; room: string; key: string }[];
  faults: Fault[];
  /** It came back from an archive, as it was. */
  isOpened?: true;
};

/**
 * Creates the session, then takes the seats and settles the rooms. Once the session is there nothing fails the whole: its links
 * are shown only once, so what did not work is told beside them.
 */
export async function createSession(
  form: SetupForm,
  { ownerKey, language }: { ownerKey: string; language: string },
): Promise<Answer<NewSession>> {
  const answer = await ask<CreatedSession>('/api/sessions', {
    language,
    key: ownerKey,
    body: {
      scenario: form.scenario.id,
      title: form.chosenTitles,
      // Contradictory times are set by a person, below.
      ...(form.isConflicting || form.startsAt === null ? {} : { startsAt: form.startsAt }),
      timeZones: form.zones,
      languages: form.languages,
      capacity: form.capacity,
      groups: form.groups.map(({ name, blocks }) => ({ name, blocks })),
    },
  });
  if (!answer.ok) return answer;
  const after = new AfterCreation(answer.body, form, language);
  return { ok: true, body: await after.run() };
}

class AfterCreation {
  #session: CreatedSession;
  #form: SetupForm;
  #language: string;
  #faults: Fault[] = [];

  constructor(session: CreatedSession, form: SetupForm, language: string) {
    this.#session = session;
    this.#form = form;
    this.#language = language;
  }

  async run(): Promise<NewSession> {
    const seat = await this.#takeSeat();
    const startsAt = this.#form.isConflicting ? await this.#confirmStart(seat) : this.#form.startsAt;
    return {
      ...this.#session,
      titles: { ...this.#form.chosenTitles },
      languages: [...this.#form.languages],
      startsAt,
      seat,
      facilitators: await this.#settleRooms(),
      faults: this.#faults,
    };
  }

  /** A named seat where a name was given; else this browser holds the bare organizer's key. */
  async #takeSeat(): Promise<string | null> {
    const { id, keys } = this.#session;
    const asking = { language: this.#language, key: keys.organizer };
    const name = this.#form.confirmedBy.trim();
    if (name !== '') {
      const language = this.#languageOfPeople();
      const joined = await ask<Joined>('/api/join', { ...asking, body: { name, language, sessionId: id } });
      if (joined.ok) return joined.body.participantId;
      this.#faults.push({ what: 'seat', name, refused: joined });
    }
    const taken = await ask<{ seat: string }>(`/api/sessions/${id}/seat`, { ...asking, method: 'POST' });
    return taken.ok ? taken.body.seat : null;
  }

  async #confirmStart(seat: string | null): Promise<string | null> {
    const startsAt = this.#form.settledStart;
    if (startsAt === null) return null;
    const set = await ask(`/api/sessions/${this.#session.id}/commands?seat=${seat ?? ''}`, {
      language: this.#language,
      body: { type: 'session.change', startsAt },
    });
    if (set.ok) return startsAt;
    this.#faults.push({ what: 'start', name: this.#form.confirmedBy.trim(), refused: set });
    return null;
  }

  async #settleRooms(): Promise<NewSession['facilitators']> {
    const facilitators: NewSession['facilitators'] = [];
    for (const [index, row] of this.#form.groups.entries()) {
      const group = this.#session.groups[index];
      if (!group) continue;
      const facilitator = await this.#seatFacilitator(row, group.id);
      if (facilitator)
        facilitators.push({ name: row.facilitator.trim(), room: group.name, key: facilitator.key });
      const change = {
        ...(row.language === '' ? {} : { language: row.language }),
        ...(facilitator ? { facilitators: [facilitator.participantId] } : {}),
      };
      if (Object.keys(change).length === 0) continue;
      await this.#command({ type: 'group.change', groupId: group.id, ...change }, 'room', group.name);
    }
    return facilitators;
  }

  async #seatFacilitator(row: SetupForm['groups'][number], groupId: string): Promise<Joined | null> {
    const name = row.facilitator.trim();
    if (name === '') return null;
    const joined = await ask<Joined>('/api/join', {
      language: this.#language,
      isForSomebodyElse: true,
      body: { code: this.#session.joinCode, name, language: row.language || this.#languageOfPeople() },
    });
    if (!joined.ok) {
      this.#faults.push({ what: 'facilitator', name, refused: joined });
      return null;
    }
    const { participantId } = joined.body;
    await this.#command({ type: 'participant.assign', participantId, groupId }, 'facilitator', name);
    return joined.body;
  }

  async #command(body: object, what: Fault['what'], name: string): Promise<void> {
    const done = await ask(`/api/sessions/${this.#session.id}/commands`, {
      language: this.#language,
      key: this.#session.keys.organizer,
      body,
    });
    if (!done.ok) this.#faults.push({ what, name, refused: done });
  }

  #languageOfPeople(): string {
    const { languages } = this.#form;
    return languages.includes(this.#language) ? this.#language : (languages[0] ?? this.#language);
  }
}
