namespace Endcap.Compression.Preparation.Steps;

/// <summary>Quantiles of sorted numbers, interpolated linearly (Hyndman and Fan 1996, type 7: what numpy, R and pandas do).</summary>
internal static class Quantiles
{
    /// <summary>The quantile; <paramref name="sorted"/> is ascending and not empty, <paramref name="at"/> from 0 to 1.</summary>
    public static double Of(double[] sorted, double at)
    {
        double position = at * (sorted.Length - 1);
        int below = (int)position;
        if (below >= sorted.Length - 1) return sorted[^1];
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>The middle.</summary>
    public static double Median(double[] sorted) => Of(sorted, 0.5);
}
