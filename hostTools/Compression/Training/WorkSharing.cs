namespace Endcap.Compression.Training;

/// <summary>Runs numbered pieces of work on up to a number of threads; small work, and work for one thread, in place.</summary>
internal sealed class WorkSharing(int threads)
{
    /// <summary>Steps (about a nanosecond each) below which waking another thread costs more than it saves.</summary>
    private const long WorthSharing = 40_000;

    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads };

    /// <summary>Runs all pieces. <paramref name="steps"/>: a rough estimate of the work in all.</summary>
    public void For(int count, long steps, Action<int> piece)
    {
        if (threads > 1 && count > 1 && steps >= WorthSharing)
        {
            Parallel.For(0, count, _options, piece);
            return;
        }

        for (int i = 0; i < count; i++) piece(i);
    }
}
