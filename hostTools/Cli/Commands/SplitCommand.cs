using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Preparation;

namespace Endcap.Cli.Commands;

/// <summary>endcap split: training, validation and test rows that share no group.</summary>
internal static class SplitCommand
{
    private static readonly Option<string?> Group =
        new("--group") { Description = "Rows with the same value here stay together (the shopper); without it each row is for itself.", HelpName = "COLUMN" };
    private static readonly Option<double[]> Fractions =
        SourceOptions.Fractions("--fractions", "Training, validation and test, or training and test; met on average over the groups.", 0.7, 0.15, 0.15);
    private static readonly Option<string> Output = CommonOptions.Output("Prefix of the files: shop.csv gives shop.train.csv, shop.validation.csv, shop.test.csv.");

    public static Command Create()
    {
        var command = new Command("split",
            "Divide rows into training, validation and test without dividing a group. Example: endcap split choices.csv --group shopper -o choices.csv")
        {
            SourceOptions.Csv, SourceOptions.Source, SourceOptions.Query, Group, Fractions, Output,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        double[] fractions = context.Get(Fractions);
        GroupSplit.CheckFractions(fractions);
        string output = context.Get(Output);
        SplitPart[] parts = GroupSplit.Wanted(fractions);
        TableInput input = SourceOptions.Input(context, [.. parts.Select(part => SourceOptions.PartFile(output, part))]);
        Table table = SourceOptions.Read(context, input);
        table = table.WithParts(GroupSplit.Parts(table, context.Get(Group), fractions, context.Seed));
        var report = new Report("Split");
        report.Add("rows", "rows", table.RowCount).Add("group", "rows kept together by", context.Get(Group)).Add("seed", "seed", context.Seed);
        PreparationFacts.AddParts(report, table, context.Get(Group), parts, part => SourceOptions.PartFile(output, part));
        foreach (SplitPart part in parts)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            TableWriter.Write(SourceOptions.PartFile(output, part), table, part);
        }

        context.Print(report);
    }
}
