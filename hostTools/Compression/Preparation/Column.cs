using System.Globalization;
using System.Text;
using Endcap.Compression.Datasets;

namespace Endcap.Compression.Preparation;

/// <summary>What a source says about the values of a column.</summary>
public enum ColumnKind
{
    /// <summary>Nothing: a CSV has only texts; numbers are found by reading them.</summary>
    Unknown,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Texts, even if they look like numbers.</summary>
    Text,

    /// <summary>Dates and times, as ISO 8601.</summary>
    Time,
}

/// <summary>One column of a <see cref="Table"/>; never changes.</summary>
public abstract class Column(string name, ColumnKind kind)
{
    /// <summary>Its name in the header.</summary>
    public string Name => name;

    /// <summary>What the source says about it.</summary>
    public ColumnKind Kind => kind;

    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the cell is empty, NA or NaN.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The cell's number; NaN where it is missing or no finite number.</summary>
    public abstract double Number(int row);

    /// <summary>The cell as a CSV has it.</summary>
    public abstract string Text(int row);

    /// <summary>Chosen rows, in that order.</summary>
    public abstract Column Take(int[] rows);

    /// <summary>The column with other texts in some cells: row → text ("" is missing).</summary>
    public abstract Column Replace(IReadOnlyDictionary<int, string> cells);

    /// <summary>A number as every file of a preparation has it: the shortest digits that read back the same; NaN is missing.</summary>
    public static string Format(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The finite number that a text says, else NaN.</summary>
    public static double Parse(string text) =>
        Cell.TryNumber(Encoding.UTF8.GetBytes(text), out double value) ? value + 0.0 : double.NaN; // −0 is 0
}

/// <summary>A column as read: each row's number into the distinct texts.</summary>
/// <param name="name">Its name.</param>
/// <param name="codes">[row]: index into <paramref name="texts"/>.</param>
/// <param name="texts">Distinct texts; not all need occur.</param>
/// <param name="kind">What the source says about it.</param>
public sealed class TextColumn(string name, int[] codes, string[] texts, ColumnKind kind = ColumnKind.Unknown) : Column(name, kind)
{
    private double[]? _numbers; // [code], made when first asked for

    /// <summary>[row]: index into <see cref="Texts"/>.</summary>
    public int[] Codes => codes;

    /// <summary>Distinct texts.</summary>
    public string[] Texts => texts;

    /// <inheritdoc/>
    public override int Count => codes.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Cell.IsMissing(texts[codes[row]]);

    /// <inheritdoc/>
    public override double Number(int row) => (_numbers ??= [.. texts.Select(Parse)])[codes[row]];

    /// <inheritdoc/>
    public override string Text(int row) => texts[codes[row]];

    /// <inheritdoc/>
    public override Column Take(int[] rows) => new TextColumn(Name, [.. rows.Select(row => codes[row])], texts, Kind);

    /// <inheritdoc/>
    public override Column Replace(IReadOnlyDictionary<int, string> cells)
    {
        if (cells.Count == 0) return this;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < texts.Length; i++) index.TryAdd(texts[i], i);
        List<string> all = [.. texts];
        int[] changed = [.. codes];
        foreach ((int row, string text) in cells)
        {
            if (!index.TryGetValue(text, out int code))
            {
                index.Add(text, code = all.Count);
                all.Add(text);
            }

            changed[row] = code;
        }

        return new TextColumn(Name, changed, [.. all], Kind);
    }
}

/// <summary>A column that a step computed.</summary>
/// <param name="name">Its name.</param>
/// <param name="values">[row]: finite, or NaN for missing.</param>
public sealed class NumberColumn(string name, double[] values) : Column(name, ColumnKind.Number)
{
    /// <inheritdoc/>
    public override int Count => values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(values[row]);

    /// <inheritdoc/>
    public override double Number(int row) => values[row];

    /// <inheritdoc/>
    public override string Text(int row) => Format(values[row]);

    /// <inheritdoc/>
    public override Column Take(int[] rows) => new NumberColumn(Name, [.. rows.Select(row => values[row])]);

    /// <inheritdoc/>
    public override Column Replace(IReadOnlyDictionary<int, string> cells)
    {
        double[] changed = [.. values];
        foreach ((int row, string text) in cells) changed[row] = Parse(text);
        return new NumberColumn(Name, changed);
    }
}
