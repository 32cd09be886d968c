import type { ExportTexts } from '#shared/i18n/en/export.ts';
import type { Scenario, ScenarioBlock } from '#shared/scenario/schema.ts';
import { openGroups } from '#shared/session/open-groups.ts';
import type { Group, Lang, SessionState } from '#shared/session/state.ts';
import { exportTextsOf, fill } from '#shared/synthesis/texts.ts';
import { inLanguage } from '#shared/synthesis/wording.ts';
import { html, join, NOTHING, type Html } from './html.ts';

type Drawing = {
  state: SessionState;
  scenario: Scenario;
  texts: ExportTexts;
  say: (text: Record<Lang, string>) => string;
};

/** For every group still open its canvas and its script on paper, so that a network that fails costs nothing but typing. */
export function roomSheets(state: SessionState, scenario: Scenario, language: Lang): string {
  const texts = exportTextsOf(language);
  const say: Drawing['say'] = (text) => inLanguage(text, language, state.languages)?.text ?? '';
  const drawing = { state, scenario, texts, say };
  const sheets = openGroups(state).flatMap((group) => [
    ...blocksOf(drawing, group).map((block) => canvasSheet(drawing, group, block)),
    scriptSheet(drawing, group),
  ]);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say(state.title)} – ${texts.sheets}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/api/room-sheets.css" />
      </head>
      <body>
        <header>
          <h1>${say(state.title)}</h1>
          <p>${texts.sheetsNote}</p>
        </header>
        <main>${join(sheets)}</main>
      </body>
    </html> `.markup;
}

const blocksOf = ({ scenario }: Drawing, { blocks }: Group): ScenarioBlock[] =>
  scenario.blocks.filter(({ id }) => blocks.includes(id));

const roomName = ({ texts }: Drawing, { name }: Group): string => fill(texts.sheetRoom, { name });

/** The zones as boxes to write in, each with its guiding questions, and the lines of the report. */
function canvasSheet(drawing: Drawing, group: Group, block: ScenarioBlock): Html {
  const { scenario, texts, say } = drawing;
  const zones = scenario.zones.map(({ id, title }) => {
    const questions = block.questions.filter(({ zone }) => zone === id);
    return html`<section class="zone">
      <h3>${say(title)}</h3>
      ${join(questions.map(({ text }) => html`<p>${say(text)}</p>`))}
    </section>`;
  });
  return html`<article class="sheet canvas">
    ${sheetHead(drawing, group, `${block.number}. ${say(block.title)}`)}
    <p class="lead">${say(block.description)}</p>
    <div class="zones">${join(zones)}</div>
    ${scale(drawing)}
    <dl class="report">
      <div>
        <dt>${texts.sheetAction}</dt>
        <dd></dd>
      </div>
      <div>
        <dt>${texts.sheetQuestion}</dt>
        <dd></dd>
      </div>
    </dl>
  </article> `;
}

/** What the group does when, step by step, with a line for who does it. */
function scriptSheet(drawing: Drawing, group: Group): Html {
  const { state, texts, say } = drawing;
  let minutes = 0;
  const rows = state.steps.map(({ title, plannedMs }) => {
    const begins = minutes;
    minutes += plannedMs / 60_000;
    return html`<tr>
      <td class="number">${timeOf(drawing, begins)}</td>
      <td>${say(title)}</td>
      <td class="number">${fill(texts.sheetMinutes, { number: plannedMs / 60_000 })}</td>
    </tr>`;
  });
  const lines = [texts.sheetFacilitator, texts.sheetRapporteur, texts.sheetInterpreter];
  return html`<article class="sheet script">
    ${sheetHead(drawing, group, texts.sheetScript)}
    <dl class="names">
      ${join(
        lines.map(
          (line) =>
            html`<div>
              <dt>${line}</dt>
              <dd></dd>
            </div>`,
        ),
      )}
    </dl>
    <table>
      <thead>
        <tr>
          <th scope="col">${timeHeading(drawing)}</th>
          <th scope="col">${texts.sheetStep}</th>
          <th scope="col">${texts.sheetLength}</th>
        </tr>
      </thead>
      <tbody>
        ${join(rows)}
      </tbody>
    </table>
    <p>${texts.sheetWithout}</p>
  </article> `;
}

const sheetHead = (drawing: Drawing, group: Group, title: string): Html =>
  html`<header>
    <p class="room">${roomName(drawing, group)}</p>
    <h2>${title}</h2>
  </header>`;

/** The levels to tick, and "I don't know" apart from them. */
function scale({ scenario, say }: Drawing): Html {
  const { question, levels, unknown } = scenario.maturity;
  const boxes = [...levels.map(({ level, label }) => `${level} ${say(label)}`), say(unknown)];
  if (boxes.length === 0) return NOTHING;
  return html`<div class="scale">
    <p>${say(question)}</p>
    <ul>
      ${join(boxes.map((box) => html`<li>${box}</li>`))}
    </ul>
  </div>`;
}

const zoneOf = ({ timeZones }: SessionState): string => timeZones[0] ?? 'UTC';

/** The hours are those of the session's first time zone, and say so. */
const timeHeading = ({ state, texts }: Drawing): string =>
  state.startsAt ? `${texts.sheetTime} (${zoneOf(state)})` : texts.sheetTime;

/** Minutes from the beginning while no time is set. */
function timeOf({ state, texts }: Drawing, minutes: number): string {
  if (!state.startsAt) return `+${minutes}`;
  const at = new Date(Date.parse(state.startsAt) + minutes * 60_000);
  const timeZone = zoneOf(state);
  return new Intl.DateTimeFormat(texts.locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/** Black on white, for any printer: a canvas is a landscape page, a script a portrait one. */
export const SHEET_STYLE = `
@page { size: A4; margin: 12mm; }
@page canvas { size: A4 landscape; }
body { margin: 0; padding: 1.5rem; font: 0.9375rem/1.35 system-ui, sans-serif; color: #111; background: #fff; }
h1, h2, h3, p, dl, ul { margin: 0; }
.sheet { margin: 1.5rem 0; padding: 1rem; border: 1px solid #888; break-inside: avoid; break-before: page; }
.sheet > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; border-bottom: 2px solid; margin-bottom: .5rem; }
.room { font-weight: 700; font-size: 1.25rem; }
h2 { font-size: 1.25rem; } h3 { font-size: 1rem; }
.canvas { page: canvas; }
.lead { margin-bottom: .5rem; }
.zones { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .4rem; }
.zone { box-sizing: border-box; min-height: 15rem; padding: .4rem .5rem; border: 1.5px solid #111; }
.zone p { color: #333; font-size: .8125rem; margin-top: .2rem; }
.scale { margin-top: .6rem; } .scale ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; }
.scale li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-right: .4em; border: 1.5px solid #111; vertical-align: -0.05em; }
.report div, .names div { display: flex; align-items: end; gap: .6rem; margin-top: .8rem; } dd { flex: 1; margin: 0; border-bottom: 1px solid #111; min-height: 1.5em; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; } th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #999; text-align: left; vertical-align: top; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { body { padding: 0; } .zone { min-height: 85mm; } body > header { display: none; } .sheet { margin: 0; padding: 0; border: 0; } .sheet:first-child { break-before: auto; } }
`;
