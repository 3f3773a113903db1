using System.Runtime.ExceptionServices;
using Endcap.Publishing.Planning;

namespace Endcap.Publishing.Rollout;

/// <summary>
/// Runs a plan wave by wave, several labels at a time. It halts as soon as more labels failed than the rule allows for all
/// labels up to the end of the wave: what has begun is finished, nothing else begins.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="halt">How many may fail.</param>
/// <param name="threads">Labels at a time.</param>
/// <param name="deliver">Gives a label what it is to have.</param>
public sealed class WaveRunner(PublishPlan plan, Share halt, int threads, Deliver deliver)
{
    private readonly List<WaveResult> _results = [];
    private int _failed;
    private int _reached;

    /// <summary>The waves so far.</summary>
    public IReadOnlyList<WaveResult> Results => _results;

    /// <summary>Whether more labels failed than the rule allows.</summary>
    public bool IsHalted => halt.IsExceededBy(_failed, _reached);

    /// <summary>Labels that failed.</summary>
    public int Failed => _failed;

    /// <summary>Labels that a wave reaches and that had no turn.</summary>
    public int Untouched => plan.Labels.Count(label => label is { Wave: >= 0, Turn: LabelTurn.Ask }) - _results.Sum(result => result.Deliveries.Count);

    /// <summary>Runs the next wave.</summary>
    /// <param name="progress">Is told the share of the wave's labels that are done.</param>
    /// <param name="cancellation">Stops all labels between two steps.</param>
    /// <returns>What came of it; null where there is no wave left, or the roll-out is halted.</returns>
    public WaveResult? RunNext(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (IsHalted || _results.Count == plan.Waves) return null;
        int wave = _results.Count;
        IReadOnlyList<PlannedLabel> labels = plan.Wave(wave);
        PlannedLabel[] open = [.. labels.Where(label => label.Turn == LabelTurn.Ask)];
        _reached += labels.Count;
        var result = new WaveResult(wave, labels.Count, labels.Count - open.Length, RunAll(open, progress, cancellation));
        _results.Add(result);
        return result;
    }

    // An exception of one label ends the wave: it is the disk, a bug or Ctrl-C. What is wrong with a label is no exception.
    private List<Delivery> RunAll(PlannedLabel[] labels, IProgress<double>? progress, CancellationToken cancellation)
    {
        var done = new List<Delivery>();
        ExceptionDispatchInfo? thrown = null;
        int next = -1;
        void Work()
        {
            while (Interlocked.Increment(ref next) is var at && at < labels.Length)
            {
                lock (done)
                    if (thrown is not null || IsHalted) return;
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    Delivery delivery = deliver(labels[at], cancellation);
                    lock (done)
                    {
                        done.Add(delivery);
                        if (delivery.Outcome == Outcome.Failed) _failed++;
                        progress?.Report((double)done.Count / labels.Length);
                    }
                }
                catch (Exception e)
                {
                    lock (done) thrown ??= ExceptionDispatchInfo.Capture(e);
                }
            }
        }

        Thread[] workers = [.. Enumerable.Range(0, Math.Min(threads, labels.Length)).Select(_ => new Thread(Work))];
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
        thrown?.Throw();
        return done;
    }
}
