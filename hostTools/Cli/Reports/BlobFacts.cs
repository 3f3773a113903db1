using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Cli.Reports;

/// <summary>What stands in a blob: sections, features, products, tables.</summary>
internal static class BlobFacts
{
    // By the numbers of WeightBlock and DenseLoader.
    private static readonly string[] WeightCodings = ["8 bits", "4 bits", "2 bits", "sparse"];
    private static readonly string[] Activations = ["none", "relu", "table"];

    /// <summary>Name, offset and length of the header and of each section with its own 4-byte header; together they are the file.</summary>
    public static IEnumerable<(int? Kind, string Name, int At, int Bytes)> Sections(byte[] blob)
    {
        yield return (null, SectionNames.Header, 0, BlobLayout.HeaderBytes);
        for (int at = BlobLayout.HeaderBytes; at < blob.Length;)
        {
            int bytes = BlobLayout.SectionHeaderBytes + BlobLayout.U24(blob, at + 1);
            yield return (blob[at], SectionNames.Of(blob[at]), at, bytes);
            at += bytes;
        }
    }

    /// <summary>Adds the list of sections.</summary>
    /// <param name="report">Gets the list.</param>
    /// <param name="blob">A sound blob.</param>
    public static void AddSections(Report report, byte[] blob) => report.AddTable("sections", "Sections",
        [("kind", "kind"), ("name", "name"), ("offset", "offset"), ("bytes", "bytes, with its header")],
        Sections(blob).Select(section => new object?[]
        {
            section.Kind is { } kind ? $"0x{kind:x2}" : null, section.Name, section.At, section.Bytes,
        }));

    /// <summary>Adds features and products.</summary>
    public static void AddShape(Report report, BlobContent content)
    {
        report.AddTable("features", "Features",
            [("name", "feature"), ("scope", "scope"), ("bins", "bins"), ("restBin", "rest bin")],
            content.Features.Select((shape, f) => new object?[]
            {
                content.FeatureName(f), Scope(shape.Scope), shape.Radix, shape.Scope == 2 ? shape.Rest : null,
            }));
        report.AddTable("products", "Products",
            [("sku", "sku"), ("name", "name"), ("base", "base score in steps")],
            content.Base.Select((value, p) => new object?[] { content.Products?[p].Sku, content.Products?[p].Name, value }));
    }

    /// <summary>Adds table groups, grids and lanes.</summary>
    public static void AddTables(Report report, BlobContent content, LoadedShelf shelf)
    {
        report.AddTable("groups", "Table groups",
            [("features", "features"), ("products", "products"), ("cells", "cells"), ("cuts", "cuts"), ("grid", "grid")],
            (content.Tables?.Groups ?? []).Select(group => new object?[]
            {
                new[] { content.FeatureName(group.F), group.G < 0 ? "" : content.FeatureName(group.G) }.Where(name => name.Length > 0),
                group.Tables.Count, group.Tables.Sum(table => table.Cells.Length),
                CutMask.Parts(group.CutsF) + CutMask.Parts(group.CutsG) - 2, group.Grid < 0 ? null : group.Grid,
            }));
        var plan = new TablesPlan(shelf);
        report.AddTable("grids", "Grids",
            [("grid", "grid"), ("features", "features"), ("cells", "cells")],
            (content.Tables?.Grids ?? []).Select((features, grid) => new object?[]
            {
                grid, features.Select(feature => content.FeatureName(feature)), CellsOf(plan, grid),
            }));
        report.AddSection("lanes", "Lanes")
            .Add("bits", "bits of a lane", shelf.LaneBits)
            .Add("perWord", "lanes in a long", shelf.LanesPerWord)
            .Add("words", "longs that hold all products", shelf.Words)
            .Add("cells", "cells, the zero cell included", shelf.Cells);
        report.AddSection("trees", "Residual trees")
            .Add("count", "trees", shelf.TreeCount)
            .Add("nodes", "nodes", content.Trees?.Trees.Sum(tree => tree.Nodes.Length) ?? 0)
            .Add("itemFeatures", "item features", content.ItemCount);
    }

    /// <summary>Adds a dense network: its layers and how their weights are coded.</summary>
    public static void AddNetwork(Report report, BlobContent content)
    {
        if (content.Dense is not { } dense) return;
        int units = dense.Units(content.Base.Length);
        report.AddSection("dense", "Dense network")
            .Add("features", "features it reads", dense.Used.Select(feature => content.FeatureName(feature)))
            .AddTable("layers", "Layers",
                [("units", "units"), ("weights", "weights"), ("bytes", "bytes of weights"), ("coding", "coding"), ("activation", "activation")],
                dense.Layers.Select(layer => Layer(layer.Bias.Length, layer.Weights, layer.Stage)).Prepend(Layer(units, dense.Columns, dense.First)));
    }

    private static object?[] Layer(int units, WeightsContent weights, DenseStage stage) =>
    [
        units, weights.Values.Length, weights.Bytes, WeightCodings[weights.Coding], Activations[stage.Activation],
    ];

    private static string Scope(int scope) => scope switch { 0 => "shopper", 1 => "context", _ => "affinity" };

    private static int CellsOf(TablesPlan plan, int grid)
    {
        int cells = 1;
        for (int slot = grid == 0 ? 0 : plan.GridEnd[grid - 1]; slot < plan.GridEnd[grid]; slot++)
            cells *= CutMask.Parts(plan.SlotCuts[slot]);
        return cells;
    }
}
