namespace Endcap.Virtual;

/// <summary>Faults of the drive.</summary>
public sealed partial class VirtualDrive
{
    private readonly Dictionary<int, (WriteFault Fault, int KeptBytes)> _faults = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Time that a write takes, µs. An estimate for a block of NOR flash.</summary>
    public int WriteMicroseconds { get; set; } = 20_000;

    /// <summary>Plans a fault.</summary>
    /// <param name="write">Which write: 1 is the first of the drive's life, <see cref="Writes"/> + 1 the next.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="keptBytes">Bytes of the new content that stay, for <see cref="WriteFault.CutDuring"/>.</param>
    public void FailWrite(int write, WriteFault fault, int keptBytes = 0) => _faults[write] = (fault, keptBytes);

    /// <summary>Lets reads of a file fail, or succeed again.</summary>
    public void FailReads(string path, bool fail = true)
    {
        if (fail) _unreadable.Add(path);
        else _unreadable.Remove(path);
    }

    private void Write(Action check, Action apply, Action<int> tear)
    {
        Writes++;
        (WriteFault fault, int kept) = _faults.GetValueOrDefault(Writes);
        if (fault == WriteFault.Fail) throw new IOException($"Write {Writes} of the drive failed.");
        if (fault == WriteFault.CutBefore) _board.CutPower();
        check();
        if (fault == WriteFault.CutDuring)
        {
            tear(kept);
            _board.CutPower();
        }
        apply();
        if (fault == WriteFault.Duplicate)
        {
            apply();
            _board.Scheduler.Spend(WriteMicroseconds);
        }
        if (fault == WriteFault.CutAfter) _board.CutPower();
        _board.Scheduler.Spend(WriteMicroseconds);
    }
}
