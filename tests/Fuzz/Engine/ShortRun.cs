using Endcap.Fuzz.Coverage;

namespace Endcap.Fuzz.Engine;

/// <summary>What a target did under the fuzzer for a short while, from the same seed each time: for the tests.</summary>
/// <param name="Tried">Mutations.</param>
/// <param name="Blocks">Basic blocks reached.</param>
/// <param name="Corpus">Inputs that are mutated.</param>
/// <param name="Findings">What was thrown and for which bytes; empty where all is well.</param>
public sealed record ShortRun(long Tried, int Blocks, int Corpus, string Findings)
{
    /// <summary>Tries so many mutations.</summary>
    /// <param name="target">One of <see cref="Targets.TargetTable.Names"/>.</param>
    /// <param name="count">How many.</param>
    public static ShortRun Of(string target, int count)
    {
        var copy = new CoveredTargets();
        var fuzzer = new Fuzzer(copy.Find(target), copy.Hits, seed: 1);
        fuzzer.Run(count);
        return new ShortRun(fuzzer.Tried, fuzzer.Blocks, fuzzer.Corpus,
            string.Join('\n', fuzzer.Findings.Select(finding => $"{finding.Error}\n{Convert.ToHexString(finding.Input)}")));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tried} mutations, {Blocks} basic blocks, {Corpus} inputs";
}
