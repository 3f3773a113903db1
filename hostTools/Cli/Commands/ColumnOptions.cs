using System.CommandLine;
using Endcap.Compression.Datasets;

namespace Endcap.Cli.Commands;

/// <summary>Options that say what the columns of a CSV are; every column that none of them names describes the shopper.</summary>
internal static class ColumnOptions
{
    public static readonly Option<string?> Group =
        new("--group") { Description = "The column that is equal for the candidates of one choice; ranking needs it.", HelpName = "COLUMN" };
    public static readonly Option<string[]> Ignore = CommonOptions.Columns("--ignore", "Columns not to use.");
    public static readonly Option<string[]> Item =
        CommonOptions.Columns("--item", "Properties of the product, fixed when a shelf is built.");
    public static readonly Option<string[]> Affinity =
        CommonOptions.Columns("--affinity", "Properties of shopper × product, sent by the phone per product.");
    public static readonly Option<string[]> Context =
        CommonOptions.Columns("--context", "Known on the label at run time (hour, weekday, …). Every other column describes the shopper.");
    public static readonly Option<string[]> Categorical =
        CommonOptions.Columns("--categorical", "Features whose values are names, even if they look like numbers.");

    public static readonly IReadOnlyList<Option> All = [Group, Ignore, Item, Affinity, Context, Categorical];

    /// <summary>Adds the options in the order of the help.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>What the user said.</summary>
    public static InferenceOptions Read(CommandContext context, string label) => new()
    {
        Label = label,
        Group = context.Get(Group),
        Ignore = context.Get(Ignore),
        Item = context.Get(Item),
        Affinity = context.Get(Affinity),
        Context = context.Get(Context),
        Categorical = context.Get(Categorical),
    };
}
