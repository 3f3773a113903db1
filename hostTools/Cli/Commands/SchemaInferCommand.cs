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
    private static readonly Option<string?> Group =
        new("--group") { Description = "The column that is equal for the candidates of one choice; ranking needs it.", HelpName = "COLUMN" };
    private static readonly Option<string[]> Ignore = CommonOptions.Columns("--ignore", "Columns not to use.");
    private static readonly Option<string[]> Item =
        CommonOptions.Columns("--item", "Properties of the product, fixed when a shelf is built.");
    private static readonly Option<string[]> Affinity =
        CommonOptions.Columns("--affinity", "Properties of shopper × product, sent by the phone per product.");
    private static readonly Option<string[]> Context =
        CommonOptions.Columns("--context", "Known on the label at run time (hour, weekday, …). Every other column describes the shopper.");
    private static readonly Option<string[]> Categorical =
        CommonOptions.Columns("--categorical", "Features whose values are names, even if they look like numbers.");
    private static readonly Option<string> Output = CommonOptions.Output("The schema to write (JSON, to be edited by hand).");

    public static Command Create()
    {
        var command = new Command("infer", "Propose a schema from a CSV.")
        {
            Data, Label, Group, Ignore, Item, Affinity, Context, Categorical, Output,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string output = context.Get(Output);
        AtomicFile.CheckTarget(output, context.Get(Data));
        var options = new InferenceOptions
        {
            Label = context.Get(Label),
            Group = context.Get(Group),
            Ignore = context.Get(Ignore),
            Item = context.Get(Item),
            Affinity = context.Get(Affinity),
            Context = context.Get(Context),
            Categorical = context.Get(Categorical),
        };
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
