import type { AttendanceAnswer, ZoomPerson, ZoomReportAnswer } from '#shared/protocol/attendance.ts';
import type { Attended } from '#shared/session/attendance.ts';
import { ask } from '../../../app/api.ts';
import type { Language } from '../../../app/language.svelte.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';

/** Somebody's whole time in the session. */
export type PersonThere = { id: string; name: string; rooms: string[]; ms: number; zoomMs: number };

/** Who was there, asked for when a moderator looks. */
export class AttendanceList {
  answer: AttendanceAnswer | null = $state.raw(null);
  refusal: string | null = $state(null);
  #session: SessionState;
  #language: Language;

  constructor(session: SessionState, language: Language) {
    this.#session = session;
    this.#language = language;
  }

  people: PersonThere[] = $derived.by(() => {
    const byPerson = new Map<string, Attended[]>();
    for (const part of this.answer?.attended ?? [])
      byPerson.set(part.participantId, [...(byPerson.get(part.participantId) ?? []), part]);
    return [...byPerson]
      .map(([id, parts]) => ({
        id,
        name: this.#session.nameOf(id),
        rooms: [...new Set(parts.map(({ groupId }) => this.#roomName(groupId)))].filter(Boolean),
        ms: parts.reduce((sum, { ms }) => sum + ms, 0),
        zoomMs: parts.reduce((sum, { zoomMs }) => sum + zoomMs, 0),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, this.#language.locale));
  });

  /** How many were there in each step that was run. */
  steps: { id: string; title: string; people: number }[] = $derived.by(() =>
    (this.#session.view?.steps ?? []).flatMap(({ id, title }) => {
      const there = (this.answer?.attended ?? []).filter(({ stepId }) => stepId === id);
      const people = new Set(there.map(({ participantId }) => participantId)).size;
      return people === 0 ? [] : [{ id, title: this.#language.pick(title), people }];
    }),
  );

  async load(): Promise<void> {
    const { id, seat } = this.#session;
    const answer = await ask<AttendanceAnswer>(`/api/sessions/${id}/attendance?seat=${seat}`, {
      language: this.#language.code,
    });
    this.refusal = answer.ok ? null : answer.detail || this.#language.refusal(answer);
    if (answer.ok) this.answer = answer.body;
  }

  #roomName = (groupId: string | null): string =>
    this.#session.view?.groups.find(({ id }) => id === groupId)?.name ?? '';
}

/** Zoom's report on its way in: whom it means is certain, or for a person to say. */
export class ZoomReport {
  read: ZoomReportAnswer | null = $state.raw(null);
  refusal: string | null = $state(null);
  isReading = $state(false);
  /** By the place in the report: whom somebody has said it is. */
  chosen: Record<number, string> = $state({});
  #session: SessionState;
  #language: Language;

  constructor(session: SessionState, language: Language) {
    this.#session = session;
    this.#language = language;
  }

  certain: ZoomPerson[] = $derived((this.read?.people ?? []).filter(({ match }) => match !== null));
  open: { at: number; person: ZoomPerson }[] = $derived(
    (this.read?.people ?? []).flatMap((person, at) => (person.match ? [] : [{ at, person }])),
  );
  /** What will be counted, by the seat it is somebody's. */
  stays: { participantId: string; from: string; to: string }[] = $derived(
    (this.read?.people ?? []).flatMap(({ match, stays }, at) => {
      const participantId = match?.participantId ?? this.chosen[at] ?? '';
      return participantId === '' ? [] : stays.map((stay) => ({ participantId, ...stay }));
    }),
  );
  counted: number = $derived(new Set(this.stays.map(({ participantId }) => participantId)).size);
  /** Nothing of it lies within the session: most likely another zone, or another day's report. */
  isElsewhere: boolean = $derived(
    this.read !== null && (this.read.to <= this.read.session.from || this.read.from >= this.read.session.to),
  );

  async take(file: Blob, zone: string): Promise<void> {
    this.isReading = true;
    const { id, seat } = this.#session;
    const path = `/api/sessions/${id}/zoom-report?seat=${seat}&zone=${encodeURIComponent(zone)}`;
    const body = new Blob([file], { type: 'text/csv' });
    const answer = await ask<ZoomReportAnswer>(path, { language: this.#language.code, body });
    this.isReading = false;
    this.refusal = answer.ok
      ? null
      : [answer.detail || this.#language.refusal(answer), answer.todo].filter(Boolean).join(' ');
    // The same file in another zone: what somebody has said of its people stays said.
    if (!answer.ok || answer.body.people.length !== this.read?.people.length) this.chosen = {};
    this.read = answer.ok ? answer.body : null;
  }

  async count(): Promise<boolean> {
    const isCounted = await this.#send(this.stays);
    if (isCounted) this.read = null;
    return isCounted;
  }

  /** What was counted of an earlier report is taken away. */
  takeAway = (): Promise<boolean> => this.#send([]);

  async #send(stays: ZoomReport['stays']): Promise<boolean> {
    const answer = await this.#session.send({ type: 'attendance.import', stays });
    this.refusal = answer.ok ? null : this.#language.refusal(answer);
    return answer.ok;
  }
}
