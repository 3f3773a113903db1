using System.Text;
using Endcap.Compression.Models.Factors;
using Endcap.Tests.HostTools.Compression.Quantisation.Factors;

namespace Endcap.Tests.HostTools.Compression.Models.Factors;

[TestClass]
public class FactorCodingTests
{
    private static readonly FactorCoding Coding = new()
    {
        Products = new VectorCoding(4, Codebook: false, FactorRange.Percentile, 0.98),
        History = new VectorCoding(2, Codebook: true, FactorRange.Entropy),
        Nearest = true,
    };

    [TestMethod]
    public void Choices_Of_Rounding_Read_Back_And_Files_Without_Them_Are_As_They_Were()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            TwoTowerModel plain = RandomTowers.Model(new Random(seed));
            Assert.DoesNotContain("coding", Text(plain));
            Assert.IsNull(Read(Text(plain)).Coding);
            double[] moments = [.. Enumerable.Range(0, plain.Rank * plain.Rank).Select(i => i % (plain.Rank + 1) == 0 ? 1.0 / 3 : 1e-17)];
            TwoTowerModel coded = plain with { Coding = Coding with { Moments = seed % 2 == 0 ? null : moments } };
            FactorCoding read = Read(Text(coded)).Coding!;
            Assert.AreEqual((Coding.Products, Coding.History, true), (read.Products, read.History, read.Nearest));
            CollectionAssert.AreEqual(coded.Coding.Moments, read.Moments);
            Assert.AreEqual(Text(coded), Text(Read(Text(coded))));
        }
    }

    [TestMethod]
    [DataRow("\"bits\": 4", "\"bits\": 3", "E247")]
    [DataRow("\"share\": 0.98", "\"share\": 0", "E247")]
    [DataRow("\"levels\": \"linear\"", "\"levels\": \"cubic\"", "E426")]
    [DataRow("\"rounding\": \"nearest\"", "\"rounding\": 1", "E421")]
    [DataRow("\"coding\": {", "\"coding\": {\"more\": 1, ", "E422")]
    [DataRow("[[0.5,", "[[-0.5,", "E247")]
    [DataRow("[[0.5,0,", "[[0.5,1,", "E247")]
    [DataRow("[[0.5,0,", "[[0.5,", "E238")]
    public void Names_What_Is_Wrong(string from, string to, string code)
    {
        TwoTowerModel model = RandomTowers.Model(new Random(2));
        double[] moments = [.. Enumerable.Range(0, model.Rank * model.Rank).Select(i => i % (model.Rank + 1) == 0 ? 0.5 : 0)];
        string text = Text(model with { Coding = Coding with { Moments = moments } });
        string flat = text.Replace("[\n    [0.5", "[[0.5", StringComparison.Ordinal);
        StringAssert.Contains(flat, from, StringComparison.Ordinal);
        UserErrors.Expect(code, () => Read(flat.Replace(from, to, StringComparison.Ordinal)), "m.json:");
    }

    private static TwoTowerModel Read(string text) => FactorsFile.Parse(Encoding.UTF8.GetBytes(text), "m.json");

    private static string Text(TwoTowerModel model)
    {
        var stream = new MemoryStream();
        FactorsFile.Write(stream, model);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
