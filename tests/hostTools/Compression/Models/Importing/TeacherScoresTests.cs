using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers;
using Endcap.Compression.Training;
using Endcap.Compression.Training.Dense;
using Endcap.Tests.HostTools.Cli;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

[TestClass]
public sealed class TeacherScoresTests
{
    [TestMethod]
    public void Every_Row_Has_The_Score_Of_Its_Own_Line_Whatever_The_Split_And_The_Students_Bins()
    {
        using var folder = new TemporaryFolder();
        // Purchases of each shopper apart, so that groups are not in the order of the lines.
        string[] lines = SmallStore.Csv(60, 3).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string path = folder.Write("d.csv", string.Join('\n', [lines[0], .. lines.Skip(1).Where((_, i) => i % 2 == 0), .. lines.Skip(1).Where((_, i) => i % 2 == 1)]) + "\n");
        Schema schema = Infer(path), coarse = Infer(path, categorical: []);
        foreach (BinModel own in (BinModel[])[Trees(path, schema), Network(path, schema)])
        {
            string file = folder[own is DenseModel ? "n.json" : "t.json"];
            ModelFiles.Write(file, own);
            Teacher teacher = TeacherFile.ReadAny(file);
            BinnedDataset student = ValidationSplit.HoldOut(CsvDatasetReader.Read(path, coarse), 0.3, 5).Train;
            double[] scores = TeacherScores.Of(teacher, file, Objective.Pairwise, student, null, default);
            BinnedDataset all = CsvDatasetReader.Read(path, schema);
            for (int row = 0; row < student.RowCount; row++)
            {
                int at = Array.IndexOf(all.Source!.Lines, student.Source!.Lines[row]);
                Assert.AreEqual(own.Score([.. all.Columns.Select(column => column[at])]), scores[row], 1e-9);
            }

            Assert.IsGreaterThan(3, scores.Distinct().Count());
            UserErrors.Expect("E223", () => TeacherScores.Of(teacher, file, Objective.Logistic, student, null, default), "pairwise");
        }
    }

    private static Schema Infer(string path, string[]? categorical = null) => SchemaInference.Propose(path, new InferenceOptions
    {
        Label = "y",
        Group = "g",
        Item = ["brand", "price"],
        Affinity = ["last"],
        Categorical = categorical ?? ["brand"],
    }).Schema;

    private static TreeEnsemble Trees(string path, Schema schema) => GradientBoosting.Train(CsvDatasetReader.Read(path, schema), null,
        new TrainerOptions { Trees = 5, Depth = 3, Objective = Objective.Pairwise }).Model;

    private static DenseModel Network(string path, Schema schema) =>
        DenseTrainer.Train(CsvDatasetReader.Read(path, schema), null, new DenseOptions { Hidden = [4], Epochs = 3, LearningRate = 0.01 }).Model;
}
