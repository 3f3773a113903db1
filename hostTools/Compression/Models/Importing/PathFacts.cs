using Endcap.Compression.Datasets;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Models.Importing;

/// <summary>How much of an imported model collapses to tables.</summary>
/// <param name="Trees">All trees.</param>
/// <param name="NeedThree">Trees with a path of more than two features that are not of item scope.</param>
public sealed record PathFacts(int Trees, int NeedThree)
{
    // Products of the sample that are specialised to count.
    private const int MostProducts = 200;

    /// <summary>Different products of the sample that were looked at; 0 without data.</summary>
    public int Products { get; private init; }

    /// <summary>Products whose every tree collapses.</summary>
    public int WholeProducts { get; private init; }

    /// <summary>Mean tables per product.</summary>
    public double Tables { get; private init; } = double.NaN;

    /// <summary>Mean trees per product that stay trees once its item features are fixed.</summary>
    public double Residual { get; private init; } = double.NaN;

    /// <summary>Counts.</summary>
    /// <param name="model">The imported model.</param>
    /// <param name="data">Rows in its bins, or null.</param>
    public static PathFacts Of(TreeEnsemble model, BinnedDataset? data)
    {
        var features = new RuntimeFeatures(model.Schema);
        int need = model.Trees.Count(tree => PathCheck.NeedsThree(tree, features.NumberOf));
        var facts = new PathFacts(model.Trees.Count, need);
        if (data is null) return facts;
        var collapse = new Collapse(model, features);
        CollapsedProduct[] products = [.. ProductsOf(data, features.ItemFeatures).Select(bins => collapse.Run(bins))];
        return facts with
        {
            Products = products.Length,
            WholeProducts = products.Count(product => product.Residual.Count == 0),
            Tables = products.Average(product => product.Tables.Count),
            Residual = products.Average(product => product.Residual.Count),
        };
    }

    private static List<byte[]> ProductsOf(BinnedDataset data, int[] items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var products = new List<byte[]>();
        for (int row = 0; row < data.RowCount && products.Count < MostProducts; row++)
        {
            byte[] bins = new byte[data.Columns.Length];
            foreach (int item in items) bins[item] = data.Columns[item][row];
            if (seen.Add(Convert.ToHexString(bins))) products.Add(bins);
        }

        return products;
    }
}
