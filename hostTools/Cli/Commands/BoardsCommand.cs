using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;

namespace Endcap.Cli.Commands;

/// <summary>endcap boards: the boards that Endcap knows, or all about one.</summary>
internal static class BoardsCommand
{
    private const int MostBattery = 1_000_000; // mAh

    private static readonly Argument<string?> Id = new("id")
    {
        Description = "A board's id; without it, all boards are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Battery =
        CommonOptions.Number("--battery", "Capacity of the battery in mAh, for the days that it lasts on the board.", EnergyFacts.UsualBattery);

    public static Command Create()
    {
        var command = new Command("boards",
            "List the boards, or show pins, flash, heap and battery life of one. Example: endcap boards lilygo-t5-213 --battery 2000")
        {
            Id, Battery,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        int battery = context.Get(Battery);
        if (battery is < 1 or > MostBattery) throw Catalogue.OptionOutOfRange("--battery", battery, $"1 to {MostBattery} mAh");
        if (context.Get(Id) is { } id)
        {
            context.Print(BoardFacts.Of(Find(id), battery));
            return;
        }

        if (context.Has(Battery)) throw Catalogue.OptionNeeds("--battery", "a board's id");
        context.Print(BoardFacts.OfAll(BoardList.Create()));
    }

    /// <summary>The board of that id. Error: E320.</summary>
    public static Board Find(string id) =>
        BoardList.Find(id) ?? throw Catalogue.NoSuchBoard(id, BoardList.Create().Select(board => board.Id));
}
