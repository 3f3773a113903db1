using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Specialisation;

namespace Endcap.Tests.HostTools.Compression.Models;

/// <summary>A schema with every scope and so few bins that tests can try all profiles, and random ensembles over it.</summary>
internal static class SmallSpace
{
    public static readonly Schema Schema = new("y", "g", [],
    [
        new("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b", "c"], false),
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [1, 2], [], true),
        new("last", FeatureScope.Affinity, FeatureKind.Numeric, [7], [], true),
        new("price", FeatureScope.Item, FeatureKind.Numeric, [1, 2, 3], [], false),
        new("diet", FeatureScope.Shopper, FeatureKind.Categorical, [], ["any", "vegan", "none"], false),
        new("weekend", FeatureScope.Context, FeatureKind.Flag, [0.5], [], false),
        new("bought", FeatureScope.Affinity, FeatureKind.Flag, [0.5], [], false),
    ]);

    public static readonly RuntimeFeatures Features = new(Schema);

    /// <summary>All combinations of run-time bins: [run-time number].</summary>
    public static readonly byte[][] Profiles = [.. Combinations(Features.Radix)];

    /// <summary>All combinations of item bins: [schema feature], other entries 0.</summary>
    public static readonly byte[][] Items = [.. Combinations([3, 4]).Select(bins => (byte[])[bins[0], 0, 0, bins[1], 0, 0, 0])];

    /// <summary>A row of the schema from item and run-time bins.</summary>
    public static byte[] Row(byte[] items, byte[] profile)
    {
        byte[] row = [.. items];
        for (int number = 0; number < profile.Length; number++) row[Features.SchemaIndex[number]] = profile[number];
        return row;
    }

    /// <summary>A random ensemble.</summary>
    /// <param name="random">The source.</param>
    /// <param name="runtimeFeatures">Run-time features on a path, at most.</param>
    /// <param name="leaf">Draws a leaf; multiples of a power of two let sums be exact.</param>
    public static TreeEnsemble Make(Random random, int runtimeFeatures, Func<double>? leaf = null)
    {
        leaf ??= () => random.Next(-640, 641) / 64.0;
        return new TreeEnsemble(Schema, "pairwise", leaf(),
            [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => MakeTree(random, runtimeFeatures, leaf))]);
    }

    /// <summary>A random tree of up to 6 splits on a path, on arbitrary bin sets.</summary>
    public static Tree MakeTree(Random random, int runtimeFeatures, Func<double> leaf)
    {
        var nodes = new List<(short Feature, BinSet Left, int Right, double Value)>();
        Grow(random.Next(1, 7), []);
        return new Tree([.. nodes.Select(n => n.Feature)], [.. nodes.Select(n => n.Left)], [.. nodes.Select(n => n.Right)],
            [.. nodes.Select(n => n.Value)]);

        void Grow(int depth, HashSet<int> used)
        {
            int feature = random.Next(Schema.Features.Count);
            HashSet<int> after = Features.NumberOf[feature] < 0 ? used : [.. used, feature];
            if (depth == 0 || random.Next(6) == 0 || after.Count > runtimeFeatures)
            {
                nodes.Add((Tree.Leaf, BinSet.Empty, 0, leaf()));
                return;
            }

            int node = nodes.Count;
            BinSet left = BinSet.Empty;
            for (int bin = 0; bin < Schema.Features[feature].BinCount; bin++)
                if (random.Next(2) == 0) left = left.With(bin);
            nodes.Add(((short)feature, left, 0, 0));
            Grow(depth - 1, after);
            nodes[node] = nodes[node] with { Right = nodes.Count };
            Grow(depth - 1, after);
        }
    }

    /// <summary>All digit combinations, the last fastest.</summary>
    public static IEnumerable<byte[]> Combinations(int[] radix)
    {
        for (int i = 0; i < radix.Aggregate(1, (count, each) => count * each); i++)
        {
            byte[] digits = new byte[radix.Length];
            for (int d = radix.Length - 1, rest = i; d >= 0; rest /= radix[d--]) digits[d] = (byte)(rest % radix[d]);
            yield return digits;
        }
    }
}
