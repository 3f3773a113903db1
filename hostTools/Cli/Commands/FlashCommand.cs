using System.CommandLine;
using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;

namespace Endcap.Cli.Commands;

/// <summary>endcap flash: firmware, program and files onto a board, by nanoff.</summary>
internal static class FlashCommand
{
    private const string AnyPort = "PORT";

    private static readonly Option<string> BoardId = new("--board")
    {
        Description = "The board (endcap boards lists them).", HelpName = "ID", Required = true,
    };

    private static readonly Option<string?> Port = new("--port") { Description = "Serial port, such as COM3 or /dev/ttyUSB0.", HelpName = "PORT" };
    private static readonly Option<string> Image = CommonOptions.FileOption("--image", "The label's program: the .bin that its project builds.");
    private static readonly Option<string> Blob = CommonOptions.FileOption("--blob", "The shelf (endcap build).");
    private static readonly Option<string?> Content = CommonOptions.FileOption("--content",
        "What the label shows: LABEL.content.rec (endcap content), or JSON with one label. A board without a panel needs none.", required: false)!;
    private static readonly Option<string?> SettingsPath = CommonOptions.FileOption("--settings",
        "Who the label is: LABEL.settings.rec, or JSON with what differs from the usual.", required: false)!;
    private static readonly Option<string?> Keys = CommonOptions.FileOption("--keys",
        "The store's key file (endcap keys create): the label gets its key, without which nobody can update it over the air.", required: false)!;
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Check everything and print nanoff's commands and file list, without running or writing anything.",
    };

    private static readonly Option<string> Nanoff = new("--nanoff")
    {
        Description = "nanoFramework's flasher.", HelpName = "PATH", DefaultValueFactory = _ => "nanoff",
    };

    public static Command Create()
    {
        var command = new Command("flash", "Write firmware, program, shelf and content to a board with nanoff; erases it first. Example: "
            + "endcap flash --board heltec-e290 --port COM3 --image app.bin --blob shelf.ecap --content 17.content.rec --settings 17.settings.rec")
        {
            BoardId, Port, Image, Blob, Content, SettingsPath, Keys, DryRun, Nanoff,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        Board board = BoardsCommand.Find(context.Get(BoardId));
        bool dry = context.Get(DryRun);
        string port = context.Get(Port) is { Length: > 0 } given ? given : dry ? AnyPort : throw Catalogue.PortMissing();
        string image = Path.GetFullPath(CheckImage(context.Get(Image), board)), nanoff = context.Get(Nanoff);
        if (context.Get(Content) is null && board.Panel != Panels.None) throw Catalogue.FlashNeedsContent(board.Id);
        if (context.Get(Content) is not null && board.Panel == Panels.None) throw Catalogue.NoPanelToShowOn(board.Id);
        FlashFiles files = FlashFiles.Read(board, context.Get(Blob), context.Get(Content), context.Get(SettingsPath));
        if (context.Get(Keys) is { } keys) files = FlashKeys.AddTo(files, keys, board, note: !dry);
        else context.Warn("no --keys: nobody can update the label over the air");
        if (!files.HasSettings) context.Warn("no --settings: the label gets the usual ones and the label id 0");
        if (dry)
        {
            string folder = Path.Combine(Path.GetTempPath(), FlashFolder.Prefix + "XXXXXX");
            NanoffStep[] steps = NanoffStep.All(board, port, image, Path.Combine(folder, FlashFolder.ListName));
            context.Print(Describe(board, port, nanoff, steps, files, folder, written: false));
            return;
        }

        using var temporary = new FlashFolder(files, port);
        NanoffStep[] calls = NanoffStep.All(board, port, image, Path.Combine(temporary.Folder, FlashFolder.ListName));
        foreach (NanoffStep step in calls)
        {
            context.Error.WriteLine(step.CommandLine(nanoff));
            NanoffProcess.Run(nanoff, step, context.Error, context.Cancellation);
        }

        context.Print(Describe(board, port, nanoff, calls, files, temporary.Folder, written: true));
    }

    private static string CheckImage(string path, Board board)
    {
        using FileStream stream = InputFile.Open(path);
        return stream.Length > 0 && stream.Length <= board.DeployBytes
            ? path
            : throw Catalogue.ImageDoesNotFit(path, stream.Length, board.Id, board.DeployBytes);
    }

    private static Report Describe(
        Board board, string port, string nanoff, NanoffStep[] steps, FlashFiles files, string folder, bool written)
    {
        Report report = new Report(written ? "Flashed" : "What would be run")
            .Add("board", "board", board.Id)
            .Add("port", "port", port)
            .Add("written", "written", written)
            .AddTable("files", "Files on the drive", [("destination", "file"), ("bytes", "bytes")],
                files.Files.Select(file => new object?[] { file.Destination, file.Bytes.Length }))
            .AddLines("commands", steps.Select(step => step.CommandLine(nanoff)));
        if (written) return report;
        return report.AddLines("deployment", files.Deployment(port, folder).Split('\n'))
            .AddNote("note", $"nothing was run; {folder} stands for a temporary folder that exists while endcap flash runs");
    }
}
