using System.CommandLine;
using Endcap.Compression.Errors;
using Endcap.Protocol;
using Endcap.Publishing.Planning;
using Endcap.Publishing.Rollout;

namespace Endcap.Cli.Commands;

/// <summary>The options of endcap publish.</summary>
internal static class PublishOptions
{
    private const int LeastChunk = 20;

    public static readonly Argument<string> ShelfPath = new("shelf") { Description = "The shelf (endcap build)." };
    public static readonly Option<string> ListPath = CommonOptions.FileOption("--to", "The labels: the CSV that endcap content reads.");
    public static readonly Option<string> KeyPath = CommonOptions.FileOption("--keys", "The store's key file (endcap keys create).");
    public static readonly Option<bool> Content = new("--content") { Description = "Also send each label its name, price and barcode from the list." };
    public static readonly Option<bool> Trial = new("--trial")
    {
        Description = "A label goes back by itself unless it is heard of after its restart (publish confirms it then).",
    };

    public static readonly Option<bool> Downgrade = new("--downgrade") { Description = "Allow --version to be below what a label has." };
    public static readonly Option<int?> Version = CommonOptions.OptionalNumber("--version",
        "Version of what is sent; without it, each label's next.", "N");

    public static readonly Option<string> WavesText = new("--waves")
    {
        Description = "How far each wave reaches: numbers of labels, or percentages.", HelpName = "LIST", DefaultValueFactory = _ => "1,10%,100%",
    };

    public static readonly Option<string> HaltAfter = new("--halt-after")
    {
        Description = "How many labels may fail, of those up to the end of a wave; with more, nothing else begins.", HelpName = "N|P%",
        DefaultValueFactory = _ => "5%",
    };

    public static readonly Option<string> JournalPath = new("--journal")
    {
        Description = "What became of each label (SQLite); the same command goes on where it was.", HelpName = "FILE",
        DefaultValueFactory = _ => "publish.db",
    };

    public static readonly Option<string> LabelsFolder = new("--labels")
    {
        Description = "Folder with the drives of the virtual labels; labels that are not there are made.", HelpName = "DIR",
        DefaultValueFactory = _ => "virtual-labels",
    };

    public static readonly Option<string> BoardId = new("--board")
    {
        Description = "What the virtual labels are (endcap boards lists them).", HelpName = "ID", DefaultValueFactory = _ => "lilygo-t5-213",
    };

    public static readonly Option<int> Chunk = CommonOptions.Number("--chunk", "Bytes of a packet with a piece of a file: 20 to 512.", 253);
    public static readonly Option<string> Loss = new("--loss")
    {
        Description = "Share of packets that the virtual air loses.", HelpName = "P%", DefaultValueFactory = _ => "0%",
    };

    public static readonly Option<bool> Verify = new("--verify") { Description = "Ask every label what it has, also where the journal knows." };
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be done; nothing is sent or written." };

    /// <summary>All of them, for the command.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        ListPath, KeyPath, Content, WavesText, HaltAfter, JournalPath, Verify, Trial, Version, Downgrade, Chunk, Loss, LabelsFolder, BoardId, DryRun,
    ];

    /// <summary>How labels are visited. Errors: E305, E374, E375.</summary>
    public static VisitOptions Visit(CommandContext context)
    {
        int chunk = context.Get(Chunk);
        if (chunk is < LeastChunk or > GattIds.MaxAttributeBytes) throw Catalogue.OptionOutOfRange("--chunk", chunk, $"{LeastChunk} to {GattIds.MaxAttributeBytes}");
        int? version = context.Get(Version);
        if (version < 1) throw Catalogue.OptionOutOfRange("--version", version.Value, "1 or more");
        if (version is null && context.Get(Downgrade)) throw Catalogue.DowngradeNeedsVersion();
        return new VisitOptions(chunk, LossOf(context.Get(Loss)), context.Get(Trial), context.Get(Downgrade), (uint?)version, context.Seed);
    }

    /// <summary>The halt rule. Error: E374.</summary>
    public static Share Halt(CommandContext context) => context.Get(HaltAfter) is var text && Share.TryParse(text) is { } share
        ? share : throw Catalogue.ShareMalformed("--halt-after", text, "a number of labels such as 3, or a percentage such as 5%");

    private static double LossOf(string text) => Share.TryParse(text) is { IsPercent: true, Value: <= 90 } share
        ? (double)share.Value / 100
        : throw Catalogue.ShareMalformed("--loss", text, "a percentage from 0% to 90%, such as 30%");
}
