namespace Endcap.Publishing.Rollout;

/// <summary>How a label's turn ended.</summary>
public enum Outcome
{
    /// <summary>It has what it is to have, and got some of it now.</summary>
    Updated,

    /// <summary>It had everything already.</summary>
    UpToDate,

    /// <summary>It was given up for this run.</summary>
    Failed,
}

/// <summary>What came of a label's turn.</summary>
/// <param name="Label">Label id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Attempts">Visits.</param>
/// <param name="FileBytes">Bytes of the files that it has since.</param>
/// <param name="AirBytes">Bytes sent to it, losses and repetitions included.</param>
/// <param name="Chunks">Chunks sent to it, likewise.</param>
/// <param name="Seconds">Simulated seconds that its turn took.</param>
/// <param name="Trouble">Why it failed, or null.</param>
public sealed record Delivery(uint Label, Outcome Outcome, int Attempts, long FileBytes, long AirBytes, int Chunks, double Seconds, Trouble? Trouble);

/// <summary>Gives a label what it is to have. This is where a gateway's radio would come in: see the folder's README.</summary>
/// <param name="label">The label and its files.</param>
/// <param name="cancellation">Stops between two steps; the label keeps what it has.</param>
public delegate Delivery Deliver(Planning.PlannedLabel label, CancellationToken cancellation);
