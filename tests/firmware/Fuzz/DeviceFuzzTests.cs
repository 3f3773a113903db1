using Endcap.Fuzz.Engine;

namespace Endcap.Tests.Firmware.Fuzz;

/// <summary>
/// The label's readers under the coverage-guided fuzzer, for a short while and from the same seed each time; tests/Fuzz/README.md has the
/// command for a long one.
/// </summary>
[TestClass]
public sealed class DeviceFuzzTests
{
    public TestContext TestContext { get; set; } = null!;

    // So many blocks show that damage gets past checksums and lengths; with broken repairs it is a few hundred.
    [TestMethod]
    [DataRow("blob", 200_000, 1000)]
    [DataRow("packets", 50_000, 300)]
    [DataRow("update", 50_000, 60)]
    [DataRow("records", 50_000, 180)]
    public void Whatever_The_Bytes_A_Reader_Answers(string target, int count, int leastBlocks)
    {
        var run = ShortRun.Of(target, count);
        TestContext.WriteLine(run.ToString());
        Assert.AreEqual("", run.Findings);
        Assert.AreEqual(count, run.Tried);
        Assert.IsGreaterThan(leastBlocks, run.Blocks);
    }
}
