using System.Text;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Compression.Models.XGBoost;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>Everything that a file can say beside plain trees. Expected numbers are worked out by hand from src/objective and src/gbm.</summary>
[TestClass]
public sealed class XGBoostFormTests
{
    /// <summary>Two targets, vector leaves with numbers of their own: x0 &lt; 0.5 ? (1, 2) : (3, 4).</summary>
    public static readonly string MultiOutput = SmallXGBoost.Model(baseScore: "[1E0,1E1]", targets: 2, trees: ["""
        {"id":0,"left_children":[1,-1,-1],"right_children":[2,1,0],"split_indices":[0,0,0],"split_conditions":[5E-1,0E0,0E0],
         "default_left":[0,0,0],"split_type":[0,0,0],"categories":[],"categories_nodes":[],"categories_segments":[],"categories_sizes":[],
         "base_weights":[0E0,0E0,1E0,2E0,3E0,4E0],"leaf_weights":[3E0,4E0,1E0,2E0],
         "tree_param":{"num_deleted":"0","num_feature":"2","num_nodes":"3","size_leaf_vector":"2"}}
        """]);

    [TestMethod]
    [DataRow("binary:logistic", "5E-1", 4, 0.98201376)] // 1 / (1 + e^-4)
    [DataRow("reg:logistic", "2.5E-1", 2.9013877, 0.947915)] // logit(0.25) = −1.0986123; e^4 / (3 + e^4)
    [DataRow("binary:logitraw", "5E-1", 4.5, 4.5)]
    [DataRow("binary:hinge", "0E0", 4, 1)]
    [DataRow("binary:hinge", "-4E0", 0, 0)]
    [DataRow("reg:squarederror", "5E-1", 4.5, 4.5)]
    [DataRow("reg:linear", "5E-1", 4.5, 4.5)]
    [DataRow("reg:squaredlogerror", "5E-1", 4.5, 4.5)]
    [DataRow("reg:pseudohubererror", "5E-1", 4.5, 4.5)]
    [DataRow("reg:absoluteerror", "5E-1", 4.5, 4.5)]
    [DataRow("reg:quantileerror", "[5E-1]", 4.5, 4.5)]
    [DataRow("rank:pairwise", "5E-1", 4.5, 4.5)]
    [DataRow("rank:ndcg", "5E-1", 4.5, 4.5)]
    [DataRow("rank:map", "5E-1", 4.5, 4.5)]
    [DataRow("count:poisson", "1E0", 4, 54.59815)]
    [DataRow("reg:gamma", "1E0", 4, 54.59815)]
    [DataRow("reg:tweedie", "1E0", 4, 54.59815)]
    [DataRow("survival:cox", "1E0", 4, 54.59815)]
    [DataRow("survival:aft", "2E0", 4.6931472, 109.1963)]
    public void Objectives_Transform_Margins_And_Base_Scores(string objective, string baseScore, double margin, double prediction)
    {
        double[] all = Predict(SmallXGBoost.Model(objective, baseScore), 1, 0);
        Assert.AreEqual(margin, all[0], 1e-6);
        Assert.AreEqual(prediction, all[1], 1e-6 * Math.Max(1, prediction));
    }

    [TestMethod]
    public void Softmax_Gives_The_Class_And_Softprob_The_Probabilities()
    {
        string[] trees = [SmallXGBoost.Tree, SmallXGBoost.CategoryTree, SmallXGBoost.Tree];
        double[] soft = Predict(SmallXGBoost.Model("multi:softprob", "5E-1", trees, [2, 0, 1], classes: 3), 0, 0);
        CollectionAssert.AreEqual(new[] { 2.5, 2.5, 2.5 }, soft[..3]);
        foreach (double probability in soft[3..]) Assert.AreEqual(1.0 / 3, probability, 1e-7);
        double[] most = Predict(SmallXGBoost.Model("multi:softmax", "5E-1", trees, [2, 0, 1], classes: 3), 1, 0);
        CollectionAssert.AreEqual(new[] { 1.5, 4.5, 4.5, 1 }, most); // the first of equals
    }

    [TestMethod]
    public void Targets_Have_Base_Scores_And_Leaves_Of_Their_Own()
    {
        CollectionAssert.AreEqual(new double[] { 2, 12, 2, 12 }, Predict(MultiOutput, 0, 0));
        CollectionAssert.AreEqual(new double[] { 4, 14, 4, 14 }, Predict(MultiOutput, 1, 0));
        string older = MultiOutput.Replace("\"leaf_weights\":[3E0,4E0,1E0,2E0],", "", StringComparison.Ordinal).Replace("[2,1,0],\"split", "[2,-1,-1],\"split", StringComparison.Ordinal);
        CollectionAssert.AreEqual(new double[] { 2, 12, 2, 12 }, Predict(older, 0, 0));
        string perTree = SmallXGBoost.Model(baseScore: "1E0", targets: 2, trees: [SmallXGBoost.Tree, SmallXGBoost.CategoryTree], info: [0, 1]);
        CollectionAssert.AreEqual(new double[] { 5, 2, 5, 2 }, Predict(perTree, 1, 0));
    }

    [TestMethod]
    public void Quantiles_Are_Sorted_Since_Version_3_5()
    {
        string[] trees = [SmallXGBoost.Tree, SmallXGBoost.CategoryTree];
        string Model(string version) => SmallXGBoost.Model("reg:quantileerror", targets: 2, trees: trees, info: [0, 1], version: version);
        CollectionAssert.AreEqual(new double[] { 4, 1, 4, 1 }, Predict(Model("[3,4,0]"), 1, 0));
        CollectionAssert.AreEqual(new double[] { 4, 1, 1, 4 }, Predict(Model("[3,5,0]"), 1, 0));
    }

    [TestMethod]
    [DataRow("\"weight_drop\":[5E-1],", true)] // since 3.5 beside the trees
    [DataRow("", false)]
    public void Dart_Multiplies_Leaves_By_Weights(string inside, bool current)
    {
        string trees = SmallXGBoost.Trees([SmallXGBoost.Tree], [0], inside);
        string booster = current ? $$"""{"model":{{trees}},"name":"gbtree"}""" : $$"""{"gbtree":{"model":{{trees}}},"name":"dart","weight_drop":[5E-1]}""";
        Assert.AreEqual(2, Predict(SmallXGBoost.Model(booster: booster), 1, 0)[0]);
    }

    [TestMethod]
    public void A_Linear_Model_Leaves_Missing_Inputs_Out()
    {
        string model = SmallXGBoost.Model("reg:squarederror", "[1E0,7E0]", targets: 2, booster: """{"model":{"weights":[1E0,2E0,3E0,4E0,5E0,6E0]},"name":"gblinear"}""");
        CollectionAssert.AreEqual(new double[] { 46, 67 }, Predict(model, 10, 10)[..2]); // every output starts at the first base score
        CollectionAssert.AreEqual(new double[] { 16, 27 }, Predict(model, 10, double.NaN)[..2]);
    }

    [TestMethod]
    public void Deleted_Nodes_Are_Passed_Over()
    {
        string pruned = SmallXGBoost.Tree.Replace("[1,3,-1,-1,-1]", "[1,-1,-1,-1,-1]", StringComparison.Ordinal)
            .Replace("[5E-1,-2E0,", "[5E-1,7E0,", StringComparison.Ordinal).Replace("\"num_deleted\":\"0\"", "\"num_deleted\":\"2\"", StringComparison.Ordinal);
        Assert.AreEqual(7, Predict(SmallXGBoost.Model(trees: [pruned]), 0, 0)[0]);
    }

    [TestMethod]
    public void Texts_Of_Categories_Become_Codes()
    {
        const string Cats = """
            "cats":{"enc":[{"offsets":[0,3,7],"values":[114,101,100,98,108,117,101]},{"type":4,"values":[]}],"feature_segments":[0,2,2],"sorted_idx":[1,0]},
            """;
        Teacher teacher = Read(SmallXGBoost.Model(trees: [SmallXGBoost.CategoryTree], modelExtra: Cats), false);
        TeacherInput input = teacher.Inputs[0];
        CollectionAssert.AreEqual(new[] { "red", "blue" }, input.Categories!.ToArray());
        CollectionAssert.AreEqual(new double[] { 0, 1, 1, -1 }, new[] { "red", "blue", "1", "green" }.Select(input.CodeOf!).ToArray());
        Assert.IsTrue(input.IsCategory);
        Assert.IsFalse(teacher.Inputs[1].IsCategory);
    }

    [TestMethod]
    public void Numbers_That_Json_Does_Not_Know_Are_Read()
    {
        string tree = SmallXGBoost.Tree.Replace("[5E-1,-2E0,", "[Infinity,-Infinity,", StringComparison.Ordinal);
        Teacher teacher = new XGBoostFormat().Read(Encoding.UTF8.GetBytes(SmallXGBoost.Model(trees: [tree])), "m");
        var trees = (TreeTeacher)teacher;
        Assert.AreEqual(double.PositiveInfinity, trees.Trees[0].Threshold[0]);
        Assert.AreEqual(double.NegativeInfinity, trees.Trees[0].Threshold[1]);
    }

    private static Teacher Read(string json, bool ubjson) => new XGBoostFormat().Read(ubjson ? SmallXGBoost.ToUbjson(json) : Encoding.UTF8.GetBytes(json), "m");

    // Margins, then predictions; JSON and UBJSON must agree.
    private static double[] Predict(string json, params double[] row)
    {
        double[] fromJson = Predict(Read(json, false), row), fromUbjson = Predict(Read(json, true), row);
        CollectionAssert.AreEqual(fromJson, fromUbjson);
        return fromJson;
    }

    private static double[] Predict(Teacher teacher, double[] row)
    {
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        teacher.NewScorer().Score(row, raw, outputs);
        return [.. raw, .. outputs];
    }
}
