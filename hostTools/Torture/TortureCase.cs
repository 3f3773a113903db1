namespace Endcap.Torture;

/// <summary>One fault in one scenario.</summary>
/// <param name="Family">The kind of fault: a row of the report.</param>
/// <param name="Text">What exactly, to repeat it.</param>
/// <param name="Run">Answers what came of it.</param>
public sealed record TortureCase(string Family, string Text, Func<Outcome> Run);

/// <summary>What came of a fault.</summary>
/// <param name="Injected">Whether it happened at all; a second cut may find nothing to cut.</param>
/// <param name="Lost">What was lost, or null.</param>
public sealed record Outcome(bool Injected, string? Lost);
