import { again } from '../../app/again.ts';
import type { Language } from '../../app/language.svelte.ts';

/** The moderators' desk, with its texts. It is large: who is known to need it has it on its way before the session has answered. */
export async function loadDesk(language: Language) {
  const [desk] = await Promise.all([
    again(() => import('../console/Console.svelte'), 1),
    language.need('console'),
  ]);
  return desk;
}

/** What most people come for. */
export const loadWorkshop = () => again(() => import('../workshop/Workshop.svelte'), 1);

export const isDeskOf = (role: string | undefined): boolean => role === 'moderator' || role === 'organizer';
