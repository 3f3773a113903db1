using System.Collections.Concurrent;
using System.Diagnostics;

namespace Endcap.Torture;

/// <summary>A family's counts.</summary>
/// <param name="Family">Its name.</param>
/// <param name="Injected">Faults that happened.</param>
/// <param name="Survived">After which all was well.</param>
public sealed record FamilyCount(string Family, int Injected, int Survived)
{
    /// <summary>After which something was lost.</summary>
    public int Lost => Injected - Survived;
}

/// <summary>What a campaign found.</summary>
/// <param name="Families">In the order in which they began.</param>
/// <param name="Losses">Case and what was lost.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Complete">Whether every case was run.</param>
public sealed record CampaignReport(IReadOnlyList<FamilyCount> Families, IReadOnlyList<(TortureCase Case, string Lost)> Losses, double Seconds, bool Complete)
{
    /// <summary>Faults that happened.</summary>
    public int Injected => Families.Sum(family => family.Injected);

    /// <summary>After which all was well.</summary>
    public int Survived => Families.Sum(family => family.Survived);

    /// <summary>Runs cases on all cores, each label on a board of its own.</summary>
    /// <param name="cases">What to inject.</param>
    /// <param name="limit">After which no further case begins, or null.</param>
    /// <param name="progress">Told the number of faults so far, or null.</param>
    /// <param name="cancellation">Ends it as the limit does.</param>
    public static CampaignReport Run(IEnumerable<TortureCase> cases, TimeSpan? limit = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        var order = new ConcurrentDictionary<string, int>();
        var outcomes = new ConcurrentBag<(TortureCase Case, Outcome Outcome)>();
        bool complete = true;
        Parallel.ForEach(Partitioner.Create(cases, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (each, loop) =>
            {
                if (cancellation.IsCancellationRequested || (limit is { } time && Stopwatch.GetElapsedTime(start) > time))
                {
                    complete = false;
                    loop.Stop();
                    return;
                }

                order.GetOrAdd(each.Family, _ => order.Count);
                outcomes.Add((each, RunOne(each)));
                progress?.Report(outcomes.Count);
            });
        FamilyCount[] families = [.. outcomes.Where(each => each.Outcome.Injected).GroupBy(each => each.Case.Family)
            .OrderBy(family => order[family.Key]).ThenBy(family => family.Key, StringComparer.Ordinal)
            .Select(family => new FamilyCount(family.Key, family.Count(), family.Count(each => each.Outcome.Lost is null)))];
        var losses = outcomes.Where(each => each.Outcome.Lost is not null).OrderBy(each => each.Case.Text, StringComparer.Ordinal)
            .Select(each => (each.Case, each.Outcome.Lost!)).ToList();
        return new CampaignReport(families, losses, Stopwatch.GetElapsedTime(start).TotalSeconds, complete);
    }

    // An exception of the campaign itself is a loss too: nothing is hidden.
    private static Outcome RunOne(TortureCase each)
    {
        try
        {
            return each.Run();
        }
        catch (Exception e)
        {
            return new Outcome(true, e.ToString());
        }
    }
}
