using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Training;

/// <summary>Holds out a part of a data set for validation.</summary>
public static class ValidationSplit
{
    /// <summary>
    /// Splits by whole groups; data of a single group (a schema without groups) is split by rows.
    /// The order of rows is kept. Same seed, same split.
    /// </summary>
    /// <param name="data">What to split.</param>
    /// <param name="fraction">Share of groups to hold out; above 0, below 1; rounded to whole groups, at least one.</param>
    /// <param name="seed">Chooses the groups.</param>
    /// <exception cref="UserErrorException">E213: one side would be empty.</exception>
    public static (BinnedDataset Train, BinnedDataset Validation) HoldOut(BinnedDataset data, double fraction, int seed)
    {
        bool byRows = data.GroupCount <= 1;
        int units = byRows ? data.RowCount : data.GroupCount;
        int held = double.IsFinite(fraction) && fraction is > 0 and < 1 ? Math.Max(1, (int)Math.Round(fraction * units)) : 0;
        if (held <= 0 || held >= units) throw Catalogue.FoldTooSmall(fraction, units, byRows ? "rows" : "groups");

        var isHeld = new bool[units];
        foreach (int unit in Sampling.Choose(units, held, new Sampling(seed, stream: -1))) isHeld[unit] = true;
        return (Take(data, isHeld, false, byRows), Take(data, isHeld, true, byRows));
    }

    /// <summary>Splits by whole owners (shoppers): all groups of an owner land on one side. The order of rows is kept. Same seed, same split.</summary>
    /// <param name="data">What to split.</param>
    /// <param name="owners">[row]: the owner, numbered from 0 in order of appearance; the same for all rows of a group.</param>
    /// <param name="fraction">Share of owners to hold out; above 0, below 1; rounded to whole owners, at least one.</param>
    /// <param name="seed">Chooses the owners.</param>
    /// <exception cref="UserErrorException">E213: one side would be empty.</exception>
    public static (BinnedDataset Train, BinnedDataset Validation) HoldOut(BinnedDataset data, int[] owners, double fraction, int seed)
    {
        int count = owners.Length == 0 ? 0 : owners.Max() + 1, held = Math.Max(1, (int)Math.Round(fraction * count));
        if (held >= count) throw Catalogue.FoldTooSmall(fraction, count, "owners");
        HashSet<int> chosen = [.. Sampling.Choose(count, held, new Sampling(seed, stream: -1))];
        bool byRows = data.GroupCount <= 1;
        bool[] isHeld = byRows ? [.. owners.Select(chosen.Contains)]
            : [.. Enumerable.Range(0, data.GroupCount).Select(group => chosen.Contains(owners[data.GroupStarts[group]]))];
        return (Take(data, isHeld, false, byRows), Take(data, isHeld, true, byRows));
    }

    private static BinnedDataset Take(BinnedDataset data, bool[] isHeld, bool side, bool byRows)
    {
        var rows = new List<int>();
        var starts = new List<int> { 0 };
        for (int unit = 0; unit < isHeld.Length; unit++)
        {
            if (isHeld[unit] != side) continue;
            int first = byRows ? unit : data.GroupStarts[unit];
            int end = byRows ? unit + 1 : data.GroupStarts[unit + 1];
            for (int row = first; row < end; row++) rows.Add(row);
            if (!byRows) starts.Add(rows.Count);
        }

        if (byRows) starts.Add(rows.Count);
        byte[][] columns = [.. data.Columns.Select(column => rows.Select(row => column[row]).ToArray())];
        return new BinnedDataset(data.Schema, columns, [.. rows.Select(row => data.Labels[row])], [.. starts])
        {
            Source = data.Source?.Of(rows),
        };
    }
}
