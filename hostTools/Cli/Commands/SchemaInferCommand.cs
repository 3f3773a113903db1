using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Files;

namespace Endcap.Cli.Commands;

/// <summary>endcap schema infer: proposes a schema from a CSV.</summary>
internal static class SchemaInferCommand
{
    private static readonly Argument<string> Data =
        new("csv") { Description = "CSV file with a header: one row per candidate product of a choice." };
    private static readonly Option<string> Label =
        new("--label") { Description = "The column to learn: 1 for the product chosen, else 0.", HelpName = "COLUMN", Required = true };
    private static readonly Option<string> Output = CommonOptions.Output("The schema to write (JSON, to be edited by hand).");

    public static Command Create()
    {
        var command = new Command("infer", "Propose a schema from a CSV.") { Data, Label };
        ColumnOptions.AddTo(command);
        command.Options.Add(Output);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output);
        AtomicFile.CheckTarget(output, context.Get(Data));
        InferenceOptions options = ColumnOptions.Read(context, context.Get(Label));
        SchemaProposal proposal = context.WithProgress("reading", progress =>
            SchemaInference.Propose(context.Get(Data), options, progress, context.Cancellation));
        foreach (string warning in proposal.Warnings) context.Warn(warning);
        context.Cancellation.ThrowIfCancellationRequested();
        SchemaFile.Write(output, proposal.Schema);
        context.Print(Describe(proposal, output));
    }

    private static Report Describe(SchemaProposal proposal, string output)
    {
        Schema schema = proposal.Schema;
        return new Report("Schema proposed")
            .Add("output", "written to", output)
            .Add("rows", "rows looked at", proposal.RowCount)
            .Add("label", "label", schema.Label)
            .Add("group", "group", schema.Group)
            .Add("ignore", "ignored", schema.Ignore)
            .Add("schemaId", "schema id", $"{schema.Id:x8}")
            .AddTable("features", "Features",
                [("name", "feature"), ("scope", "scope"), ("kind", "kind"), ("bins", "bins"), ("missingBin", "missing bin")],
                schema.Features.Select(f => new object?[] { f.Name, Word(f.Scope), Word(f.Kind), f.BinCount, f.HasMissingBin }));
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
