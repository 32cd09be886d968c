import type { AttendanceAnswer, ZoomPerson, ZoomReportAnswer } from '#shared/protocol/attendance.ts';
import { ask } from '../../../app/api.ts';
import type { Language } from '../../../app/language.svelte.ts';
import type { SessionState } from '../../../session/session-state.svelte.ts';
import { entriesOf } from './attended-entries.ts';

/** A row of the table, and the rows it opens to. */
export type AttendedRow = {
  id: string;
  title: string;
  rooms: string;
  ms: number;
  zoomMs: number;
  /** How many people; null where the row is a person. */
  people: number | null;
  parts: { title: string; room: string; ms: number; zoomMs: number }[];
};

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

  by: 'person' | 'step' = $state('person');
  /** Only the time in this room; null: in none; undefined: all of it. */
  groupId: string | null | undefined = $state();

  /** The rooms people have been in. */
  rooms: { id: string | null; name: string }[] = $derived.by(() => {
    const found = new Set((this.answer?.attended ?? []).map(({ groupId }) => groupId));
    const groups = (this.#session.view?.groups ?? []).filter(({ id }) => found.has(id));
    return [
      ...groups.map(({ id, name }) => ({ id, name: this.#language.t('console.room', { name }) })),
      ...(found.has(null) ? [{ id: null, name: this.#language.t('console.attendance.noRoom') }] : []),
    ];
  });
  people: number = $derived.by(() => entriesOf(this.answer?.attended ?? [], 'person', this.groupId).length);
  /** People by name, steps as they are planned, what lay between them at the end. */
  rows: AttendedRow[] = $derived.by(() => {
    const isByPerson = this.by === 'person';
    const nameOf = (id: string | null): string => this.#session.nameOf(id ?? '');
    const byName = (a: { title: string }, b: { title: string }): number =>
      a.title.localeCompare(b.title, this.#language.locale);
    const steps = (this.#session.view?.steps ?? []).map(({ id }) => id);
    const place = (id: string | null): number => (id === null ? steps.length : steps.indexOf(id));
    const rows = entriesOf(this.answer?.attended ?? [], this.by, this.groupId).map((entry) => {
      const parts = entry.parts.map(({ of, groupId, ms, zoomMs }) => ({
        of,
        title: isByPerson ? this.#stepTitle(of) : nameOf(of),
        room: this.#roomName(groupId),
        ms,
        zoomMs,
      }));
      return {
        at: place(entry.id),
        id: entry.id ?? '',
        title: isByPerson ? nameOf(entry.id) : this.#stepTitle(entry.id),
        // A step is in all rooms at once.
        rooms: isByPerson ? entry.rooms.map(this.#roomName).join(', ') : '',
        ms: entry.ms,
        zoomMs: entry.zoomMs,
        people: isByPerson ? null : new Set(entry.parts.map(({ of }) => of)).size,
        parts: parts.toSorted(isByPerson ? (a, b) => place(a.of) - place(b.of) : byName),
      };
    });
    return rows.toSorted(isByPerson ? byName : (a, b) => a.at - b.at);
  });

  async load(): Promise<void> {
    const { id, seat } = this.#session;
    const answer = await ask<AttendanceAnswer>(`/api/sessions/${id}/attendance?seat=${seat}`, {
      language: this.#language.code,
    });
    this.refusal = answer.ok ? null : answer.detail || this.#language.refusal(answer);
    if (answer.ok) this.answer = answer.body;
  }

  #stepTitle(stepId: string | null): string {
    const step = this.#session.view?.steps.find(({ id }) => id === stepId);
    return step ? this.#language.pick(step.title) : this.#language.t('console.attendance.between');
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
