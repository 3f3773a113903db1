namespace Endcap.Publishing.Journal;

/// <summary>How far a file has come on its way to a label.</summary>
public enum JournalState
{
    /// <summary>The label is being looked for or asked.</summary>
    Trying,

    /// <summary>It has a version, and bytes of it may be on the label.</summary>
    Sending,

    /// <summary>The label took it and restarts with it.</summary>
    Committed,

    /// <summary>The label said that it is active.</summary>
    Active,

    /// <summary>It was active; another file of the kind is now.</summary>
    Replaced,

    /// <summary>Given up for this run.</summary>
    Failed,
}

/// <summary>A row of the journal: a label and a file that it is to have.</summary>
/// <param name="Label">Label id.</param>
/// <param name="Kind">Of the file.</param>
/// <param name="Checksum">CRC-32 of the file.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Version">As the label counts it; 0 before it has one, or where it came over USB.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">Visits to the label for it, over all runs.</param>
/// <param name="AirBytes">Bytes sent to the label on these visits, losses and repetitions included.</param>
/// <param name="Fault">The last fault number, 0 for none.</param>
/// <param name="Error">The last error in words, or null.</param>
/// <param name="Begun">When the first attempt began (UTC, ISO 8601).</param>
/// <param name="Changed">When the row last changed (likewise).</param>
public sealed record JournalEntry(uint Label, int Kind, uint Checksum, int Bytes, uint Version, JournalState State, int Attempts,
    long AirBytes, int Fault, string? Error, string Begun, string Changed);
