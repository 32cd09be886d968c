import { loadCatalogue } from '#server/scenarios/catalogue.ts';
import { buildApp, type App, type AppParts } from '#server/app.ts';
import { openSqlite } from '#server/storage/sqlite.ts';
import { Participant, type Introduction } from '#client/rehearsal/participant.ts';
import { namedModerator } from '../participants/workshop.ts';
import { request } from './http.ts';
import { temporaryDir } from './server.ts';

export const OWNER_KEY = 'owner-key-for-tests-only-0000';

/**
 * The real server in this process, on a free port, with a database of its own; with `dir` on what an earlier one left. `speed`:
 * its scenarios' minutes are that many times shorter, so that a whole run of show passes in minutes.
 */
export async function startApp(
  options: Partial<Pick<AppParts, 'pagesDir' | 'startWriting' | 'rehearsalBounds' | 'now'>> & {
    dir?: string;
    speed?: number;
  } = {},
): Promise<{ app: App; url: string; dir: string; stop: () => Promise<void> }> {
  const data = options.dir ? { dir: options.dir, remove: () => undefined } : temporaryDir();
  const storage = await openSqlite(data.dir);
  const catalogue = await loadCatalogue('scenarios');
  for (const { steps } of catalogue.scenarios.values())
    for (const step of steps) step.minutes /= options.speed ?? 1;
  const config = {
    HOST: '127.0.0.1',
    PORT: 0,
    DATA_DIR: data.dir,
    PUBLIC_URL: null,
    OWNER_KEY,
    LOG_LEVEL: 'silent' as const,
    ownerKey: OWNER_KEY,
  };
  const app = await buildApp({ config, storage, catalogue, ...options });
  const url = await app.listen();
  const stop = async (): Promise<void> => {
    await app.close();
    data.remove();
  };
  return { app, url, dir: data.dir, stop };
}

export type Workshop = {
  url: string;
  sessionId: string;
  joinCode: string;
  keys: Record<'organizer' | 'moderator' | 'interpreter' | 'observer', string>;
  links: Record<string, string>;
  moderator: Participant;
  /** Joins and, where `groupId` is given, is put there. */
  join: (who: Partial<Introduction> & { groupId?: string }) => Promise<Participant>;
  leave: () => void;
};

/** A session of the tiny scenario with a named moderator, open unless said otherwise. */
export async function createWorkshop(
  url: string,
  options: { settings?: object; isDraft?: boolean; ownerKey?: string } = {},
): Promise<Workshop> {
  const created = await request(`${url}/api/sessions`, {
    key: options.ownerKey ?? OWNER_KEY,
    body: { scenario: 'tiny', ...options.settings },
  });
  if (created.status !== 201) throw new Error(created.text);
  const { id: sessionId, joinCode, keys, links } = created.body;
  const moderator = await namedModerator(url, keys.moderator, sessionId);
  if (!options.isDraft) await moderator.must({ type: 'session.open' });
  const people: Participant[] = [moderator];
  const join: Workshop['join'] = async ({ groupId, ...who }) => {
    const person = await Participant.join(url, joinCode, { name: 'Dulce', language: 'fr', ...who });
    people.push(person);
    await person.sees('the session');
    if (groupId !== undefined) {
      await moderator.must({ type: 'participant.assign', participantId: person.id ?? '', groupId });
      await person.sees('its group', (view) => view.you.groupId === groupId);
    }
    return person;
  };
  const leave = (): void => people.forEach((person) => person.leave());
  return { url, sessionId, joinCode, keys, links, moderator, join, leave };
}
