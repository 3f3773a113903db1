using Endcap.Label.Storage;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Serving;

/// <content>What an engineer may do to a label, all on its own thread.</content>
public sealed partial class LiveLabel
{
    /// <summary>Battery voltages that the slider has, mV.</summary>
    public const int LeastMillivolts = 3000, MostMillivolts = 4200;

    /// <summary>What <see cref="Control"/> takes, with what it needs as value.</summary>
    public static IReadOnlyList<string> Controls { get; } =
        ["cut", "boot", "button", "fill-drive", "empty-drive", "corrupt-blob", "repair", "drop", "battery", "clock"];

    /// <summary>Does one of <see cref="Controls"/>.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="value">battery: mV; clock: UTC, as ISO 8601.</param>
    /// <returns>Null, or why it cannot be done.</returns>
    public Task<string?> Control(string what, string? value) => Do(label => what switch
    {
        "cut" => Done(label.Board.CutPower),
        "boot" => Done(() => SwitchOn(label, setClock: false)),
        "button" => Press(label.Board),
        "fill-drive" => Done(() => label.Board.Drive.CapacityBytes = label.Board.Drive.UsedBytes),
        "empty-drive" => Done(() => label.Board.Drive.CapacityBytes = Setup.Board.DriveBytes),
        "corrupt-blob" => Done(() => Corrupt(label)),
        "repair" => Done(() => Repair(label)),
        "drop" => Done(() => _phones.ForEach(phone => phone.DropByAir())),
        "battery" => SetBattery(label.Board, value),
        "clock" => SetClock(label.Board, value),
        _ => $"no such control: {what}",
    });

    private static string? Done(Action action)
    {
        action();
        return null;
    }

    // The real-time clock starts anew with the power; the first time somebody has set it.
    private void SwitchOn(SimulatedLabel label, bool setClock)
    {
        label.Boot();
        if (setClock && Setup.Clock is { } clock) label.Board.RtcTicks = clock.Ticks;
    }

    private static string? Press(VirtualBoard board) => board.Data.Button < 0 ? $"{board.Data.Id} has no button"
        : board.State == BoardState.Off ? "the label is switched off" : Done(board.PressButton);

    // A bit in the middle of the tables, in both slots, so that no other copy takes its place; the label reads its shelf when it starts.
    private void Corrupt(SimulatedLabel label)
    {
        foreach (string path in new[] { Label.Storage.Drive.ShelfA, Label.Storage.Drive.ShelfB })
            if (label.Board.Drive.Contains(path)) label.Board.Drive.FlipBit(path, 8 * (label.Board.Drive.ReadAllBytes(path).Length / 2) + 3);
        SwitchOn(label, setClock: false);
    }

    private void Repair(SimulatedLabel label)
    {
        label.Board.Drive.CapacityBytes = Setup.Board.DriveBytes;
        foreach ((string path, byte[] bytes) in Setup.Files) label.Board.Drive.WriteAllBytes(path, bytes);
        SwitchOn(label, setClock: true);
    }

    private static string? SetBattery(VirtualBoard board, string? value)
    {
        if (!int.TryParse(value, out int millivolts) || millivolts is < LeastMillivolts or > MostMillivolts)
            return $"battery takes {LeastMillivolts} to {MostMillivolts} mV";
        board.BatteryMillivolts = millivolts;
        return null;
    }

    private static string? SetClock(VirtualBoard board, string? value)
    {
        if (board.State == BoardState.Off) return "the label is switched off: its clock starts anew when it is switched on";
        if (!DateTime.TryParse(value, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal, out DateTime utc)
            || utc.Year is < 2000 or > 2099) return "clock takes a time of this century in UTC, such as 2026-11-22T15:30";
        board.RtcTicks = utc.Ticks;
        return null;
    }
}
