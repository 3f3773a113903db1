using System.Text;
using Endcap.Compression.Models.XGBoost;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Damaged files: an error of the catalogue or a model that predicts.</summary>
[TestClass]
public sealed class XGBoostFuzzTests
{
    private static int Count => Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 25_000 : 1_000;

    [TestMethod]
    [DataRow(false, 1)]
    [DataRow(true, 2)]
    public void Damaged_Trees_Are_Refused_Or_Predict(bool ubjson, int seed)
    {
        string dart = $$"""{"gbtree":{"model":{{SmallXGBoost.Trees([SmallXGBoost.Tree, SmallXGBoost.CategoryTree], [0, 1])}}},"name":"dart","weight_drop":[5E-1,2.5E-1]}""";
        Run(SmallXGBoost.Model("multi:softprob", classes: 2, booster: dart), ubjson, seed);
    }

    [TestMethod]
    [DataRow(false, 3)]
    [DataRow(true, 4)]
    public void Damaged_Vector_Leaves_Are_Refused_Or_Predict(bool ubjson, int seed) => Run(XGBoostFormTests.MultiOutput, ubjson, seed);

    private static void Run(string json, bool ubjson, int seed)
    {
        byte[] good = ubjson ? SmallXGBoost.ToUbjson(json) : Encoding.UTF8.GetBytes(json);
        int models = MutationFuzz.Run(new XGBoostFormat(), good, Count, seed);
        Assert.IsGreaterThan(0, models);
        Assert.IsLessThan(Count, models);
    }
}
