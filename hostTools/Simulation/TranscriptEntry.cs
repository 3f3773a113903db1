namespace Endcap.Simulation;

/// <summary>One exchange between phone and label.</summary>
/// <param name="Milliseconds">Simulated time since the label was switched on.</param>
/// <param name="What">What happened: "connect", "read Schema", …</param>
/// <param name="Bytes">What went over the air, or none.</param>
/// <param name="Meaning">What it means.</param>
public sealed record TranscriptEntry(double Milliseconds, string What, byte[] Bytes, string Meaning);
