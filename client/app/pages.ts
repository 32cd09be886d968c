import { again } from './again.ts';
import type { Route } from './navigation.svelte.ts';

/** Every page comes when it is shown. */
export const PAGES = {
  home: () => again(() => import('../pages/home/HomePage.svelte'), 1),
  register: () => again(() => import('../pages/register/RegisterPage.svelte'), 1),
  setup: () => again(() => import('../pages/setup/SetupPage.svelte'), 1),
  session: () => again(() => import('../pages/session/SessionPage.svelte'), 1),
} satisfies Record<Route['page'], () => Promise<unknown>>;
