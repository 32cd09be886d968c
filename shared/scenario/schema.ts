import { z } from 'zod';
import { STEP_KINDS } from '../session/state.ts';

/**
 * The shape of `scenarios/<id>/scenario.yaml`, as its authors write it and as the product reads it. Strict everywhere, so
 * that a misspelt word is found; what holds between parts is in `check.ts`.
 */
const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .describe('Small letters, digits and hyphens, at most 40.');
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .describe('A language tag such as fr, es or pt-BR.');
const line = z.string().trim().min(1).max(300);
const prose = z.string().trim().min(1).max(4000);

/** A text in each of the scenario's languages; `check.ts` says which one is missing. */
const text = z.record(language, line).describe('The same line in every language: { fr: …, es: …, en: … }');
const longText = z.record(language, prose).describe('The same text in every language.');
const level = z.literal([0, 1, 2, 3, 4]);
const confidence = z.enum(['high', 'medium', 'low']).describe('How well the fact was checked.');

const organisation = z.strictObject({
  id,
  name: text,
  acronym: text.optional(),
  logo: line.optional().describe('A file beside this one.'),
});

const documentOf = z.strictObject({
  id,
  title: text,
  editions: z
    .record(
      language,
      z.strictObject({
        status: z.enum(['available', 'draft', 'missing']),
        url: z.url().optional(),
        note: longText.optional(),
      }),
    )
    .describe('One entry per language; say "missing" rather than leaving it out.'),
});

const programme = z.strictObject({
  event: text.optional(),
  code: line.optional(),
  thematicLine: text.optional(),
  organisers: z.array(id).describe('Ids of organisations.'),
  moderators: z.array(id).describe('Ids of the organisations that moderate.'),
  documents: z.array(documentOf),
});

const reading = z.strictObject({
  id,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  minutes: z.number().positive(),
  remark: longText,
});

/** Times as a source states them, with the ways they can be read; none is ever applied by itself. */
const times = z.strictObject({
  stated: z.strictObject({ date: line, windows: z.array(line), duration: line }),
  isConflicting: z.boolean(),
  message: longText,
  readings: z.array(reading),
});

const notice = z.strictObject({
  id,
  severity: z.enum(['blocker', 'warning', 'info']),
  stated: line.optional(),
  finding: prose.optional().describe('For whoever edits the scenario.'),
  suggestion: prose.optional(),
  sources: z.array(id).optional(),
  message: longText,
});

const zone = z.strictObject({ id, title: text, icon: line });

const block = z.strictObject({
  id,
  number: z.int().min(1).max(99),
  title: text,
  short: text.describe('A few words, for narrow places.'),
  description: longText,
  icon: line.describe('A lucide icon.'),
  hue: z.int().min(1).max(8).describe('One of the eight block colours.'),
  basis: prose.optional().describe('What the block rests on, for whoever edits the scenario.'),
  measures: z.array(prose).optional(),
  questions: z.array(z.strictObject({ id, zone: id, text: longText })),
  evidence: z
    .array(z.strictObject({ level, text: longText }))
    .describe('What shows that a level is reached on this block.'),
});

const maturity = z.strictObject({
  question: longText,
  unknown: text,
  rules: z.array(prose).optional(),
  levels: z.array(z.strictObject({ level, label: text, text: longText, test: longText })).length(5),
});

const situation = z.strictObject({
  id,
  title: text,
  text: longText,
  rule: prose.optional().describe('When it is proposed, for whoever edits the scenario.'),
  firstBlocks: z.array(id),
});

const option = z.strictObject({ id, label: text, isExclusive: z.boolean().optional() });
const profileField = z.strictObject({
  id,
  kind: z.enum(['text', 'country', 'choice', 'choices']),
  label: text,
  isRequired: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  maxChoices: z.int().positive().optional(),
  options: z.array(option).optional(),
});
const profile = z.strictObject({ title: text, intro: longText, fields: z.array(profileField) });

const pollQuestion = z.strictObject({
  id,
  text: longText,
  options: z
    .array(z.strictObject({ id, label: text }))
    .min(2)
    .max(10),
});

const step = z.strictObject({
  id,
  kind: z.enum(STEP_KINDS),
  title: text,
  purpose: longText.optional(),
  minutes: z.number().positive().max(240),
  round: z.int().min(1).optional().describe('Steps of one breakout round share a number.'),
  zones: z.array(id).optional().describe('The zones this step works on.'),
  isPrivate: z.boolean().optional().describe('Cards stay with their author until the step ends.'),
  caseIds: z.array(id).optional(),
  votes: z
    .strictObject({
      budget: z.int().min(1).max(20),
      isHidden: z.boolean(),
      perCard: z.int().min(1).max(20).optional(),
    })
    .optional(),
  poll: z
    .array(pollQuestion)
    .min(1)
    .max(12)
    .optional()
    .describe('Asked of everybody in a “poll” or “closing” step, one answer each.'),
  commitment: longText.optional().describe('Asks everybody what they will do themselves, and until when.'),
  output: prose.optional().describe('What the step leaves behind, for moderators.'),
});

const speaker = z.strictObject({
  person: line.optional(),
  organisation: line.optional(),
  status: z.enum(['invited', 'confirmed', 'declined', 'tbc']),
  minutes: z.number().positive().optional(),
  language: language.optional(),
});

const fact = z.strictObject({
  text: longText,
  confidence,
  source: id.nullable(),
  basis: line.optional(),
  isAfterSession: z.boolean().optional().describe('Later than the event it was gathered for.'),
});

const caseStudy = z.strictObject({
  id,
  name: text,
  country: z.string().regex(/^[A-Z]{2}$/),
  blocks: z.array(id),
  summary: longText,
  facts: z.array(fact),
  speakers: z.array(speaker),
});

const guideline = z.strictObject({
  title: text,
  titleStatus: prose.optional(),
  publisher: line,
  published: z.iso.date(),
  authors: z.array(line).optional(),
  caseCities: z.array(line).optional(),
  topics: z.array(z.strictObject({ number: z.int(), title: line, block: id })).optional(),
  remark: prose.optional(),
  sources: z.array(id).optional(),
});

export const scenarioSchema = z
  .strictObject({
    format: z.literal('minga.scenario'),
    version: z.literal(1),
    id,
    languages: z.array(language).min(1).max(12),
    defaultLanguage: language,
    title: text,
    subtitle: text.optional(),
    summary: longText,
    disclaimer: longText
      .optional()
      .describe('What the synthesis does not commit anybody to; it stands on the cover of the documents.'),
    guideline: guideline.optional(),
    programme,
    organisations: z.array(organisation),
    times: times.optional(),
    notices: z.array(notice).default([]).describe('What is still to be settled, shown to moderators.'),
    grouping: z.strictObject({
      capacity: z.int().min(1).max(1000),
      minSize: z.int().min(1).optional(),
      maxSize: z.int().min(1).optional(),
      remarks: z.array(prose).optional(),
    }),
    zones: z.array(zone).min(1).max(12),
    blocks: z.array(block).min(1).max(40),
    blockClusters: z
      .array(z.strictObject({ id, title: text, blocks: z.array(id).min(1) }))
      .optional()
      .describe('For fewer people than a group per block needs.'),
    maturity,
    situations: z.array(situation),
    profile,
    minutes: z.number().positive().describe('The whole, in minutes; the steps add up to it.'),
    steps: z.array(step).min(1).max(60),
    cases: z.array(caseStudy),
    glossary: z.array(
      z.strictObject({
        id,
        term: text,
        acronym: text.optional(),
        definition: longText.optional(),
        sources: z.array(id).optional(),
      }),
    ),
    sources: z.array(z.strictObject({ id, label: line, url: z.string().max(500).optional() })),
  })
  .meta({ title: 'Minga scenario' });

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioBlock = Scenario['blocks'][number];
export type ScenarioStep = Scenario['steps'][number];
