using System.Text;
using Endcap.Compression.Blobs;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Search;
using Endcap.Compression.Search.Dense;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;
using Endcap.Tests.HostTools.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Search.Dense;

[TestClass]
public sealed class DenseCompressionTests
{
    private static readonly BinnedDataset Train = TrainingData.Random(11, 900, 6), Held = TrainingData.Random(12, 300, 6);
    private static readonly DenseModel Network =
        DenseTrainer.Train(Train, null, new DenseOptions { Hidden = [8, 4], Epochs = 10, LearningRate = 0.01 }).Model;

    [TestMethod]
    public void Finds_A_Smaller_Network_Whose_Recipe_And_Blobs_Can_Be_Made_Again()
    {
        string[] methods = ["bits", "round", "bias"];
        // The data draws shoppers row by row, which a label cannot see: the loss is large from the start.
        var request = new CompressionRequest { MaxLoss = 0.5, Evaluations = 7, Methods = methods };
        DenseCompressionResult result = DenseCompression.Run(Network, Train, Held, request);
        SearchPoint<DenseCandidate> chosen = result.Chosen!;
        Assert.AreEqual(7, result.Tried);
        Assert.IsLessThan(0.9 * result.Start.Measured.Bytes, chosen.Measured.Bytes);
        Assert.IsLessThanOrEqualTo(0.5, chosen.Measured.Loss);

        // Made again from the texts of the steps, byte for byte; another seed shuffles otherwise.
        var recipe = new CompressionRecipe(request.Seed, 0, "", "", [.. chosen.Steps.Select(step => CompressionStep.Parse(step.Text))]);
        CollectionAssert.AreEqual(Bytes(chosen.Model.Model), Bytes(DenseCompression.Replay(Network, Train, recipe)));

        // The file alone says how shelves are built: blobs of what is read back have the sizes and scores that were measured.
        DenseModel read = DenseFile.Parse(Bytes(chosen.Model.Model), "m.json");
        LabelReport label = LabelEvaluation.Run(read, Held, ModelScores.Of(read, Held), new ShelfOptions());
        Assert.AreEqual(chosen.Measured.Bytes, label.BlobBytesMean);
        Assert.AreEqual(chosen.Measured.BytesMax, label.BlobBytesMax);
        Assert.AreEqual(chosen.Measured.Quality, RankingMetrics.Ndcg(label.Scores, Held.Labels, Held.GroupStarts, 5), 1e-12);
        // Control: without what the file says of precision they have not.
        DenseModel silent = read.With(read.Parameters, read.Ranges, null);
        Assert.AreNotEqual(chosen.Measured.Bytes, LabelEvaluation.Run(silent, Held, ModelScores.Of(silent, Held), new ShelfOptions()).BlobBytesMean);
    }

    [TestMethod]
    [DataRow("distil hidden=4,2 alpha=0.5 temperature=1 epochs=2", "4,2,1")]
    [DataRow("lowrank layer=0 keep=0.25 epochs=1", "2,8,4,1")]
    [DataRow("lowrank layer=1 keep=0.5 epochs=0", "8,2,4,1")]
    [DataRow("neurons saliency=magnitude keep=0.5 sweeps=2 epochs=1", "4,2,1")]
    [DataRow("drop features=4,6 epochs=1", "8,4,1")]
    [DataRow("prune saliency=activation keep=0.5 sweeps=2 epochs=1", "8,4,1")]
    [DataRow("bits columns=2 weights=4,8 levels=even", "8,4,1")]
    [DataRow("calibrate method=entropy share=1", "8,4,1")]
    [DataRow("finetune epochs=1 alpha=1", "8,4,1")]
    [DataRow("round damping=0.01", "8,4,1")]
    public void Every_Step_Changes_The_Network_And_Gives_The_Same_Twice(string text, string widths)
    {
        CompressionStep step = CompressionStep.Parse(text);
        DenseModel Make(int seed) => new DenseSteps(Network, Train, seed, default).Apply(new DenseCandidate(Network, Network), step).Model;
        DenseModel made = Make(1);
        Assert.AreEqual(widths, string.Join(',', made.Shape.Widths));
        CollectionAssert.AreNotEqual(Bytes(Network), Bytes(made));
        CollectionAssert.AreEqual(Bytes(made), Bytes(Make(1)));
        if (text.Contains("epochs=1", StringComparison.Ordinal) || text.StartsWith("distil", StringComparison.Ordinal))
            CollectionAssert.AreNotEqual(Bytes(made), Bytes(Make(2)), "training does not use the seed");
    }

    [TestMethod]
    [DataRow("E226", "share cuts=4 refit=2", "no method of dense networks: \"share\"")]
    [DataRow("E280", "bits columns=3 weights=8 levels=codebook", "8, 4 or 2")]
    [DataRow("E280", "distil hidden=0 alpha=1 temperature=1 epochs=1", "widths from 1")]
    [DataRow("E280", "calibrate method=guess share=1", "minmax, percentile, mse, entropy")]
    [DataRow("E280", "neurons saliency=hessian keep=2 sweeps=1 epochs=1", "from 0 to 1")]
    public void Steps_That_Cannot_Be_Are_Said(string code, string step, string part) => UserErrors.Expect(code,
        () => new DenseSteps(Network, Train, 1, default).Apply(new DenseCandidate(Network, Network), CompressionStep.Parse(step)), part);

    [TestMethod]
    public void Sensitivity_Knows_Dead_Features_And_Dear_Bits()
    {
        DenseModel deaf = Endcap.Compression.Pruning.Dense.FeatureFolding.Run(Network, Train, [5]);
        DenseSensitivity sensitivity = DenseSensitivity.Of(deaf, Train, Held, QualityMetric.For(deaf, Held), default);
        Assert.AreEqual(0, sensitivity.Features[5]);
        Assert.AreEqual(5, sensitivity.Dispensable(deaf, 1).First(f => sensitivity.Features[f] == 0));
        CollectionAssert.DoesNotContain(sensitivity.Dispensable(deaf, 1).ToArray(), 0, "item features cost nothing");
        foreach (IGrouping<int, TensorSensitivity> tensor in sensitivity.Tensors.GroupBy(way => way.Tensor))
        {
            Assert.AreEqual("8,4,2", string.Join(',', tensor.Select(way => way.Bits)));
            Assert.IsLessThanOrEqualTo(tensor.Last().Error, tensor.First().Error); // a few weights may lie on few levels anyway
            Assert.IsLessThanOrEqualTo(tensor.First().Bytes, tensor.Last().Bytes);
        }

        Assert.IsLessThan(sensitivity.Tensors[2].Error / 4, sensitivity.Tensors[0].Error);
        // From nearly everything to everything at its smallest.
        IReadOnlyList<DensePrecision> precisions = sensitivity.Precisions();
        Assert.IsGreaterThan(2, precisions.Count);
        Assert.AreEqual((2, 2), (precisions[^1].ColumnBits, precisions[^1].Bits(1)));
        CollectionAssert.AllItemsAreUnique(precisions.ToArray());
    }

    [TestMethod]
    public void Methods_Left_Out_Have_No_Axis()
    {
        DenseSensitivity sensitivity = DenseSensitivity.Of(Network, Train, Held, QualityMetric.For(Network, Held), default);
        IReadOnlyList<SearchAxis> some = DenseSteps.Axes(["bits", "round"], Network, sensitivity, 0.01);
        Assert.AreEqual("bits round", string.Join(' ', some.Select(axis => axis.Method)));
        IReadOnlyList<SearchAxis> all = DenseSteps.Axes(DenseSteps.Methods, Network, sensitivity, 1);
        CollectionAssert.AreEqual(DenseSteps.Methods.ToArray(), all.Select(axis => axis.Method).ToArray());
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void On_The_Margarine_Panel_Four_Bit_Columns_Keep_The_Quality()
    {
        BinnedDataset train = CsvDatasetReader.Read(RealData.Path("margarine", "train.csv"), MargarineSchema()), test =
            CsvDatasetReader.Read(RealData.Path("margarine", "test.csv"), train.Schema);
        DenseModel model = DenseTrainer.Train(train, null, new DenseOptions { Hidden = [8], Epochs = 6, LearningRate = 0.003 }).Model;
        CompressionStep[] steps = [.. new[] { "bits columns=4 weights=8 levels=codebook", "finetune epochs=2 alpha=0.5", "round damping=0.01", "bias" }.Select(CompressionStep.Parse)];
        DenseModel small = DenseCompression.Replay(model, train, new CompressionRecipe(1, 0, "", "", steps));
        double before = RankingMetrics.Ndcg(ModelScores.Of(model, test), test.Labels, test.GroupStarts, 5);
        LabelReport label = LabelEvaluation.Run(small, test, ModelScores.Of(small, test), new ShelfOptions());
        double after = RankingMetrics.Ndcg(label.Scores, test.Labels, test.GroupStarts, 5);
        Assert.IsGreaterThan(0.75, before);
        Assert.IsLessThan(0.005, (before - after) / before, $"{before} to {after}");
        Assert.IsLessThan(1000, label.BlobBytesMax);
    }

    private static Schema MargarineSchema() => SchemaInference.Propose(RealData.Path("margarine", "train.csv"), new InferenceOptions
    {
        Label = "label",
        Group = "purchase",
        Ignore = ["hhid"],
        Item = ["product", "price", "rel_price", "cheapest", "is_tub"],
        Affinity = ["last_bought", "times_bought"],
        Categorical = ["product"],
    }).Schema;

    private static byte[] Bytes(DenseModel model)
    {
        using var stream = new MemoryStream();
        DenseFile.Write(stream, model);
        return stream.ToArray();
    }
}
