import type { Parts } from './parts.ts';
import type { SynthesisProgramme, Words } from './shape.ts';

/** The event as the scenario describes it. Organisers by their full names: who reads the file was not in the room. */
export function programmeOf({ input: { scenario }, say }: Parts): SynthesisProgramme {
  const { programme, organisations = [] } = scenario;
  const said = (text: Words | undefined) => (text === undefined ? '' : say(text));
  const organiser = (id: string): string => {
    const body = organisations.find((organisation) => organisation.id === id);
    const [name, acronym] = [said(body?.name) || id, said(body?.acronym)];
    return acronym === '' || acronym === name ? name : `${name} (${acronym})`;
  };
  return {
    subtitle: said(scenario.subtitle),
    summary: said(scenario.summary),
    event: said(programme?.event),
    code: programme?.code ?? '',
    thematicLine: said(programme?.thematicLine),
    guideline: said(scenario.guideline?.title),
    organisers: (programme?.organisers ?? []).map(organiser),
    disclaimer: said(scenario.disclaimer),
  };
}
