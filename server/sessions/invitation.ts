import type { Invitation } from '#shared/protocol/invitation.ts';
import type { Scenario } from '#shared/scenario/schema.ts';
import { freePlaces } from '#shared/session/families/participant.ts';
import type { Lang, Text } from '#shared/session/state.ts';
import type { LiveSession } from './live-session.ts';
import { scenarioSummary } from './scenario-copy.ts';

/** A session as anybody with its code may see it, in one of its languages. */
export function invitationOf(session: LiveSession, language: Lang): Invitation {
  const { state, scenario } = session;
  const pick = (text: Text): string => text[language] ?? Object.values(text)[0] ?? '';
  const confirmed = scenario.cases.filter(({ speakers }) =>
    speakers.some(({ status }) => status === 'confirmed'),
  );
  return {
    sessionId: state.id,
    language,
    status: state.status,
    title: pick(state.title),
    summary: pick(scenario.summary),
    startsAt: state.startsAt,
    minutes: scenario.minutes,
    timeZones: state.timeZones,
    languages: state.languages,
    capacity: state.capacity,
    placesLeft: Math.max(0, freePlaces(state)),
    peopleHere: session.peopleHere,
    territories: state.territories.filter(({ kind }) => !kind).map(({ id, name }) => ({ id, name })),
    blocks: scenarioSummary(scenario).blocks.map(({ id, number, short, icon, hue }) => ({
      id,
      number,
      short: pick(short),
      icon,
      hue,
    })),
    agenda: scenario.steps.map(({ id, title, minutes, round }) => ({
      id,
      title: pick(title),
      minutes,
      ...(round === undefined ? {} : { round }),
    })),
    programme: programmeOf(scenario, pick),
    cases: {
      names: confirmed.map(({ name }) => pick(name)),
      unconfirmed: scenario.cases.length - confirmed.length,
    },
  };
}

function programmeOf(scenario: Scenario, pick: (text: Text) => string): Invitation['programme'] {
  const { event, code, thematicLine, organisers, documents } = scenario.programme;
  return {
    ...(event ? { event: pick(event) } : {}),
    ...(code ? { code } : {}),
    ...(thematicLine ? { thematicLine: pick(thematicLine) } : {}),
    organisers: organisers.flatMap((id) => {
      const one = scenario.organisations.find((organisation) => organisation.id === id);
      return one ? [{ name: pick(one.name), ...(one.acronym ? { acronym: pick(one.acronym) } : {}) }] : [];
    }),
    documents: documents.map(({ id, title, editions }) => ({
      id,
      title: pick(title),
      editions: Object.entries(editions).map(([language, { status, url, note }]) => ({
        language,
        status,
        ...(url ? { url } : {}),
        ...(note ? { note: pick(note) } : {}),
      })),
    })),
  };
}
