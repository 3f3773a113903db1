namespace Endcap.Compression.Evaluation;

/// <summary>Asks a question about every pair of products, on all processors.</summary>
internal static class ProductPairs
{
    /// <summary>The answers that are not null, by first and then second product.</summary>
    /// <param name="products">Number of products.</param>
    /// <param name="ask">Called for each pair with the lower product first, from several threads.</param>
    /// <param name="progress">Told the share done, one call at a time; or null.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    public static List<T> Select<T>(int products, Func<int, int, T?> ask, IProgress<double>? progress, CancellationToken cancellation)
        where T : class
    {
        var answers = new T?[products * products];
        var gate = new Lock();
        int done = 0;
        Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = cancellation }, pair =>
        {
            int first = pair / products, second = pair % products;
            if (first < second) answers[pair] = ask(first, second);
            lock (gate) progress?.Report((double)++done / answers.Length);
        });
        return [.. answers.OfType<T>()];
    }
}
