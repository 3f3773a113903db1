using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Specialisation;

namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>How a tensor (here: a group of tables) uses the 8-bit range.</summary>
/// <param name="Name">Its features.</param>
/// <param name="Cells">[interval of 16 codes from −128]: stored cells.</param>
/// <param name="Lookups">[interval]: look-ups by the rows of a data set.</param>
/// <param name="Lowest">Smallest code.</param>
/// <param name="Highest">Largest code.</param>
/// <param name="Unit">Value of one code at shift 0, in score units.</param>
/// <param name="LargestShift">Largest shift of its tables.</param>
public sealed record CodeUse(string Name, double[] Cells, double[] Lookups, int Lowest, int Highest, double Unit, int LargestShift)
{
    /// <summary>Codes in an interval.</summary>
    public const int Width = 16;

    private const int MostRows = 2000;

    /// <summary>All table groups of a shelf, the largest first.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="data">Rows whose look-ups are counted, each in the tables of all products; at most 2,000, evenly chosen.</param>
    public static IReadOnlyList<CodeUse> Of(BuiltShelf shelf, BinnedDataset data)
    {
        byte[][] rows = SampleBins(shelf.Features, data);
        return [.. (shelf.Content.Tables?.Groups ?? []).Select(group => OfGroup(shelf, group, rows)).OrderByDescending(use => use.Cells.Sum())];
    }

    private static CodeUse OfGroup(BuiltShelf shelf, TableGroup group, byte[][] rows)
    {
        double[] cells = new double[256 / Width], lookups = new double[256 / Width];
        foreach (BlobTable table in group.Tables)
        {
            int columns = CutMask.Parts(table.CutsG);
            foreach (sbyte code in table.Cells) cells[(code + 128) / Width]++;
            foreach (byte[] bins in rows)
            {
                int column = group.G < 0 ? 0 : CutMask.PartOf(table.CutsG, bins[group.G]);
                lookups[(table.Cells[CutMask.PartOf(table.CutsF, bins[group.F]) * columns + column] + 128) / Width]++;
            }
        }

        IEnumerable<int> codes = group.Tables.SelectMany(table => table.Cells).Select(code => (int)code);
        string name = shelf.Features.Features[group.F].Name + (group.G < 0 ? "" : " × " + shelf.Features.Features[group.G].Name);
        return new CodeUse(name, cells, lookups, codes.Min(), codes.Max(), shelf.Numbers.Step, group.Tables.Max(table => table.Shift));
    }

    private static byte[][] SampleBins(RuntimeFeatures features, BinnedDataset data)
    {
        int every = (data.RowCount + MostRows - 1) / MostRows;
        return [.. Enumerable.Range(0, data.RowCount).Where(row => row % every == 0)
            .Select(row => features.SchemaIndex.Select(index => data.Columns[index][row]).ToArray())];
    }
}
