import type { ScenarioSummary } from '#shared/protocol/session-view.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import { isModerator } from '#shared/session/rights.ts';
import type { Lang, Role, Step, Text } from '#shared/session/state.ts';
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
 * never shown a name that may not come.
 */
export function scenarioFor(viewer: { role: Role }, scenario: Scenario): Partial<Scenario> {
  if (isModerator(viewer)) return scenario;
  const { notices: _, times: __, ...rest } = scenario;
  const cases = scenario.cases.map((one) => ({
    ...one,
    speakers: one.speakers.filter(({ status }) => status === 'confirmed'),
  }));
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
