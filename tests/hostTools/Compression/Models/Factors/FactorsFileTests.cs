using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Factors;
using Endcap.Tests.HostTools.Compression.Quantisation.Factors;

namespace Endcap.Tests.HostTools.Compression.Models.Factors;

[TestClass]
public class FactorsFileTests
{
    [TestMethod]
    public void Reads_Back_Bit_For_Bit()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            TwoTowerModel model = RandomTowers.Model(new Random(seed));
            byte[] text = Text(model);
            TwoTowerModel read = FactorsFile.Parse(text, "m");
            CollectionAssert.AreEqual(text, Text(read));
            CollectionAssert.AreEqual(model.ProductVectors, read.ProductVectors);
            CollectionAssert.AreEqual(model.HistoryVectors, read.HistoryVectors);
            CollectionAssert.AreEqual(model.Tower, read.Tower);
            CollectionAssert.AreEqual(model.Start, read.Start);
            CollectionAssert.AreEqual(model.Products.ToArray(), read.Products.ToArray());
            Assert.AreEqual((model.Schema.Id, model.Method, model.Norms, model.HistoryExponent), (read.Schema.Id, read.Method, read.Norms, read.HistoryExponent));
        }
    }

    [TestMethod]
    [DataRow("\"rank\": 4", "\"rank\": 6", "E239")]
    [DataRow("\"rank\": 4", "\"rank\": 8", "E238")]
    [DataRow("\"norms\": 3", "\"norms\": 0", "E427")]
    [DataRow("\"historyExponent\": 0.5", "\"historyExponent\": 5", "E241")]
    [DataRow("[\"b\",\"B\",2,0.5,", "[\"a\",\"B\",2,0.5,", "E235")]
    [DataRow("[\"b\",\"B\",2,0.5,", "[\"b\",\"B\",-2,0.5,", "E427")]
    [DataRow("[\"b\",\"B\",2,0.5,", "[\"b\",\"B\",2,1e300,", "E241")]
    [DataRow("[\"b\",\"B\",2,0.5,", "[\"b\",\"B\",2,", "E238")]
    [DataRow("\"affinity\"", "\"shopper\"", "E240")]
    [DataRow("endcap-factors/1", "endcap-model/1", "E424")]
    [DataRow("\"method\"", "\"methods\"", "E422")]
    [DataRow("\"history\": [\n    [1,0,0,0],", "\"history\": [", "E238")]
    public void Names_What_Is_Wrong(string from, string to, string code)
    {
        string text = Encoding.UTF8.GetString(Text(Small()));
        StringAssert.Contains(text, from, StringComparison.Ordinal);
        UserErrors.Expect(code, () => FactorsFile.Parse(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), "m.json"), "m.json:");
    }

    [TestMethod]
    public void Damaged_Files_Are_Refused_Or_Sound()
    {
        byte[] text = Text(Small());
        var random = new Random(1);
        int refused = 0;
        for (int n = 0; n < 3000; n++)
        {
            byte[] damaged = [.. text.AsSpan(0, n % 3 == 0 ? random.Next(text.Length) : text.Length)];
            for (int k = random.Next(1, 4); k > 0 && damaged.Length > 0; k--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                TwoTowerModel model = FactorsFile.Parse(damaged, "m");
                Assert.HasCount(model.Products.Count * model.Rank, model.Past);
                Assert.IsTrue(model.Scores(model.User([.. model.SharedFeatures.Select(_ => (byte)0)], [0, 1])).All(double.IsFinite));
            }
            catch (UserErrorException)
            {
                refused++;
            }
        }

        Assert.IsInRange(1000, 2999, refused);
    }

    private static TwoTowerModel Small() => new()
    {
        Method = "als",
        Schema = RandomTowers.Schema([]),
        Rank = 4,
        Products = [new FactorProduct("a", "A", 3, 0.25), new FactorProduct("b", "B", 2, 0.5)],
        Start = [0, 0, 0, 0],
        Tower = [],
        ProductVectors = [1, 2, 3, 4, 5, 6, 7, 8],
        HistoryVectors = [1, 0, 0, 0, 0, 1, 0, 0],
        HistoryExponent = 0.5,
        Norms = 3,
    };

    private static byte[] Text(TwoTowerModel model)
    {
        var stream = new MemoryStream();
        FactorsFile.Write(stream, model);
        return stream.ToArray();
    }
}
