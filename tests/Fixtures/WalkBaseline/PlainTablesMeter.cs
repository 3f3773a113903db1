using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;

namespace Endcap.Fixtures;

/// <summary>Measures <see cref="PlainTables"/> on the tables of a blob. One thread at a time.</summary>
public sealed class PlainTablesMeter : IDisposable
{
    private delegate int Plain(byte[] derivedFeature, byte[] derivedMap, int[] tableAt, byte[] tableA, byte[] tableB, short[] cells,
        int[] tableEnd, byte[] bins, int[] offsets, int[] scores, byte[] top);

    private readonly InstrumentedAssembly _loops = InstrumentedAssembly.Load(typeof(PlainTables).Assembly.Location);
    private readonly Plain _plain;

    /// <summary>Instruments the loop.</summary>
    public PlainTablesMeter() => _plain = _loops.Bind<Plain>(typeof(PlainTables).FullName!, nameof(PlainTables.Rank));

    /// <summary>The cost of ranking all products of a blob for a profile, and the integer scores.</summary>
    public WalkResult Measure(BlobContent content, LabelProfile profile)
    {
        var layout = new Layout(content);
        byte[] bins = layout.Inputs(profile);
        int[] scores = [.. content.Base.Select(value => (int)value)];
        byte[] top = new byte[scores.Length];
        IlCost cost = _loops.Measure(() => _plain([.. layout.DerivedFeature], [.. layout.DerivedMap], [.. layout.TableAt],
            [.. layout.TableA], [.. layout.TableB], [.. layout.Cells], layout.TableEnd, bins, new int[layout.DerivedFeature.Count], scores, top));
        return new WalkResult("plain tables", cost, scores, top);
    }

    /// <inheritdoc/>
    public void Dispose() => _loops.Dispose();

    /// <summary>A blob's tables as the arrays of the plain loop.</summary>
    private sealed class Layout
    {
        private readonly BlobContent _content;
        private readonly int _shared, _affinity;
        private readonly Dictionary<(int Input, int Cuts, int Step), byte> _derived = [];

        public Layout(BlobContent content)
        {
            _content = content;
            _affinity = content.Features.Count(feature => feature.Scope == 2);
            _shared = content.Features.Count - _affinity;
            TableEnd = new int[content.Base.Length];
            for (int product = 0; product < TableEnd.Length; product++)
            {
                foreach (TableGroup group in content.Tables?.Groups ?? [])
                    foreach (BlobTable table in group.Tables)
                        if (table.Product == product) Add(group, table);
                TableEnd[product] = TableAt.Count;
            }
        }

        public List<byte> DerivedFeature { get; } = [];

        public List<byte> DerivedMap { get; } = [];

        public List<int> TableAt { get; } = [];

        public List<byte> TableA { get; } = [];

        public List<byte> TableB { get; } = [];

        public List<short> Cells { get; } = [];

        public int[] TableEnd { get; }

        public byte[] Inputs(LabelProfile profile)
        {
            byte[] bins = new byte[_shared + _affinity * TableEnd.Length];
            profile.Shared.AsSpan(0, _shared).CopyTo(bins);
            for (int i = 0; i < bins.Length - _shared; i++) bins[_shared + i] = (byte)_content.Features[_shared + i % _affinity].Rest;
            for (int n = 0; n < profile.ListedCount; n++)
            {
                int at = n * (_affinity + 1);
                profile.Listed.AsSpan(at + 1, _affinity).CopyTo(bins.AsSpan(_shared + profile.Listed[at] * _affinity));
            }

            return bins;
        }

        private void Add(TableGroup group, BlobTable table)
        {
            TableAt.Add(Cells.Count);
            int columns = CutMask.Parts(table.CutsG);
            TableA.Add(Derive(group.F, table.Product, table.CutsF, columns));
            TableB.Add(group.G < 0 ? Derive(group.F, table.Product, 0, 1) : Derive(group.G, table.Product, table.CutsG, 1));
            Cells.AddRange(table.Cells.Select(cell => (short)(cell << table.Shift)));
        }

        private byte Derive(int feature, int product, int cuts, int step)
        {
            int input = feature < _shared ? feature : feature + product * _affinity;
            if (_derived.TryGetValue((input, cuts, step), out byte derived)) return derived;
            derived = (byte)DerivedFeature.Count;
            _derived[(input, cuts, step)] = derived;
            DerivedFeature.Add((byte)input);
            for (int bin = 0; bin < 16; bin++) DerivedMap.Add((byte)(CutMask.PartOf(cuts, bin) * step));
            return derived;
        }
    }
}
