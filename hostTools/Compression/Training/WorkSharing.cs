namespace Endcap.Compression.Training;

/// <summary>Runs numbered pieces of work on up to a number of threads; on one thread, in order and without any pool.</summary>
internal sealed class WorkSharing(int threads)
{
    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads };

    public void For(int count, Action<int> piece)
    {
        if (threads > 1 && count > 1)
        {
            Parallel.For(0, count, _options, piece);
            return;
        }

        for (int i = 0; i < count; i++) piece(i);
    }
}
