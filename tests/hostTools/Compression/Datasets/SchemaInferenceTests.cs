using System.Globalization;
using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class SchemaInferenceTests
{
    private static readonly InferenceOptions Plain = new() { Label = "y" };

    [TestMethod]
    public void Numbers_With_Few_Values_Get_One_Bin_Each()
    {
        Feature f = Infer("y,x\n0,3\n1,9\n0,3.0\n1,4.25\n").Features.Single();
        Assert.AreEqual((FeatureScope.Shopper, FeatureKind.Numeric, false), (f.Scope, f.Kind, f.HasMissingBin));
        CollectionAssert.AreEqual(new double[] { 4, 7 }, f.Edges);
        Assert.AreEqual(0, f.AbsentBin, "the bin of the median, 3");
    }

    [TestMethod]
    public void Missing_Values_Get_A_Bin_Of_Their_Own_Within_The_Limit()
    {
        string csv = "y,x\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"0,{i}\n")) + "0,NA\n";
        Feature shopper = Infer(csv).Features.Single();
        Assert.AreEqual((16, true, 15), (shopper.BinCount, shopper.HasMissingBin, shopper.AbsentBin));
        Feature item = Infer(csv, Plain with { Item = ["x"] }).Features.Single();
        Assert.AreEqual((41, FeatureScope.Item), (item.BinCount, item.Scope));
    }

    [TestMethod]
    [DataRow("0\n1\n1.0\n1", 1)]
    [DataRow("true\nfalse\nFalse\nfalse", 0)]
    [DataRow("yes\nNO\nno\nyes", 0)]
    public void Two_Valued_Columns_Are_Flags(string cells, int absent)
    {
        Feature f = Infer("x,y\n" + string.Concat(cells.Split('\n').Select(cell => $"{cell},0\n"))).Features.Single();
        Assert.AreEqual((FeatureKind.Flag, 2, absent), (f.Kind, f.BinCount, f.AbsentBin));
    }

    [TestMethod]
    public void Names_Are_Categories_In_Order_And_The_Most_Frequent_Stands_In()
    {
        Schema schema = Infer("y,p,c\n0,10,x\n0,2,b\n1,10,b\n", Plain with { Item = ["p"], Categorical = ["p"] });
        CollectionAssert.AreEqual(new[] { "2", "10" }, schema.Features[0].Categories);
        Assert.AreEqual(1, schema.Features[0].AbsentBin);
        CollectionAssert.AreEqual(new[] { "b", "x" }, schema.Features[1].Categories);
        Assert.AreEqual(FeatureKind.Categorical, schema.Features[1].Kind);
    }

    [TestMethod]
    public void A_Column_That_Never_Varies_Is_Ignored_With_A_Warning()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", "y,x,c,e\n0,1,7,\n1,2,7,\n");
        SchemaProposal proposal = SchemaInference.Propose(path, Plain);
        CollectionAssert.AreEqual(new[] { "c", "e" }, proposal.Schema.Ignore.ToArray());
        Assert.AreEqual((2, 2L), (proposal.Warnings.Count, proposal.RowCount));
        StringAssert.Contains(proposal.Warnings[0], "d.csv: column c never varies (7)", StringComparison.Ordinal);
        Assert.AreEqual(2, CsvDatasetReader.Read(path, proposal.Schema).RowCount);
    }

    [TestMethod]
    public void A_Shopper_Column_That_Differs_Within_A_Group_Gets_A_Warning()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("d.csv", "g,y,x,z\n1,0,1,5\n1,1,1,6\n2,0,2,5\n2,1,2,6\n");
        SchemaProposal proposal = SchemaInference.Propose(path, Plain with { Group = "g" });
        StringAssert.Contains(proposal.Warnings.Single(), "d.csv:3: column z differs between rows of one group", StringComparison.Ordinal);
        Assert.IsEmpty(SchemaInference.Propose(path, Plain with { Group = "g", Affinity = ["z"] }).Warnings);
    }

    [TestMethod]
    [DataRow("E133", "--item names the column \"price\"", "item=price")]
    [DataRow("E133", "--label names the column \"lable\"", "label=lable")]
    [DataRow("E133", "--categorical names the column \"q\"", "categorical=q")]
    [DataRow("E121", "\"a\" is in two scopes, --item and --affinity", "item=a;affinity=a")]
    [DataRow("E122", "\"a\" is both in --ignore and in --context", "ignore=a;context=a")]
    [DataRow("E122", "\"y\" is both in --label and in --item", "item=y")]
    [DataRow("E134", "--item names the column \"a\" twice", "item=a,a")]
    [DataRow("E135", "--categorical names \"a\", which is named by --ignore", "ignore=a;categorical=a")]
    [DataRow("E127", "no feature", "ignore=a,b")]
    public void Refuses_Contradictory_Lists(string code, string part, string lists)
    {
        Dictionary<string, string[]> given = lists.Split(';').Select(l => l.Split('=')).ToDictionary(l => l[0], l => l[1].Split(','));
        string[] List(string name) => given.GetValueOrDefault(name, []);
        var options = new InferenceOptions
        {
            Label = given.GetValueOrDefault("label", ["y"])[0],
            Ignore = List("ignore"),
            Item = List("item"),
            Affinity = List("affinity"),
            Context = List("context"),
            Categorical = List("categorical"),
        };
        UserErrors.Expect(code, () => Infer("y,a,b\n0,1,2\n1,2,3\n", options), part);
    }

    [TestMethod]
    public void Refuses_300_Categories_With_Line_And_Remedy()
    {
        string csv = "y,x\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"0,name{i}\n"));
        UserErrors.Expect("E132", () => Infer(csv), "d.csv:2: column x", "\"name0\"", "300 different values", "at most 16");
        UserErrors.Expect("E132", () => Infer(csv, Plain with { Item = ["x"] }), "at most 256");
    }

    [TestMethod]
    public void Refuses_A_Text_Among_Numbers() =>
        UserErrors.Expect("E136", () => Infer("y,x\n0,1\n0,2\n0,3\n0,l4\n"), "d.csv:5: column x has numbers, but here the text \"l4\"");

    [TestMethod]
    public void No_Bin_Is_Empty_On_The_Data_It_Was_Inferred_From()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] values = [.. Enumerable.Range(0, 500).Select(_ => Value(random, seed % 4))];
            using var folder = new TemporaryFolder();
            string path = folder.Write("d.csv", "y,x\n" + string.Concat(values.Select(v => $"0,{(random.Next(50) == 0 ? "" : Text(v))}\n")));
            Schema schema = SchemaInference.Propose(path, Plain with { Item = seed % 2 == 0 ? ["x"] : [] }).Schema;
            byte[] bins = CsvDatasetReader.Read(path, schema).Columns[0];
            Assert.HasCount(schema.Features[0].BinCount, bins.Distinct().ToArray(), $"seed {seed}");
        }
    }

    private static double Value(Random random, int shape) => shape switch
    {
        0 => random.Next(40),
        1 => Math.Exp(random.NextDouble() * 20 - 10),
        2 => random.Next(10) < 8 ? 0 : random.NextDouble() - 0.5,
        _ => Math.Round(random.NextDouble() * 10 - 5, 2),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static Schema Infer(string csv, InferenceOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        Schema schema = SchemaInference.Propose(folder.Write("d.csv", csv), options ?? Plain).Schema;
        Assert.AreEqual(SchemaFile.ToJson(schema), SchemaFile.ToJson(SchemaFile.Parse(SchemaFile.ToJson(schema), "again")));
        return schema;
    }
}
