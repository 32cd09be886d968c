import { z } from 'zod';
import { ACTION_STATUSES } from '../canvas/schema.ts';
import type { Synthesis } from './shape.ts';

const id = z.string().min(1);
const lang = z.string().describe('BCP 47 tag');
const instant = z.iso.datetime().describe('RFC 3339, UTC');
const ref = z.string().describe('A card: "<group>/<block>/<card>"');
const refs = z.array(ref);
const count = z.int().nonnegative();
const level = z.int().min(0).max(4);
const maybe = z.exactOptional;

const counted = { people: count, present: maybe(count) };

const territory = z.strictObject({
  id,
  name: z.string().describe('Its name only where its people agreed, otherwise a letter in words'),
  isNamed: z.boolean(),
  cards: refs,
});

const block = z.strictObject({
  id,
  number: z.int(),
  title: z.string(),
  hue: maybe(z.int()).describe('One of the eight block colours'),
  zones: z.array(z.strictObject({ id, title: z.string(), cards: refs })),
  arguments: z
    .array(z.strictObject({ gap: ref, levers: refs, actions: refs }))
    .describe('Gaps with a lever or an action'),
  openGaps: refs.describe('Gaps with neither'),
  mostChosen: refs,
  similar: maybe(z.array(refs)).describe(
    'A proposal, by the words alone: cards of one zone that may say the same',
  ),
  narrative: z.string(),
  narrativeLang: lang.nullable(),
});

const maturity = z.strictObject({
  territory: id,
  block: id,
  median: z.number().min(0).max(4).nullable(),
  min: level.nullable(),
  max: level.nullable(),
  count: count.describe('Known placements'),
  unknown: count.describe('Answers “I don’t know”'),
  levels: z.array(count).length(5).describe('How many chose each level, 0 to 4'),
  provisional: z.array(count).length(5).describe('How many of these gave no line of evidence'),
  evidence: z.array(z.string()),
});

const status = z.enum(ACTION_STATUSES);
const action = z.strictObject({
  ref,
  owner: z.string().nullable(),
  due: z.string().nullable().describe('As it was agreed on: a date, a month, a year or words'),
  status,
  votes: count,
});

const card = z.strictObject({
  ref,
  block: id,
  group: id,
  zone: id,
  text: z.string().describe('In the synthesis’s language where a translation is published, else as written'),
  lang,
  original: maybe(z.strictObject({ text: z.string(), lang, isStale: maybe(z.literal(true)) })),
  territories: z.array(id),
  votes: count,
  owner: maybe(z.string()),
  due: maybe(z.string()),
  status: maybe(status),
});

const report = z.strictObject({
  block: id,
  action: ref.nullable(),
  question: z.string(),
  lines: z.string(),
  lang: z.string(),
});

/** `Synthesis` for those who read it without us: `SYNTHESIS_JSON_SCHEMA` is published from it. What it does not name is not there. */
export const synthesisSchema: z.ZodType<Synthesis> = z.strictObject({
  format: z.literal('minga.synthesis'),
  version: z.literal(1),
  language: lang,
  asOf: z.strictObject({ seq: count.describe('The last event it knows'), isFinal: z.boolean() }),
  session: z.strictObject({ id, title: z.string(), startsAt: instant.nullable(), languages: z.array(lang) }),
  programme: z.strictObject({
    subtitle: z.string(),
    summary: z.string(),
    event: z.string(),
    code: z.string(),
    thematicLine: z.string(),
    guideline: z.string(),
    organisers: z.array(z.string()),
    disclaimer: z.string(),
  }),
  totals: z.strictObject({
    people: count,
    organisations: count,
    territories: count,
    languages: count,
    cards: count,
    votes: count,
    threads: count,
    actions: count,
    actionsWithOwner: count,
  }),
  narrative: z.string(),
  narrativeLang: lang.nullable(),
  levels: z.array(z.strictObject({ level: z.int(), label: z.string() })),
  blocks: z.array(block),
  territories: z.array(territory),
  groups: z.array(
    z.strictObject({ id, name: z.string(), blocks: z.array(id), cards: refs, reports: z.array(report) }),
  ),
  situations: z.array(z.strictObject({ id, title: z.string(), territories: z.array(id), cards: refs })),
  actions: z.array(action),
  maturity: z.array(maturity),
  commitments: maybe(
    z.array(z.strictObject({ text: z.string(), lang, due: z.string().nullable(), territory: id.nullable() })),
  ).describe('Only what its author agreed to have shown'),
  polls: maybe(
    z.array(
      z.strictObject({
        step: id,
        question: id,
        text: z.string(),
        answers: count,
        options: z.array(z.strictObject({ id, text: z.string(), count })),
      }),
    ),
  ),
  cards: z.array(card).describe('Every card once; elsewhere its ref'),
  unreadable: z
    .array(z.strictObject({ group: id, block: id, code: z.string() }))
    .describe('Canvases that could not be read: what is missing is said'),
  attendance: maybe(
    z.strictObject({
      people: count,
      steps: z.array(z.strictObject({ id, people: count })),
      groups: z.array(z.strictObject({ id, people: count })),
    }),
  ),
  participation: maybe(
    z.strictObject({
      roles: z.array(
        z.strictObject({
          role: z.enum(['participant', 'organizer', 'moderator', 'interpreter', 'observer']),
          ...counted,
        }),
      ),
      languages: z.array(z.strictObject({ lang, ...counted })),
      territories: z.array(z.strictObject({ territory: id.nullable(), ...counted })),
    }),
  ),
  corrections: z.strictObject({ until: instant.nullable(), hidden: count }),
  frozen: z
    .strictObject({
      at: instant,
      digest: z.string().describe('SHA-256 of all but this field, in the canonical form of RFC 8785'),
    })
    .nullable(),
});

/** JSON Schema, draft 2020-12. */
export const SYNTHESIS_JSON_SCHEMA = `${JSON.stringify({ title: 'Minga: the synthesis of a session', ...z.toJSONSchema(synthesisSchema) }, null, 2)}\n`;
