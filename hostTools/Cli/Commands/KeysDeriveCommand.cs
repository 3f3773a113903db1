using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;
using Endcap.Publishing.Keys;

namespace Endcap.Cli.Commands;

/// <summary>endcap keys derive: the key of one label, as the label keeps it.</summary>
internal static class KeysDeriveCommand
{
    private static readonly Option<string> Label = new("--label") { Description = "Label id, decimal or as 0xA017.", HelpName = "ID", Required = true };
    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "File for the label's key record; it goes onto the label as I:\\key-a and I:\\key-b (endcap flash --keys does both).",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Print = new("--print") { Description = "Print the record, the key in it, in hexadecimal digits." };

    public static Command Create()
    {
        var command = new Command("derive", "Derive the key of a label, and take the label into the key file's list. "
            + "Example: endcap keys derive store.keys --label 0xA017 -o key.rec")
        {
            KeysCommand.KeyPath, Label, Output, Print,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(KeysCommand.KeyPath);
        string? output = context.Get(Output);
        if (output is null && !context.Get(Print)) throw Catalogue.KeyGoesNowhere();
        uint label = LabelEntry.ParseId("--label", context.Get(Label));
        if (output is not null) AtomicFile.CheckTarget(output, path);
        StoreKeys keys = KeyFile.Read(path);
        byte[] record = keys.Record(label);
        keys = KeyFile.Change(path, each => each.Note(label));
        if (output is not null) SecretFile.Write(output, record, replace: false);
        Report report = KeysCommand.Describe("Derived", path, [keys.Of(label)]).Add("output", "record in", output);
        context.Print(context.Get(Print) ? report.Add("record", "record", Convert.ToHexStringLower(record)) : report);
    }
}
