import type { Scenario } from '#shared/scenario/schema.ts';
import { instantOf, isTimeZone, ownZone, type TypedStart } from './instant.ts';

export type GroupRow = { name: string; blocks: string[]; facilitator: string; language: string };

/** The reading of contradictory times that is none of them: the organizer's own. */
export const OTHER_START = 'other';

const KEPT = 'minga-setup';

type Draft = {
  scenario: string;
  titles: Record<string, string>;
  languages: string[];
  capacity: number;
  zones: string[];
  reading: string | null;
  own: TypedStart;
  confirmedBy: string;
  groups: GroupRow[];
};

/** What an organizer has filled in for one scenario, kept on this device until the session is created. */
export class SetupForm {
  readonly scenario: Scenario;
  titles: Record<string, string> = $state({});
  languages: string[] = $state([]);
  capacity = $state(1);
  zones: string[] = $state([]);
  reading: string | null = $state(null);
  own: TypedStart = $state({ date: '', time: '', zone: 'UTC' });
  confirmedBy = $state('');
  groups: GroupRow[] = $state([]);

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    const draft = keptDraft();
    this.#fill(draft?.scenario === scenario.id ? draft : null);
  }

  get isConflicting(): boolean {
    return this.scenario.times?.isConflicting === true;
  }

  /** The start that is chosen so far, whether or not somebody has put their name to it. */
  get startsAt(): string | null {
    if (!this.isConflicting || this.reading === OTHER_START) return instantOf(this.own);
    return this.scenario.times?.readings.find(({ id }) => id === this.reading)?.startsAt ?? null;
  }

  /** A start that holds: contradictory times hold only with a name. */
  get settledStart(): string | null {
    return this.isConflicting && this.confirmedBy.trim() === '' ? null : this.startsAt;
  }

  get chosenTitles(): Record<string, string> {
    return Object.fromEntries(this.languages.map((language) => [language, this.titles[language] ?? '']));
  }

  get blocksWithoutGroup(): Scenario['blocks'] {
    const worked = new Set(this.groups.flatMap(({ blocks }) => blocks));
    return this.scenario.blocks.filter(({ id }) => !worked.has(id));
  }

  /** Shares the blocks out anew; names, facilitators and languages of the rooms that remain stay. */
  setGroupCount(count: number): void {
    const shares = sharedOut(
      this.scenario.blocks.map(({ id }) => id),
      count,
    );
    this.groups = shares.map((blocks, index) => ({
      ...(this.groups[index] ?? { name: String(index + 1), facilitator: '', language: '' }),
      blocks,
    }));
  }

  toggleLanguage(language: string): void {
    const isOn = this.languages.includes(language);
    if (isOn && this.languages.length === 1) return;
    this.languages = this.scenario.languages.filter((one) =>
      one === language ? !isOn : this.languages.includes(one),
    );
    for (const group of this.groups) if (!this.languages.includes(group.language)) group.language = '';
  }

  /** @returns whether this device kept it; private windows may refuse. */
  keep(): boolean {
    const draft: Draft = {
      scenario: this.scenario.id,
      titles: this.titles,
      languages: this.languages,
      capacity: this.capacity,
      zones: this.zones,
      reading: this.reading,
      own: this.own,
      confirmedBy: this.confirmedBy,
      groups: this.groups,
    };
    try {
      localStorage.setItem(KEPT, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  #fill(draft: Draft | null): void {
    const { scenario } = this;
    const blocks = new Set(scenario.blocks.map(({ id }) => id));
    this.titles = { ...scenario.title, ...draft?.titles };
    const languages = draft?.languages.filter((language) => scenario.languages.includes(language)) ?? [];
    this.languages = languages.length > 0 ? languages : [...scenario.languages];
    this.capacity = draft?.capacity ?? scenario.grouping.capacity;
    this.zones = draft?.zones.filter(isTimeZone) ?? [...new Set(['UTC', ownZone()])];
    this.reading = draft?.reading ?? null;
    const first = scenario.times?.readings[0];
    this.own = draft?.own ?? { date: first?.startsAt.slice(0, 10) ?? '', time: '', zone: ownZone() };
    this.confirmedBy = draft?.confirmedBy ?? '';
    const groups = draft?.groups.filter((group) => group.blocks.every((id) => blocks.has(id))) ?? [];
    if (groups.length > 0) this.groups = groups;
    else this.setGroupCount(scenario.blocks.length);
  }
}

/** Every group has a block, every block a group, neighbours together. */
function sharedOut(blocks: string[], count: number): string[][] {
  return Array.from({ length: count }, (_, index) => {
    if (count >= blocks.length) return [blocks[index % blocks.length] ?? ''];
    const at = (place: number): number => Math.round((place * blocks.length) / count);
    return blocks.slice(at(index), at(index + 1));
  });
}

function keptDraft(): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

/** Which scenario the kept draft is of. */
export const keptScenario = (): string | null => keptDraft()?.scenario ?? null;

export function forgetDraft(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    return;
  }
}
