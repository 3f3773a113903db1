namespace Endcap.Cli.Reports.Html;

/// <summary>
/// The report's style sheet. Series colours are those of Okabe and Ito that people of all colour visions tell apart;
/// on dark ground their lighter ones.
/// </summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1d1d1b; --soft: #5d5c57; --page: #fbfaf7; --card: #fff; --line: #e2e0d9; --cell: #f3f2ed;
          --one: #0072b2; --two: #d55e00; --three: #007a58; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #ecebe6; --soft: #aba9a0; --page: #171716; --card: #21211f; --line: #3a3936; --cell: #2b2b28;
            --one: #56b4e9; --two: #f0a03c; --three: #35c49a; }
        }
        @media print {
          :root { color-scheme: light; --ink: #000; --soft: #444; --page: #fff; --card: #fff; --line: #ccc; --cell: #f3f2ed;
            --one: #0072b2; --two: #d55e00; --three: #007a58; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .4rem; font-size: 1.15rem; }
        header p, section p { margin: .3rem 0 .9rem; max-width: 46rem; color: var(--soft); }
        nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .9rem; }
        a { color: var(--one); }
        section { margin-top: 1.1rem; padding: 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: .8rem; margin: 1.2rem 0 0; }
        .facts div { padding: .7rem .9rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        dt, dd { margin: 0; color: var(--soft); font-size: .85rem; }
        dd.value { color: var(--ink); font-size: 1.4rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.2rem 1.6rem; margin-top: .6rem; }
        .dense { grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); }
        figure { margin: 0; min-width: 0; max-width: 32rem; }
        figcaption { margin-bottom: .35rem; font-weight: 600; font-size: .95rem; overflow-wrap: anywhere; }
        .plot { display: block; width: 100%; height: auto; font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        .plot text { fill: var(--soft); }
        .plot .label { fill: var(--ink); }
        .plot .axis { fill: var(--soft); font-style: italic; }
        .grid, .base, .zero, .join { fill: none; }
        .plot .grid { stroke: var(--line); }
        .plot .base { stroke: var(--soft); }
        .plot .zero { stroke: var(--soft); stroke-dasharray: 2 3; }
        .plot .join { stroke: var(--soft); stroke-width: 2; }
        .plot .one { stroke: var(--one); stroke-width: 2; } .plot .two { stroke: var(--two); stroke-width: 2; }
        .plot .three { stroke: var(--three); stroke-width: 2; }
        .plot .front { stroke: var(--soft); stroke-width: 1.5; }
        .plot .dashed { stroke-dasharray: 5 4; stroke-width: 1.5; }
        .plot .curve { fill: none; stroke-linejoin: round; }
        .plot .ring { fill: none; }
        .plot .fill, .plot .band { stroke: none; }
        .plot .one.fill, .plot .one.band { fill: var(--one); } .plot .two.fill, .plot .two.band { fill: var(--two); }
        .plot .three.fill, .plot .three.band { fill: var(--three); }
        .plot .band { fill-opacity: .18; }
        .plot .cell { fill: var(--cell); }
        .plot .spread { fill: none; stroke: var(--ink); stroke-opacity: .55; }
        details { margin-top: .3rem; font-size: .85rem; }
        summary { color: var(--soft); cursor: pointer; }
        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
        details table { font-size: .85rem; }
        th { color: var(--soft); font-weight: 500; text-align: left; vertical-align: bottom; }
        th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); }
        th:last-child, td:last-child { padding-right: .2rem; }
        .n { text-align: right; white-space: nowrap; }
        .note { margin: .9rem 0 0; font-size: .85rem; }
        @media (max-width: 30rem) { table { font-size: .8rem; } th, td { padding-right: .5rem; } section { padding: .9rem .7rem; } body { padding: 1rem .6rem 3rem; } }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          nav, summary { display: none; }
          details table { font-size: 7.5pt; line-height: 1.25; }
          details td, details th { padding-top: .05rem; padding-bottom: .05rem; }
          section { border: 0; padding: 0; }
          details::details-content { content-visibility: visible; height: auto; }
          .scroll { overflow: visible; }
          figure, tr, .facts div { break-inside: avoid; }
          h2, figcaption { break-after: avoid; }
          .plot, .facts { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """;
}
