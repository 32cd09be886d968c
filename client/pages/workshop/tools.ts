/**
 * What is opened seldom and comes when it is asked for. Without network it opens only if it has come before: so all of it is
 * fetched, one file after the other, once the canvas is there and the link is free. The first that does not come ends it: the
 * rest would not come either, and the next connection asks again.
 */
export async function fetchTools(texts: () => Promise<void>): Promise<void> {
  const tools: (() => Promise<unknown>)[] = [
    () => import('./phone/AddSheet.svelte'),
    () => import('./cards/CardDetails.svelte'),
    texts,
    () => import('./AsideNotice.svelte'),
    () => import('./DotsBanner.svelte'),
    () => import('./OtherGroups.svelte'),
    () => import('./lenses/QuestionLens.svelte'),
    () => import('./lenses/Matrix.svelte'),
    () => import('./threads/ThreadLines.svelte'),
    () => import('./threads/ThreadInHand.svelte'),
    () => import('./threads/LinkDialog.svelte'),
    () => import('./guide/GuidePanel.svelte'),
    () => import('./placing/PlacingPanel.svelte'),
    () => import('./report/ReportSheet.svelte'),
    () => import('./people/PeopleSheet.svelte'),
    () => import('./people/FollowedNotice.svelte'),
    () => import('./news/NewsDialog.svelte'),
    () => import('./HelpDialog.svelte'),
    () => import('./ShortcutsDialog.svelte'),
  ];
  try {
    for (const fetchOne of tools) await fetchOne();
  } catch {
    // No network: what has come stays, what is asked for says so itself.
  }
}
