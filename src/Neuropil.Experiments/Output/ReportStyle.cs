namespace Neuropil.Experiments;

/// <summary>How the report looks, on a screen and on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1d2329; --quiet: #5c6670; --line: #d8dde2; --wash: #f4f6f8; --good: #1b7a4b; --bad: #b3261e;
          --warn: #c77700; --warned: #fff6e6; }
        @media (prefers-color-scheme: dark) { :root { --paper: #15191d; --ink: #e3e7ea; --quiet: #9aa5af; --line: #333b42; --wash: #1e2429; --good: #5fc08f;
          --bad: #f28b82; --warn: #e0a040; --warned: #2d2414; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; overflow-wrap: break-word; }
        header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
        .name { margin: 0; color: var(--quiet); font: 600 .85rem/1.4 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
        h1 { margin: .25rem 0 .25rem; font-size: 1.6rem; line-height: 1.25; font-weight: 650; }
        h2 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; font-weight: 650; }
        .source, .note, figcaption { color: var(--quiet); font-size: .9rem; }
        .source { margin: 0 0 1rem; }
        .answer { font-size: 1.1rem; margin: 0 0 .75rem; }
        .note { margin: .5rem 0; }
        .interrupted { padding: .6rem .9rem; border-left: 4px solid var(--warn); background: var(--warned); }
        figure { margin: 0 0 1.5rem; }
        .drawing { overflow-x: auto; }
        .drawing svg { display: block; width: 100%; height: auto; min-width: calc(.7 * var(--paper-width)); max-width: calc(1.4 * var(--paper-width)); }
        .narrow { display: none; }
        figcaption { max-width: 46rem; margin-top: .4rem; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { padding: .35rem 1.25rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th:last-child, td:last-child { padding-right: 0; }
        th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .value { text-align: right; min-width: 10rem; }
        td:first-child { min-width: 11rem; }
        .passed { color: var(--good); font-weight: 600; white-space: nowrap; }
        .failed { color: var(--bad); font-weight: 700; white-space: nowrap; }
        th:lang(zh) { white-space: nowrap; }
        code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .85rem; overflow-wrap: anywhere; }
        pre { padding: .75rem 1rem; background: var(--wash); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
        @media (max-width: 40rem) {
          main { padding: 1.25rem .75rem 2rem; }
          h1 { font-size: 1.35rem; }
          .wide { display: none; }
          .narrow { display: block; }
          thead { display: none; }
          tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
          td, td.number { display: flex; justify-content: space-between; gap: 1rem; padding: .1rem 0; border: 0; text-align: right; white-space: normal;
            overflow-wrap: anywhere; }
          td::before { content: attr(data-column); flex: 0 0 38%; color: var(--quiet); text-align: left; }
          td:first-child { font-weight: 600; text-align: left; }
          td:first-child::before { content: none; }
        }
        @media print { main { max-width: none; padding: 0; } figure, section { break-inside: avoid; } }
        """;
}
