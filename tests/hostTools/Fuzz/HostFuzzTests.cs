using Endcap.Fuzz.Coverage;
using Endcap.Fuzz.Engine;

namespace Endcap.Tests.HostTools.Fuzz;

/// <summary>
/// Readers of files that people and tools write, under the coverage-guided fuzzer for a short while. Each importer has a mutation
/// test of its own beside its reader.
/// </summary>
[TestClass]
public sealed class HostFuzzTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("csv", 10_000, 350)]
    [DataRow("schema", 30_000, 250)]
    [DataRow("models", 20_000, 400)]
    [DataRow("teachers", 20_000, 2000)]
    public void Whatever_The_File_A_Reader_Answers_Or_Refuses(string target, int count, int leastBlocks)
    {
        var copy = new CoveredTargets();
        var fuzzer = new Fuzzer(copy.Find(target), copy.Hits, seed: 1);
        fuzzer.Run(count);
        TestContext.WriteLine($"{fuzzer.Tried} mutations, {fuzzer.Blocks} basic blocks, {fuzzer.Corpus} inputs");
        foreach (Finding finding in fuzzer.Findings)
            Assert.Fail($"{finding.Error}\n{Convert.ToHexString(finding.Input)}");
        Assert.IsGreaterThan(leastBlocks, fuzzer.Blocks);
    }
}
