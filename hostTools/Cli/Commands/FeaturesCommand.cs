using System.CommandLine;
using System.Diagnostics;
using Endcap.Cli.Reports;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Preparation;
using Endcap.Compression.Preparation.Transactions;

namespace Endcap.Cli.Commands;

/// <summary>endcap features: choices with shopper–item features from raw transactions, and their schema.</summary>
internal static class FeaturesCommand
{
    private static readonly Option<string> Shopper = NeededColumn("--shopper", "Who buys.");
    private static readonly Option<string> Item = NeededColumn("--item", "What is bought.");
    private static readonly Option<string?> Time = Column("--time", "When: ISO dates or numbers; without it rows are in order, and features of time are left out.");
    private static readonly Option<string?> BasketColumn = Column("--basket", "What is bought at once; without it the shopper's rows of one time.");
    private static readonly Option<string?> Quantity = Column("--quantity", "How many; rows with 0 or less are left out.");
    private static readonly Option<string?> Price = Column("--price", "Money for the whole row.");
    private static readonly Option<string?> Discount = Column("--discount", "Above 0 where the row was on discount.");
    private static readonly Option<string?> Category = Column("--category", "The products among which a shopper chooses; of the transactions, or of --items.");
    private static readonly Option<string?> Items =
        new("--items") { Description = "CSV file of the products, with the --item and the --category column.", HelpName = "FILE" };
    private static readonly Option<int> Size = CommonOptions.Number("--size", "Products in a choice, the bought one included.", 10);
    private static readonly Option<bool> Random =
        new("--random") { Description = "Choose from random products of the category; otherwise from its best-selling ones, and other purchases are left out." };
    private static readonly Option<int> Within = CommonOptions.Number("--within", "bought_recently looks at this many baskets.", 5);
    private static readonly Option<int> History = CommonOptions.Number("--least-history", "Earlier baskets without which a purchase is only history.", 0);
    private static readonly Option<string> Schema = CommonOptions.FileOption("--schema", "The schema to write (JSON), ready for endcap train.");
    private static readonly Option<string> Output = CommonOptions.Output("The CSV to write: one row per product of a choice.");

    public static Command Create()
    {
        var command = new Command("features", """
            Turn raw transactions into choices with features of shopper × product, each from before the purchase.
            Example: endcap features sales.csv --shopper customer --item sku --time sold_at --basket receipt --price amount --category group -o choices.csv --schema schema.json
            Then: endcap split choices.csv --group shopper -o choices.csv; endcap train choices.train.csv --schema schema.json -o model.json
            """)
        {
            SourceOptions.Csv, SourceOptions.Source, SourceOptions.Query, Shopper, Item, Time, BasketColumn, Quantity, Price, Discount,
            Category, Items, Size, Random, Within, History, Schema, Output,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        TransactionOptions options = Options(context);
        string output = context.Get(Output), schema = context.Get(Schema);
        TableInput input = SourceOptions.Input(context, output, schema);
        if (context.Get(Items) is { } file)
        {
            AtomicFile.CheckTarget(output, file);
            AtomicFile.CheckTarget(schema, file, output);
        }

        long start = Stopwatch.GetTimestamp();
        Table table = SourceOptions.Read(context, input);
        Table? items = context.Get(Items) is { } path ? TableReader.Read(new TableInput(path), null, context.Cancellation) : null;
        TransactionLog log = TransactionReader.Read(table, options, items);
        var builder = new ChoiceBuilder(log, options);
        context.WithProgress("choices", progress =>
        {
            ChoiceWriter.Write(output, log, builder, options, progress, context.Cancellation);
            return 0;
        });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        SchemaProposal proposal = SchemaInference.Propose(output, Inference(options), null, context.Cancellation);
        foreach (string warning in proposal.Warnings) context.Warn(warning);
        SchemaFile.Write(schema, proposal.Schema);
        context.Print(Describe(context, options, log, builder, seconds));
    }

    private static TransactionOptions Options(CommandContext context)
    {
        if (context.Get(Size) is < 2 or > 255) throw Catalogue.OptionOutOfRange("--size", context.Get(Size), "2 to 255 products");
        if (context.Get(Within) < 1) throw Catalogue.OptionOutOfRange("--within", context.Get(Within), "at least 1 basket");
        if (context.Get(History) < 0) throw Catalogue.OptionOutOfRange("--least-history", context.Get(History), "at least 0 baskets");
        if (context.Has(Items) && !context.Has(Category)) throw Catalogue.OptionNeeds("--items", "--category");
        return new TransactionOptions
        {
            Shopper = context.Get(Shopper),
            Item = context.Get(Item),
            Time = context.Get(Time),
            Basket = context.Get(BasketColumn),
            Quantity = context.Get(Quantity),
            Price = context.Get(Price),
            Discount = context.Get(Discount),
            Category = context.Get(Category),
            Size = context.Get(Size),
            Random = context.Get(Random),
            Within = context.Get(Within),
            LeastHistory = context.Get(History),
            Seed = context.Seed,
        };
    }

    private static InferenceOptions Inference(TransactionOptions options)
    {
        string[] Of(FeatureScope scope) => [.. ChoiceFeatures.For(options).Where(feature => feature.Scope == scope).Select(feature => feature.Name)];
        return new InferenceOptions
        {
            Label = ChoiceWriter.Label,
            Group = ChoiceWriter.Group,
            Ignore = ChoiceWriter.Keys(options),
            Item = Of(FeatureScope.Item),
            Affinity = Of(FeatureScope.Affinity),
        };
    }

    private static Report Describe(CommandContext context, TransactionOptions options, TransactionLog log, ChoiceBuilder builder, double seconds)
    {
        var report = new Report("Choices made");
        report.Add("source", "read from", log.Source)
            .Add("output", "written to", context.Get(Output))
            .Add("schema", "schema", context.Get(Schema))
            .Add("rowsRead", "rows read", log.RowCount)
            .Add("shoppers", "shoppers", log.Shoppers.Length)
            .Add("items", "products", log.Items.Length)
            .Add("categories", "categories", log.Categories.Length)
            .Add("baskets", "baskets", log.BasketCount)
            .Add("choices", "choices", builder.Choices)
            .Add("rowsWritten", "rows written", builder.Rows)
            .Add("seconds", "seconds without the schema", seconds)
            .Add("rowsPerSecond", "rows read and written a second", (log.RowCount + builder.Rows) / seconds);
        PreparationFacts.AddNotes(report, log.Notes.Concat(builder.LeftOut));
        report.AddTable("features", "Features, all from before the purchase", [("name", "column"), ("scope", "scope"), ("meaning", "meaning")],
            ChoiceFeatures.For(options).Select(feature => new object?[] { feature.Name, feature.Scope.ToString().ToLowerInvariant(), feature.Meaning }));
        return report;
    }

    private static Option<string> NeededColumn(string name, string description) => new(name) { Description = description, HelpName = "COLUMN", Required = true };

    private static Option<string?> Column(string name, string description) => new(name) { Description = description, HelpName = "COLUMN" };
}
