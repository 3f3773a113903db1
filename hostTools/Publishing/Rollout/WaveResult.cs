namespace Endcap.Publishing.Rollout;

/// <summary>What came of a wave.</summary>
/// <param name="Wave">From 0.</param>
/// <param name="Labels">Labels in it.</param>
/// <param name="LeftAlone">Those that the journal knows to have everything.</param>
/// <param name="Deliveries">Those that had their turn, in the order of its end.</param>
public sealed record WaveResult(int Wave, int Labels, int LeftAlone, IReadOnlyList<Delivery> Deliveries)
{
    /// <summary>Labels whose turn ended so.</summary>
    public int Count(Outcome outcome) => Deliveries.Count(delivery => delivery.Outcome == outcome);

    /// <summary>Labels that had no turn because the roll-out was halted.</summary>
    public int Untouched => Labels - LeftAlone - Deliveries.Count;

    /// <summary>Bytes sent, losses and repetitions included.</summary>
    public long AirBytes => Deliveries.Sum(delivery => delivery.AirBytes);
}
