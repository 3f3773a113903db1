using System.CommandLine;
using System.Globalization;
using Endcap.Cli.Reports;
using Endcap.Compression.LabelRecords;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Commands;

/// <summary>endcap keys: the store's key, and the generations of its labels' keys.</summary>
internal static class KeysCommand
{
    /// <summary>The key file, as the subcommands name it.</summary>
    public static readonly Argument<string> KeyPath = new("keys") { Description = "The store's key file (endcap keys create)." };

    /// <summary>Labels, by id.</summary>
    public static readonly Option<string[]> Labels = new("--label")
    {
        Description = "Label id, decimal or as 0xA017; may be given several times.", HelpName = "ID", DefaultValueFactory = _ => [],
    };

    public static Command Create() => new("keys", "The keys that updates over the air are proved with: one for the store, from which each label's own is "
        + "derived. They stay in a file that only its owner can read, and are not printed unless asked for. Example: endcap keys create -o store.keys")
    {
        KeysCreateCommand.Create(), KeysDeriveCommand.Create(), KeysRotateCommand.Create(), KeysRevokeCommand.Create(), Show(),
    };

    /// <summary>The labels that the user named. Error: E331.</summary>
    public static uint[] Ids(CommandContext context) => [.. context.Get(Labels).Select(text => LabelEntry.ParseId("--label", text)).Distinct()];

    /// <summary>Label, generation and state: no secret.</summary>
    public static Report Describe(string title, string path, IEnumerable<LabelKey> labels) => new Report(title)
        .Add("file", "file", path)
        .AddTable("labels", "Labels", [("label", "label"), ("generation", "generation"), ("replaces", "replaces"), ("state", "state")],
            labels.Select(label => new object?[] { Name(label.Label), label.Generation, label.Replaces, label.State }), most: 50);

    /// <summary>A label id as the other commands print it.</summary>
    public static string Name(uint label) => label.ToString(CultureInfo.InvariantCulture);

    private static Command Show()
    {
        var command = new Command("show", "Say which labels a key file knows, their generations and states; no keys. Example: endcap keys show store.keys") { KeyPath };
        command.SetRun(context =>
        {
            string path = context.Get(KeyPath);
            context.Print(Describe("Keys", path, KeyFile.Read(path).Labels));
        });
        return command;
    }
}
