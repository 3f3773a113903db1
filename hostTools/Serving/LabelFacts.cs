using Endcap.Boards;
using Endcap.Compression.Blobs;
using Endcap.Compression.Energy;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Protocol;
using Endcap.Simulation;

namespace Endcap.Serving;

/// <summary>What does not change while a label is served; it becomes JSON.</summary>
internal static class LabelFacts
{
    // Capacity of the battery in the estimate, mAh: as endcap boards takes it where none is given.
    private const double BatteryMilliampHours = 1000;
    private const int ShoppersPerDay = 20;

    /// <summary>The label in the list for choosers.</summary>
    public static object Entry(LiveLabel label) => new
    {
        label.Index, label.Settings.LabelId, label.Settings.Name, Board = label.Setup.Board.Id, label.Setup.ProductName, label.Setup.Price,
    };

    /// <summary>All of a label.</summary>
    public static object Of(LiveLabel label)
    {
        Board board = label.Setup.Board;
        BlobContent content = label.Image.Content;
        return new
        {
            label.Index, label.Settings.LabelId, label.Settings.Name, label.Setup.ProductName, label.Setup.Price, label.Setup.Sku,
            label.Settings.SleepSeconds, label.Settings.ShowSeconds, label.Settings.TopK, label.Settings.ClockOffsetMinutes,
            LiveLabel.LeastMillivolts, LiveLabel.MostMillivolts,
            Board = new
            {
                board.Id, board.Name, board.Chip, board.ClockMHz, board.Panel, board.Width, board.Height, board.HeapBytes, board.ShelfBytes,
                HasButton = board.Button >= 0, HasBatteryPin = board.Battery >= 0, IsLcd = board.Panel == Panels.Lcd, HasPanel = board.Panel != Panels.None,
            },
            Shelf = new
            {
                SchemaId = $"{content.SchemaId:x8}", content.ModelVersion, label.Image.Bytes.Length,
                MostListed = ProfilePacket.MaxListed(label.Image.Shelf, GattIds.MaxAttributeBytes),
                Products = Enumerable.Range(0, content.Base.Length).Select(product => new
                {
                    Sku = content.Products?[product].Sku ?? $"{product}", Name = content.Products?[product].Name ?? $"product {product}",
                }),
                Features = content.Features.Select((shape, f) => new
                {
                    Name = content.FeatureName(f), Scope = shape.Scope switch { 0 => "shopper", 1 => "context", _ => "affinity" },
                    Bins = Enumerable.Range(0, shape.Radix).Select(bin => BinText.Of(content, f, bin)),
                    Rest = shape.Scope == 2 ? shape.Rest : content.FeatureTexts?[f].AbsentBin ?? 0,
                }),
            },
        };
    }

    /// <summary>What a shelf costs on a board: operations, latency and battery, all estimates. Takes a second or two.</summary>
    public static object Cost(LiveLabel label, BlobCost cost)
    {
        Board board = label.Setup.Board;
        LatencyEstimate load = DeviceSpeed.On(cost.Load, board.Chip, board.ClockMHz), rank = DeviceSpeed.On(cost.Listed, board.Chip, board.ClockMHz);
        EnergyAssumptions assumptions = BoardEnergy.Assume(board, load, rank);
        return new
        {
            LoadOperations = cost.Load.Weighted, RankOperations = cost.AtRest.Weighted, DearestRankOperations = cost.Listed.Weighted,
            Load = new { load.MinMilliseconds, load.MaxMilliseconds }, Rank = new { rank.MinMilliseconds, rank.MaxMilliseconds }, rank.Assumptions,
            BatteryMilliampHours, ShoppersPerDay,
            Battery = new[] { DutyCycle.Usual, new DutyCycle(DutyCycle.Usual.WindowSeconds, 0, ShoppersPerDay) }.Select(cycle =>
            {
                BatteryLife life = BatteryLife.Of(assumptions, cycle, BatteryMilliampHours);
                return new { Cycle = cycle.Words, life.MinDays, life.MaxDays };
            }),
            EnergyAssumptions.Note,
        };
    }
}
