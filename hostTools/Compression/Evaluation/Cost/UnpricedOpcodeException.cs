namespace Endcap.Compression.Evaluation.Cost;

/// <summary>
/// A measured run executed something the cost table has no row for. Its cost would have been counted as zero, so there is no result.
/// </summary>
public sealed class UnpricedOpcodeException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="opcode">The opcode or call without a cost.</param>
    /// <param name="location">Method and IL offset.</param>
    public UnpricedOpcodeException(string opcode, string location)
        : base($"no measured cost for '{opcode}' in {location}; write the code without it, or measure it and add a row to opcode-costs.csv")
    {
        Opcode = opcode;
        Location = location;
    }

    /// <summary>The opcode or call without a cost.</summary>
    public string Opcode { get; }

    /// <summary>Method and IL offset.</summary>
    public string Location { get; }
}
