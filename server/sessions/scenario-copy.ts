import type { ScenarioSummary } from '#shared/protocol/session-view.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import { isModerator } from '#shared/session/rights.ts';
import type { Id, Lang, Role, Step, Text, Turn } from '#shared/session/state.ts';
import { TIME_WARNING } from '#shared/i18n/warnings.ts';

/** What every screen needs of a session's own copy of its scenario, no more. */
export function scenarioSummary(scenario: Scenario): ScenarioSummary {
  return {
    id: scenario.id,
    blocks: scenario.blocks.map(({ id, number, title, short, icon, hue }) => ({
      id,
      number,
      title,
      short,
      icon,
      hue: String(hue),
    })),
    zones: scenario.zones.map(({ id, title, icon }) => ({ id, title, icon })),
    maturity: scenario.maturity.levels.map(({ level, label }) => ({ level, label })),
  };
}

export function stepsOf(scenario: Scenario): Step[] {
  return scenario.steps.map((step) => ({
    id: step.id,
    kind: step.kind,
    title: step.title,
    plannedMs: Math.round(step.minutes * 60_000),
    ...(step.round === undefined ? {} : { round: step.round }),
    ...(step.zones === undefined ? {} : { zones: step.zones }),
    ...(step.isPrivate === undefined ? {} : { isPrivate: step.isPrivate }),
    ...(step.caseIds === undefined ? {} : { caseIds: step.caseIds }),
    ...(step.poll === undefined
      ? {}
      : { poll: step.poll.map(({ id, options }) => ({ id, options: options.map((one) => one.id) })) }),
    ...(step.commitment === undefined ? {} : { asksCommitment: true }),
    ...(step.votes === undefined
      ? {}
      : {
          votes: {
            budget: step.votes.budget,
            isHidden: step.votes.isHidden,
            perCard: step.votes.perCard ?? 1,
          },
        }),
  }));
}

/** Whose turn it is in steps of case studies: those whose speakers have confirmed, or that need none. */
export function turnsOf(scenario: Scenario): Record<Id, Turn[]> {
  const steps = scenario.steps.filter(({ kind }) => kind === 'case');
  return Object.fromEntries(
    steps.map(({ id, caseIds, minutes }) => {
      const ids = caseIds ?? scenario.cases.map((one) => one.id);
      const cases = ids.flatMap((one) => scenario.cases.find(({ id: caseId }) => caseId === one) ?? []);
      const turns = cases.map(({ id: caseId, speakers }) => {
        const spoken = speakers.filter(({ status }) => status === 'confirmed');
        const asked = (spoken.length > 0 ? spoken : speakers).reduce(
          (sum, one) => sum + (one.minutes ?? 0),
          0,
        );
        const plannedMs = Math.round((asked || minutes / cases.length) * 60) * 1000;
        return { id: caseId, plannedMs, isIn: spoken.length > 0 || speakers.length === 0 };
      });
      return [id, turns];
    }),
  );
}

/** What the scenario's author left to settle, and the warning for times that contradict each other. */
export function warningsOf(scenario: Scenario): {
  warnings: { code: string; message: Text }[];
  timeWarning: { code: string; message: Text };
} {
  return {
    warnings: scenario.notices
      .filter((notice) => notice.severity === 'warning')
      .map((notice) => ({ code: `scenario/${notice.id}`, message: notice.message })),
    timeWarning: { code: 'session/time-unconfirmed', message: scenario.times?.message ?? TIME_WARNING },
  };
}

/**
 * What is still to be settled, and speakers who have not confirmed, are for who prepares and runs the session: participants are
 * never shown a name that may not come. Whom moderators brought in has confirmed to them.
 */
export function scenarioFor(
  viewer: { role: Role },
  scenario: Scenario,
  turns: Record<Id, Turn[]>,
): Partial<Scenario> {
  if (isModerator(viewer)) return scenario;
  const { notices: _, times: __, ...rest } = scenario;
  const all = Object.values(turns).flat();
  const cases = scenario.cases.map((one) => {
    const turn = all.find(({ id }) => id === one.id);
    const confirmed = one.speakers.filter(({ status }) => status === 'confirmed');
    const isBroughtIn = turn?.isIn === true && confirmed.length === 0;
    const speakers = isBroughtIn ? one.speakers.filter(({ status }) => status !== 'declined') : confirmed;
    return { ...one, speakers: turn?.isIn === false ? [] : speakers };
  });
  return { ...rest, cases };
}

const isText = (value: unknown, languages: Lang[]): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, text]) => languages.includes(key) && typeof text === 'string');

/** The whole copy in one language: every text in several languages becomes the one, or the nearest there is. */
export function inOneLanguage(value: unknown, language: Lang, languages: Lang[]): unknown {
  if (Array.isArray(value)) return value.map((item) => inOneLanguage(item, language, languages));
  if (isText(value, languages)) return value[language] ?? Object.values(value)[0];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, inOneLanguage(field, language, languages)]),
  );
}
