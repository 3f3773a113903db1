using Endcap.Compression.Datasets;
using Endcap.Compression.Models;
using Endcap.Compression.Models.Importing;
using Endcap.Compression.Models.Teachers.Trees;
using Endcap.Compression.Training;

namespace Endcap.Tests.HostTools.Compression.Models.Importing;

[TestClass]
public class EnsembleImporterTests
{
    private static readonly RankingScore Score = new(0, "raw", Objective.Squared);

    [TestMethod]
    public void Every_Row_Reaches_The_Same_Leaves() => Seeds.Check(400, random =>
    {
        TreeTeacher teacher = RandomTeacher.Make(random);
        if (!Splits(teacher)) return;
        if (Import(teacher, RandomTeacher.ItemColumns(teacher)) is not { } imported) return;
        Assert.IsTrue(imported.IsExact);
        Assert.AreEqual("", FirstDifference(teacher, teacher, imported, random));
    });

    [TestMethod]
    public void An_Edge_That_Is_One_Step_Off_Is_Noticed()
    {
        int noticed = 0, tried = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            TreeTeacher teacher = RandomTeacher.Make(random);
            if (!Splits(teacher) || Import(teacher, RandomTeacher.ItemColumns(teacher)) is not { } imported) continue;
            Feature[] features = [.. imported.Features.Select(each => new Feature(each.Feature.Name, FeatureScope.Item, FeatureKind.Numeric,
                [.. each.Feature.Edges.Select(Math.BitIncrement)], [], each.Feature.HasMissingBin, each.Feature.AbsentBin))];
            if (features.All(feature => feature.Edges.Length == 0)) continue;
            TreeEnsemble off = new(new Schema("y", null, [], features), imported.Model.Objective, imported.Model.BaseScore, imported.Model.Trees);
            tried++;
            if (FirstDifference(teacher, teacher, imported with { Model = off }, random).Length > 0) noticed++;
        }

        Assert.IsGreaterThan(tried / 2, noticed, $"{noticed} of {tried}");
    }

    [TestMethod]
    public void Too_Many_Thresholds_Are_Merged_As_The_Report_Says() => Seeds.Check(100, random =>
    {
        TreeTeacher teacher = Ladder(random, 40, out _);
        ImportedEnsemble imported = Import(teacher, RandomTeacher.ItemColumns(teacher, FeatureScope.Shopper))!;
        ImportedFeature feature = imported.Features[0];
        Assert.IsLessThanOrEqualTo(16, feature.Feature.BinCount);
        Assert.HasCount(feature.Thresholds - feature.Feature.Edges.Length, feature.Merged);
        Assert.IsFalse(imported.IsExact);

        Dictionary<double, double> moved = feature.Merged.ToDictionary(merged => merged.Old, merged => merged.New);
        DecisionTree[] trees = [.. teacher.Trees.Select(tree => WithThresholds(tree, at => moved.GetValueOrDefault(at, at)))];
        TreeTeacher told = RandomTeacher.Of(trees, 1, float32: false, negativeIsUnknown: false);
        Assert.AreEqual("", FirstDifference(teacher, told, imported, random));
    });

    [TestMethod]
    public void Data_Says_Which_Thresholds_Matter()
    {
        TreeTeacher teacher = Ladder(new Random(1), 40, out double[] thresholds);
        double[] values = [.. thresholds.Take(14).Select(at => at)];
        ImportColumn column = new(0, "x0", FeatureScope.Shopper, FeatureKind.Numeric)
        {
            Values = values,
            Counts = [.. values.Select(_ => 1000L)],
        };
        Feature feature = Import(teacher, [column])!.Features[0].Feature;
        foreach (double edge in values.Skip(1)) Assert.Contains(edge, feature.Edges);
    }

    [TestMethod]
    public void Categories_Keep_The_Codes_Of_Their_Texts() => Seeds.Check(200, random =>
    {
        TreeTeacher teacher = RandomTeacher.Make(random, inputs: 1);
        string[] texts = ["30", "2", "7", "0", "1", "64"];
        ImportColumn column = new(0, "x0", FeatureScope.Shopper, FeatureKind.Categorical)
        {
            Categories = texts,
            Codes = [30, 2, 7, 0, 1, 64],
        };
        if (!Splits(teacher) || Import(teacher, [column]) is not { } imported) return;
        Feature feature = imported.Features[0].Feature;
        foreach (string? text in (string?[])[.. texts, null])
        {
            double code = text is null ? double.NaN : column.Codes[Array.IndexOf(texts, text)];
            Assert.AreEqual(Scored(teacher, [code]), imported.Model.Score([feature.BinCategory(text)]), text);
        }
    });

    [TestMethod]
    public void Averaged_And_Scaled_Trees_Keep_Their_Scores()
    {
        TreeTeacher plain = RandomTeacher.Of([Stump(MissingRule.No), Stump(MissingRule.Yes, 2)], 1, false, false);
        var teacher = new TreeTeacher
        {
            Origin = plain.Origin, Task = plain.Task, Inputs = plain.Inputs, RawNames = plain.RawNames, OutputNames = plain.OutputNames,
            Trees = plain.Trees, Target = plain.Target, Start = [0.5], Scale = 3, Divisor = 2, End = [0.25], Transform = plain.Transform, Objective = "test",
        };
        TreeEnsemble imported = Import(teacher, RandomTeacher.ItemColumns(teacher))!.Model;
        double[] raw = new double[1], outputs = new double[1];
        foreach (double value in (double[])[0, 1, 1.5, 2, 3, double.NaN])
        {
            teacher.NewScorer().Score([value], raw, outputs);
            Assert.AreEqual(raw[0], imported.Score([imported.Schema.Features[0].Bin(value)]), 1e-12);
        }

        Assert.AreNotEqual(Scored(plain, [0]), imported.Score([0]), "the factors must show");
    }

    [TestMethod]
    public void Missing_Values_Have_A_Bin_Of_Their_Own_Only_Where_They_Need_One()
    {
        Feature With(MissingRule rule) => Import(RandomTeacher.Of([Stump(rule)], 1, false, false),
            [new ImportColumn(0, "x0", FeatureScope.Shopper, FeatureKind.Numeric)])!.Features[0].Feature;
        Assert.IsFalse(With(MissingRule.Yes).HasMissingBin);
        Assert.AreEqual(0, With(MissingRule.Yes).AbsentBin);
        Assert.AreEqual(1, With(MissingRule.No).AbsentBin);
        Assert.IsFalse(With(MissingRule.AsZero).HasMissingBin);

        TreeTeacher both = RandomTeacher.Of([Stump(MissingRule.Yes), Stump(MissingRule.No)], 1, false, false);
        Assert.IsTrue(Import(both, [new ImportColumn(0, "x0", FeatureScope.Shopper, FeatureKind.Numeric)])!.Features[0].Feature.HasMissingBin);
    }

    [TestMethod]
    public void What_Is_No_Sum_Of_Steps_Is_Refused_With_The_Way_On()
    {
        TreeTeacher teacher = RandomTeacher.Of([Stump(MissingRule.No)], 1, false, false);
        DecisionTree linear = new()
        {
            Feature = [DecisionTree.Leaf], Test = new NodeTest[1], Threshold = new double[1], Missing = new MissingRule[1], Yes = new int[1], No = new int[1],
            Value = [0], Linear = [new LinearLeaf(1, [0], [2])],
        };
        UserErrors.Expect("E268", () => _ = new EnsembleImporter(RandomTeacher.Of([linear], 1, false, false), Score, "m"), "linear functions");
        DecisionTree leaf = new()
        {
            Feature = [DecisionTree.Leaf], Test = new NodeTest[1], Threshold = new double[1], Missing = new MissingRule[1], Yes = new int[1], No = new int[1],
            Value = [0],
        };
        UserErrors.Expect("E274", () => Import(RandomTeacher.Of([leaf], 1, false, false), [], throwing: true), "does not depend");
        Assert.HasCount(1, new EnsembleImporter(teacher, Score, "m").Splits[0]);
    }

    private static ImportedEnsemble? Import(TreeTeacher teacher, IReadOnlyList<ImportColumn> columns, bool throwing = false)
    {
        var importer = new EnsembleImporter(teacher, Score, "m");
        try
        {
            return importer.Run([.. columns.Where(column => importer.Splits[column.Input].Count > 0)], "y", null, []);
        }
        catch (Endcap.Compression.Errors.UserErrorException error) when (!throwing && error.Code == "E274")
        {
            return null; // such as "x < NaN" alone
        }
    }

    private static bool Splits(TreeTeacher teacher) => teacher.Trees.Any(tree => tree.NodeCount > 1);

    private static double Scored(TreeTeacher teacher, double[] row)
    {
        double sum = teacher.Start[0];
        double[] rounded = [.. row.Select(value => teacher.SinglePrecisionInputs ? (float)value : value)];
        foreach (DecisionTree tree in teacher.Trees) sum += tree.Value[tree.FindLeaf(rounded, teacher.NegativeCategoryIsUnknown)];
        return sum;
    }

    // Leaves are multiples of 1/64, so sums are exact and the leaves of a tree all differ.
    private static string FirstDifference(TreeTeacher rowsOf, TreeTeacher teacher, ImportedEnsemble imported, Random random)
    {
        double[][] values = [.. rowsOf.Inputs.Select((_, i) => RandomTeacher.Values(rowsOf, i))];
        for (int n = 0; n < 400; n++)
        {
            double[] row = [.. values.Select(each => each[random.Next(each.Length)])];
            // "x < ∞" stands for "always" in the merged teacher.
            if (teacher != rowsOf && row.Contains(double.PositiveInfinity)) continue;
            double[] rounded = [.. row.Select(value => teacher.SinglePrecisionInputs ? (float)value : value)];
            byte[] bins = [.. imported.Model.Schema.Features.Select((feature, f) => feature.Bin(row[imported.Features[f].Input]))];
            for (int t = 0; t < teacher.Trees.Count; t++)
            {
                DecisionTree tree = teacher.Trees[t];
                double expected = tree.Value[tree.FindLeaf(rounded, teacher.NegativeCategoryIsUnknown)];
                Tree own = imported.Model.Trees[t];
                double got = own.Value[own.FindLeaf(bins)];
                if (expected != got) return $"tree {t}, row {string.Join(' ', row.Select(value => value.ToString("R", null)))}: {expected} {got}";
            }
        }

        return "";
    }

    private static DecisionTree Stump(MissingRule rule, double at = 1) => new()
    {
        Feature = [0, DecisionTree.Leaf, DecisionTree.Leaf],
        Test = [NodeTest.Less, 0, 0],
        Threshold = [at, 0, 0],
        Missing = [rule, 0, 0],
        Yes = [1, 0, 0],
        No = [2, 0, 0],
        Value = [0, 1, 2],
    };

    private static TreeTeacher Ladder(Random random, int steps, out double[] thresholds)
    {
        double[] at = [.. Enumerable.Range(0, steps).Select(_ => random.NextDouble()).Order()];
        thresholds = at;
        return RandomTeacher.Of([.. at.Select(threshold => Stump(MissingRule.No, threshold))], 1, false, false);
    }

    private static DecisionTree WithThresholds(DecisionTree tree, Func<double, double> threshold) => new()
    {
        Feature = tree.Feature,
        Test = tree.Test,
        Threshold = [.. tree.Threshold.Select(threshold)],
        Missing = tree.Missing,
        Yes = tree.Yes,
        No = tree.No,
        Value = tree.Value,
    };
}
