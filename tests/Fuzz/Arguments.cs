using System.Globalization;
using Endcap.Fuzz.Targets;

namespace Endcap.Fuzz;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public IReadOnlyCollection<string> Targets { get; private init; } = [];

    public long Count { get; private init; } = 1_000_000;

    public int Seed { get; private init; } = 1;

    public int Workers { get; private init; } = Environment.ProcessorCount;

    public string Findings { get; private init; } = "fuzz-findings";

    public static bool TryParse(string[] args, out Arguments arguments)
    {
        arguments = new Arguments();
        if (args.Length % 2 == 0) return false;
        if (args[0] != "all" && !TargetTable.Names.Contains(args[0])) return false;
        arguments = arguments with { Targets = args[0] == "all" ? TargetTable.Names : [args[0]] };
        for (int i = 1; i < args.Length; i += 2)
        {
            bool isNumber = long.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0;
            switch (args[i])
            {
                case "--count" when isNumber:
                    arguments = arguments with { Count = number };
                    break;
                case "--seed" when isNumber && number < int.MaxValue / 2:
                    arguments = arguments with { Seed = (int)number };
                    break;
                case "--workers" when isNumber && number <= 64:
                    arguments = arguments with { Workers = (int)number };
                    break;
                case "--findings":
                    arguments = arguments with { Findings = args[i + 1] };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
