using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training;

/// <summary>
/// Grows one tree after another on the fixed-point gradients: level by level, or best gain first under a leaf limit.
/// Of two siblings the smaller is summed row by row, the larger is what its parent has left.
/// </summary>
internal sealed class TreeGrower
{
    /// <summary>Features of one piece of split finding.</summary>
    private const int FeaturesPerPiece = 32;

    private readonly IReadOnlyList<Feature> _features;
    private readonly TrainerOptions _options;
    private readonly FeatureBundles _bundles;
    private readonly GradientSums _sums;
    private readonly HistogramBuilder _histograms;
    private readonly SplitFinder _finder;
    private readonly UsedSplits _used;
    private readonly WorkSharing _work;
    private readonly List<(GrowingNode Node, int Piece)> _pieces = [];
    private Split[] _found = [];

    public TreeGrower(BinnedDataset data, TrainerOptions options, GradientSums sums, WorkSharing work)
    {
        _features = data.Schema.Features;
        _options = options;
        _sums = sums;
        _work = work;
        _bundles = new FeatureBundles(data);
        _used = new UsedSplits(options, _bundles);
        _histograms = new HistogramBuilder(_bundles, sums);
        _finder = new SplitFinder(_features, _bundles, sums, options, _used);
        Rows = new RowPartition(data.RowCount);
    }

    /// <summary>The row order; its first places hold the rows to grow on.</summary>
    public RowPartition Rows { get; }

    /// <summary>Grows a tree on the first <paramref name="rowCount"/> rows of the order, with these features.</summary>
    /// <returns>The root.</returns>
    public GrowingNode Grow(int rowCount, int[] columns)
    {
        _finder.SetColumns(columns);
        var root = new GrowingNode { End = rowCount, Lower = double.NegativeInfinity, Upper = double.PositiveInfinity };
        root.Histogram = _histograms.Rent();
        Sum([root]);
        SumRoot(root);
        FindSplits([(root, null)]);
        if (_options.Leaves == 0) GrowByLevel(root);
        else GrowBestFirst(root);
        return root;
    }

    private void GrowByLevel(GrowingNode root)
    {
        List<GrowingNode> level = [root];
        while (level.Count > 0)
        {
            List<GrowingNode> splitting = level.FindAll(node => node.Best.Gain > 0);
            foreach (GrowingNode node in level) if (node.Best.Gain <= 0) Release(node);
            Expand(splitting);
            level = splitting.SelectMany(node => new[] { node.LeftChild!, node.RightChild! }).ToList();
        }
    }

    private void GrowBestFirst(GrowingNode root)
    {
        var open = new PriorityQueue<GrowingNode, (double NegativeGain, int Birth)>();
        int births = 0;
        void Offer(GrowingNode node)
        {
            if (node.Best.Gain > 0) open.Enqueue(node, (-node.Best.Gain, births++));
            else Release(node);
        }

        Offer(root);
        for (int leaves = 1; leaves < _options.Leaves && open.TryDequeue(out GrowingNode? node, out _); leaves++)
        {
            Expand([node]);
            Offer(node.LeftChild!);
            Offer(node.RightChild!);
        }

        while (open.TryDequeue(out GrowingNode? node, out _)) Release(node);
    }

    private void Expand(List<GrowingNode> nodes)
    {
        if (nodes.Count == 0) return;
        foreach (GrowingNode node in nodes) _used.Add(node.Best);
        _work.For(nodes.Count, nodes.Sum(node => (long)node.RowCount), i => Divide(nodes[i]));

        var pairs = new List<(GrowingNode Small, GrowingNode? Large)>(nodes.Count);
        foreach (GrowingNode node in nodes)
        {
            if (node.Depth + 1 < _options.Depth) pairs.Add(ShareHistogram(node));
            else Release(node);
        }

        Sum([.. pairs.Select(pair => pair.Small)]);
        FindSplits(pairs);
    }

    private void Divide(GrowingNode node)
    {
        ref Split split = ref node.Best;
        int middle = Rows.Split(node.Begin, node.End, _bundles.Columns[split.Feature], split.Left);
        int[] path = node.PathFeatures;
        if (_features[split.Feature].Scope != FeatureScope.Item && !path.AsSpan().Contains(split.Feature)) path = [.. path, split.Feature];
        node.LeftChild = Child(node, node.Begin, middle, split.LeftGradient, split.LeftHessian, path);
        node.RightChild = Child(node, middle, node.End, node.Gradient - split.LeftGradient, node.Hessian - split.LeftHessian, path);
        int monotone = _features[split.Feature].Monotone;
        if (monotone == 0) return;

        // Everything below either child stays on its side of the middle of the two values.
        double border = (ValueOf(node.LeftChild) + ValueOf(node.RightChild)) / 2;
        if (monotone > 0) (node.LeftChild.Upper, node.RightChild.Lower) = (border, border);
        else (node.LeftChild.Lower, node.RightChild.Upper) = (border, border);
    }

    private static GrowingNode Child(GrowingNode parent, int begin, int end, long gradient, long hessian, int[] path) => new()
    {
        Depth = parent.Depth + 1, Begin = begin, End = end, Gradient = gradient, Hessian = hessian,
        Lower = parent.Lower, Upper = parent.Upper, PathFeatures = path, Best = Split.None,
    };

    /// <summary>The value of a node as a leaf, before shrinkage.</summary>
    public double ValueOf(GrowingNode node) => LeafMath.Value(
        node.Gradient * _sums.GradientUnit, node.Hessian * _sums.HessianUnit, _options.Lambda, node.Lower, node.Upper);

    /// <summary>The larger child takes over its parent's histogram, from which the smaller's is subtracted later.</summary>
    private (GrowingNode Small, GrowingNode? Large) ShareHistogram(GrowingNode node)
    {
        bool leftIsSmall = node.LeftChild!.RowCount <= node.RightChild!.RowCount;
        (GrowingNode small, GrowingNode large) = leftIsSmall ? (node.LeftChild, node.RightChild) : (node.RightChild, node.LeftChild);
        small.Histogram = _histograms.Rent();
        (large.Histogram, node.Histogram) = (node.Histogram, null);
        return (small, large);
    }

    private void Sum(List<GrowingNode> nodes)
    {
        _pieces.Clear();
        foreach (GrowingNode node in nodes)
        {
            for (int piece = 0; piece < HistogramBuilder.Pieces(node.RowCount); piece++) _pieces.Add((node, piece));
        }

        long steps = nodes.Sum(node => (long)node.RowCount) * _bundles.Bundles.Length;
        _work.For(_pieces.Count, steps, i =>
        {
            (GrowingNode node, int piece) = _pieces[i];
            _histograms.AddPiece(Rows.Order.AsSpan(node.Begin, node.RowCount), piece, node.Histogram!);
        });
    }

    private void SumRoot(GrowingNode root)
    {
        int feature = Array.IndexOf(_bundles.Varies, true), first = _bundles.Offsets[feature];
        for (int bin = first; bin < first + _bundles.BinCounts[feature]; bin++)
        {
            root.Gradient += root.Histogram![2 * bin];
            root.Hessian += root.Histogram[2 * bin + 1];
        }
    }

    /// <summary>Subtracts and searches, in pieces of (pair of siblings, block of features); merges in order.</summary>
    private void FindSplits(List<(GrowingNode Small, GrowingNode? Large)> pairs)
    {
        int blocks = (_features.Count + FeaturesPerPiece - 1) / FeaturesPerPiece;
        if (_found.Length < 2 * pairs.Count * blocks) _found = new Split[2 * pairs.Count * blocks];
        _work.For(pairs.Count * blocks, 6L * pairs.Count * _bundles.TotalBins, piece =>
        {
            (GrowingNode small, GrowingNode? large) = pairs[piece / blocks];
            int first = piece % blocks * FeaturesPerPiece, end = Math.Min(first + FeaturesPerPiece, _features.Count);
            int lastBin = end == _features.Count ? _bundles.TotalBins : _bundles.Offsets[end];
            if (large is not null) HistogramBuilder.Subtract(large.Histogram!, small.Histogram!, _bundles.Offsets[first], lastBin);
            _found[2 * piece] = _finder.Find(small, first, end);
            _found[2 * piece + 1] = large is null ? Split.None : _finder.Find(large, first, end);
        });

        for (int i = 0; i < pairs.Count * blocks * 2; i++)
        {
            GrowingNode? node = i % 2 == 0 ? pairs[i / 2 / blocks].Small : pairs[i / 2 / blocks].Large;
            if (node is null) continue;
            if (i / 2 % blocks == 0 || _found[i].Gain > node.Best.Gain) node.Best = _found[i];
        }
    }

    private void Release(GrowingNode node)
    {
        if (node.Histogram is not null) _histograms.Return(node.Histogram);
        node.Histogram = null;
    }
}
