using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Demo;

namespace Endcap.Cli.Commands;

/// <summary>endcap demo: the whole way on a generated store, from purchases to the picture of a label.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Out = new("--out")
    {
        Description = "Folder for everything that the demo makes.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "endcap-demo",
    };

    private static readonly Option<int> Households = CommonOptions.Number("--households", "Households of the generated store.", 600);

    public static Command Create()
    {
        var command = new Command("demo", "Generate a store, train, build a shelf, rank it on the label's kernel and draw the label.")
        {
            Out, Households,
        };
        Households.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 20 or > 100_000) result.AddError("--households takes a number from 20 to 100000.");
        });
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        var run = new DemoRun(context.Get(Out), (ulong)(uint)context.Seed, context.Get(Households));
        DemoResult result = context.WithProgress("demo (generated store)", progress => run.Run(progress, context.Cancellation));
        context.Print(Describe(result));
    }

    private static Report Describe(DemoResult result)
    {
        Report report = new Report("Demo on a generated store: purchases to a ranked shelf")
            .Add("folder", "written to", result.Folder)
            .Add("page", "open in a browser", result.Page)
            .Add("picture", "the label", result.Picture)
            .Add("seed", "seed of the generated data", result.Seed)
            .Add("trainPurchases", "generated purchases trained on", result.TrainPurchases)
            .Add("testPurchases", "generated purchases held out", result.Truth.Purchases);
        foreach (DemoFigure figure in result.Figures) report.Add(figure.Key, figure.Name, figure.Value);
        report.AddTable("ranking", "The label's ranking for the sample shopper (generated)",
            [("place", "place"), ("sku", "sku"), ("name", "product"), ("score", "score"), ("trueProbability", "true probability")],
            result.Ranking.Select(row => new object?[] { row.Place, row.Sku, row.Name, row.Score, row.TrueProbability }));
        return report;
    }
}
