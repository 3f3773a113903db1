using Endcap.Compression.Tensors;

namespace Endcap.Tests.HostTools.Compression.Tensors;

/// <summary>Random matrices for properties.</summary>
internal static class Matrices
{
    /// <summary>Standard normal cells.</summary>
    public static Matrix Normal(Random random, int rows, int columns, double scale = 1) =>
        new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (float)MathNet.Numerics.Distributions.Normal.Sample(random, 0, scale))]);

    /// <summary>A random shape, scale and offset; sometimes constant, sometimes with outliers.</summary>
    public static Matrix Any(Random random)
    {
        int rows = random.Next(1, 8), columns = random.Next(1, 20);
        double scale = Math.Pow(10, random.Next(-6, 6)), offset = random.Next(3) == 0 ? scale * random.Next(-5, 6) : 0;
        Matrix matrix = Normal(random, rows, columns, random.Next(8) == 0 ? 0 : scale);
        for (int i = 0; i < matrix.Data.Length; i++) matrix.Data[i] += (float)offset;
        if (random.Next(4) == 0) matrix.Data[random.Next(matrix.Data.Length)] *= 50;
        return matrix;
    }

    /// <summary>Samples whose inputs are strongly correlated: few hidden causes and a little noise.</summary>
    public static Matrix Correlated(Random random, int samples, int inputs, int causes = 2)
    {
        Matrix mixed = Normal(random, samples, causes).Times(Normal(random, causes, inputs)), noise = Normal(random, samples, inputs, 0.2);
        for (int i = 0; i < mixed.Data.Length; i++) mixed.Data[i] += noise.Data[i];
        return mixed;
    }
}
