using System.Globalization;
using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation;

/// <summary>
/// Divides rows into parts or folds by a hash of their group and a seed: a group is never divided, the same group falls into
/// the same part whatever else is in the data, and neither order nor machine matters. The fractions are therefore met on
/// average over the groups, not exactly.
/// </summary>
public static class GroupSplit
{
    /// <summary>The part of each row.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="group">The column that keeps rows together; null: each row for itself (by its number).</param>
    /// <param name="fractions">Training, validation and test, or training and test; above 0, sum 1.</param>
    /// <param name="seed">Another seed, another division.</param>
    /// <returns>[row]: <see cref="SplitPart"/>. Errors: E146 (no such column), E155 (bad fractions, or an empty part).</returns>
    public static byte[] Parts(Table table, string? group, IReadOnlyList<double> fractions, int seed)
    {
        CheckFractions(fractions);
        double[] positions = Positions(table, group, $"split {seed}");
        double first = fractions[0], second = fractions.Count == 3 ? first + fractions[1] : first;
        byte[] parts = [.. positions.Select(p => (byte)(p < first ? SplitPart.Training : p < second ? SplitPart.Validation : SplitPart.Test))];
        foreach (SplitPart part in Wanted(fractions))
            if (!parts.Contains((byte)part))
                throw Catalogue.SplitImpossible($"{table.Source}: the split leaves the {part} part empty");
        return parts;
    }

    /// <summary>The fold of each row, 0 … <paramref name="folds"/> − 1, independent of the part that it is in.</summary>
    public static int[] Folds(Table table, string? group, int folds, int seed) =>
        [.. Positions(table, group, $"folds {seed}").Select(p => (int)(p * folds))];

    /// <summary>The parts that these fractions ask for; none without fractions.</summary>
    public static SplitPart[] Wanted(IReadOnlyList<double> fractions) => fractions.Count switch
    {
        0 => [],
        2 => [SplitPart.Training, SplitPart.Test],
        _ => [SplitPart.Training, SplitPart.Validation, SplitPart.Test],
    };

    /// <summary>Refuses fractions that are no split. Error: E155.</summary>
    public static void CheckFractions(IReadOnlyList<double> fractions)
    {
        string text = string.Join(",", fractions.Select(Column.Format));
        if (fractions.Count is not (2 or 3)) throw Catalogue.SplitImpossible($"\"{text}\": a split has two or three fractions");
        if (fractions.Any(fraction => !(fraction > 0))) throw Catalogue.SplitImpossible($"\"{text}\": a fraction is not above 0");
        if (!(Math.Abs(fractions.Sum() - 1) < 1e-9)) throw Catalogue.SplitImpossible($"\"{text}\": the fractions do not sum to 1");
    }

    // [row]: 0…1, the same for all rows of a group.
    private static double[] Positions(Table table, string? group, string salt)
    {
        if (group is null)
            return [.. table.Lines.Select(line => StableHash.Unit($"{salt} {line.ToString(CultureInfo.InvariantCulture)}"))];
        Column column = table.Find(group) ?? throw Catalogue.StepColumnMissing("--group", group, table.Names);
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        var positions = new double[table.RowCount];
        for (int row = 0; row < positions.Length; row++)
        {
            string text = column.IsMissing(row) ? throw Catalogue.GroupEmpty(table.Source, table.Lines[row], group) : column.Text(row);
            if (!known.TryGetValue(text, out positions[row])) known.Add(text, positions[row] = StableHash.Unit($"{salt} {text}"));
        }

        return positions;
    }
}
