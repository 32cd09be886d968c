import { z } from 'zod';
import { scenarioSchema } from '#shared/scenario/schema.ts';

/** The JSON Schema that editors read from the first line of a scenario file. */
export const editorSchema = (): string =>
  `${JSON.stringify(z.toJSONSchema(scenarioSchema, { io: 'input' }), null, 2)}\n`;
