using System.CommandLine;
using System.Globalization;
using Endcap.Cli.Reports;
using Endcap.Compression.Errors;
using Endcap.Compression.Faults;

namespace Endcap.Cli.Commands;

/// <summary>endcap fault: what a number on a label's panel or in Status means, and what to do.</summary>
internal static class FaultCommand
{
    private static readonly Argument<string?> Number = new("number")
    {
        Description = "The number that the label shows (98 or F98), or 0x and an ATT error that a phone shows; without it, all are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("fault", "Say what a fault number of a label means and what to do. Example: endcap fault F98") { Number };
        command.SetRun(context => context.Print(context.Get(Number) is { } text ? Describe(Find(text)) : List()));
        return command;
    }

    // Error: E390.
    private static DeviceFault Find(string text)
    {
        bool att = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> digits = text.AsSpan(att ? 2 : text.StartsWith('F') || text.StartsWith('f') ? 1 : 0);
        bool parsed = int.TryParse(digits, att ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        DeviceFault? fault = att ? FaultTable.All.FirstOrDefault(fault => fault.AttError == number) : FaultTable.Find(number);
        return parsed && fault is not null ? fault : throw Catalogue.NoSuchFault(text);
    }

    private static Report Describe(DeviceFault fault) => new Report($"Fault {fault.Number}: {fault.Name}")
        .AddForJson("number", fault.Number)
        .AddForJson("name", fault.Name)
        .Add("origin", "about", fault.Origin)
        .Add("message", "what is wrong", fault.Message)
        .Add("cause", "cause", fault.Cause)
        .Add("help", "what to do", fault.Help)
        .Add("attError", "a phone may show the ATT error", Att(fault));

    private static Report List() => new Report("Faults").AddTable("faults", "Faults",
        [("number", "number"), ("name", "name"), ("origin", "about"), ("message", "what is wrong"), ("cause", "cause"), ("help", "what to do"),
            ("attError", "ATT error")],
        FaultTable.All.Select(fault => new object?[]
        {
            fault.Number, fault.Name, fault.Origin, fault.Message, fault.Cause, fault.Help, Att(fault),
        }));

    private static string? Att(DeviceFault fault) => fault.AttError is { } error ? $"0x{error:X2}" : null;
}
