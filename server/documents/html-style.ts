import type { Html } from './html.ts';

/**
 * One language at a time: the one that was asked for behind `#`, else the first. Where a browser is too old to know, and on paper from
 * such a one, all follow each other.
 */
export const STYLE: Html = {
  markup: `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: #1b2422; background: #fff; }
h1, h2, h3, h4 { line-height: 1.2; margin: 2em 0 .5em; overflow-wrap: anywhere; }
h1 { font-size: 2rem; margin-top: .5em; } h2 { font-size: 1.4rem; border-top: 2px solid; padding-top: .6em; } h3 { font-size: 1.1rem; } h4 { font-size: 1rem; margin-top: 1em; }
p { margin: .5em 0; } ul { margin: .3em 0; padding-left: 1.3em; } li { margin: .25em 0; }
a { color: #14508c; }
small { color: #54605c; font-size: .875em; }
.words, .told { white-space: pre-line; overflow-wrap: anywhere; }
.languages ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; }
.languages a { display: inline-block; padding: .5rem 0; }
.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem 1.5rem; }
.totals div { display: flex; flex-direction: column-reverse; } .totals dt { font-size: .875rem; color: #54605c; } .totals dd { margin: 0; font-size: 1.5rem; font-weight: 650; }
figure { margin: 1em 0 .5em; } figcaption { font-weight: 650; margin-bottom: .6em; } .drawing { max-width: 47rem; } .drawing svg { display: block; width: 100%; } .for-narrow { display: none; }
summary { cursor: pointer; padding: .4em 0; }
@media (max-width: 40rem) { .for-wide { display: none; } .for-narrow { display: block; } }
.wide { overflow-x: auto; } .wide td { min-width: 5em; } .wide .words { overflow-wrap: break-word; }
table { border-collapse: collapse; font-size: .9375rem; } th, td { padding: .4em .8em .4em 0; border-bottom: 1px solid #c9d0cc; text-align: left; vertical-align: top; } td p { margin: 0 0 .3em; }
main:not(:has(:target)) article:not(:first-of-type), main:has(:target) article:not(:target) { display: none; }
@media print { .languages { display: none; } body { max-width: none; padding: 0; } }
`,
};
