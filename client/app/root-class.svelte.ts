/**
 * A class on the page's root while `holds`. In CSS alone it would be `:root:has(…)`, for which browsers search the whole page again
 * with every element that comes or goes: a letter took 40 ms longer on a slow phone.
 */
export function rootClass(name: string, holds: () => boolean): void {
  $effect(() => {
    const { classList } = document.documentElement;
    classList.toggle(name, holds());
    return () => classList.remove(name);
  });
}
