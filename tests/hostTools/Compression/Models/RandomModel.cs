using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Models;

/// <summary>Small ensembles for tests, from a seed.</summary>
internal static class RandomModel
{
    public static readonly Schema Schema = new("y", "g", ["note"],
    [
        new("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b", "c"], false),
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [0.1, 1 / 3.0, 7], [], true),
        new("price", FeatureScope.Item, FeatureKind.Numeric, [.. Enumerable.Range(1, 200).Select(i => i / 100.0)], [], false, 9, -1),
    ]);

    public static TreeEnsemble Make(Random random)
    {
        Tree[] trees = [.. Enumerable.Range(0, random.Next(6)).Select(_ => MakeTree(random, random.Next(6)))];
        return new TreeEnsemble(Schema, "pairwise", random.NextDouble() - 0.5, trees);
    }

    private static Tree MakeTree(Random random, int depth)
    {
        var nodes = new List<(short Feature, BinSet Left, int Right, double Value)>();
        Grow(depth);
        return new Tree([.. nodes.Select(n => n.Feature)], [.. nodes.Select(n => n.Left)], [.. nodes.Select(n => n.Right)], [.. nodes.Select(n => n.Value)]);

        void Grow(int left)
        {
            if (left == 0 || random.Next(5) == 0)
            {
                nodes.Add((Tree.Leaf, BinSet.Empty, 0, (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 5))));
                return;
            }

            int node = nodes.Count, feature = random.Next(Schema.Features.Count);
            BinSet bins = BinSet.Empty;
            for (int bin = 0; bin < Schema.Features[feature].BinCount; bin++)
                if (random.Next(2) == 0) bins = bins.With(bin);
            nodes.Add(((short)feature, bins, 0, 0));
            Grow(left - 1);
            nodes[node] = nodes[node] with { Right = nodes.Count };
            Grow(left - 1);
        }
    }
}
