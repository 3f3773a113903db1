using Endcap.Compression.Evaluation.Cost;

namespace Endcap.Fixtures;

/// <summary>What a walk computed and what it would cost on the label.</summary>
/// <param name="Name">Which walk.</param>
/// <param name="Cost">Scoring and selection together.</param>
/// <param name="Scores">[product].</param>
/// <param name="Top">Best products first.</param>
public sealed record WalkResult(string Name, IlCost Cost, int[] Scores, byte[] Top);

/// <summary>Measures the walks of NodeWalk on one shelf. One thread at a time.</summary>
public sealed class WalkMeter : IDisposable
{
    private delegate int Plain(byte[] feature, byte[] threshold, ushort[] right, short[] leaf, int[] treeStart,
        byte[] bins, int features, int[] scores, byte[] top);

    private delegate int Packed(int[] nodes, int[] treeStart, byte[] bins, int features, int[] scores, byte[] top);

    private delegate int Unrolled(int[] nodes, byte[] bins, int features, int[] scores, byte[] top);

    private readonly InstrumentedAssembly _walks = InstrumentedAssembly.Load(typeof(PreorderWalk).Assembly.Location);
    private readonly WalkTables _tables;
    private readonly int[] _packed;
    private readonly int[]? _complete;
    private readonly Plain _plain;
    private readonly Packed _rankPacked;
    private readonly Unrolled _rankUnrolled;

    /// <summary>Prepares all walks of one ensemble.</summary>
    public WalkMeter(WalkTables tables)
    {
        _tables = tables;
        _packed = WalkVariants.Pack(tables);
        _complete = WalkVariants.Complete(tables);
        _plain = _walks.Bind<Plain>(typeof(PreorderWalk).FullName!, nameof(PreorderWalk.Rank));
        _rankPacked = _walks.Bind<Packed>(typeof(PackedWalk).FullName!, nameof(PackedWalk.Rank));
        _rankUnrolled = _walks.Bind<Unrolled>(typeof(UnrolledWalk).FullName!, nameof(UnrolledWalk.Rank));
    }

    /// <summary>The plain walk: the baseline. <paramref name="rows"/>: [product][feature] bins; <paramref name="k"/>: products to select.</summary>
    public WalkResult MeasurePlain(IReadOnlyList<byte[]> rows, int k) => Measure("preorder arrays", rows, k, (bins, scores, top) =>
        _plain(_tables.Feature, _tables.Threshold, _tables.Right, _tables.Leaf, _tables.TreeStart, bins, _tables.Columns, scores, top));

    /// <summary>All walks; the unrolled one only when no tree is deeper than it is.</summary>
    public IReadOnlyList<WalkResult> MeasureAll(IReadOnlyList<byte[]> rows, int k)
    {
        var results = new List<WalkResult>
        {
            MeasurePlain(rows, k),
            Measure("packed nodes", rows, k, (bins, scores, top) =>
                _rankPacked(_packed, _tables.TreeStart, bins, _tables.Columns, scores, top)),
        };
        if (_complete is not null)
        {
            results.Add(Measure("complete trees, levels unrolled", rows, k, (bins, scores, top) =>
                _rankUnrolled(_complete, bins, _tables.Columns, scores, top)));
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => _walks.Dispose();

    private WalkResult Measure(string name, IReadOnlyList<byte[]> rows, int k, Func<byte[], int[], byte[], int> rank)
    {
        byte[] bins = _tables.Inputs(rows);
        var scores = new int[rows.Count];
        var top = new byte[Math.Min(k, rows.Count)];
        IlCost cost = _walks.Measure(() => rank(bins, scores, top));
        return new WalkResult(name, cost, scores, top);
    }
}
