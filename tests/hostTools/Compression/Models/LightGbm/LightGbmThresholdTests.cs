using System.Text;
using Endcap.Compression.Models.LightGbm;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

/// <summary>Rows on every threshold and beside it, and the numbers that every tool treats in its own way.</summary>
[TestClass]
public sealed class LightGbmThresholdTests
{
    private const double Tiny = 1e-35f; // LightGBM's kZeroThreshold

    private static readonly double[] Odd =
    [
        double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, Tiny, -Tiny, Math.BitIncrement(Tiny),
        Math.BitDecrement(-Tiny), -0.5, -1, -1.5, -7, 1, 1.9, 31, 32, 63.5, 64, 95, 96, 1000, int.MaxValue, 2147483648.0, 1e18, -1e18,
    ];

    [TestMethod]
    public void Any_Model_Is_Predicted_By_LightGBM_S_Rules() => Seeds.Check(60, random =>
    {
        int scores = random.Next(1, 4);
        string text = new RandomLightGbm(random) { Linear = random.Next(3) == 0, Scores = scores, Trees = scores * 3, Objective = null }.Write();
        Assert.IsNull(FirstDifference(text, new PlainLightGbm(text), random));
    });

    [TestMethod]
    public void The_Own_Case_Is_Predicted_By_LightGBM_S_Rules()
    {
        string text = File.ReadAllText(Path.Combine(OwnModels.Folder("lightgbm", "housing_25_trees"), "model.txt"));
        Assert.IsNull(FirstDifference(text, new PlainLightGbm(text), new Random(1), mostThresholds: 150));
    }

    [TestMethod]
    public void A_Wrong_Comparison_Is_Found() => Seeds.Check(10, random =>
    {
        string text = new RandomLightGbm(random) { Trees = 12, MostLeaves = 20 }.Write();
        Assert.IsNotNull(FirstDifference(text, new PlainLightGbm(text) { Strict = true }, random));
    });

    // Null, or the first row on which reader and plain rules differ in a bit.
    private static string? FirstDifference(string text, PlainLightGbm plain, Random random, int mostThresholds = int.MaxValue)
    {
        Teacher teacher = new LightGbmFormat().Read(Encoding.UTF8.GetBytes(text), "model.txt");
        TeacherScorer scorer = teacher.NewScorer();
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        foreach (double[] row in Rows(plain, teacher.Inputs.Count, random, mostThresholds))
        {
            scorer.Score(row, raw, outputs);
            double[] expected = plain.Raw(row);
            if (!expected.AsSpan().SequenceEqual(raw)) return $"row [{string.Join(", ", row)}]: {expected[0]:R} and {raw[0]:R}";
        }

        return null;
    }

    private static IEnumerable<double[]> Rows(PlainLightGbm plain, int features, Random random, int mostThresholds)
    {
        (int Feature, double Threshold)[] splits = [.. plain.Thresholds.Distinct()];
        random.Shuffle(splits);
        foreach ((int feature, double threshold) in splits.Take(mostThresholds))
        {
            foreach (double value in new[] { threshold, Math.BitIncrement(threshold), Math.BitDecrement(threshold) })
                yield return With(feature, value);
        }

        for (int feature = 0; feature < features; feature++)
            foreach (double value in Odd) yield return With(feature, value);

        // The other features' values come from thresholds and oddities too, so that all parts of the trees are reached.
        double[] With(int feature, double value)
        {
            var row = new double[features];
            for (int f = 0; f < features; f++)
            {
                (int Feature, double Threshold)[] own = [.. splits.Where(split => split.Feature == f)];
                row[f] = own.Length > 0 && random.Next(3) > 0 ? own[random.Next(own.Length)].Threshold : Odd[random.Next(Odd.Length)];
            }

            row[feature] = value;
            return row;
        }
    }
}
