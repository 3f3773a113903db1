using Endcap.Compression.Errors;
using Endcap.Compression.Preparation.Steps;

namespace Endcap.Compression.Preparation;

/// <summary>What a preparation made.</summary>
/// <param name="Table">The rows, each in its part.</param>
/// <param name="Recipe">Fitted: applied to the same data again it gives the same table.</param>
/// <param name="Lines">What each step did.</param>
/// <param name="NewColumns">Columns of the data that the recipe does not know: they were left out. Empty when fitting.</param>
public sealed record Prepared(Table Table, Recipe Recipe, IReadOnlyList<StepLine> Lines, IReadOnlyList<string> NewColumns);

/// <summary>Runs a recipe.</summary>
public static class Preparer
{
    /// <summary>Splits, then fits each step on the training rows and does it to all rows. Errors: E112, E145–E149, E155.</summary>
    public static Prepared Fit(Table table, Recipe recipe, CancellationToken cancellation = default)
    {
        string[] columns = [.. table.Names];
        table = Divide(table, recipe);
        StepRun run = RunWithFolds(recipe);
        var learnt = new List<IReadOnlyList<Fitted>>();
        foreach (Step step in recipe.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = table.RowsOf(SplitPart.Training);
            if (rows.Length == 0) throw Catalogue.NothingLeft($"the steps before \"{step.Text}\"", "training row");
            learnt.Add(step.Fit(rows.Length == table.RowCount ? table : table.Take(rows), run));
            table = step.Apply(table, learnt[^1], run);
        }

        foreach (SplitPart part in GroupSplit.Wanted(recipe.Fractions))
            if (table.RowsOf(part).Length == 0) throw Catalogue.NothingLeft("the last step", $"row of the {part} part");
        var fitted = new Recipe(recipe.Steps, recipe.Group, recipe.Fractions, recipe.Seed) { Columns = columns, Learnt = learnt };
        return new Prepared(table, fitted, run.Lines, []);
    }

    /// <summary>Does to a table what a fitted recipe did to its own. Errors: E112, E145–E149, E155.</summary>
    /// <param name="table">The rows; columns in any order.</param>
    /// <param name="recipe">A fitted recipe.</param>
    /// <param name="file">The recipe's file, for messages.</param>
    /// <param name="again">
    /// The rows are those that it was fitted on: they are split again, and training rows are encoded from the other folds.
    /// Otherwise every row is new.
    /// </param>
    /// <param name="cancellation">Stops between steps.</param>
    public static Prepared Apply(Table table, Recipe recipe, string file, bool again, CancellationToken cancellation = default)
    {
        (table, string[] unknown) = Align(table, recipe, file);
        if (again) table = Divide(table, recipe);
        StepRun run = again ? RunWithFolds(recipe) : new StepRun();
        for (int i = 0; i < recipe.Steps.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            table = recipe.Steps[i].Apply(table, recipe.Learnt[i], run);
        }

        return new Prepared(table, recipe, run.Lines, unknown);
    }

    private static Table Divide(Table table, Recipe recipe) =>
        recipe.Fractions.Count == 0 ? table : table.WithParts(GroupSplit.Parts(table, recipe.Group, recipe.Fractions, recipe.Seed));

    private static StepRun RunWithFolds(Recipe recipe) => new()
    {
        Folds = (table, folds) =>
        {
            int[] fold = GroupSplit.Folds(table, recipe.Group, folds, recipe.Seed);
            for (int row = 0; row < fold.Length; row++)
                if (table.Parts[row] != (byte)SplitPart.Training) fold[row] = -1;
            return fold;
        },
    };

    // The columns of the recipe in its order; those that it does not know are left out, and said.
    private static (Table Table, string[] Unknown) Align(Table table, Recipe recipe, string file)
    {
        HashSet<string> labels = [.. recipe.Steps.SelectMany(step => step.OnlyForFitting)];
        string[] missing = [.. recipe.Columns.Where(name => table.Find(name) is null && !labels.Contains(name))];
        if (missing.Length > 0) throw Catalogue.RecipeColumns(table.Source, file, missing);
        IEnumerable<Column> columns = recipe.Columns.Select(table.Find).OfType<Column>();
        return (table.WithColumns(columns), [.. table.Names.Except(recipe.Columns)]);
    }
}
