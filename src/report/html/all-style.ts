/** How the matrix of many verdicts looks. */
export const allStyle = `
body:has(.of-all) > :is(main, .bar, footer) { max-width: 92rem; }
.banner.plain { --tone: var(--accent); --soft: var(--sunk); }
.banner p { max-width: 60rem; }
.wrongs li { display: flex; align-items: baseline; padding: .125rem 0; overflow-wrap: anywhere; }
.only { margin-bottom: .75rem; }
.of-all:has(#only:checked) .clean { display: none; }
.of-all > .wide { max-height: 85vh; overflow: auto; }
.matrix-of-all { font-size: .875rem; width: 100%; border-collapse: separate; border-spacing: 0; }
.matrix-of-all th, .matrix-of-all td { text-align: left; padding: .3125rem .5rem; border-top: 1px solid var(--rule);
  vertical-align: middle; white-space: nowrap; }
.matrix-of-all thead th { position: sticky; top: 0; z-index: 2; background: var(--sunk); border-top: 0;
  font-size: .75rem; font-weight: 650; white-space: normal; vertical-align: bottom; min-width: 4.5rem; line-height: 1.25; }
.matrix-of-all th:first-child { position: sticky; left: 0; z-index: 1; background: var(--raised); font-weight: 550;
  min-width: 10.5rem; max-width: 17rem; white-space: normal; }
.matrix-of-all thead th:first-child { z-index: 3; background: var(--sunk); }
.matrix-of-all th small { display: block; overflow-wrap: anywhere; }
.matrix-of-all .verdict { white-space: normal; min-width: 6rem; }
.matrix-of-all td.unclaimed { white-space: normal; }
.matrix-of-all .verdict.wrong, .matrix-of-all td.wrong .word { color: var(--wrong); font-weight: 650; }
.matrix-of-all td .word { font-size: .8125rem; }
.matrix-of-all td.right .word, .matrix-of-all td.unclaimed { color: var(--quiet); }
.matrix-of-all td.known .word, .matrix-of-all .verdict.known { color: var(--known); }
.matrix-of-all td.unrun .word, .matrix-of-all .verdict.unrun { color: var(--unrun); }
.matrix-of-all td:not(.verdict).wrong { background: var(--wrong-soft); }
.matrix-of-all .nearest { color: var(--quiet); font-variant-numeric: tabular-nums; font-size: .8125rem; margin-left: .25rem; }
.matrix-of-all td .mark { margin-right: .25rem; }
.matrix-of-all button { border: 0; background: none; padding: .125rem .25rem; margin: -.125rem -.25rem; border-radius: 6px;
  text-decoration: underline dotted; text-underline-offset: .2em; }
.matrix-of-all button:hover { background: var(--sunk); }
.opened { margin: auto; width: min(60rem, 94vw); max-height: 86vh; overflow: auto; background: var(--raised); color: var(--ink);
  border: 1px solid var(--rule); border-radius: 12px; padding: 1.25rem 1.5rem; white-space: normal; }
.opened::backdrop { background: rgb(0 0 0 / .35); }
.opened h4 { margin: .75rem 0 .25rem; color: var(--ink); font-size: .9375rem; }
.opened pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunk); border-radius: 8px; padding: .75rem 1rem; }
@media (max-width: 40rem) { .matrix-of-all th:first-child { min-width: 8rem; max-width: 9rem; } }
`;
