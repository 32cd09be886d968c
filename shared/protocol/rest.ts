import { z } from 'zod';
import { groupSettings, idSchema, lineSchema, personSettings, sessionSettings } from '../session/commands.ts';
import { LIMITS } from './limits.ts';

/** Bodies of the REST interface as they arrive; answers are described in `contracts` of the OpenAPI page. */
export const newSessionSchema = z.strictObject({
  scenario: idSchema,
  ...z.object(sessionSettings).partial().shape,
  groups: z
    .union([
      z.int().min(1).max(LIMITS.groups),
      z
        .array(z.strictObject(z.object(groupSettings).partial().shape))
        .min(1)
        .max(LIMITS.groups),
    ])
    .optional(),
});

/** Who joins; `code` is left out by who holds a role link and takes a named seat of that role. */
export const joinSchema = z.strictObject({
  code: z.string().max(100).optional(),
  /** The session of a role link. */
  sessionId: idSchema.optional(),
  ...personSettings,
  territory: personSettings.territory.optional(),
  organisation: lineSchema(120).optional(),
  email: z.email().max(254).optional(),
});

export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  kept?: string;
  todo?: string;
  errors?: { path: string; message: string }[];
  details?: object;
};
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  kept: z.string().optional(),
  todo: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  details: z.looseObject({}).optional(),
});

/** Answers of a route for its OpenAPI page: what it gives, and the problem every refusal is. */
export const answers = (given: z.ZodType = z.any()) => ({
  '2xx': given,
  '4xx': problemSchema,
  '5xx': problemSchema,
});

const linksSchema = z.record(
  z.enum(['participant', 'organizer', 'moderator', 'interpreter', 'observer']),
  z.string(),
);
const groupSchema = z.looseObject({ id: z.string(), name: z.string(), blocks: z.array(z.string()) });

export const createdSessionSchema = z.object({
  id: z.string(),
  joinCode: z.string(),
  keys: z.record(z.enum(['organizer', 'moderator', 'interpreter', 'observer']), z.string()),
  links: linksSchema,
  groups: z.array(groupSchema),
});
export const joinedSchema = z.object({
  sessionId: z.string(),
  participantId: z.string(),
  key: z.string(),
  status: z.enum(['seated', 'waiting']),
});
export const seatTakenSchema = z.object({
  seat: z.string(),
  role: z.string(),
  participantId: z.string().nullable(),
});
export const commandDoneSchema = z.object({
  seq: z.number(),
  events: z.array(z.looseObject({ seq: z.number(), at: z.string(), by: z.string(), type: z.string() })),
});
const textSchema = z.record(z.string(), z.string());
export const scenarioListSchema = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      title: textSchema,
      languages: z.array(z.string()),
      blocks: z.number(),
      minutes: z.number(),
      warnings: z.number(),
    }),
  ),
  broken: z.array(z.object({ file: z.string(), line: z.number(), path: z.string(), message: z.string() })),
});
/** Shapes that TypeScript holds (`shared/protocol`, `shared/canvas`), named here for readers of the page. */
export const namedShape = (name: string) => z.any().describe(name);
