using Endcap.Compression.Evaluation;

namespace Endcap.Tests.HostTools.Compression.Evaluation;

[TestClass]
public sealed class RowMetricTests
{
    private static readonly double[] Scores = [2, 1, -1, -2, 0];
    private static readonly float[] Labels = [1, 0, 1, 0, 1];

    [TestMethod]
    public void Recall_And_Precision_Count_Scores_Above_0()
    {
        Assert.AreEqual(1.0 / 3, BinaryMetrics.Recall(Scores, Labels), 1e-12);
        Assert.AreEqual(0.5, BinaryMetrics.Precision(Scores, Labels), 1e-12);
        Assert.AreEqual(double.NaN, BinaryMetrics.Recall([1], [0]));
        Assert.AreEqual(double.NaN, BinaryMetrics.Precision([-1], [1]));
    }

    [TestMethod]
    public void Calibration_Compares_Probabilities_With_Shares()
    {
        double score = Math.Log(0.75 / 0.25);
        // Four rows of probability 0.75, three of them positive: calibrated. Two: off by 0.25. Half the rows at 0.25, right: half of that.
        Assert.AreEqual(0, BinaryMetrics.CalibrationError([score, score, score, score], [1, 1, 1, 0]), 1e-12);
        Assert.AreEqual(0.25, BinaryMetrics.CalibrationError([score, score, score, score], [1, 0, 1, 0]), 1e-12);
        Assert.AreEqual(0.125, BinaryMetrics.CalibrationError(
            [score, score, score, score, -score, -score, -score, -score], [1, 0, 1, 0, 0, 0, 0, 1]), 1e-12);
        Assert.AreEqual(0, BinaryMetrics.CalibrationError([800, -800], [1, 0]), 1e-12);
    }

    [TestMethod]
    public void Mean_Absolute_Error_Is_In_The_Labels_Unit() =>
        Assert.AreEqual(1.5, RegressionMetrics.Mae([1, 5], [2, 3]), 1e-12);
}
