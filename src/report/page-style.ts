/** The look of the report page: system fonts, light and dark by the reader's setting, one column on a phone. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --paper: #fcfcfd; --card: #ffffff;
  --good: #18794e; --bad: #ce2c31; --doubt: #ad5700; --advice: #0d74ce; --bad-wash: #feebec; --doubt-wash: #ffefd6;
  --good-wash: #e6f6eb; --quiet-wash: #f0f0f3; --advice-wash: #e6f4fe; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e; --paper: #111113;
  --card: #18191b; --good: #3dd68c; --bad: #ff9592; --doubt: #ffca16; --advice: #70b8ff; --bad-wash: #3b1219;
  --doubt-wash: #302008; --good-wash: #132d21; --quiet-wash: #212225; --advice-wash: #0d2847; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.5rem; } p { margin: 0.4rem 0; } a { color: inherit; }
code { font: 0.875em ui-monospace, monospace; }
.one-line { white-space: nowrap; } .soft { color: var(--soft); } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
.state { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; font-weight: 600; white-space: nowrap; }
.passed { color: var(--good); background: var(--good-wash); } .failed, .block { color: var(--bad); background: var(--bad-wash); }
.unproven, .not-evaluated { color: var(--doubt); background: var(--doubt-wash); }
.not-applicable, .waived { color: var(--soft); background: var(--quiet-wash); }
.warn, .shares { color: var(--advice); background: var(--advice-wash); } .conflict { color: var(--bad); background: var(--bad-wash); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 1rem; margin: 0.75rem 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0.75rem; }
.grid .card { margin: 0; } .grid h3 { margin-top: 0; }
.fix { border-left: 3px solid var(--advice); padding-left: 0.6rem; }
ul, ol { padding-left: 1.25rem; margin: 0.4rem 0; } summary { cursor: pointer; font-weight: 600; margin: 0.75rem 0; }
svg { display: block; max-width: none; font: 13px ui-monospace, monospace; }
svg text { fill: var(--ink); } svg .none { fill: var(--quiet-wash); } svg .self { fill: var(--line); }
svg .conflict { fill: var(--bad); } svg .shares { fill: var(--advice); opacity: 0.55; } svg .not-evaluated { fill: var(--doubt); }
`;
