using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;

namespace Endcap.Cli.Commands;

/// <summary>endcap boards: the boards that Endcap knows, or all about one.</summary>
internal static class BoardsCommand
{
    private static readonly Argument<string?> Id = new("id")
    {
        Description = "A board's id; without it, all boards are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("boards", "List the boards, or show pins, flash and heap of one. Example: endcap boards lilygo-t5-213")
        {
            Id,
        };
        command.SetRun(context => context.Print(context.Get(Id) is { } id ? BoardFacts.Of(Find(id)) : BoardFacts.OfAll(BoardList.Create())));
        return command;
    }

    /// <summary>The board of that id. Error: E320.</summary>
    public static Board Find(string id) =>
        BoardList.Find(id) ?? throw Catalogue.NoSuchBoard(id, BoardList.Create().Select(board => board.Id));
}
