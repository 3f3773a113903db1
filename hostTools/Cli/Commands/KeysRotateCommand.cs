using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Commands;

/// <summary>endcap keys rotate: labels get another key at the next publish.</summary>
internal static class KeysRotateCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "All labels that are not revoked." };

    public static Command Create()
    {
        var command = new Command("rotate", "Raise the generation of labels: the next endcap publish brings them their new keys, and until a label "
            + "confirmed it the old one stays known. Example: endcap keys rotate store.keys --all")
        {
            KeysCommand.KeyPath, KeysCommand.Labels, All,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(KeysCommand.KeyPath);
        uint[] ids = KeysCommand.Ids(context);
        bool all = context.Get(All);
        if (all == ids.Length > 0) throw Catalogue.RotateWhat();
        StoreKeys keys = KeyFile.Change(path, keys =>
        {
            if (all) ids = [.. keys.Labels.Where(label => !label.Revoked).Select(label => label.Label)];
            foreach (uint id in ids) keys.Rotate(id);
        });
        context.Print(KeysCommand.Describe("Rotated", path, ids.Select(keys.Of))
            .AddNote("note", "labels have their old keys until endcap publish has visited them"));
    }
}
