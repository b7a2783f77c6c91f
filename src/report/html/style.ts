import { allStyle } from './all-style.ts';
import { matrixStyle } from './matrix-style.ts';

/**
 * How a page looks: paper and ink, light or dark as the system is, or as the switch says. Colours say
 * nothing alone; all text has a contrast of at least 4.5 to what it stands on (WCAG 2.2, 1.4.3).
 */
export const style = `
:root {
  color-scheme: light;
  --paper: #fcfbf8; --raised: #ffffff; --sunk: #f3f1ea; --ink: #1b1a17; --quiet: #5d5a52;
  --rule: #dcd8cc; --accent: #3a4fb0;
  --right: #1c6b4a; --right-soft: #e3f1e9; --wrong: #b3261e; --wrong-soft: #fbe7e3;
  --known: #855800; --known-soft: #faefd6; --unrun: #5b4a8a; --unrun-soft: #ece7f6;
  --plus: #d9822b; --minus: #3b78b8; --lit: #f7e38e;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
${dark('@media (prefers-color-scheme: dark) { :root:not([data-theme=light])', '}')}
${dark(':root[data-theme=dark]', '')}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans); }
main, .bar, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--raised); padding: .25rem .75rem; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet, small { color: var(--quiet); }
small { font-size: .8125em; font-weight: 400; }
code, pre { font-family: var(--mono); font-size: .875em; }
.bar { display: flex; justify-content: space-between; align-items: center; padding-block: 1rem; }
.brand { font-size: 1.05rem; letter-spacing: -.01em; color: var(--quiet); }
.brand b { color: var(--ink); }
.theme { font-size: .875rem; color: var(--quiet); }
select, button { font: inherit; font-size: .875rem; color: var(--ink); background: var(--raised);
  border: 1px solid var(--rule); border-radius: 6px; padding: .25rem .625rem; }
button { cursor: pointer; }
button:hover:enabled { border-color: var(--quiet); }
button:disabled { color: var(--quiet); cursor: default; }
h1, h2, h3, h4, h5, p, ul, ol, dl, pre, figure { margin: 0; }
h2 { font-size: 1.375rem; letter-spacing: -.015em; margin: 3rem 0 1rem; }
h4 { font-size: .8125rem; font-weight: 650; color: var(--quiet); margin-bottom: .375rem; }
ul, ol { padding: 0; list-style: none; }
footer { color: var(--quiet); font-size: .875rem; padding-block: 3rem 2rem; }

.shapes { position: absolute; }
.mark { width: 1.125em; height: 1.125em; flex: none; vertical-align: -.2em; margin-right: .45em;
  color: var(--quiet); }
.mark.right, .mark.weak { color: var(--right); }
.mark.wrong { color: var(--wrong); }
.mark.known { color: var(--known); }
.mark.unrun { color: var(--unrun); }
.outline { fill: currentColor; stroke: currentColor; stroke-width: 1; stroke-linejoin: round; }
.sign { fill: none; stroke: var(--raised); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
#mark-weak .outline, #mark-unclaimed .outline { fill: none; stroke-width: 1.5; }
#mark-unclaimed .outline { stroke-dasharray: 2.4 2; }
#mark-weak .sign, #mark-unclaimed .sign { stroke: currentColor; }

.banner { --tone: var(--unrun); --soft: var(--unrun-soft); background: var(--soft);
  border-left: 6px solid var(--tone); border-radius: 4px 14px 14px 4px; padding: 1.75rem 2rem; }
.banner.right { --tone: var(--right); --soft: var(--right-soft); }
.banner.wrong { --tone: var(--wrong); --soft: var(--wrong-soft); }
.banner.known { --tone: var(--known); --soft: var(--known-soft); }
.banner .subject { font-family: var(--mono); font-size: .9375rem; overflow-wrap: anywhere; }
h1 { display: flex; align-items: baseline; font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem);
  line-height: 1.2; letter-spacing: -.02em; margin: .25rem 0 .5rem; text-wrap: balance; overflow-wrap: anywhere; }
h1 .mark { width: .9em; height: .9em; align-self: center; }
.banner .quiet, .banner small { color: var(--ink); }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .875rem; }
.glance { margin-top: 1.25rem; padding-top: 1rem; border-top: 1px solid color-mix(in srgb, var(--tone) 30%, transparent); }
.glance a { font-weight: 650; margin-right: .5rem; }
.reason { font-family: var(--mono); font-size: .875rem; overflow-wrap: anywhere; }
.glance .reason { margin-top: .25rem; }
.diagnosis { margin-top: .375rem; font-size: 1.0625rem; font-weight: 550; text-wrap: pretty; }
.note { margin-top: .5rem; }
.said-by { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunk); border-radius: 8px;
  padding: .75rem 1rem; margin-top: .75rem; }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem 2.5rem; }
.facts div { border-top: 1px solid var(--rule); padding-top: .5rem; }
dt { font-size: .8125rem; font-weight: 650; color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.chips { display: flex; flex-wrap: wrap; gap: .375rem; padding-top: .125rem; }
.chips li { font: .8125rem/1.5 var(--mono); background: var(--sunk); border-radius: 5px; padding: .0625rem .4375rem; }
#main h3 { font-size: 1rem; }
section > h3 { margin: 1.5rem 0 .375rem; }
.lacks { columns: 19rem; column-gap: 1.5rem; font-size: .9375rem; }
.lacks li { break-inside: avoid; }

.wide { overflow-x: auto; border: 1px solid var(--rule); border-radius: 10px; background: var(--raised); }
table { border-collapse: collapse; }
.properties { width: 100%; font-size: .9375rem; }
.properties th, .properties td { text-align: left; vertical-align: top; padding: .5rem .875rem; font-weight: 400; }
.properties thead th { font-size: .8125rem; font-weight: 650; color: var(--quiet); white-space: nowrap; }
.properties tbody tr { border-top: 1px solid var(--rule); }
.properties .group th { font-size: .8125rem; font-weight: 650; background: var(--sunk); padding-block: .25rem; }
.properties tbody th { white-space: nowrap; font-weight: 550; }
.properties tbody th small { display: block; }
.came { white-space: nowrap; }
tr.wrong .came { color: var(--wrong); font-weight: 650; }
tr.known .came { color: var(--known); }
tr.unrun .came { color: var(--unrun); font-weight: 650; }
tr.unclaimed { color: var(--quiet); }
.law { min-width: 17rem; }
.formula { display: block; font-size: 1.0625rem; margin-bottom: .125rem; }
.statement, .law .note { display: block; font-size: .875rem; color: var(--quiet); margin: 0; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "Noto Sans Math", math; }
.number { text-align: right !important; font-variant-numeric: tabular-nums; }
.nearness { white-space: nowrap; font-variant-numeric: tabular-nums; }
.nearness svg { margin-right: .5rem; }
svg .paper { fill: var(--sunk); }
svg .part { fill: var(--quiet); }

.failure { border: 1px solid var(--rule); border-radius: 12px; background: var(--raised); margin-bottom: .75rem; }
.failure > details > :not(summary) { margin-inline: 1.5rem; }
.failure > details[open] { padding-bottom: 1.5rem; }
summary.plain { padding: 0; display: list-item; list-style: inside disclosure-closed; color: var(--accent); font-size: .9375rem; }
[open] > summary.plain { list-style-type: disclosure-open; margin-bottom: .5rem; }
summary:not(.plain) { display: grid; grid-template-columns: auto 1fr auto; align-items: baseline; cursor: pointer;
  padding: .875rem 1.5rem; list-style: none; border-radius: 12px; }
summary { cursor: pointer; }
summary:not(.plain)::-webkit-details-marker { display: none; }
summary:hover h3 { text-decoration: underline; text-underline-offset: .2em; }
summary h3 { font-size: 1.0625rem; }
summary .word { font-size: .875rem; color: var(--wrong); font-weight: 650; }
summary .word::after { content: " +"; font-family: var(--mono); color: var(--quiet); }
[open] > summary .word::after { content: " −"; }
summary .reason { grid-column: 2 / -1; color: var(--quiet); margin-top: .125rem; }
.legend { color: var(--quiet); margin: 0 0 1rem; }
h2 + .legend { margin-top: -.5rem; }
.law p { color: var(--quiet); }
.failure .law .formula { font-size: 1.25rem; }
.failure .part { margin-top: 1.5rem; }
.clues { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: .75rem;
  margin-top: 1rem; }
.clue { background: var(--sunk); border-radius: 10px; padding: .75rem 1rem; overflow-wrap: anywhere; }
.clue .diagnosis { margin-top: 0; }
.votes li, .others li, .tally li { display: flex; align-items: baseline; }
.others ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.tallies { margin-top: .5rem; font-size: .875rem; }
.tallies th { font-weight: 400; text-align: left; padding-right: 1rem; }
.tallies td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.share { margin-right: .5rem; }
.share .part { fill: var(--wrong); }
.command { display: flex; gap: .75rem; align-items: start; background: var(--sunk); border-radius: 8px;
  padding: .625rem .75rem; }
.glance .command { background: color-mix(in srgb, var(--raised) 60%, transparent); margin-top: .75rem; }
.command code { flex: 1; overflow-wrap: anywhere; padding-top: .125rem; }
${matrixStyle}
${allStyle}
@media (max-width: 40rem) {
  main, .bar, footer { padding-inline: 1rem; }
  .banner { padding: 1.25rem; }
  summary:not(.plain) { padding-inline: 1rem; }
  .failure > details > :not(summary) { margin-inline: 1rem; }
  .properties th, .properties td { padding-inline: .625rem; }
}
@media print {
  .theme, .skip, .stepper, [data-copy] { display: none !important; }
  body { font-size: 11px; }
  .failure, .banner, tr { break-inside: avoid-page; }
  .failure > details::details-content { content-visibility: visible; height: auto; }
  .wide { overflow: visible; }
}
`;

/** The dark colours, as the rules of `selector`. */
function dark(selector: string, end: string): string {
  return `${selector} {
  color-scheme: dark;
  --paper: #141518; --raised: #1b1d21; --sunk: #25282e; --ink: #eceae4; --quiet: #a9a79f;
  --rule: #353941; --accent: #a5b4ff;
  --right: #6fcf9f; --right-soft: #16291f; --wrong: #ff9184; --wrong-soft: #331a18;
  --known: #e6b450; --known-soft: #2e2614; --unrun: #bfaef0; --unrun-soft: #241f35;
  --plus: #e08a35; --minus: #4f8fd0; --lit: #6d5f1a;
} ${end}`;
}
