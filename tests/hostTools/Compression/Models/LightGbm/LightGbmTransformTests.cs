using System.Text;
using Endcap.Compression.Models.LightGbm;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.LightGbm;

[TestClass]
public sealed class LightGbmTransformTests
{
    [TestMethod]
    [DataRow("regression", 2.5, 2.5, TeacherTask.Regression)]
    [DataRow("regression sqrt", -3, -9, TeacherTask.Regression)]
    [DataRow("regression_l1 sqrt", 1.5, 2.25, TeacherTask.Regression)]
    [DataRow("huber sqrt", -3, -3, TeacherTask.Regression)]
    [DataRow("quantile", -3, -3, TeacherTask.Regression)]
    [DataRow("mape", 7, 7, TeacherTask.Regression)]
    [DataRow("poisson", 0.5, 1.6487212707001282, TeacherTask.Regression)]
    [DataRow("gamma", -1, 0.36787944117144233, TeacherTask.Regression)]
    [DataRow("tweedie", 0, 1, TeacherTask.Regression)]
    [DataRow("binary sigmoid:1", 0.5, 0.6224593312018546, TeacherTask.Binary)]
    [DataRow("binary sigmoid:2", 0.25, 0.6224593312018546, TeacherTask.Binary)]
    [DataRow("cross_entropy", -0.5, 0.3775406687981454, TeacherTask.Binary)]
    [DataRow("cross_entropy_lambda", 0, 0.6931471805599453, TeacherTask.Regression)]
    [DataRow("cross_entropy_lambda", -20, 2.061153620314381e-9, TeacherTask.Regression)]
    [DataRow("cross_entropy_lambda", -40, 4.248354255291589e-18, TeacherTask.Regression)]
    [DataRow("cross_entropy_lambda", 800, double.PositiveInfinity, TeacherTask.Regression)] // as exp overflows in LightGBM
    [DataRow("lambdarank", 3, 3, TeacherTask.Ranking)]
    [DataRow("rank_xendcg", 3, 3, TeacherTask.Ranking)]
    [DataRow("custom", 3, 3, TeacherTask.Regression)]
    public void A_Score_Becomes_A_Prediction(string objective, double score, double expected, TeacherTask task)
    {
        Teacher teacher = Constant(objective, false, score);
        Assert.AreEqual(task, teacher.Task);
        (double[] raw, double[] outputs) = Score(teacher);
        Assert.AreEqual(score, raw[0]);
        Assert.IsLessThanOrEqualTo(Math.Abs(expected) * 4e-16, expected == outputs[0] ? 0 : Math.Abs(expected - outputs[0]), $"{expected:R}, {outputs[0]:R}");
    }

    [TestMethod]
    public void Classes_Share_A_Softmax()
    {
        Teacher teacher = Constant("multiclass num_class:3", false, 1, 2, 800);
        CollectionAssert.AreEqual(new[] { "prob_0", "prob_1", "prob_2" }, teacher.OutputNames.ToArray());
        CollectionAssert.AreEqual(new[] { 0.0, 0, 1 }, Score(teacher).Outputs);
        Assert.AreEqual(1 / (1 + Math.E), Score(Constant("multiclass num_class:2", false, 0, 1)).Outputs[0], 1e-16);
    }

    [TestMethod]
    public void One_Against_All_Keeps_Classes_Apart() =>
        CollectionAssert.AreEqual(new[] { 0.5, 0.6224593312018546 }, Score(Constant("multiclassova num_class:2 sigmoid:0.5", false, 0, 1)).Outputs);

    [TestMethod]
    public void A_Forest_S_Raw_Score_Is_The_Sum_And_Its_Prediction_The_Mean()
    {
        Teacher teacher = Constant("regression", true, 1, 2, 6);
        (double[] raw, double[] outputs) = Score(teacher);
        Assert.AreEqual(9, raw[0]);
        Assert.AreEqual(3, outputs[0]);
        Assert.AreEqual("rf", teacher.Origin.Kind);
    }

    [TestMethod]
    public void A_Custom_Objective_With_Several_Scores_Has_Predictions_Without_Meaning()
    {
        Teacher teacher = Read(new RandomLightGbm(new Random(3)) { Scores = 2, Objective = null }.Write());
        CollectionAssert.AreEqual(new[] { "prediction_0", "prediction_1" }, teacher.OutputNames.ToArray());
        CollectionAssert.AreEqual(new[] { "raw_0", "raw_1" }, teacher.RawNames.ToArray());
    }

    // Trees of one leaf; the classes' number is in the objective's text, else 1.
    private static Teacher Constant(string objective, bool average, params double[] leaves)
    {
        int scores = objective.Contains("num_class", StringComparison.Ordinal) ? leaves.Length : 1;
        var text = new StringBuilder($"tree\nversion=v3\nnum_class={scores}\nnum_tree_per_iteration={scores}\nlabel_index=0\nmax_feature_idx=0\n");
        text.Append($"objective={objective}\n{(average ? "average_output\n" : "")}feature_names=x\nfeature_infos=none\n\n");
        for (int t = 0; t < leaves.Length; t++) text.Append($"Tree={t}\nnum_leaves=1\nnum_cat=0\nsplit_feature=\nleaf_value={leaves[t]:R}\nshrinkage=1\n\n\n");
        return Read(text.Append("end of trees\n").ToString());
    }

    private static Teacher Read(string text) => new LightGbmFormat().Read(Encoding.UTF8.GetBytes(text), "model.txt");

    private static (double[] Raw, double[] Outputs) Score(Teacher teacher)
    {
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        teacher.NewScorer().Score(new double[teacher.Inputs.Count], raw, outputs);
        return (raw, outputs);
    }
}
