/** How matrices, sums and timelines look. */
export const matrixStyle = `
.matrices { display: flex; flex-wrap: wrap; gap: 1.25rem 2rem; align-items: start; margin: .25rem 0 .75rem; }
.matrix { max-width: 100%; overflow-x: auto; }
figcaption { font-size: .875rem; margin-bottom: .25rem; }
.heat { font: .8125rem/1 var(--mono); border-spacing: 2px; border-collapse: separate; margin-left: -.25rem; }
.heat th { font-weight: 400; font-size: .6875rem; color: var(--quiet); padding: .125rem .25rem; min-width: 1.25rem; }
.heat th.lit { color: var(--ink); font-weight: 700; text-decoration: underline; }
.heat td { min-width: 2.25rem; height: 2rem; padding: 0 .375rem; text-align: right; white-space: nowrap;
  background: var(--sunk); border-radius: 3px; position: relative; font-variant-numeric: tabular-nums; }
.heat thead td { background: none; min-width: 0; height: auto; }
.heat .p1 { background: color-mix(in srgb, var(--plus) 16%, var(--raised)); }
.heat .p2 { background: color-mix(in srgb, var(--plus) 26%, var(--raised)); }
.heat .p3 { background: color-mix(in srgb, var(--plus) 36%, var(--raised)); }
.heat .p4 { background: color-mix(in srgb, var(--plus) 46%, var(--raised)); }
.heat .n1 { background: color-mix(in srgb, var(--minus) 16%, var(--raised)); }
.heat .n2 { background: color-mix(in srgb, var(--minus) 26%, var(--raised)); }
.heat .n3 { background: color-mix(in srgb, var(--minus) 36%, var(--raised)); }
.heat .n4 { background: color-mix(in srgb, var(--minus) 46%, var(--raised)); }
.heat .nan { background: repeating-linear-gradient(135deg, var(--sunk) 0 4px, var(--rule) 4px 6px); }
.heat td.lit { box-shadow: inset 0 -4px 0 var(--lit); font-weight: 700; }
.heat td.bad { outline: 2px solid var(--wrong); outline-offset: -2px; font-weight: 700; }
.heat td.bad::before { content: ""; position: absolute; left: 0; top: 0;
  border: .3125rem solid var(--wrong); border-right-color: transparent; border-bottom-color: transparent; }
.heat td.told { outline: 2px solid var(--ink); outline-offset: 1px; font-weight: 700; }
.heat td.told.bad { outline: 2px solid var(--wrong); outline-offset: 1px; border: 2px solid var(--wrong); }
.whole { display: block; margin-top: .625rem; max-width: 100%; height: auto; }
.whole .p1, .whole .p2, .whole .p3, .whole .p4 { fill: var(--plus); }
.whole .n1, .whole .n2, .whole .n3, .whole .n4 { fill: var(--minus); }
.whole .p1, .whole .n1 { fill-opacity: .3; }
.whole .p2, .whole .n2 { fill-opacity: .5; }
.whole .p3, .whole .n3 { fill-opacity: .75; }
.whole .nan { fill: var(--quiet); }
.whole .hit { fill: var(--wrong); fill-opacity: .35; }
.whole .cross { fill: none; stroke: var(--wrong); stroke-width: 1.25; }
.whole .frame { fill: none; stroke: var(--ink); }
.tiles { margin-top: 1rem; }
.sum { margin-top: .625rem; background: var(--sunk); border-radius: 10px; padding: .75rem 1rem; overflow-wrap: anywhere; }
.sum p { font-size: .9375rem; }
.sum i { font-style: normal; color: var(--quiet); }
.sum del { text-decoration: line-through 1.5px; text-decoration-color: var(--wrong); }
.sum .twice { text-decoration: underline double var(--wrong); }
.sum .negated { text-decoration: underline 2px var(--wrong); }
.actual { color: var(--wrong); }
.asked, .empty { color: var(--quiet); white-space: pre-wrap; margin-bottom: .75rem; }

.grids, .bar-charts, .histograms { display: flex; flex-wrap: wrap; gap: 1.25rem 2rem; align-items: start; }
.grids { overflow-x: auto; }
.grids caption, .bars caption { text-align: left; font-size: .8125rem; font-weight: 650; color: var(--quiet); padding-bottom: .25rem; }
.grids .heat { margin-left: 0; }
.grids .heat td { min-width: 2rem; height: 1.5rem; }
.grids .heat .corner { font-size: .6875rem; color: var(--quiet); min-width: 2.5rem; }
.heat .none { background: none; color: var(--quiet); text-align: center; }
.bar-charts { margin-top: 1.25rem; }
.bars { font-size: .875rem; }
.bars th { font-weight: 400; text-align: left; padding-right: .75rem; }
.bars td { font-variant-numeric: tabular-nums; white-space: nowrap; }
.bars svg { margin-right: .5rem; }
.histograms figure { width: 15rem; max-width: 100%; }
.histogram { width: 100%; height: auto; display: block; }
.histogram .base { stroke: var(--quiet); }
.histogram text { font: 10px var(--sans); fill: var(--quiet); }
.timeline ol { max-height: 22rem; overflow-y: auto; border: 1px solid var(--rule); border-radius: 10px; }
.timeline.stepped ol { max-height: none; min-height: 8.5rem; }
.timeline li { display: flex; gap: 1.25rem; align-items: start; padding: .75rem 1rem; }
.timeline li[hidden] { display: none; }
.timeline li + li { border-top: 1px solid var(--rule); }
.timeline.stepped li { border-top: 0; }
.timeline li p { font-size: .9375rem; overflow-wrap: anywhere; }
.key { color: var(--quiet); }
h5 { font-size: .9375rem; }
.sizes { width: 8.25rem; flex: none; }
.sizes rect { fill: var(--quiet); fill-opacity: .35; stroke: var(--quiet); }
.sizes text, .path text { font: 11px var(--sans); fill: var(--quiet); }
.stepper { display: flex; gap: .75rem; align-items: center; margin-bottom: .5rem; }
.stepper[hidden] { display: none; }
.stepper input { flex: 1; min-width: 4rem; accent-color: var(--accent); }
.path { width: 100%; max-width: 52rem; height: auto; display: block; margin-bottom: .5rem; }
.path .tick path { stroke: var(--rule); fill: none; }
.path .area { fill: var(--quiet); fill-opacity: .2; }
.path .axis-m, .path .axis-n, .path .axis-k { fill: none; stroke-width: 1.75; }
.path .axis-m { stroke: var(--plus); }
.path .axis-n { stroke: var(--minus); stroke-dasharray: 6 3; }
.path .axis-k { stroke: var(--right); stroke-dasharray: 2 3; }
.path .cursor { stroke: var(--ink); stroke-width: 1.5; }
.path .cursor { display: none; }
.stepped .path .cursor { display: inline; }
@media (max-width: 40rem) {
  .timeline li { flex-direction: column; gap: .5rem; }
  .path text { font-size: 16px; }
}
@media print {
  .timeline ol, .timeline.stepped ol { max-height: none; }
  .timeline li[hidden] { display: flex; }
}
`;
