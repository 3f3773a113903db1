using Endcap.Fuzz.Coverage;
using Endcap.Fuzz.Engine;
using Endcap.Fuzz.Targets;

namespace Endcap.Tests.Firmware.Fuzz;

/// <summary>The fuzzer finds what is there to find.</summary>
[TestClass]
public sealed class FuzzerTests
{
    private const int Mutations = 200_000;

    // Four bytes in a row, each behind a branch of its own: by chance alone one in four thousand million.
    [TestMethod]
    public void A_Planted_Fault_Behind_Four_Branches_Is_Found_By_Coverage()
    {
        Assert.HasCount(1, FindPlanted(marks: true));
        Assert.IsEmpty(FindPlanted(marks: false), "without coverage the search is blind");
    }

    [TestMethod]
    public void Faults_Of_One_Place_Are_One_Finding()
    {
        var target = new FuzzTarget("always", [[1]], input => throw new InvalidOperationException($"{input.Length}"), input => input);
        var fuzzer = new Fuzzer(target, new CoverageMap(), seed: 1);
        fuzzer.Run(100);
        Assert.HasCount(1, fuzzer.Findings);
        Assert.AreEqual(100, fuzzer.Tried);
    }

    [TestMethod]
    public void The_Same_Seed_Reaches_The_Same()
    {
        (int Blocks, int Corpus) Run()
        {
            var copy = new CoveredTargets();
            var fuzzer = new Fuzzer(copy.Find("records"), copy.Hits, seed: 5);
            fuzzer.Run(3000);
            return (fuzzer.Blocks, fuzzer.Corpus);
        }

        (int blocks, int corpus) = Run();
        Assert.AreEqual((blocks, corpus), Run());
        Assert.IsGreaterThan(5, corpus);
    }

    [TestMethod]
    public void The_Mutator_Leaves_Its_Inputs_Alone()
    {
        byte[] input = [1, 2, 3, 4, 5], other = [6, 7, 8];
        var random = new Random(1);
        var seen = new HashSet<string>();
        for (int i = 0; i < 1000; i++) seen.Add(Convert.ToHexString(Mutator.Mutate(input, other, random)));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5 }, input);
        CollectionAssert.AreEqual(new byte[] { 6, 7, 8 }, other);
        Assert.IsGreaterThan(800, seen.Count);
    }

    private static IReadOnlyCollection<Finding> FindPlanted(bool marks)
    {
        var hits = new CoverageMap();
        hits.Add(4);
        var target = new FuzzTarget("planted", [new byte[8]], input =>
        {
            for (int i = 0; i < 4; i++)
            {
                if (input.Length <= i || input[i] != "BUG!"[i]) return;
                if (marks) hits.Bytes[i] = 1;
            }

            throw new InvalidOperationException("planted");
        }, input => input);
        var fuzzer = new Fuzzer(target, hits, seed: 1);
        fuzzer.Run(Mutations);
        return fuzzer.Findings;
    }
}
