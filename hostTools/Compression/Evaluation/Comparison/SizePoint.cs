namespace Endcap.Compression.Evaluation.Comparison;

/// <summary>One way to compress a model.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Bytes">Size of the blob.</param>
/// <param name="Quality">The metric of the front.</param>
public sealed record SizePoint(string Name, double Bytes, double Quality)
{
    /// <summary>The points that no other beats in both size and quality, smallest first.</summary>
    public static IReadOnlyList<SizePoint> Front(IEnumerable<SizePoint> points, bool higherIsBetter)
    {
        double best = double.NegativeInfinity;
        var front = new List<SizePoint>();
        double Worth(SizePoint point) => higherIsBetter ? point.Quality : -point.Quality;
        foreach (SizePoint point in points.Where(point => double.IsFinite(point.Quality)).OrderBy(point => point.Bytes).ThenByDescending(Worth))
        {
            if (Worth(point) <= best) continue;
            best = Worth(point);
            front.Add(point);
        }

        return front;
    }
}
