using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Commands;

/// <summary>endcap keys revoke: labels that were lost or stolen.</summary>
internal static class KeysRevokeCommand
{
    public static Command Create()
    {
        var command = new Command("revoke", "A label was lost or stolen: nothing is derived for it or sent to it any more; there is no way back. "
            + "Example: endcap keys revoke store.keys --label 0xA017")
        {
            KeysCommand.KeyPath, KeysCommand.Labels,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(KeysCommand.Labels) is not { Length: > 0 }) result.AddError("Say which: --label ID.");
        });
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(KeysCommand.KeyPath);
        uint[] ids = KeysCommand.Ids(context);
        StoreKeys keys = KeyFile.Change(path, keys =>
        {
            foreach (uint id in ids)
            {
                if (keys.Labels.All(label => label.Label != id)) context.Warn($"label {KeysCommand.Name(id)} was not in the list; it is now, as revoked");
                keys.Revoke(id);
            }
        });
        context.Print(KeysCommand.Describe("Revoked", path, ids.Select(keys.Of))
            .AddNote("note", "the device itself still takes what its own key signs: its finder learns that key, and no other label's"));
    }
}
