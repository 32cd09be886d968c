import type { Route } from './navigation.svelte.ts';

/** Every page comes when it is shown. */
export const PAGES = {
  home: () => import('../pages/home/HomePage.svelte'),
  register: () => import('../pages/register/RegisterPage.svelte'),
  setup: () => import('../pages/setup/SetupPage.svelte'),
  session: () => import('../pages/session/SessionPage.svelte'),
} satisfies Record<Route['page'], () => Promise<unknown>>;
