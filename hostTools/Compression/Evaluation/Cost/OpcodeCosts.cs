using System.Globalization;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// What each IL opcode costs on the nanoFramework interpreter, in units of one int add (add.i4 = 1.00), -Os build.
/// The data is opcode-costs.csv; README.md beside it tells where it comes from.
/// </summary>
public sealed class OpcodeCosts
{
    private const string ResourceName = "opcode-costs.csv";

    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<long> _hundredths = [];

    private OpcodeCosts(TextReader csv)
    {
        csv.ReadLine(); // opcode,cost_Os,cost_O3,note
        for (string? line = csv.ReadLine(); line is not null; line = csv.ReadLine())
        {
            if (line.Length > 0) AddRow(line);
        }
    }

    /// <summary>The table that ships with the tools.</summary>
    public static OpcodeCosts Default { get; } = ReadResource();

    /// <summary>Number of rows.</summary>
    public int Count => _names.Count;

    /// <summary>Reads a table in the format of opcode-costs.csv; only the first two columns are used.</summary>
    /// <exception cref="FormatException">A cost is not a number with at most two decimals, or a row occurs twice.</exception>
    public static OpcodeCosts Read(TextReader csv) => new(csv);

    /// <summary>The name of a row, such as "add.i4" or "blt taken".</summary>
    public string Name(int row) => _names[row];

    /// <summary>The cost of a row in hundredths of a unit: integers, so that sums are exact and never depend on their order.</summary>
    public long Hundredths(int row) => _hundredths[row];

    /// <summary>Finds a row by name.</summary>
    public bool TryFind(string name, out int row) => _rowOf.TryGetValue(name, out row);

    private static OpcodeCosts ReadResource()
    {
        Stream stream = typeof(OpcodeCosts).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"resource {ResourceName} is missing from the build");
        using var reader = new StreamReader(stream);
        return new OpcodeCosts(reader);
    }

    private void AddRow(string line)
    {
        // Only names are ever quoted (some hold commas); no field holds a quote.
        bool quoted = line[0] == '"';
        int nameEnd = line.IndexOf(quoted ? '"' : ',', 1);
        string name = quoted ? line[1..nameEnd] : line[..nameEnd];
        string cost = line[(nameEnd + (quoted ? 2 : 1))..].Split(',')[0];
        if (!decimal.TryParse(cost, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal units)
            || units * 100 != decimal.Truncate(units * 100))
        {
            throw new FormatException($"cost '{cost}' of opcode '{name}' is not a number with at most two decimals");
        }

        if (!_rowOf.TryAdd(name, _names.Count)) throw new FormatException($"opcode '{name}' has two rows");
        _names.Add(name);
        _hundredths.Add((long)(units * 100));
    }
}
