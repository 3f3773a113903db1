using Endcap.Compression.Blobs;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Specialisation;
using Endcap.Tests.HostTools.Compression.Models;

namespace Endcap.Tests.HostTools.Compression;

/// <summary>Sums of tables over <see cref="SmallSpace"/>.</summary>
internal static class Sums
{
    public static Calibration Calibration { get; } = new(SmallSpace.Features, null);

    /// <summary>The cell of a profile.</summary>
    public static double Lookup(CutTable table, byte[] bins) =>
        table.Cells[CutMask.PartOf(table.CutsF, bins[table.F]) * table.Columns
            + (table.G < 0 ? 0 : CutMask.PartOf(table.CutsG, bins[table.G]))];

    public static double Score(IEnumerable<CutTable> tables, double constant, byte[] bins) =>
        constant + tables.Sum(table => Lookup(table, bins));

    /// <summary>The exact tables of a random product; leaves are multiples of 1/64.</summary>
    public static List<CutTable> Random(Random random, Func<double>? leaf = null)
    {
        var collapse = new Collapse(SmallSpace.Make(random, 2, leaf), SmallSpace.Features);
        return [.. collapse.Run(SmallSpace.Items[random.Next(SmallSpace.Items.Length)]).Tables.Select(CutTable.Of)];
    }

    /// <summary>Largest difference of two sums over all profiles.</summary>
    public static double Distance(IEnumerable<CutTable> first, double firstConstant, IEnumerable<CutTable> second,
        double secondConstant) =>
        SmallSpace.Profiles.Max(bins => Math.Abs(Score(first, firstConstant, bins) - Score(second, secondConstant, bins)));
}
