using Endcap.Boards;

namespace Endcap.Cli.Flashing;

/// <summary>One call of nanoff.</summary>
/// <param name="What">What it is to do, as a message ends: "write the firmware".</param>
/// <param name="Arguments">As the process gets them.</param>
internal sealed record NanoffStep(string What, IReadOnlyList<string> Arguments)
{
    /// <summary>The three calls, in their order: firmware, program, files.</summary>
    /// <param name="board">Gives target and address. The target is always named: nanoff never selects an image with Bluetooth by itself.</param>
    /// <param name="port">Serial port.</param>
    /// <param name="image">The program's binary.</param>
    /// <param name="list">The file deployment.</param>
    public static NanoffStep[] All(Board board, string port, string image, string list)
    {
        string[] common = ["--platform", "esp32", "--target", board.Image, "--serialport", port];
        return
        [
            new("write the firmware", [.. common, "--update", "--masserase"]),
            new("write the program", [.. common, "--deploy", "--image", image, "--address", $"0x{board.DeployAt:X}"]),
            new("write the files", [.. common, "--filedeployment", list]),
        ];
    }

    /// <summary>The command line as a shell takes it.</summary>
    public string CommandLine(string nanoff) => string.Join(' ', Arguments.Prepend(nanoff).Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:\\=+".Contains(c)) ? argument : $"\"{argument}\"";
}
