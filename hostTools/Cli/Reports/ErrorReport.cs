using Endcap.Compression.Errors;

namespace Endcap.Cli.Reports;

/// <summary>
/// What went wrong: <c>error E101: message</c> and <c>help: …</c> on stderr; with --json also one object on stdout:
/// <c>{"error": {"code", "message", "help"}, "exitCode"}</c>.
/// </summary>
internal sealed class ErrorReport(TextWriter output, TextWriter error, bool json)
{
    /// <summary>Writes an error that the user can mend; answers the exit code.</summary>
    public int Write(UserErrorException e, int exitCode) => Write($"error {e.Code}: ", e.Code, e.Message, e.Help, exitCode);

    /// <summary>Says that Ctrl-C stopped the command.</summary>
    public int WriteCancelled() => Write("", "cancelled", "cancelled; no unfinished file is left behind", null, ExitCode.Cancelled);

    /// <summary>Says that endcap itself failed, with all a bug report needs.</summary>
    public int WriteBug(Exception e) =>
        Write("error E999: ", "E999", $"this is a bug in endcap: {e.GetType().Name}: {e.Message}\n{e.StackTrace}",
            "please report it with the command line, this text and, if you can, the input files", ExitCode.InternalError);

    private int Write(string prefix, string code, string message, string? help, int exitCode)
    {
        error.WriteLine(prefix + message);
        if (help is not null) error.WriteLine($"help: {help}");
        if (json) output.WriteLine(ReportJson.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", code);
            writer.WriteString("message", message);
            writer.WriteString("help", help);
            writer.WriteEndObject();
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteEndObject();
        }));
        return exitCode;
    }
}
