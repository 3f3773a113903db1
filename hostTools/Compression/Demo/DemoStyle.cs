namespace Endcap.Compression.Demo;

/// <summary>The demo page's style sheet: system fonts, light and dark, one column on a phone.</summary>
internal static class DemoStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1d1d1b; --soft: #62615b; --page: #fbfaf7; --card: #fff; --line: #dddbd3; --accent: #2f6f5e; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #ecebe6; --soft: #a3a198; --page: #171716; --card: #21211f; --line: #3a3936; --accent: #7cc4ae; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; letter-spacing: -.01em; }
        h2 { margin: 0 0 .8rem; font-size: 1.1rem; }
        .origin { margin: .5rem 0 0; color: var(--soft); }
        .origin strong { color: var(--ink); }
        section { margin-top: 1.25rem; padding: 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
        .labels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.1rem; }
        figure { margin: 0; }
        img { display: block; width: 100%; height: auto; border-radius: .4rem; image-rendering: pixelated; }
        figcaption { margin-top: .5rem; color: var(--soft); font-size: .9rem; }
        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th { color: var(--soft); font-weight: 500; font-size: .85rem; text-align: left; }
        th, td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
        tbody tr:first-child td { font-weight: 600; }
        tbody tr:last-child td { border-bottom: 0; }
        .n { text-align: right; white-space: nowrap; }
        .bar { display: inline-block; width: 4.5rem; height: .55rem; margin-right: .6rem; background: var(--line); border-radius: .3rem; overflow: hidden; }
        .bar i { display: block; height: 100%; background: var(--accent); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1.1rem; margin: 0; }
        dt { color: var(--soft); font-size: .85rem; }
        dd { margin: 0; color: var(--soft); font-size: .85rem; }
        dd.value { color: var(--ink); font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 0 0 .8rem; padding: 0; list-style: none; color: var(--soft); font-size: .85rem; }
        .legend span, .hex span { padding: .1em .25em; border-radius: .2em; color: #1d1d1b; }
        .hex { margin: 0; overflow-x: auto; font: .8rem/1.65 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        .hex b { color: var(--soft); font-weight: 400; user-select: none; }
        .s0 { background: #f6d58a; } .s1 { background: #a9d8c6; } .s2 { background: #b9cdf2; } .s3 { background: #f2b8a8; }
        .s4 { background: #d8c3ec; } .s5 { background: #c9dc95; } .s6 { background: #9fd3e0; } .s7 { background: #e6c3d3; }

        """;
}
