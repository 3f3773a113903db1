using Endcap.Boards;

namespace Endcap.Torture;

/// <summary>A scenario without any fault: how much there is to fail.</summary>
/// <param name="Writes">Writes to the drive.</param>
/// <param name="Packets">Packets of the staff's tablet.</param>
/// <param name="UsedBytes">Bytes of the drive taken at the begin.</param>
public sealed record DryRun(int Writes, int Packets, int UsedBytes)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">It does not end well: no campaign makes sense.</exception>
    public static DryRun Of(Board board, Scenario scenario)
    {
        using var rig = new TortureRig(board);
        scenario.Prepare(rig);
        int writes = rig.Board.Drive.Writes, packets = rig.Staff.Radio.Packets, used = rig.Board.Drive.UsedBytes;
        bool ended = scenario.Run(rig);
        var result = new DryRun(rig.Board.Drive.Writes - writes, rig.Staff.Radio.Packets - packets, used);
        if (!ended) throw new InvalidOperationException($"Without any fault, {scenario.Name} does not come to its end.");
        if (Judge.Verdict(rig, scenario, ended: true) is { } lost) throw new InvalidOperationException($"Without any fault, {scenario.Name}: {lost}");
        return result;
    }
}
