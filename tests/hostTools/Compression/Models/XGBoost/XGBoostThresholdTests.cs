using System.Text;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.XGBoost;
using Endcap.Tests.HostTools.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Rows on every threshold, one float32 to each side, missing, unseen and extreme, against the rules written down plainly.</summary>
[TestClass]
public sealed class XGBoostThresholdTests
{
    private static readonly double[] Extremes =
        [double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, float.MaxValue, -float.MaxValue, float.Epsilon, -1, -0.5, 0.5, 1e9, 16777216];

    [TestMethod]
    [DataRow("categorical_adult_hist", 1)]
    [DataRow("dart_housing", 1)]
    [DataRow("rank_shelf_margarine", 1)]
    [DataRow("regression_housing_missing", 1)]
    [DataRow("softprob_satellite", 6)]
    public void Real_Models_Follow_The_Rules_Around_Every_Threshold(string name, int outputs)
    {
        ToolCase shared = ToolCase.Shared("xgboost", name);
        string json = File.ReadAllText(Path.Combine(shared.Folder, "model.json"));
        float start = name.StartsWith("cat", StringComparison.Ordinal) ? 0 : 0.5f; // logit(0.5), or 0.5 itself
        Assert.AreEqual(0, Differences(json, shared.Inputs, [.. Enumerable.Repeat(start, outputs)], lessOrEqual: false));
    }

    [TestMethod]
    public void The_Dart_Model_Follows_The_Rules_Around_Every_Threshold()
    {
        ToolCase own = ToolCase.Own("xgboost", "dart_housing");
        string json = File.ReadAllText(Path.Combine(own.Folder, "model.json"));
        Assert.AreEqual(0, Differences(json, own.Inputs, [0.5f], lessOrEqual: false));
    }

    [TestMethod]
    public void Small_Models_Follow_The_Rules_Around_Every_Threshold()
    {
        string json = SmallXGBoost.Model(trees: [SmallXGBoost.Tree, SmallXGBoost.CategoryTree, SmallXGBoost.Tree]);
        Assert.AreEqual(0, Differences(json, Rows(), [0], lessOrEqual: false));
    }

    [TestMethod]
    public void A_Wrong_Rule_Would_Be_Noticed()
    {
        Assert.AreNotEqual(0, Differences(SmallXGBoost.Model(), Rows(), [0], lessOrEqual: true));
    }

    private static double[][] Rows() => [.. Extremes.SelectMany(a => Extremes.Select(b => new[] { a, b }))];

    private static int Differences(string json, double[][] rows, float[] start, bool lessOrEqual)
    {
        Teacher teacher = new XGBoostFormat().Read(Encoding.UTF8.GetBytes(json), "model.json");
        var rules = new XGBoostRules(json, start) { LessOrEqual = lessOrEqual };
        TeacherScorer scorer = teacher.NewScorer();
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        int different = 0, tried = 0;
        foreach ((int feature, float threshold) in rules.Splits)
        {
            foreach (double value in Around(threshold, rules.MostCategory))
            {
                double[] row = [.. rows[tried++ % rows.Length]];
                row[feature] = value;
                scorer.Score(row, raw, outputs);
                if (!rules.Margins(row).SequenceEqual(raw.Select(margin => (float)margin))) different++;
            }
        }

        Assert.IsGreaterThan(0, tried);
        return different;
    }

    // A double that rounds to the threshold counts as the threshold: inputs are cast first.
    private static IEnumerable<double> Around(float threshold, int mostCategory) => float.IsNaN(threshold)
        ? [.. Enumerable.Range(-2, mostCategory + 4).Select(category => (double)category), .. Extremes, 1.5]
        : [threshold, MathF.BitDecrement(threshold), MathF.BitIncrement(threshold), threshold - Math.Abs(threshold) * 1e-12, .. Extremes];
}
