using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;

namespace Endcap.Cli;

/// <summary>One run of a command: its options, where its output goes, and whether it is to stop.</summary>
internal sealed class CommandContext(ParseResult parse, CancellationToken cancellation)
{
    private readonly List<string> _warnings = [];

    /// <summary>Stops the command (Ctrl-C); pass it to everything that takes time.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The global --seed.</summary>
    public int Seed => Get(CommonOptions.Seed);

    /// <summary>Whether stdout gets JSON.</summary>
    public bool Json => Get(CommonOptions.Json);

    /// <summary>Where progress and other programs' output go.</summary>
    public TextWriter Error => parse.InvocationConfiguration.Error;

    /// <summary>An option's value.</summary>
    public T Get<T>(Option<T> option) => parse.GetValue(option)!;

    /// <summary>An argument's value.</summary>
    public T Get<T>(Argument<T> argument) => parse.GetValue(argument)!;

    /// <summary>Whether the user gave the option (and not its default).</summary>
    public bool Has(Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>Something the user should look at: on stderr at once, and under "warnings" in the JSON report.</summary>
    public void Warn(string message)
    {
        _warnings.Add(message);
        parse.InvocationConfiguration.Error.WriteLine($"warning: {message}");
    }

    /// <summary>Prints the command's result on stdout. Once per command, as its last act.</summary>
    public void Print(Report report)
    {
        report.AddForJson("warnings", _warnings);
        TextWriter output = parse.InvocationConfiguration.Output;
        if (Json) ReportJson.Write(output, report);
        else ReportText.Write(output, report);
    }

    /// <summary>Prints a result that misses what was asked for, with the error in it; instead of <see cref="Print"/>.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(Report report, UserErrorException e)
    {
        report.AddForJson("exitCode", ExitCode.UserError);
        if (Json) report.AddSection("error", "Error").AddForJson("code", e.Code).AddForJson("message", e.Message).AddForJson("help", e.Help);
        Print(report);
        Error.WriteLine($"error {e.Code}: {e.Message}");
        Error.WriteLine($"help: {e.Help}");
        return ExitCode.UserError;
    }

    /// <summary>Does work that may take more than a second, telling the user on stderr how far it is.</summary>
    /// <param name="title">What is being done: "training".</param>
    /// <param name="work">Reports fractions, 0…1.</param>
    public T WithProgress<T>(string title, Func<IProgress<double>, T> work) =>
        Progress.Run(parse.InvocationConfiguration.Error, title, work);
}

/// <summary>Ties commands to their code.</summary>
internal static class CommandActions
{
    /// <summary>Sets what a command does; it fails by throwing.</summary>
    public static void SetRun(this Command command, Action<CommandContext> run) => command.SetRun(context =>
    {
        run(context);
        return ExitCode.Success;
    });

    /// <summary>Sets what a command does; it answers its exit code.</summary>
    public static void SetRun(this Command command, Func<CommandContext, int> run) =>
        command.SetAction((parse, cancellation) => Task.FromResult(run(new CommandContext(parse, cancellation))));
}
