namespace Endcap.Fuzz.Targets;

/// <summary>Something that reads bytes which may be anything.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Seeds">Good inputs.</param>
/// <param name="Run">Reads an input and uses what came of it. An exception is a finding; a refusal is none.</param>
/// <param name="Repair">Makes lengths and checksums of a damaged input right again, so that damage gets past them.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Run, Func<byte[], byte[]> Repair);
