using System.Text.Json;
using Endcap.Cli;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>Runs a command in this process and keeps what it printed.</summary>
internal sealed record EndcapProcess(int ExitCode, string Output, string Error)
{
    public static EndcapProcess Run(params string[] args) => Run(CancellationToken.None, args);

    public static EndcapProcess Run(CancellationToken cancellation, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = CommandLine.RunAsync(args, output, error, cancellation).GetAwaiter().GetResult();
        return new EndcapProcess(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The output as JSON: nothing but one object.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails unless the command did what it was asked.</summary>
    public EndcapProcess Succeeded()
    {
        Assert.AreEqual(0, ExitCode, Error + Output);
        return this;
    }
}
