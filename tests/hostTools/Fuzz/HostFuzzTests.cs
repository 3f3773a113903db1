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
        var run = ShortRun.Of(target, count);
        TestContext.WriteLine(run.ToString());
        Assert.AreEqual("", run.Findings);
        Assert.AreEqual(count, run.Tried);
        Assert.IsGreaterThan(leastBlocks, run.Blocks);
    }
}
