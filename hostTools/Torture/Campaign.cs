using Endcap.Boards;
using Endcap.Virtual;

namespace Endcap.Torture;

/// <summary>All faults of a campaign on one board. Each case is repeatable and shares nothing with another.</summary>
public static class Campaign
{
    private static readonly (WriteFault Fault, int Kept, string Name)[] Cuts =
    [
        (WriteFault.CutBefore, 0, "before"), (WriteFault.CutDuring, 0, "in, nothing kept"), (WriteFault.CutDuring, 40, "in, 40 bytes kept"),
        (WriteFault.CutDuring, 1100, "in, 1,100 bytes kept"), (WriteFault.CutAfter, 0, "after"),
    ];

    // Packets are few: a bounded campaign has every seventh at least.
    private const int PacketStride = 7;

    private static readonly bool[] Both = [false, true];
    private static readonly WriteFault[] LivedThrough = [WriteFault.Fail, WriteFault.Duplicate];
    private static readonly int[] Years = [1970, 2001, 2026, 2038, 2099];
    private static readonly int[] ClockPackets = [1, 4, 9];

    /// <summary>The cases, family by family.</summary>
    /// <param name="board">The board that the labels stand for.</param>
    /// <param name="stride">1: exhaustive. N: every N-th case of the long families (second cuts, flipped bits, packets, strangers).</param>
    /// <param name="seed">Of what strangers do.</param>
    /// <param name="strangers">Random sequences of strangers.</param>
    public static IEnumerable<TortureCase> Cases(Board board, int stride = 1, int seed = 1, int strangers = 2000)
    {
        foreach (Scenario scenario in Scenario.All)
        {
            DryRun dry = DryRun.Of(board, scenario);
            IEnumerable<TortureCase>[] families =
            [
                PowerCuts(board, scenario, dry), FailedWrites(board, scenario, dry), FullDrives(board, scenario, dry),
                Every(stride, SecondCuts(board, scenario, dry)), Every(Math.Min(stride, PacketStride), Packets(board, scenario, dry)), Clocks(board, scenario),
            ];
            foreach (IEnumerable<TortureCase> family in families)
                foreach (TortureCase each in family) yield return each;
        }

        foreach (TortureCase each in Every(stride, BitRot.Cases(board))) yield return each;
        foreach (TortureCase each in Strangers.Cases(board, Math.Max(1, strangers / stride), seed)) yield return each;
    }

    // A step that shares no factor with the lists' regular parts, so that a sample has all of them.
    private static IEnumerable<TortureCase> Every(int stride, IEnumerable<TortureCase> cases) => cases.Where((_, i) => i % stride == 0);

    private static IEnumerable<TortureCase> PowerCuts(Board board, Scenario scenario, DryRun dry) =>
        from write in Enumerable.Range(1, dry.Writes)
        from cut in Cuts
        select Case("power cut at a write", $"{scenario.Name}: cut {cut.Name} write {write} of {dry.Writes}", board, scenario,
            rig => rig.Board.Drive.FailWrite(rig.Board.Drive.Writes + write, cut.Fault, cut.Kept));

    private static IEnumerable<TortureCase> FailedWrites(Board board, Scenario scenario, DryRun dry) =>
        from write in Enumerable.Range(1, dry.Writes)
        from fault in LivedThrough
        select Case(fault == WriteFault.Fail ? "write refused" : "write done twice", $"{scenario.Name}: write {write} of {dry.Writes}", board, scenario,
            rig => rig.Board.Drive.FailWrite(rig.Board.Drive.Writes + write, fault));

    // The drive has room for so many blocks more; afterwards somebody makes room.
    private static IEnumerable<TortureCase> FullDrives(Board board, Scenario scenario, DryRun dry) =>
        from blocks in Enumerable.Range(0, 7)
        select Case("drive full", $"{scenario.Name}: {blocks} free blocks", board, scenario,
            rig => rig.Board.Drive.CapacityBytes = dry.UsedBytes + (blocks * VirtualDrive.BlockBytes),
            rig => rig.Board.Drive.CapacityBytes = board.DriveBytes);

    private static IEnumerable<TortureCase> Packets(Board board, Scenario scenario, DryRun dry) =>
        from packet in Enumerable.Range(1, dry.Packets)
        from cut in Both
        select Case(cut ? "power cut at a packet" : "connection lost at a packet", $"{scenario.Name}: packet {packet} of {dry.Packets}", board, scenario, rig =>
        {
            int at = rig.Staff.Radio.Packets + packet;
            rig.Staff.Radio.BeforePacket = number =>
            {
                if (number != at) return;
                if (cut) rig.Board.CutPower();
                else rig.Staff.Radio.Disconnect();
            };
        });

    private static IEnumerable<TortureCase> Clocks(Board board, Scenario scenario) =>
        from year in Years
        from packet in ClockPackets
        select Case("clock jumps", $"{scenario.Name}: to {year} at packet {packet}", board, scenario, rig =>
        {
            int at = rig.Staff.Radio.Packets + packet;
            rig.Board.RtcTicks = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc).Ticks;
            rig.Staff.Radio.BeforePacket = number =>
            {
                if (number == at) rig.Board.RtcTicks = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
            };
        });

    private static TortureCase Case(string family, string text, Board board, Scenario scenario, Action<TortureRig> plan, Action<TortureRig>? repair = null) =>
        new(family, text, () =>
        {
            using var rig = new TortureRig(board);
            scenario.Prepare(rig);
            plan(rig);
            bool ended = scenario.Run(rig);
            rig.Staff.Radio.BeforePacket = null;
            repair?.Invoke(rig);
            return new Outcome(true, Judge.Verdict(rig, scenario, ended));
        });

    // After the first cut the label starts again, and that start is cut at each of its own writes.
    private static IEnumerable<TortureCase> SecondCuts(Board board, Scenario scenario, DryRun dry)
    {
        const int mostWritesOfAStart = 8;
        return from write in Enumerable.Range(1, dry.Writes)
               from first in new[] { Cuts[0], Cuts[2], Cuts[4] }
               from again in Enumerable.Range(1, mostWritesOfAStart)
               from second in new[] { Cuts[0], Cuts[1], Cuts[4] }
               select new TortureCase("second power cut, in the start after it",
                   $"{scenario.Name}: cut {first.Name} write {write} of {dry.Writes}, then {second.Name} write {again} of the start", () =>
                   {
                       using var rig = new TortureRig(board);
                       scenario.Prepare(rig);
                       rig.Board.Drive.FailWrite(rig.Board.Drive.Writes + write, first.Fault, first.Kept);
                       bool ended = scenario.Run(rig);
                       if (!rig.IsOff) return new Outcome(false, null);
                       int at = rig.Board.Drive.Writes + again;
                       rig.Board.Drive.FailWrite(at, second.Fault, second.Kept);
                       rig.Label.Boot();
                       if (!rig.Board.RunUntil(() => rig.IsOff, TimeSpan.FromMinutes(3))) return new Outcome(false, null);
                       return new Outcome(true, Judge.Verdict(rig, scenario, ended));
                   });
    }
}
