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
