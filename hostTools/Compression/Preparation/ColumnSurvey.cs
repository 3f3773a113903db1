using Endcap.Compression.Errors;

namespace Endcap.Compression.Preparation;

/// <summary>What a column looks like before any step: nothing about the data is to pass unseen.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kind">What the source says.</param>
/// <param name="Missing">Missing cells.</param>
/// <param name="Distinct">Distinct texts that are not missing.</param>
/// <param name="Numbers">Cells that are finite numbers.</param>
/// <param name="Texts">Cells that are neither numbers nor missing.</param>
/// <param name="FirstText">The first of those with its place, or "".</param>
public sealed record ColumnSurvey(string Name, ColumnKind Kind, int Missing, int Distinct, int Numbers, int Texts, string FirstText)
{
    /// <summary>Whether most cells are numbers but some are not: such a column is a text for every later stage.</summary>
    public bool Mixed => Texts > 0 && Numbers > Texts;

    /// <summary>Looks at all columns.</summary>
    public static IReadOnlyList<ColumnSurvey> Of(Table table) => [.. table.Columns.Select(column => Of(table, column))];

    private static ColumnSurvey Of(Table table, Column column)
    {
        int missing = 0, numbers = 0, texts = 0, first = -1;
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (column.IsMissing(row))
            {
                missing++;
                continue;
            }

            distinct.Add(column.Text(row));
            if (double.IsFinite(column.Number(row))) numbers++;
            else if (texts++ == 0) first = row;
        }

        string example = first < 0 ? "" : $"{table.Place(first)}: {Catalogue.Short(column.Text(first))}";
        return new ColumnSurvey(column.Name, column.Kind, missing, distinct.Count, numbers, texts, example);
    }
}
