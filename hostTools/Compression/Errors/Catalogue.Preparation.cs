using System.Globalization;

namespace Endcap.Compression.Errors;

/// <summary>E140–E149 and E155–E159: data preparation: sources, steps, recipes, splits and transactions.</summary>
public static partial class Catalogue
{
    /// <summary>E140: no source, two sources, or a source without a query.</summary>
    public static UserErrorException SourceUnclear(string what) =>
        new("E140", what, "give either a CSV file, or --source \"Data Source=shop.db\" (SQLite) or --source \"Host=…;Database=…\" " +
            "(PostgreSQL) together with --query \"select …\"");

    /// <summary>E141: a connection string that names neither kind of database. The text itself may hold a password: it is not shown.</summary>
    public static UserErrorException ConnectionUnclear(string why) =>
        new("E141", $"--source is not a connection string that endcap knows: {why}",
            "SQLite: \"Data Source=shop.db\"; PostgreSQL: \"Host=server;Database=shop;Username=reader\" with the password in PGPASSWORD");

    /// <summary>E142: the database does not let us in.</summary>
    public static UserErrorException CannotConnect(string source, string why) =>
        new("E142", $"{source}: cannot connect: {why}", "check host, port, database, user and password (PGPASSWORD), and that the server is running");

    /// <summary>E143: the database refuses the query.</summary>
    public static UserErrorException QueryFailed(string source, string why) =>
        new("E143", $"{source}: the query failed: {why}", "try it in the database's own shell; it must be one select: the connection is read-only");

    /// <summary>E144: a query's column that cannot become a column of a CSV.</summary>
    public static UserErrorException QueryColumn(string source, int column, string name, string why) =>
        new("E144", string.Create(CultureInfo.InvariantCulture, $"{source}: column {column} (\"{Short(name)}\") {why}"),
            "name it in the query (… as name), cast it to a number or a text, or leave it out");

    /// <summary>E145: a step that cannot be understood.</summary>
    public static UserErrorException StepUnclear(string step, string why, string help) =>
        new("E145", $"the step \"{Short(step)}\": {why}", help);

    /// <summary>E146: a step names a column that is not there when it runs.</summary>
    public static UserErrorException StepColumnMissing(string step, string column, IEnumerable<string> known) =>
        new("E146", $"the step \"{Short(step)}\" names the column \"{Short(column)}\", which is not there; columns at this step: {Join(known)}",
            "correct its spelling, or move the step before the one that replaces or removes the column");

    /// <summary>E147: nothing left.</summary>
    public static UserErrorException NothingLeft(string step, string what) =>
        new("E147", $"after {step} there is no {what} left", "loosen the step; its report says how many rows it takes and shows examples");

    /// <summary>E148: data that a recipe was not made for.</summary>
    public static UserErrorException RecipeColumns(string source, string recipe, IEnumerable<string> missing) =>
        new("E148", $"{source}: lacks columns that {recipe} was fitted on: {Join(missing)}",
            "give data with the same columns (a column used only as a label may be missing), or fit a new recipe");

    /// <summary>E149: a text where a step needs numbers.</summary>
    public static UserErrorException StepNeedsNumbers(string step, string place, string column, string value) =>
        new("E149", $"{place}: the step \"{Short(step)}\" needs numbers, but column {column} has \"{Short(value)}\"",
            $"put --step \"number {column}\" before it (texts become missing, and are counted), or name other columns");

    /// <summary>E155: parts that cannot be made.</summary>
    public static UserErrorException SplitImpossible(string what) =>
        new("E155", what, "give two or three fractions above 0 that sum to 1, such as 0.7,0.15,0.15, and data with enough groups for each part");

    /// <summary>E156: a time that cannot be read.</summary>
    public static UserErrorException TimeUnreadable(string place, string column, string value) =>
        new("E156", $"{place}: time column {column}: \"{Short(value)}\" is neither a date nor a number",
            "write 2026-05-31, 2026-05-31T17:00:00 or a number (days, weeks, …); all rows the same way");

    /// <summary>E157: a transaction's cell that cannot be used.</summary>
    public static UserErrorException TransactionCell(string place, string column, string value, string needs) =>
        new("E157", $"{place}: column {column}: \"{Short(value)}\" is not {needs}",
            "mend or remove the row; endcap prepare can drop it: --step \"drop-missing …\" or --step \"range … bad=drop\"");

    /// <summary>E158: no purchase gives a choice.</summary>
    public static UserErrorException NoChoices(string source, string why) =>
        new("E158", $"{source}: no purchase gives a choice between products: {why}",
            "check --shopper, --item, --time and --category: a choice needs products of one category that sold before the purchase");

    /// <summary>E159: a recipe whose fitted parameters do not fit its step.</summary>
    public static UserErrorException RecipeDamaged(string where, string why) =>
        new("E159", $"{where}: {why}", "fit the recipe anew: endcap prepare … --recipe-out FILE");
}
