using System.Numerics;
using Endcap.Compression.Blobs;

namespace Endcap.Compression.Quantisation;

/// <summary>
/// Chooses the grids: which shared features are looked up together at run time. Fewer, larger grids mean fewer
/// operations per ranking and more heap, so grids are merged, the best saving per byte first, within a heap budget;
/// beyond it only while the format could not hold so many grids.
/// </summary>
public sealed class GridPlanner
{
    // Weighted IL cost (int add = 1) of one more slot, and of one more grid per word of lanes, read off the
    // instrumented kernel; only their ratio matters here.
    private const double SlotCost = 29, GridCost = 24, GridCostPerWord = 14;

    private readonly int _words;
    private readonly int _heapBytes;
    private readonly List<int[]> _cuts = [];
    private readonly List<List<int>> _groups = [];

    /// <summary>Prepares a plan.</summary>
    /// <param name="products">Number of products.</param>
    /// <param name="heapBytes">Heap that lanes may take.</param>
    public GridPlanner(int products, int heapBytes)
    {
        _words = (products + 4) / 5;
        _heapBytes = heapBytes;
    }

    /// <summary>Merges grids.</summary>
    /// <param name="shared">[group]: (feature, cuts) of the group's shared features; empty where the group needs no grid.</param>
    /// <param name="sharedCount">Number of shared features.</param>
    /// <param name="gridOfGroup">Receives [group]: grid, or −1.</param>
    /// <returns>[grid]: its features, ascending.</returns>
    public List<byte[]> Run(IReadOnlyList<(int Feature, int Cuts)[]> shared, int sharedCount, out int[] gridOfGroup)
    {
        Enter(shared, sharedCount);
        while (MergeBest())
        {
        }

        gridOfGroup = new int[shared.Count];
        Array.Fill(gridOfGroup, -1);
        var grids = new List<byte[]>();
        for (int g = 0; g < _groups.Count; g++)
        {
            foreach (int group in _groups[g]) gridOfGroup[group] = g;
            int[] cuts = _cuts[g];
            grids.Add([.. Enumerable.Range(0, cuts.Length).Where(f => cuts[f] >= 0).Select(f => (byte)f)]);
        }

        return grids;
    }

    private void Enter(IReadOnlyList<(int Feature, int Cuts)[]> shared, int sharedCount)
    {
        for (int group = 0; group < shared.Count; group++)
        {
            if (shared[group].Length == 0) continue;
            int[] cuts = new int[sharedCount];
            Array.Fill(cuts, -1);
            foreach ((int feature, int own) in shared[group]) cuts[feature] = own;
            _cuts.Add(cuts);
            _groups.Add([group]);
        }
    }

    private bool MergeBest()
    {
        int total = _cuts.Sum(Cells);
        bool tooMany = _cuts.Sum(Slots) > Kernel.BlobLayout.MaxSlots;
        double bestRate = 0;
        int first = -1, second = -1;
        for (int a = 0; a < _cuts.Count; a++)
            for (int b = a + 1; b < _cuts.Count; b++)
            {
                int merged = MergedCells(_cuts[a], _cuts[b], out int common, out int features);
                if (features > Kernel.BlobLayout.MaxGridFeatures) continue;
                int added = merged - Cells(_cuts[a]) - Cells(_cuts[b]);
                if (!tooMany && (long)(total + added) * 8 * _words > _heapBytes) continue;
                if (common == 0 && tooMany) continue; // no slot less
                double rate = (common * SlotCost + GridCost + GridCostPerWord * _words) / Math.Max(added + 8, 1);
                if (rate <= bestRate) continue;
                (bestRate, first, second) = (rate, a, b);
            }

        if (first < 0) return false;
        for (int f = 0; f < _cuts[first].Length; f++)
            _cuts[first][f] = _cuts[first][f] < 0 ? _cuts[second][f] : _cuts[first][f] | Math.Max(_cuts[second][f], 0);
        _groups[first].AddRange(_groups[second]);
        _cuts.RemoveAt(second);
        _groups.RemoveAt(second);
        return true;
    }

    private static int Slots(int[] cuts) => cuts.Count(own => own >= 0);

    private static int Cells(int[] cuts)
    {
        int cells = 1;
        foreach (int own in cuts)
            if (own > 0) cells *= BitOperations.PopCount((uint)own) + 1;
        return cells;
    }

    private static int MergedCells(int[] a, int[] b, out int common, out int features)
    {
        long cells = 1;
        common = features = 0;
        for (int f = 0; f < a.Length; f++)
        {
            if (a[f] < 0 && b[f] < 0) continue;
            features++;
            if (a[f] >= 0 && b[f] >= 0) common++;
            cells *= CutMask.Parts(Math.Max(a[f], 0) | Math.Max(b[f], 0));
            if (cells > 1 << 20) return 1 << 20;
        }

        return (int)cells;
    }
}
