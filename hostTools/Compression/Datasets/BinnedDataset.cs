namespace Endcap.Compression.Datasets;

/// <summary>
/// Rows in bins, column by column: what training, evaluation and the shelf build work on.
/// Rows of one group (one purchase, one shelf) are contiguous.
/// </summary>
public sealed class BinnedDataset
{
    /// <summary>Creates a data set; arrays are kept, not copied.</summary>
    /// <param name="schema">Describes the columns.</param>
    /// <param name="columns">[feature][row]: bins, in the order of <see cref="Schema.Features"/>.</param>
    /// <param name="labels">[row]: relevance (ranking), 0/1 (logistic) or the target (squared error).</param>
    /// <param name="groupStarts">[group + 1]: first row of each group, then the row count. One group of all rows where the schema has none.</param>
    public BinnedDataset(Schema schema, byte[][] columns, float[] labels, int[] groupStarts)
    {
        Schema = schema;
        Columns = columns;
        Labels = labels;
        GroupStarts = groupStarts;
    }

    /// <summary>Describes the columns.</summary>
    public Schema Schema { get; }

    /// <summary>[feature][row]: bins.</summary>
    public byte[][] Columns { get; }

    /// <summary>[row]: the label column.</summary>
    public float[] Labels { get; }

    /// <summary>[group + 1]: first row of each group, then the row count.</summary>
    public int[] GroupStarts { get; }

    /// <summary>Where the rows come from, for messages; null for data that was not read from a file.</summary>
    public RowSource? Source { get; init; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>Number of groups.</summary>
    public int GroupCount => GroupStarts.Length - 1;

    /// <summary>[feature][bin]: number of rows in each bin.</summary>
    public double[][] CountBins()
    {
        var counts = new double[Columns.Length][];
        for (int f = 0; f < counts.Length; f++)
        {
            double[] bins = counts[f] = new double[Schema.Features[f].BinCount];
            foreach (byte bin in Columns[f]) bins[bin]++;
        }

        return counts;
    }
}

/// <summary>The file that rows were read from.</summary>
/// <param name="File">Its path.</param>
/// <param name="Lines">[row]: the line on which the row begins, from 1.</param>
public sealed record RowSource(string File, int[] Lines)
{
    /// <summary>The source of chosen rows. <paramref name="rows"/>: [new row] row.</summary>
    public RowSource Of(IEnumerable<int> rows) => this with { Lines = [.. rows.Select(row => Lines[row])] };
}
