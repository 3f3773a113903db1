using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Commands;

/// <summary>endcap keys create: a new store key.</summary>
internal static class KeysCreateCommand
{
    private static readonly Option<string> Output = CommonOptions.Output("Where to write the keys; a file that is there is never replaced.");

    public static Command Create()
    {
        var command = new Command("create", "Make a store key: 32 random bytes. Example: endcap keys create -o store.keys") { Output };
        command.SetRun(context =>
        {
            string path = context.Get(Output);
            KeyFile.Create(path);
            if (OperatingSystem.IsWindows()) context.Warn("on Windows the file has the rights of its folder: keep it where only you can read");
            context.Print(new Report("Store key").Add("file", "file", path)
                .AddNote("note", "keep a copy in a safe place: without it no label can be updated over the air, and whoever has it can update all"));
        });
        return command;
    }
}
