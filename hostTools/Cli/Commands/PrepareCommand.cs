using System.CommandLine;
using System.CommandLine.Parsing;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Preparation;

namespace Endcap.Cli.Commands;

/// <summary>endcap prepare: cleans, scales and encodes a table, step by step, and says what each step did.</summary>
internal static class PrepareCommand
{
    private const string Description = """
        Clean, scale and encode a table; every step is asked for, and reports what it did with counts and examples.
        Steps run in the order given; each learns from the training rows alone (--split) and is kept in the recipe.

          number COL,… [bad=missing|drop]                 texts among numbers
          blank COL,… values=TEXT,…                       texts that stand for "missing"
          range COL,… [least=N] [most=N] [do=missing|drop|clip]   values that cannot be
          duplicates [COL,…] [keep=first|last]            equal rows, or equal keys
          drop-missing [COL,…]
          fill COL,… with=median|mean|mode [flag=yes]     or value=TEXT
          outliers COL,… [by=iqr|quantile|z] [k=N] [low=Q high=Q] [do=clip|drop|missing]
          constant [COL,…]                                columns with one value
          remove COL,…
          scale COL,… by=zscore|minmax|robust|log1p
          onehot COL,… [most=16]
          ordinal COL,… [order=LOW,…,HIGH]
          frequency COL,…
          target COL,… label=COL [folds=5] [prior=20] [keep=yes]   out of fold, group by group

        Example: endcap prepare raw.csv --step "duplicates" --step "fill Income with=median flag=yes" --recipe-out preparation.json -o data.csv
        Later:   endcap prepare new.csv --apply preparation.json -o new-data.csv
        """;

    private static readonly Option<string[]> Steps = new("--step")
    {
        Description = "One step; repeat it for more. Quotes keep blanks and commas in names.",
        HelpName = "\"STEP\"",
        DefaultValueFactory = _ => [],
    };
    private static readonly Option<string?> Group =
        new("--group") { Description = "Rows with the same value here stay together in --split and in folds (the shopper).", HelpName = "COLUMN" };
    private static readonly Option<double[]> Split =
        SourceOptions.Fractions("--split", "Also divide into training, validation and test (or training and test): data.csv gives data.train.csv, ….");
    private static readonly Option<string?> RecipeOut = new("--recipe-out") { Description = "Write the recipe, with all that was learnt (JSON).", HelpName = "FILE" };
    private static readonly Option<string?> ApplyFrom = new("--apply") { Description = "Do what this recipe did, with what it learnt then.", HelpName = "FILE" };
    private static readonly Option<string?> FitFrom = new("--fit") { Description = "Take the steps, group, split and seed of this recipe, and learn anew.", HelpName = "FILE" };
    private static readonly Option<bool> Again =
        new("--again") { Description = "With --apply: these are the rows that it was fitted on. Split them, and encode training rows out of fold, as then." };
    private static readonly Option<string> Output = CommonOptions.Output("The CSV to write.");

    public static Command Create()
    {
        var command = new Command("prepare", Description)
        {
            SourceOptions.Csv, SourceOptions.Source, SourceOptions.Query, Steps, Group, Split, RecipeOut, ApplyFrom, FitFrom, Again, Output,
        };
        command.Validators.Add(RefuseContradictions);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string? apply = context.Get(ApplyFrom), recipeOut = context.Get(RecipeOut);
        string output = context.Get(Output);
        TableInput input = SourceOptions.Input(context, output, recipeOut);
        Recipe plan = Plan(context);
        SplitPart[] parts = apply is null || context.Get(Again) ? GroupSplit.Wanted(plan.Fractions) : [];
        foreach (string file in Files(output, parts)) AtomicFile.CheckTarget(file, input.File ?? "", apply ?? "", context.Get(FitFrom) ?? "");

        Table table = SourceOptions.Read(context, input);
        IReadOnlyList<ColumnSurvey> columns = ColumnSurvey.Of(table);
        Prepared prepared = apply is null
            ? Preparer.Fit(table, plan, context.Cancellation)
            : Preparer.Apply(table, plan, apply, context.Get(Again), context.Cancellation);
        Warn(context, columns, prepared);
        WriteAll(output, parts, prepared.Table, context.Cancellation);
        if (recipeOut is not null) RecipeFile.Write(recipeOut, prepared.Recipe);
        context.Print(Describe(context, table, columns, prepared, parts));
    }

    private static void RefuseContradictions(CommandResult result)
    {
        bool Has(Option option) => result.GetResult(option) is { Implicit: false };
        void Refuse(Option option, Option other)
        {
            if (Has(option) && Has(other)) result.AddError($"{option.Name} and {other.Name} contradict each other: the recipe says it.");
        }

        Refuse(ApplyFrom, FitFrom);
        foreach (Option option in new Option[] { Steps, Group, Split })
        {
            Refuse(option, ApplyFrom);
            Refuse(option, FitFrom);
        }

        Refuse(RecipeOut, ApplyFrom);
        if (Has(Again) && !Has(ApplyFrom)) result.AddError("--again needs --apply.");
    }

    private static Recipe Plan(CommandContext context)
    {
        if (context.Get(FitFrom) is { } fit) return RecipeFile.Read(fit);
        if (context.Get(ApplyFrom) is not { } apply) return Recipe.Create(context.Get(Steps), context.Get(Group), context.Get(Split), context.Seed);
        Recipe recipe = RecipeFile.Read(apply);
        return recipe.IsFitted ? recipe : throw Catalogue.RecipeDamaged(apply, "the recipe is not fitted");
    }

    private static IEnumerable<string> Files(string output, SplitPart[] parts) =>
        parts.Length == 0 ? [output] : parts.Select(part => SourceOptions.PartFile(output, part));

    private static void WriteAll(string output, SplitPart[] parts, Table table, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (parts.Length == 0) TableWriter.Write(output, table);
        foreach (SplitPart part in parts) TableWriter.Write(SourceOptions.PartFile(output, part), table, part);
    }

    private static void Warn(CommandContext context, IReadOnlyList<ColumnSurvey> columns, Prepared prepared)
    {
        foreach (ColumnSurvey column in columns)
        {
            bool kept = prepared.Table.Find(column.Name) is { } after && Enumerable.Range(0, after.Count)
                .Any(row => !after.IsMissing(row) && double.IsNaN(after.Number(row)));
            if (column.Mixed && kept) context.Warn($"column {column.Name} has numbers, but {column.FirstText}; --step \"number {column.Name}\" makes such cells missing");
            if (column is { Kind: ColumnKind.Text, Texts: 0, Numbers: > 0 })
                context.Warn($"column {column.Name} is a text in the database but reads as numbers: give it to endcap schema infer as --categorical {column.Name}");
        }

        if (prepared.NewColumns.Count > 0) context.Warn($"columns that the recipe does not know are left out: {string.Join(", ", prepared.NewColumns)}");
    }

    private static Report Describe(CommandContext context, Table before, IReadOnlyList<ColumnSurvey> columns, Prepared prepared, SplitPart[] parts)
    {
        Table after = prepared.Table;
        string output = context.Get(Output);
        var report = new Report("Prepared");
        report.Add("source", "read from", before.Source)
            .Add("output", "written to", Files(output, parts))
            .Add("recipe", "recipe", context.Get(RecipeOut) ?? context.Get(ApplyFrom))
            .Add("rowsRead", "rows read", before.RowCount)
            .Add("rowsWritten", "rows written", after.RowCount)
            .Add("columnsRead", "columns read", before.Columns.Count)
            .Add("columnsWritten", "columns written", after.Columns.Count);
        if (prepared.Recipe.Group is { } group && before.Find(group) is { } column)
        {
            Dictionary<string, int> groups = Enumerable.Range(0, before.RowCount).CountBy(column.Text).ToDictionary(StringComparer.Ordinal);
            Dictionary<int, string> ofLine = Enumerable.Range(0, before.RowCount).ToDictionary(row => before.Lines[row], column.Text);
            Dictionary<string, int> left = after.Lines.CountBy(line => ofLine[line]).ToDictionary(StringComparer.Ordinal);
            report.Add("groups", $"groups ({group})", groups.Count)
                .Add("groupsGone", "groups without a row left", groups.Count - left.Count)
                .Add("groupsCut", "groups that lost some rows", left.Count(entry => entry.Value < groups[entry.Key]));
        }

        PreparationFacts.AddColumns(report, columns);
        PreparationFacts.AddSteps(report, prepared.Lines);
        if (parts.Length > 0) PreparationFacts.AddParts(report, after, prepared.Recipe.Group, parts, part => SourceOptions.PartFile(output, part));
        return report;
    }
}
