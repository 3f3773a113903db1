using System.CommandLine;
using System.Globalization;
using System.Text;
using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Evaluation.Cost;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Compression.Pictures;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Simulation;

namespace Endcap.Cli.Commands;

/// <summary>endcap simulate: the label's own firmware on a virtual board serves one shopper, or with --serve whoever comes.</summary>
internal static class SimulateCommand
{
    private const int LeastMtu = 23, MostMtu = 517;

    internal static readonly Argument<string> BlobPath = new("blob") { Description = "The shelf (endcap build)." };
    internal static readonly Option<string> BoardId = new("--board")
    {
        Description = "The board (endcap boards lists them).", HelpName = "ID", DefaultValueFactory = _ => "lilygo-t5-213",
    };

    internal static readonly Option<string?> ProfilePath = CommonOptions.FileOption("--profile",
        "The shopper, JSON as for endcap rank.", required: false)!;
    internal static readonly Option<string[]> ContentPaths = new("--content")
    {
        Description = "What the label shows: LABEL.content.rec (endcap content), or JSON with one label; without it, a sample price. "
            + "With --serve also a list of labels (CSV) or a folder of records, and several times: one label each.",
        HelpName = "FILE", DefaultValueFactory = _ => [],
    };

    internal static readonly Option<string?> SettingsPath = CommonOptions.FileOption("--settings",
        "Who the label is: LABEL.settings.rec, or JSON; without it, the usual settings (with --serve: but it never sleeps).", required: false)!;
    internal static readonly Option<string?> Out = new("--out") { Description = "Folder for pictures and transcript.", HelpName = "DIR" };
    internal static readonly Option<int> Mtu = new("--mtu")
    {
        Description = "Largest Bluetooth packet that the phone asks for, in bytes.", HelpName = "N", DefaultValueFactory = _ => 247,
    };

    internal static readonly Option<DateTime?> Clock = new("--clock")
    {
        Description = "What the label's clock says (UTC), such as 2026-11-22T15:30; without it, it was never set, as after a new battery "
            + "(with --serve: this computer's time).",
        HelpName = "TIME",
    };

    public static Command Create()
    {
        var command = new Command("simulate", "Run the label's own firmware on a virtual board: it boots, answers one shopper and sleeps. "
            + "Example: endcap simulate shelf.ecap --board heltec-e290 --profile profile.json --out visit. "
            + "With --serve it lives in real time behind a web server. Example: endcap simulate shelf.ecap --serve")
        {
            BlobPath, BoardId, ProfilePath, ContentPaths, SettingsPath, Out, Mtu, Clock,
        };
        foreach (Option option in SimulateServer.Options) command.Options.Add(option);
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        if (context.Get(SimulateServer.Serve))
        {
            SimulateServer.Run(context);
            return;
        }

        foreach (Option option in SimulateServer.Options)
            if (context.Has(option)) throw Catalogue.OptionNeeds(option.Name, SimulateServer.Serve.Name);
        string path = context.Get(BlobPath);
        string profile = context.Get(ProfilePath) ?? throw Catalogue.SimulateNeeds(ProfilePath.Name, "the shopper");
        string folder = context.Get(Out) ?? throw Catalogue.SimulateNeeds(Out.Name, "a folder for pictures and transcript");
        int mtu = context.Get(Mtu);
        if (mtu is < LeastMtu or > MostMtu) throw Catalogue.OptionOutOfRange("--mtu", mtu, $"{LeastMtu} to {MostMtu}");
        Board board = BoardsCommand.Find(context.Get(BoardId));
        string? content = OneContent(context.Get(ContentPaths));
        List<(string, byte[])> files = [.. FlashFiles.Read(board, path, content, context.Get(SettingsPath)).Files];
        BlobImage image = BlobFile.Read(path);
        if (content is null && board.Panel != Panels.None)
        {
            context.Warn("no --content: the label shows the first product at a made-up price");
            files.Add((Drive.Content, ContentWriter.Write(SampleContent.Of(image.Content))));
        }

        Directory.CreateDirectory(folder);
        using var label = new SimulatedLabel(board, files);
        ShopperVisit visit = Visit(context, label, path, profile, mtu);
        Save(folder, visit);
        if (context.Get(Clock) is null && image.Content.Features.Any(feature => feature.Scope == 1))
            context.Warn("the label's clock was never set, so its own features (hour, weekday …) take their absent bin; --clock sets it");
        BlobCost cost = context.WithProgress("counting operations", _ => BlobCost.Measure(image, context.Seed));
        context.Print(Describe(board, label, visit, image.Content, DeviceSpeed.On(cost.Listed, board.Chip, board.ClockMHz), folder));
        foreach (string problem in label.Problems) context.Warn($"the firmware broke a rule of the board: {problem}");
    }

    // One file that names one label, or none.
    private static string? OneContent(string[] paths) =>
        paths.Length > 1 || (paths.Length == 1 && (Directory.Exists(paths[0]) || LabelFiles.IsList(paths[0])))
            ? throw Catalogue.OneLabelOnly(paths[^1]) : paths.FirstOrDefault();

    private static ShopperVisit Visit(CommandContext context, SimulatedLabel label, string path, string profile, int mtu)
    {
        try
        {
            return ShopperVisit.Run(label, mtu, context.Get(Clock),
                phone => ShopperProfile.Read(path, phone.Shelf!.Content, profile).ForLabel);
        }
        catch (InvalidDataException e)
        {
            throw Catalogue.SimulationFailed(path, e.Message);
        }
    }

    private static void Save(string folder, ShopperVisit visit)
    {
        Picture("1-price.png", visit.Price);
        Picture("2-recommendation.png", visit.Recommendation);
        Picture("3-asleep.png", visit.Asleep);
        AtomicFile.Write(Path.Combine(folder, "transcript.txt"), Encoding.UTF8.GetBytes(Text(visit)));

        void Picture(string name, FrameBuffer? frame)
        {
            if (frame is not null) AtomicFile.Write(Path.Combine(folder, name), PanelPicture.ToPng(frame));
        }
    }

    private static string Text(ShopperVisit visit)
    {
        var text = new StringBuilder();
        foreach (TranscriptEntry entry in visit.Transcript)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Milliseconds,10:F1} ms  {entry.What,-22} {entry.Meaning}\n");
            for (int at = 0; at < entry.Bytes.Length; at += 16)
                text.Append(CultureInfo.InvariantCulture, $"{"",15}{Spaced(entry.Bytes.AsSpan(at, Math.Min(16, entry.Bytes.Length - at)))}\n");
        }

        return text.ToString();
    }

    private static string Spaced(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte each in bytes) text.Append(CultureInfo.InvariantCulture, $"{each:X2} ");
        return text.ToString().TrimEnd();
    }

    private static Report Describe(Board board, SimulatedLabel label, ShopperVisit visit, BlobContent shelf,
        LatencyEstimate rank, string folder) => new Report("Simulated visit")
        .Add("board", "board", board.Name)
        .AddForJson("boardId", board.Id)
        .AddTable("ranking", "The label answered",
            [("rank", "rank"), ("sku", "sku"), ("name", "name"), ("steps", "steps")],
            ShopperPhone.Ranks(visit.Answer).Select((rank, i) => new object?[]
            {
                i + 1, shelf.Products?[rank.Product].Sku, shelf.Products?[rank.Product].Name, rank.Score,
            }))
        .Add("leastRankMilliseconds", "ms to rank, at least (estimate, not simulated)", rank.MinMilliseconds)
        .Add("mostRankMilliseconds", "ms to rank, at most (estimate, not simulated)", rank.MaxMilliseconds)
        .Add("heapBytes", "heap of the label's own objects while serving (by rule)", visit.HeapBytes)
        .Add("boardHeapBytes", "heap of the board", board.HeapBytes)
        .Add("radioSeconds", "seconds with the radio on", label.Board.RadioOnMicroseconds / 1e6)
        .Add("fullRefreshes", "full refreshes", label.Board.Panel.FullRefreshes)
        .Add("partialRefreshes", "partial refreshes", label.Board.Panel.PartialRefreshes)
        .Add("driveWrites", "writes to the drive", label.Board.Drive.Writes)
        .AddForJson("problems", label.Problems)
        .Add("folder", "pictures and transcript in", folder)
        .AddNote("note", "simulated, not run on hardware; boards/Virtual/README.md says how a real board differs");
}
