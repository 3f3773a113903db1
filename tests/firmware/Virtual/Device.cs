using Endcap.Boards;
using Endcap.Fixtures.DeviceProgram;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>Boards for tests.</summary>
internal static class Device
{
    /// <summary>A switched-off board without boot time.</summary>
    internal static VirtualBoard Off(int? seed = null) => new(LilygoT5.Create(), seed) { BootTime = TimeSpan.Zero };

    /// <summary>Runs a program on a new board for some simulated time.</summary>
    internal static VirtualBoard Ran(Action program, double seconds = 60)
    {
        VirtualBoard board = Off();
        board.Boot(program);
        board.Run(TimeSpan.FromSeconds(seconds));
        return board;
    }

    /// <summary>A board that runs the sample program and advertises.</summary>
    internal static VirtualBoard Echoing(Echo program, int? seed = null)
    {
        VirtualBoard board = Off(seed);
        board.Boot(program.Main);
        VirtualPhone phone = new(board);
        Assert.IsTrue(board.RunUntil(() => phone.Scan() != null, TimeSpan.FromSeconds(5)));
        return board;
    }

    /// <summary>The notes of a program in one line.</summary>
    internal static string Notes(Steps steps) => string.Join(' ', steps.Log.ToArray());
}
