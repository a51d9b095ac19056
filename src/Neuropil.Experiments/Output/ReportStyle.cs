namespace Neuropil.Experiments;

/// <summary>How the report looks, on a screen and on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light; --ink: #1d2329; --quiet: #5c6670; --line: #d8dde2; --wash: #f4f6f8; --good: #1b7a4b; --bad: #b3261e; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
        header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
        .name { margin: 0; color: var(--quiet); font: 600 .85rem/1.4 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
        h1 { margin: .25rem 0 .25rem; font-size: 1.6rem; line-height: 1.25; font-weight: 650; }
        h2 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; font-weight: 650; }
        .source, .note, figcaption { color: var(--quiet); font-size: .9rem; }
        .source { margin: 0 0 1rem; }
        .answer { font-size: 1.1rem; margin: 0 0 .75rem; }
        .note { margin: .5rem 0; }
        .interrupted { padding: .6rem .9rem; border-left: 4px solid #c77700; background: #fff6e6; }
        figure { margin: 0 0 1.5rem; }
        figure svg { display: block; width: 100%; height: auto; max-height: 90vh; }
        figcaption { max-width: 46rem; margin-top: .4rem; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .passed { color: var(--good); font-weight: 600; }
        .failed { color: var(--bad); font-weight: 700; }
        code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .85rem; overflow-wrap: anywhere; }
        pre { padding: .75rem 1rem; background: var(--wash); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
        @media print { main { max-width: none; padding: 0; } figure, section { break-inside: avoid; } }
        """;
}
