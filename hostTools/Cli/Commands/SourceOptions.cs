using System.CommandLine;
using System.Globalization;
using Endcap.Compression.Files;
using Endcap.Compression.Preparation;

namespace Endcap.Cli.Commands;

/// <summary>Options of the commands that read tables: a CSV file, or a query on a database.</summary>
internal static class SourceOptions
{
    public static readonly Argument<string?> Csv = new("csv")
    {
        Description = "CSV file with a header; or leave it out and give --source and --query.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static readonly Option<string?> Source = new("--source")
    {
        Description = "A database, read only: \"Data Source=shop.db\" (SQLite) or \"Host=…;Database=…;Username=…\" (PostgreSQL; password in PGPASSWORD).",
        HelpName = "CONNECTION",
    };

    public static readonly Option<string?> Query = new("--query") { Description = "The select whose rows are read from --source.", HelpName = "SQL" };

    /// <summary>The source that the user named, checked. Errors: E140, and E406 when an output would replace it.</summary>
    public static TableInput Input(CommandContext context, params string?[] outputs)
    {
        TableInput input = new TableInput(context.Get(Csv), context.Get(Source), context.Get(Query)).Checked();
        foreach (string output in outputs.OfType<string>()) AtomicFile.CheckTarget(output, input.File ?? "");
        return input;
    }

    /// <summary>The rows, with progress.</summary>
    public static Table Read(CommandContext context, TableInput input) =>
        context.WithProgress("reading", progress => TableReader.Read(input, progress, context.Cancellation));

    /// <summary>Two or three fractions, separated by commas.</summary>
    public static Option<double[]> Fractions(string name, string description, params double[] without) => new(name)
    {
        Description = description,
        HelpName = "A,B[,C]",
        DefaultValueFactory = _ => without,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
            double[] numbers = [.. parts.Select(part =>
                double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
            if (numbers.Any(double.IsNaN)) result.AddError($"{name} takes fractions such as 0.7,0.15,0.15, not \"{text}\".");
            return numbers;
        },
    };

    /// <summary>The file of a part: shop.csv → shop.train.csv.</summary>
    public static string PartFile(string output, SplitPart part)
    {
        string word = part switch { SplitPart.Training => "train", SplitPart.Validation => "validation", _ => "test" };
        string stem = output.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? output[..^4] : output;
        return $"{stem}.{word}.csv";
    }
}
