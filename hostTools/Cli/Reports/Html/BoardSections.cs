using System.Globalization;
using Endcap.Boards;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Pictures.Plots;

namespace Endcap.Cli.Reports.Html;

/// <summary>What a shelf costs the label: bytes, heap, time.</summary>
internal static class BoardSections
{
    public static HtmlSection Blob(ReportFacts facts)
    {
        (string Name, int Bytes)[] sections = [.. BlobFacts.Sections(facts.Image.Bytes).Select(section => (section.Name, section.Bytes))];
        double total = facts.Image.Bytes.Length;
        return new HtmlSection("blob", "Bytes of the blob", string.Create(CultureInfo.InvariantCulture,
            $"Of {facts.ShelfName}: {facts.Image.Content.Base.Length} products, {total:N0} bytes in all, by section."))
        {
            Figures =
            [
                new HtmlFigure("Bytes by section", $"A bar for each of {sections.Length} sections; they sum up to the blob.",
                    RowPlot.OfBars([.. sections.Select(section => new PlotRow(section.Name, [section.Bytes], Ticks.Number(section.Bytes)))], "bytes"),
                    HtmlTable.OfNumbers(["section", "bytes", "share"], sections.Select(section => new[]
                    {
                        section.Name, Ticks.Number(section.Bytes), QualitySections.Percent(section.Bytes / total),
                    }))),
            ],
        };
    }

    public static HtmlSection Boards(ReportFacts facts)
    {
        (Board Board, BoardFit Fit, LatencyEstimate Load, LatencyEstimate Rank)[] boards = [.. facts.Boards.Select(board => (board,
            new BoardFit(board, facts.Image), On(board, facts.Cost.Load), On(board, facts.Cost.Listed)))];
        return new HtmlSection("boards", "Cost and predicted time by board", string.Create(CultureInfo.InvariantCulture,
            $"Of {facts.ShelfName}: loading costs {facts.Cost.Load.Weighted:N0} units, a ranking {facts.Cost.AtRest.Weighted:N0} (nothing listed) to {facts.Cost.Listed.Weighted:N0} (all products listed); one int add is one unit, counted on the kernel's own compiled code. Times are estimates, nothing was run on hardware."))
        {
            Figures =
            [
                Times("Ranking, all products listed", [.. boards.Select(each => (each.Board, each.Rank))]),
                Times("Loading the blob", [.. boards.Select(each => (each.Board, each.Load))]),
            ],
            Table = HtmlTable.OfNumbers(["board", "fits", "heap of the shelf", "allowed", "load, ms", "rank, ms"], boards.Select(each => new[]
            {
                each.Board.Name, each.Fit.Fits ? "yes" : "no", Ticks.Number(each.Fit.ShelfBytes), Ticks.Number(each.Board.ShelfBytes), Span(each.Load), Span(each.Rank),
            })),
            Note = boards.Length == 0 ? "" : $"Times: {boards[0].Load.Assumptions}",
        };
    }

    private static HtmlFigure Times(string title, (Board Board, LatencyEstimate Time)[] boards) => new(title,
        $"From the least to the most milliseconds predicted for each of {boards.Length} boards, on a logarithmic scale.",
        RowPlot.OfRanges([.. boards.Select(each => new PlotRow(each.Board.Id, [each.Time.MinMilliseconds, each.Time.MaxMilliseconds], Span(each.Time)))],
            Axis.OverRatios(boards.SelectMany(each => new[] { each.Time.MinMilliseconds, each.Time.MaxMilliseconds }), "milliseconds (estimate)", 6)),
        HtmlTable.OfNumbers(["board", "ms, at least", "ms, at most"], boards.Select(each => new[]
        {
            each.Board.Id, Short(each.Time.MinMilliseconds), Short(each.Time.MaxMilliseconds),
        })));

    private static LatencyEstimate On(Board board, IlCost cost) => DeviceSpeed.On(cost, board.Chip, board.ClockMHz);

    private static string Span(LatencyEstimate time) => $"{Short(time.MinMilliseconds)} – {Short(time.MaxMilliseconds)}";

    // Two digits: more would claim what nobody knows.
    private static string Short(double value)
    {
        if (!(value > 0)) return "0";
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Ticks.Number(Math.Round(value / unit) * unit);
    }
}
