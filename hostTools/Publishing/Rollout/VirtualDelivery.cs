using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Planning;
using Endcap.Simulation;

namespace Endcap.Publishing.Rollout;

/// <summary>Delivers to virtual labels: each has a board of its own, so any number of threads may do so.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Keys">The store's keys.</param>
/// <param name="Journal">Is told of each step.</param>
/// <param name="Options">How.</param>
public sealed record VirtualDelivery(VirtualLabels Labels, KeyRing Keys, PublishJournal Journal, VisitOptions Options)
{
    private static readonly TimeSpan _firstWake = TimeSpan.FromMinutes(2);

    /// <summary>Is called with each label before its turn. For tests: what it does happens to the label in the shop.</summary>
    internal Action<PlannedLabel, SimulatedLabel>? Before { get; set; }

    /// <summary>Gives a label what it is to have. A <see cref="Deliver"/>.</summary>
    public Delivery Deliver(PlannedLabel label, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(label);
        int seed = Options.SeedOf(label.Label);
        using SimulatedLabel simulated = Labels.Open(label.Label, () => Keys.Record(label.Label), seed);
        Before?.Invoke(label, simulated);
        simulated.Boot();
        simulated.RunUntilAsleep(_firstWake); // labels are not found at their start but some time between two wakes
        simulated.Board.Run(TimeSpan.FromSeconds(new Random(seed).Next(60)));
        void Keep() => Labels.Save(label.Label, simulated.Board.Drive);
        return new LabelVisit(simulated.Board, label, Keys, Journal, Options, Keep, cancellation).Run();
    }
}
