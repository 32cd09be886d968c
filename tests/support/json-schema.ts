import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What is wrong with some data, for a validator that knows nothing of us; empty where it is as the schema says. */
export function problemsOf(data: unknown, schema: object): string[] {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const isValid = ajv.validate(schema, data);
  return isValid
    ? []
    : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
