import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { newKey } from './access/keys.ts';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

/** Settings come from the environment; every one has a default that works on a laptop. */
const configSchema = z.object({
  HOST: z.string().min(1).default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z
    .string()
    .min(1)
    .default('data')
    .transform((dir) => resolve(dir)),
  PUBLIC_URL: url.nullable().default(null),
  OWNER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,200}$/)
    .nullable()
    .default(null),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Config = z.infer<typeof configSchema>;

/** What is wrong and how to put it right, one sentence per setting. */
const ADVICE: Record<keyof Config, string> = {
  HOST: 'name an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  PORT: 'give a whole number from 0 to 65535, such as 3000',
  DATA_DIR: 'name a folder that this user may write to',
  PUBLIC_URL: 'give the address people open, such as https://minga.example.org',
  OWNER_KEY: 'use 20 to 200 letters, digits, - or _, or leave it out to have one made',
  LOG_LEVEL: 'use fatal, error, warn, info, debug, trace or silent',
};

/** A setting that stops the start; `main` prints the sentence and exits. */
export class BadSetting extends Error {
  constructor(setting: keyof Config, what: string) {
    super(`${setting}: ${what}. To fix it, ${ADVICE[setting]}.`);
  }
}

/** @throws BadSetting naming the first setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  for (const later of ['DATABASE_URL', 'REDIS_URL'] as const) {
    if (given[later] !== undefined) {
      throw new Error(`${later}: this release keeps everything in DATA_DIR. To fix it, leave ${later} out.`);
    }
  }
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const setting = parsed.error.issues[0]?.path[0] as keyof Config;
  throw new BadSetting(setting, `“${given[setting] ?? ''}” is not usable`);
}

/** Makes the folder and proves that it can be written to. @throws BadSetting */
export function prepareDataDir(config: Config): void {
  try {
    makeDir(config.DATA_DIR);
    const proof = join(config.DATA_DIR, `.writable-${process.pid}`);
    writeFileSync(proof, '');
    rmSync(proof);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new BadSetting('DATA_DIR', `“${config.DATA_DIR}” cannot be written to (${reason})`);
  }
}

/** One folder after the other: node's own `recursive` never returns where a file system refuses new folders, as /proc does. */
function makeDir(dir: string): void {
  if (existsSync(dir)) return;
  makeDir(dirname(dir));
  mkdirSync(dir, { mode: 0o700 });
}

/** The key that may create sessions: given, or made once and kept in `DATA_DIR`. */
export function ownerKeyOf(config: Config): string {
  if (config.OWNER_KEY) return config.OWNER_KEY;
  const file = join(config.DATA_DIR, 'owner-key');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[A-Za-z0-9_-]{20,200}$/.test(kept)) return kept;
  }
  const key = newKey();
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
