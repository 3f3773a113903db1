using System.CommandLine;
using Endcap.Cli.Reports;
using Endcap.Compression.Files;
using Endcap.Compression.LabelRecords;

namespace Endcap.Cli.Commands;

/// <summary>endcap content show: what is in a record.</summary>
internal static class ContentShowCommand
{
    private static readonly Argument<string> RecordPath = new("record") { Description = "A .content.rec or .settings.rec file." };

    public static Command Create()
    {
        var command = new Command("show", "Show a record, read by the label's own reader. Example: endcap content show labels/17.content.rec")
        {
            RecordPath,
        };
        command.SetRun(Run);
        return command;
    }

    private static void Run(CommandContext context)
    {
        string path = context.Get(RecordPath);
        byte[] bytes = InputFile.ReadAllBytes(path);
        context.Print(RecordFile.IsSettings(bytes)
            ? ContentFacts.Of(RecordFile.Settings(path, bytes), bytes.Length)
            : ContentFacts.Of(RecordFile.Content(path, bytes), bytes.Length));
    }
}
