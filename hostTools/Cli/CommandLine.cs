using System.CommandLine;
using System.CommandLine.Parsing;
using Endcap.Cli.Commands;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;

namespace Endcap.Cli;

/// <summary>The whole command line: builds the commands, runs one, and turns what goes wrong into messages and exit codes.</summary>
public static class CommandLine
{
    private const string Description = """
        endcap turns a recommender into about a kilobyte of int8 tables that a shelf label evaluates itself.

        Exit codes: 0 done; 1 an error you can mend (code, message and help on stderr); 2 wrong usage; 70 a bug;
        130 stopped by Ctrl-C. A failed command leaves no unfinished file; of demo, finished ones stay,
        and compress stopped by Ctrl-C writes its best so far.
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">As the process got them.</param>
    /// <param name="output">Gets the report: text, or one JSON object with --json (also for an error).</param>
    /// <param name="error">Gets warnings, errors and progress.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        ParseResult parse = CreateRoot().Parse(args.Length == 0 ? ["--help"] : args);
        var errors = new ErrorReport(output, error, json: args.Contains("--json"));
        if (parse.Errors.Count > 0) return errors.Write(Usage(parse), ExitCode.Usage);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false, // ours is below
                ProcessTerminationTimeout = null, // Ctrl-C is Program's
            };
            return await parse.InvokeAsync(configuration, cancellation);
        }
        catch (UserErrorException e)
        {
            return errors.Write(e, ExitCode.UserError);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return errors.WriteCancelled();
        }
        catch (Exception e)
        {
            return errors.WriteBug(e);
        }
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand(Description)
        {
            PrepareCommand.Create(),
            SplitCommand.Create(),
            FeaturesCommand.Create(),
            SchemaCommand.Create(),
            TrainCommand.Create(),
            ImportCommand.Create(),
            PredictCommand.Create(),
            CompressCommand.Create(),
            EvaluateCommand.Create(),
            ReportCommand.Create(),
            DemoCommand.Create(),
            BuildCommand.Create(),
            InspectCommand.Create(),
            RankCommand.Create(),
            BoardsCommand.Create(),
            FaultCommand.Create(),
            SimulateCommand.Create(),
            ContentCommand.Create(),
            FlashCommand.Create(),
            KeysCommand.Create(),
            PublishCommand.Create(),
            TortureCommand.Create(),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Seed);
        CommandHelp.Use(root);
        return root;
    }

    private static UserErrorException Usage(ParseResult parse)
    {
        var names = new List<string>();
        for (SymbolResult? at = parse.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult result) names.Insert(0, result.Parent is null ? "endcap" : result.Command.Name);
        return Catalogue.Usage(string.Join(" ", parse.Errors.Select(e => e.Message)), string.Join(' ', names));
    }
}
