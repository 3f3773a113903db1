namespace Endcap.Compression.Errors;

/// <summary>E320–E329: boards, and what goes onto them.</summary>
public static partial class Catalogue
{
    /// <summary>E320: no board of that id.</summary>
    public static UserErrorException NoSuchBoard(string id, IEnumerable<string> known) => new("E320",
        $"There is no board \"{Short(id)}\".", $"Name one of: {Join(known)}.");

    /// <summary>E321: flashing needs a port.</summary>
    public static UserErrorException PortMissing() => new("E321",
        "There is no --port, so nanoff would not know which device to write.", "Name the serial port, such as COM3 or /dev/ttyUSB0 (nanoff --listports lists them); or add --dry-run.");

    /// <summary>E322: the flasher is not there.</summary>
    public static UserErrorException NanoffMissing(string nanoff, string why) => new("E322",
        $"{nanoff} cannot be started ({why}).",
        "Install nanoFramework's flasher with the .NET SDK: dotnet tool install -g nanoff; or name it with --nanoff PATH. --dry-run works without it.");

    /// <summary>E323: the flasher failed.</summary>
    public static UserErrorException NanoffFailed(string step, int exitCode, string command) => new("E323",
        FormattableString.Invariant($"nanoff ended with exit code {exitCode} while it should {step}: {command}"),
        "Its own message is above. Usual reasons: another program has the port, the board is not in its boot loader (hold BOOT, press RESET), or a poor cable.");

    /// <summary>E324: the program does not fit its partition, or is none.</summary>
    public static UserErrorException ImageDoesNotFit(string path, long bytes, string board, int most) => new("E324",
        FormattableString.Invariant($"{path}: {bytes:N0} bytes; {board} has room for 1 to {most:N0}."),
        "Give the binary that the label's project builds (bin/Release/…/*.bin), in the Release configuration.");

    /// <summary>E325: the shelf does not fit the board.</summary>
    public static UserErrorException ShelfDoesNotFit(string path, string verdict) => new("E325", $"{path}: {verdict}.",
        "Look at the numbers with endcap inspect --board, or choose a board with more heap.");

    /// <summary>E326: the files do not fit the drive.</summary>
    public static UserErrorException DriveTooSmall(long bytes, string board, int most) => new("E326",
        FormattableString.Invariant($"The files take {bytes:N0} bytes of the drive, both slots and an update included; {board} has {most:N0}."),
        "Build a smaller shelf (endcap build --budget), or choose a board with more flash.");

    /// <summary>E327: the simulated label did not do what it should.</summary>
    public static UserErrorException SimulationFailed(string path, string why) => new("E327",
        $"{path}: the simulated visit failed: {why}",
        "endcap fault N says what a fault number means. If the files are sound, this is a bug of the firmware or the simulator: please report it with them.");
}
