namespace Endcap.Virtual;

/// <summary>What a program did that real hardware would refuse, ignore or be harmed by.</summary>
/// <param name="Microseconds">When, in the board's time.</param>
/// <param name="Text">What.</param>
public sealed record Violation(long Microseconds, string Text);

/// <summary>The violations of one board, in order.</summary>
public sealed class ViolationLog
{
    private readonly List<Violation> _all = [];
    private readonly PanelClock _clock;

    internal ViolationLog(PanelClock clock) => _clock = clock;

    /// <summary>All, oldest first.</summary>
    public IReadOnlyList<Violation> All => _all;

    internal void Add(string text)
    {
        // A loop that does the same wrong thing a thousand times in one instant says it once.
        if (_all.Count > 0 && _all[^1].Text == text && _all[^1].Microseconds == _clock.Now) return;
        _all.Add(new Violation(_clock.Now, text));
    }
}
