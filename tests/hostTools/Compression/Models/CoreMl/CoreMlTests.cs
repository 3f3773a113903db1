using Endcap.Compression.Errors;
using Endcap.Compression.Models.CoreMl;
using Endcap.Compression.Models.CoreMl.Proto;
using Endcap.Compression.Models.Teachers;
using Endcap.Tests.HostTools.Compression.Models.Teachers;
using Google.Protobuf;

namespace Endcap.Tests.HostTools.Compression.Models.CoreMl;

/// <summary>What Core ML files can say; expected numbers are worked out by hand from the .proto files' rules.</summary>
[TestClass]
public sealed class CoreMlTests
{
    private static readonly double[] Values =
        [double.NaN, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity, 0.5, Math.BitDecrement(0.5), Math.BitIncrement(0.5), 2, Math.BitDecrement(2.0), Math.BitIncrement(2.0), -7, 1e300];

    private static int Fuzzed => Environment.GetEnvironmentVariable("ENDCAP_FUZZ") == "1" ? 34_000 : 700;

    [TestMethod]
    public void Trees_Follow_The_Rules_Around_Every_Threshold()
    {
        Assert.AreEqual(0, Differences(swapped: false));
        Assert.AreNotEqual(0, Differences(swapped: true)); // < for ≤ would be noticed
    }

    [TestMethod]
    public void A_Model_Of_Float32_Numbers_Rounds_Its_Inputs()
    {
        double below = Math.BitDecrement(0.5); // 0.5 as a float32
        Assert.AreEqual(Predict(SmallCoreMl.Forest(0.25), 0.5, 0)[0], Predict(SmallCoreMl.Forest(0.25), below, 0)[0]);
        Assert.AreNotEqual(Predict(SmallCoreMl.Forest(), 0.5, 0)[0], Predict(SmallCoreMl.Forest(), below, 0)[0]);
    }

    [TestMethod]
    public void Sums_Of_A_Forest_Become_Shares()
    {
        var trees = new Ensemble { Trees = new() { Dimensions = 2 }, Int64Labels = new Longs { Vector = { 3, 8 } } };
        for (ulong tree = 0; tree < 2; tree++)
        {
            Node leaf = SmallCoreMl.Leaf(tree, 0, 0.25);
            leaf.Evaluations.Add(new Node.Types.Evaluation { Index = 1, Value = 0.75 });
            trees.Trees.Nodes.Add(leaf.ToByteString());
        }

        CollectionAssert.AreEqual(new[] { 0.5, 1.5, 8, 0.25, 0.75 }, Predict(SmallCoreMl.Model(model => model.TreeEnsembleClassifier = trees, "a"), 0));
    }

    [TestMethod]
    public void A_Pipeline_Makes_Its_Columns_In_Front_Of_The_Network()
    {
        double[] all = Predict(SmallCoreMl.Pipeline(), 1, double.NaN); // 2 · (1 + 1) = 4; 5 − 5 = 0
        CollectionAssert.AreEqual(new double[] { 4, 0, 40 }, all[..3]);
        Assert.AreEqual(1 / (1 + Math.Exp(-4)), all[3], 1e-7);
        Assert.AreEqual(50, Predict(SmallCoreMl.Pipeline(), -1, 6)[2]);
    }

    [TestMethod]
    public void Linear_Classifiers_Have_A_Reference_Class_Or_One_Row_Each()
    {
        var binary = new Glm { Weights = { new Doubles { Vector = { 1, -1 } } }, Offset = { 1 }, StringLabels = new Strings { Vector = { "no", "yes" } } };
        double[] all = Predict(SmallCoreMl.Model(model => model.GlmClassifier = binary, "a", "b"), 3, 1);
        Assert.AreEqual(3, all[0]);
        Assert.AreEqual(1, all[1]);
        Assert.AreEqual(1 / (1 + Math.Exp(-3)), all[3], 1e-15);
        Glm three = binary.Clone();
        three.Weights.Add(new Doubles { Vector = { 0, 0 } });
        three.Offset.Add(0);
        three.StringLabels.Vector.Add("maybe");
        double[] softmax = Predict(SmallCoreMl.Model(model => model.GlmClassifier = three, "a", "b"), 3, 1); // sums 0, 3, 0
        Assert.AreEqual(Math.Exp(3) / (2 + Math.Exp(3)), softmax[4], 1e-15);
    }

    [TestMethod]
    public void A_Recommender_Scores_All_Items_By_A_List()
    {
        var model = new Recommender { StringIds = new Strings { Vector = { "tea", "milk", "rusk" } } };
        model.Items.Add(new Similar { Item = 0, Connected = { new Similar.Types.Connected { Item = 1, Similarity = 0.5 }, new Similar.Types.Connected { Item = 2, Similarity = 0.25 } } }.ToByteString());
        model.Items.Add(new Similar { Item = 2, Adjustment = 1, Connected = { new Similar.Types.Connected { Item = 1, Similarity = 2 } } }.ToByteString());
        CollectionAssert.AreEqual(new[] { 0, 0.5 * 4, 0.25 * (4 - 1) }, Predict(SmallCoreMl.Model(m => m.Recommender = model), 4, double.NaN, double.NaN));
        CollectionAssert.AreEqual(new[] { 0, 0.5 + 2, 0.0 }, Predict(SmallCoreMl.Model(m => m.Recommender = model), 1, double.NaN, 1));
        Teacher teacher = new CoreMlFormat().Read(SmallCoreMl.Model(m => m.Recommender = model).ToByteArray(), "m");
        CollectionAssert.AreEqual(new[] { "tea", "milk", "rusk" }, teacher.Inputs.Select(input => input.Name).ToArray());
    }

    [TestMethod]
    public void Damaged_Files_Are_Refused_Or_Predict()
    {
        int seed = 5;
        foreach (Model good in new[] { SmallCoreMl.Forest(), SmallCoreMl.Pipeline(), SmallCoreMl.Model(m => m.GlmRegressor = new Glm { Weights = { new Doubles { Vector = { 1, 2 } } }, Offset = { 1 } }, "a", "b") })
        {
            int models = MutationFuzz.Run(new CoreMlFormat(), good.ToByteArray(), Fuzzed, seed++);
            Assert.IsGreaterThan(0, models);
            Assert.IsLessThan(Fuzzed, models);
        }
    }

    [TestMethod]
    public void Broken_Trees_Are_Refused()
    {
        Refused("E261", node => node.Yes = 99); // a cycle through the root
        Refused("E261", node => node.Yes = 3); // two parents
        Refused("E261", node => node.Yes = 12345);
        Refused("E261", node => node.Feature = 2);
        Refused("E261", node => node.Behaviour = 7);
        Refused("E261", node => node.Node_ = 3);
        Refused("E261", node => node.Threshold = double.NaN);
    }

    [TestMethod]
    public void What_Is_Not_Supported_Is_Refused_By_Name()
    {
        UserErrorException program = Refused("E262", SmallCoreMl.Model(model => model.MlProgram = ByteString.Empty, "a"));
        Assert.Contains("convert_to=\"neuralnetwork\"", program.Help);
        Assert.Contains("SupportVector", Refused("E262", SmallCoreMl.Model(model => model.SupportVectorClassifier = ByteString.Empty, "a")).Message);
        Refused("E262", SmallCoreMl.Model(model => model.GlmRegressor = new Glm { Transform = 2, Weights = { new Doubles { Vector = { 1 } } } }, "a"));
        Model wide = SmallCoreMl.Forest();
        wide.Description.Input.Add(new Feature { Name = "v", Type = new FeatureType { Array = new MultiArray { Shape = { 1L << 40, 1L << 40 } } } });
        Refused("E263", wide);
        Model many = SmallCoreMl.Forest();
        many.TreeEnsembleRegressor.Trees.Dimensions = ulong.MaxValue;
        Refused("E261", many);
    }

    private static int Differences(bool swapped)
    {
        Model model = SmallCoreMl.Forest();
        List<Node> nodes = [.. model.TreeEnsembleRegressor.Trees.Nodes.Select(Node.Parser.ParseFrom)];
        return Values.Sum(a => Values.Count(b => Predict(model, a, b)[0] != Plain(nodes, [a, b], swapped)));
    }

    // The format's own words: BranchOnValueLessThanEqual = 0, LessThan = 1, GreaterThanEqual = 2, GreaterThan = 3, Equal = 4, NotEqual = 5.
    private static double Plain(List<Node> nodes, double[] row, bool swapped)
    {
        double sum = 0.1;
        for (ulong tree = 10; tree > 4; tree--)
        {
            Node at = nodes.Single(node => node.Tree == tree && node.Node_ == 99);
            while (at.Behaviour != 6)
            {
                double x = row[at.Feature], t = at.Threshold;
                bool[] holds = [swapped ? x < t : x <= t, x < t, x >= t, x > t, x == t, x != t];
                ulong next = (double.IsNaN(x) ? at.MissingIsYes : holds[at.Behaviour]) ? at.Yes : at.No;
                at = nodes.Single(node => node.Tree == tree && node.Node_ == next);
            }

            sum += at.Evaluations[0].Value;
        }

        return sum;
    }

    private static double[] Predict(Model model, params double[] row)
    {
        Teacher teacher = new CoreMlFormat().Read(model.ToByteArray(), "m");
        Assert.HasCount(row.Length, teacher.Inputs);
        double[] raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        teacher.NewScorer().Score(row, raw, outputs);
        return [.. raw, .. outputs];
    }

    private static void Refused(string code, Action<Node> breakRoot)
    {
        Model model = SmallCoreMl.Forest();
        Node root = Node.Parser.ParseFrom(model.TreeEnsembleRegressor.Trees.Nodes[1]);
        breakRoot(root);
        model.TreeEnsembleRegressor.Trees.Nodes[1] = root.ToByteString();
        Refused(code, model);
    }

    private static UserErrorException Refused(string code, Model model)
    {
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(() => new CoreMlFormat().Read(model.ToByteArray(), "m.mlmodel"));
        Assert.AreEqual(code, error.Code, error.Message);
        return error;
    }
}
