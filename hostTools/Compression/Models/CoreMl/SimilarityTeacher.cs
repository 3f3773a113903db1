using System.Globalization;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.CoreMl;

/// <summary>
/// An item-similarity recommender, one row per shopper and one input per item: the shopper's score of it (1 where there is only a list), empty
/// where it is not in the shopper's list. Score k = Σ over listed items i of similarity(k, i) · (score i − shift k). Core ML leaves listed
/// items out of its recommendations; the scores here are of all items.
/// </summary>
public sealed class SimilarityTeacher : Teacher
{
    /// <summary>[listed item]: the items that it says something of.</summary>
    public required int[][] Items { get; init; }

    /// <summary>[listed item][of <see cref="Items"/>]: how similar.</summary>
    public required double[][] Similarities { get; init; }

    /// <summary>[item]: what is taken off every score that counts for it.</summary>
    public required double[] Shift { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> Facts =>
    [
        new("items", Shift.Length.ToString(CultureInfo.InvariantCulture)),
        new("similarities", Items.Sum(row => row.Length).ToString(CultureInfo.InvariantCulture)),
        new("row", "one input per item: the shopper's score of it, empty where it is not in the list"),
    ];

    /// <inheritdoc/>
    public override TeacherScorer NewScorer() => new Scorer(this);

    private sealed class Scorer(SimilarityTeacher teacher) : TeacherScorer
    {
        public override void Score(ReadOnlySpan<double> row, Span<double> raw, Span<double> outputs)
        {
            outputs.Clear();
            for (int i = 0; i < row.Length; i++)
            {
                if (double.IsNaN(row[i])) continue;
                int[] items = teacher.Items[i];
                for (int n = 0; n < items.Length; n++) outputs[items[n]] += teacher.Similarities[i][n] * (row[i] - teacher.Shift[items[n]]);
            }
        }
    }
}
