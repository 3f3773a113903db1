using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.LowRank;

/// <summary>
/// k-means of vectors: seeds drawn with a chance in proportion to their squared distance from those drawn before (k-means++,
/// Arthur and Vassilvitskii 2007), then Lloyd's rounds. An empty cluster takes the vector that is farthest from its centre.
/// </summary>
internal static class VectorClusters
{
    private const int Rounds = 100;

    /// <summary>Clusters the rows of a matrix.</summary>
    /// <param name="points">[point][dimension], at least one.</param>
    /// <param name="count">Number of clusters, at most the number of points.</param>
    /// <param name="random">Source of the seeds.</param>
    /// <param name="nearest">Receives [point]: cluster.</param>
    /// <returns>[cluster][dimension]: centres.</returns>
    public static Matrix Run(Matrix points, int count, Random random, int[] nearest)
    {
        Matrix centres = Seed(points, count, random);
        float[] distance = new float[points.Rows];
        Array.Fill(nearest, -1);
        for (int round = 0; round < Rounds; round++)
        {
            if (!Assign(points, centres, nearest, distance)) break;
            Move(points, centres, nearest, distance);
        }

        Assign(points, centres, nearest, distance);
        return centres;
    }

    /// <summary>The nearest centre of each point.</summary>
    /// <returns>Whether any changed.</returns>
    public static bool Assign(Matrix points, Matrix centres, int[] nearest, float[] distance)
    {
        bool changed = false;
        for (int point = 0; point < points.Rows; point++)
        {
            int best = 0;
            float least = float.PositiveInfinity;
            for (int centre = 0; centre < centres.Rows; centre++)
            {
                float one = Squared(points.Row(point), centres.Row(centre));
                if (one < least) (least, best) = (one, centre);
            }

            changed |= nearest[point] != best;
            (nearest[point], distance[point]) = (best, least);
        }

        return changed;
    }

    private static Matrix Seed(Matrix points, int count, Random random)
    {
        var centres = new Matrix(count, points.Columns);
        float[] distance = new float[points.Rows];
        Array.Fill(distance, float.PositiveInfinity);
        int chosen = random.Next(points.Rows);
        for (int centre = 0; centre < count; centre++)
        {
            points.Row(chosen).CopyTo(centres.Row(centre));
            for (int point = 0; point < points.Rows; point++)
                distance[point] = Math.Min(distance[point], Squared(points.Row(point), centres.Row(centre)));
            chosen = Draw(distance, random);
        }

        return centres;
    }

    private static int Draw(float[] distance, Random random)
    {
        double rest = random.NextDouble() * distance.Sum(one => (double)one);
        int point = 0;
        while (point < distance.Length - 1 && (rest -= distance[point]) >= 0) point++;
        return point;
    }

    private static void Move(Matrix points, Matrix centres, int[] nearest, float[] distance)
    {
        double[] sums = new double[centres.Data.Length];
        int[] sizes = new int[centres.Rows];
        for (int point = 0; point < points.Rows; point++)
        {
            sizes[nearest[point]]++;
            for (int d = 0; d < points.Columns; d++) sums[nearest[point] * points.Columns + d] += points[point, d];
        }

        for (int centre = 0; centre < centres.Rows; centre++)
            for (int d = 0; sizes[centre] > 0 && d < points.Columns; d++)
                centres[centre, d] = (float)(sums[centre * points.Columns + d] / sizes[centre]);
        foreach (int empty in Enumerable.Range(0, centres.Rows).Where(centre => sizes[centre] == 0))
        {
            int farthest = TensorPrimitives.IndexOfMax<float>(distance);
            points.Row(farthest).CopyTo(centres.Row(empty));
            distance[farthest] = 0;
        }
    }

    private static float Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        if (a.Length >= 16) // a span call costs more than a few elements
        {
            sum = TensorPrimitives.Distance(a, b);
            return sum * sum;
        }

        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
