using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Endcap.Boards;
using Endcap.Cli.Flashing;
using Endcap.Cli.Reports;
using Endcap.Compression.Blobs;
using Endcap.Compression.Errors;
using Endcap.Compression.LabelRecords;
using Endcap.Label.Storage;
using Endcap.Serving;

namespace Endcap.Cli.Commands;

/// <summary>endcap simulate --serve: labels in real time behind a web server, until Ctrl-C.</summary>
internal static class SimulateServer
{
    private const int MostPort = 65535, MostLabels = 32, MostSpeed = 1000;

    public static readonly Option<bool> Serve = new("--serve")
    {
        Description = "Let labels live in real time and serve the shopper's page and an engineer's page, to this machine only; --profile, --out and --mtu do not go with it.",
    };

    private static readonly Option<int> Port = CommonOptions.Number("--port", "Port of the web server; 0 takes a free one.", 8080);
    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Address to listen on in place of this machine only. There is no password: whoever reaches it controls the labels.", HelpName = "ADDRESS",
    };

    private static readonly Option<int?> Labels = CommonOptions.OptionalNumber("--labels", "How many labels; without it, one for each content.");
    private static readonly Option<double> Speed = CommonOptions.Number("--speed", "Simulated seconds in a second.", 1.0);

    public static IReadOnlyList<Option> Options { get; } = [Serve, Port, Listen, Labels, Speed];

    // Options of a single visit, and why a server has no use for them.
    private static readonly (Option Option, string Why)[] _ofOneVisit =
    [
        (SimulateCommand.ProfilePath, "shoppers come by its pages"), (SimulateCommand.Out, "its pages show the panel and the packets; no file is written"),
        (SimulateCommand.Mtu, "each phone asks for its own packet size"),
    ];

    public static void Run(CommandContext context)
    {
        foreach ((Option option, string why) in _ofOneVisit)
            if (context.Has(option)) throw Catalogue.NotWhileServing(option.Name, why);
        IReadOnlyList<LabelSetup> setups = Setups(context);
        IPAddress? address = Address(context);
        Check("--port", context.Get(Port), 0, MostPort);
        double speed = context.Get(Speed);
        if (speed is not (>= 0.1 and <= MostSpeed)) throw Catalogue.OptionOutOfRange("--speed", (long)speed, $"0.1 to {MostSpeed}");
        Live(context, setups, new ServeOptions(context.Get(Port), address, speed)).GetAwaiter().GetResult();
    }

    private static async Task Live(CommandContext context, IReadOnlyList<LabelSetup> setups, ServeOptions options)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.TrySetResult();
        });
        using CancellationTokenRegistration interrupt = context.Cancellation.Register(() => stop.TrySetResult());
        await using ShelfServer server = await ShelfServer.Start(setups, options);
        context.Print(new Report("Labels live")
            .Add("url", "open in a browser", server.Url.ToString())
            .Add("engineer", "the engineer's page", new Uri(server.Url, "/engineer/").ToString())
            .AddTable("labels", "Labels", [("label", "label"), ("board", "board"), ("product", "product"), ("price", "price")],
                server.Labels.Select(label => new object?[] { label.Settings.LabelId.ToString(CultureInfo.InvariantCulture), label.Setup.Board.Id, label.Setup.ProductName, label.Setup.Price }), most: 50)
            .AddNote("note", "simulated, not run on hardware; boards/Virtual/README.md says how a real board differs. Ctrl-C ends it"));
        await stop.Task;
    }

    private static List<LabelSetup> Setups(CommandContext context)
    {
        string path = context.Get(SimulateCommand.BlobPath);
        Board board = BoardsCommand.Find(context.Get(SimulateCommand.BoardId));
        if (context.Get(Labels) is { } given) Check("--labels", given, 1, MostLabels);
        BlobImage image = BlobFile.Read(path);
        Settings? settings = context.Get(SimulateCommand.SettingsPath) is { } file ? RecordFile.ReadSettings(file) : null;
        string[] contents = context.Get(SimulateCommand.ContentPaths);
        int most = context.Get(Labels) ?? (contents.Length == 0 ? 1 : MostLabels);
        if (contents.Length == 0 && board.Panel != Panels.None) context.Warn("no --content: labels show products of the shelf at a made-up price");
        if (settings is null && board.Panel != Panels.None) context.Warn("no --settings: the labels are always awake; with the usual settings they would sleep 50 s of each minute");
        List<LabelFiles> labels = contents.Length == 0 ? LabelFiles.Samples(image.Content, most, board.Panel != Panels.None) : LabelFiles.Read(contents);
        if (labels.Count > most) context.Warn($"{labels.Count} labels were named; the first {most} are served");
        DateTime clock = context.Get(SimulateCommand.Clock) ?? DateTime.UtcNow;
        return [.. labels.Take(most).Select(label =>
            new LabelSetup(board, FlashFiles.Of(board, path, image, label.Content, label.With(settings, alone: labels.Count == 1)).Files, clock))];
    }

    private static IPAddress? Address(CommandContext context)
    {
        if (context.Get(Listen) is not { } text) return null;
        if (!IPAddress.TryParse(text, out IPAddress? address)) throw Catalogue.NoAddress(text);
        if (!IPAddress.IsLoopback(address))
            context.Warn($"listening on {address}: everybody who reaches this machine can use and break the labels; there is no password");
        return address;
    }

    private static void Check(string option, int value, int least, int most)
    {
        if (value < least || value > most) throw Catalogue.OptionOutOfRange(option, value, $"{least} to {most}");
    }
}
