using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Tests.HostTools.Compression.Models;

[TestClass]
public class ModelFileTests
{
    [TestMethod]
    public void Write_Then_Read_Is_The_Identity_And_Scores_Are_Equal_Bit_For_Bit()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            TreeEnsemble model = RandomModel.Make(random), again = ModelFile.Parse(Bytes(model), "m.json");
            CollectionAssert.AreEqual(Bytes(model), Bytes(again));
            Assert.AreEqual(model.Schema.Id, again.Schema.Id);
            for (int t = 0; t < model.Trees.Count; t++) AssertEqual(model.Trees[t], again.Trees[t]);
            for (int row = 0; row < 200; row++)
            {
                byte[] bins = [.. model.Schema.Features.Select(feature => (byte)random.Next(feature.BinCount))];
                Assert.AreEqual(BitConverter.DoubleToInt64Bits(model.Score(bins)), BitConverter.DoubleToInt64Bits(again.Score(bins)));
            }
        }
    }

    [TestMethod]
    public void Doubles_Read_Back_Exactly()
    {
        double[] values = [0.1, -0.0, 5e-324, double.MaxValue, double.MinValue, 1 / 3.0, 1e-5, 1e21, Math.BitIncrement(1)];
        Tree[] trees = [.. values.Select(value => new Tree([Tree.Leaf], new BinSet[1], [0], [value]))];
        TreeEnsemble again = ModelFile.Parse(Bytes(new TreeEnsemble(RandomModel.Schema, "squared", 0.1 + 0.2, trees)), "m.json");
        Assert.AreEqual(0.1 + 0.2, again.BaseScore);
        for (int i = 0; i < values.Length; i++)
            Assert.AreEqual(BitConverter.DoubleToInt64Bits(values[i]), BitConverter.DoubleToInt64Bits(again.Trees[i].Value[0]));
    }

    [TestMethod]
    [DataRow("E250", "ends early: 1 children are missing", "[[0,\"0\"],1]")]
    [DataRow("E250", "1 children", "[]")]
    [DataRow("E250", "3 children", "[[0,\"0\"],[0,\"1\"]]")]
    [DataRow("E251", "2 nodes that no split leads to", "[1,2,3]")]
    [DataRow("E251", "$.trees[0][3]: 1 nodes", "[[0,\"0\"],1,2,3]")]
    [DataRow("E252", "\"0-3\" is not a list of bins of brand", "[[0,\"0-3\"],1,2]")]
    [DataRow("E252", "\"1,0\"", "[[0,\"1,0\"],1,2]")]
    [DataRow("E252", "\"0-1-2\"", "[[0,\"0-1-2\"],1,2]")]
    [DataRow("E252", "\"0,,1\"", "[[0,\"0,,1\"],1,2]")]
    [DataRow("E252", "\"-1\"", "[[0,\"-1\"],1,2]")]
    [DataRow("E252", "\"99999999999\"", "[[0,\"99999999999\"],1,2]")]
    [DataRow("E253", "$.trees[0][0]", "[[0],1,2]")]
    [DataRow("E253", "$.trees[0][0]", "[\"leaf\"]")]
    [DataRow("E427", "3 is not a whole number from 0 to 2", "[[3,\"0\"],1,2]")]
    [DataRow("E427", "-1 is not", "[[-1,\"0\"],1,2]")]
    [DataRow("E427", "1e999", "[1e999]")]
    [DataRow("E421", "expected a text", "[[0,0],1,2]")]
    [DataRow("E421", "$.trees[0]: expected a list", "7")]
    public void Refuses_A_Bad_Tree(string code, string part, string tree)
    {
        string good = Encoding.UTF8.GetString(Bytes(new TreeEnsemble(RandomModel.Schema, "squared", 0, [])));
        string json = good.Replace("\"trees\": [\n  ]", $"\"trees\": [{tree}]", StringComparison.Ordinal);
        Assert.AreNotEqual(good, json);
        UserErrors.Expect(code, () => ModelFile.Parse(Encoding.UTF8.GetBytes(json), "m.json"), "m.json:", part);
    }

    [TestMethod]
    public void Every_Truncation_And_Mutation_Is_Refused_Or_Read()
    {
        byte[] good = Bytes(RandomModel.Make(new Random(7)));
        int refused = 0;
        for (int length = 0; length < good.Length - 2; length++) refused += Refused(good[..length]) ? 1 : 0;
        Assert.AreEqual(good.Length - 2, refused, "a truncated model was accepted");

        var random = new Random(8);
        for (int i = 0; i < 5000; i++)
        {
            byte[] bad = [.. good];
            for (int n = random.Next(1, 4); n > 0; n--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            Refused(bad);
        }
    }

    [TestMethod]
    public void Writes_Any_Forward_Order_As_Preorder()
    {
        // The right child need not follow the left subtree in memory.
        var tree = new Tree([0, -1, 0, -1, -1], [BinSet.FirstBins(1), default, BinSet.FirstBins(2), default, default], [2, 0, 4, 0, 0], [0, 1, 0, 2, 3]);
        string line = Encoding.UTF8.GetString(Bytes(new TreeEnsemble(RandomModel.Schema, "squared", 0, [tree])));
        StringAssert.Contains(line, "\n    [[0, \"0\"], 1, [0, \"0-1\"], 2, 3]\n", StringComparison.Ordinal);
    }

    private static bool Refused(byte[] bytes)
    {
        try
        {
            TreeEnsemble model = ModelFile.Parse(bytes, "m.json");
            model.Score(new byte[model.Schema.Features.Count]);
            return false;
        }
        catch (UserErrorException)
        {
            return true;
        }
    }

    private static byte[] Bytes(TreeEnsemble model)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(stream, model);
        return stream.ToArray();
    }

    private static void AssertEqual(Tree expected, Tree actual)
    {
        CollectionAssert.AreEqual(expected.Feature, actual.Feature);
        CollectionAssert.AreEqual(expected.Left, actual.Left);
        CollectionAssert.AreEqual(expected.Right, actual.Right);
        CollectionAssert.AreEqual(expected.Value, actual.Value);
    }
}
