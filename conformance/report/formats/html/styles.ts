// The style of the HTML reports: compact enough for hundreds of cases, in light and dark.

export const baseStyles = `
:root {
  --text: #1d2327; --soft: #5a646c; --page: #ffffff; --panel: #f5f7f8; --line: #d5dade; --link: #0a5fb4;
  --passed: #1a7037; --failed: #b3261e; --inconclusive: #855600; --untested: #5a646c; --error: #8e2a8b;
  --passed-tint: #e4f4e9; --failed-tint: #fce8e6; --inconclusive-tint: #fdf1d8; --untested-tint: #eceff1;
  --error-tint: #f8e6f7; --mark: #fff4c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e3e7ea; --soft: #a3adb5; --page: #15191c; --panel: #1e2428; --line: #3a4349; --link: #7db8f2;
    --passed: #74cf90; --failed: #ff9a90; --inconclusive: #ecc062; --untested: #a3adb5; --error: #e59fe2;
    --passed-tint: #16331f; --failed-tint: #451b18; --inconclusive-tint: #3a2c0c; --untested-tint: #2a3136;
    --error-tint: #3c1d3b; --mark: #4a4014;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 9rem; }
body {
  margin: 0 auto; padding: 1.5rem 1.25rem 6rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 0.9375rem; }
p { margin: 0 0 0.5rem; }
a { color: var(--link); }
code, pre, kbd { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.85em; }
code { overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.eyebrow { margin: 0; color: var(--soft); font-size: 0.85rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; font-weight: normal; }
thead th { color: var(--soft); }
.number { text-align: right; }
.verdict { white-space: nowrap; font-weight: 600; }
.verdict::before { display: inline-block; width: 1.2em; text-align: center; }
.passed { color: var(--passed); } .failed { color: var(--failed); } .inconclusive { color: var(--inconclusive); }
.untested { color: var(--untested); } .error { color: var(--error); }
.verdict.passed::before { content: "✓"; } .verdict.failed::before { content: "✕"; }
.verdict.inconclusive::before { content: "?"; } .verdict.untested::before { content: "–"; }
.verdict.error::before { content: "!"; } .expected { color: var(--soft); }
.verdict.expected::before { content: "✕"; }
.conclusion { margin: 1rem 0; padding: 0.6rem 0.9rem; border-left: 0.3rem solid; border-radius: 0.25rem; font-weight: 600; }
.conclusion.good { border-color: var(--passed); background: var(--passed-tint); }
.conclusion.open { border-color: var(--inconclusive); background: var(--inconclusive-tint); }
.conclusion.bad { border-color: var(--failed); background: var(--failed-tint); }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0 0 1rem; }
.facts dt { color: var(--soft); font-size: 0.8rem; } .facts dd { margin: 0; }
.tools {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: end;
  margin: 1.5rem -1.25rem 0; padding: 0.6rem 1.25rem; background: var(--page); border-block: 1px solid var(--line);
}
.tools[hidden] { display: none !important; }
caption.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tools fieldset { display: flex; flex-wrap: wrap; gap: 0 0.7rem; margin: 0; padding: 0; border: 0; min-width: 0; }
.tools legend, .tools .label { padding: 0; color: var(--soft); font-size: 0.8rem; }
.tools label { display: inline-flex; gap: 0.3rem; align-items: center; white-space: nowrap; }
.tools label.label { display: block; }
.tools .shown { margin: 0; }
input[type=search], button {
  min-height: 1.9rem; padding: 0.15rem 0.55rem; border: 1px solid var(--soft); border-radius: 0.3rem;
  background: var(--page); color: inherit; font: inherit;
}
input[type=search] { width: 15rem; max-width: 100%; }
input[type=checkbox] { accent-color: var(--link); margin: 0; }
button { cursor: pointer; } button:hover { background: var(--panel); }
[hidden] { display: none !important; }
caption.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) {
  body { padding-inline: 0.9rem; } .tools { position: static; margin-inline: -0.9rem; padding-inline: 0.9rem; }
  html { scroll-padding-top: 1rem; } input[type=search] { width: 100%; } .tools > .search { width: 100%; }
}
@media print { .tools, .copy { display: none; } body { max-width: none; } }
`;

export const reportStyles = `${baseStyles}
.plain { margin: 0; padding: 0; list-style: none; }
.plain li { padding: 0.25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.plain .reason { display: block; color: var(--soft); font-size: 0.875rem; overflow-wrap: anywhere; }
.requirement { margin: 0 0 1.25rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
.tools + .requirement { border-top: 0; }
.requirement h3 a { color: inherit; text-decoration: none; } .requirement h3 a:hover { text-decoration: underline; }
.requirement .count { margin: 0; }
.requirement header { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; }
.requirement .statement { margin: 0; } .requirement .source { margin: 0 0 0.3rem; font-size: 0.85rem; }
.level { padding: 0 0.35rem; border: 1px solid var(--line); border-radius: 0.25rem; color: var(--soft); font-size: 0.75rem; font-weight: 600; }
details.case { border: 1px solid transparent; border-radius: 0.35rem; }
details.case > summary {
  display: grid; grid-template-columns: 0.6rem 9.25rem minmax(10rem, 24rem) 1fr; gap: 0 0.6rem; align-items: baseline;
  padding: 0.2rem 0.4rem; border-radius: 0.35rem; cursor: pointer; list-style: none;
}
details.case > summary::-webkit-details-marker { display: none; }
details.case > summary::before { content: "▸"; color: var(--soft); }
details.case[open] > summary::before { content: "▾"; }
details.case > summary:hover { background: var(--panel); }
details.case[open] { margin: 0.3rem 0 0.8rem; border-color: var(--line); }
details.case[open] > summary { border-bottom: 1px solid var(--line); border-radius: 0.35rem 0.35rem 0 0; background: var(--panel); }
details.case:target > summary { background: var(--mark); }
.inside { padding: 0.6rem 0.8rem 0.8rem; }
.evidence { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0 0 0.75rem; }
.evidence dt { color: var(--soft); } .evidence dd { margin: 0; overflow-wrap: anywhere; }
.exchange { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; }
.exchange > div { min-width: 0; }
h4 { display: flex; overflow-wrap: anywhere; gap: 0.75rem; align-items: center; margin: 0.5rem 0 0.25rem; font-size: 0.85rem; color: var(--soft); }
pre {
  margin: 0; padding: 0.6rem 0.7rem; max-height: 22rem; overflow: auto; border: 1px solid var(--line);
  border-radius: 0.35rem; background: var(--panel); white-space: pre-wrap; overflow-wrap: anywhere;
}
.copy { min-height: 1.6rem; padding: 0 0.5rem; font-size: 0.8rem; }
.step { margin: 0.5rem 0; padding-left: 0.8rem; border-left: 2px solid var(--line); }
@media (max-width: 55rem) {
  .exchange { grid-template-columns: 1fr; }
  details.case > summary { grid-template-columns: 0.6rem 9.25rem 1fr; }
  details.case > summary > .title { grid-column: 3; color: var(--soft); }
}
@media (max-width: 40rem) {
  details.case > summary { grid-template-columns: 0.6rem 1fr; }
  details.case > summary > :is(code, .title) { grid-column: 2; } .requirement header { grid-template-columns: 1fr; }
  .evidence { grid-template-columns: 1fr; gap: 0; } .evidence dd { margin-bottom: 0.4rem; }
  th, td { padding-inline: 0.3rem; } th .verdict { white-space: normal; }
}
`;
