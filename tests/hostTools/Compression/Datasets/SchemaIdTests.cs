using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class SchemaIdTests
{
    private static readonly Feature Income = new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20.5], [], true);
    private static readonly Feature Kind = new("kind", FeatureScope.Affinity, FeatureKind.Categorical, [], ["a", "b"], false, 0);
    private static readonly Feature Price = new("price", FeatureScope.Item, FeatureKind.Numeric, [1, 2], [], false, 1);

    [TestMethod]
    public void Changes_With_All_That_A_Phone_Must_Agree_On()
    {
        uint id = SchemaId.Of([Income, Kind, Price]);
        IReadOnlyList<Feature>[] others =
        [
            [new("Income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20.5], [], true), Kind, Price],
            [new("income", FeatureScope.Context, FeatureKind.Numeric, [10, 20.5], [], true), Kind, Price],
            [new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, Math.BitIncrement(20.5)], [], true), Kind, Price],
            [new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10], [], true), Kind, Price],
            [new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20.5], [], false, 2), Kind, Price],
            [Income, new("kind", FeatureScope.Affinity, FeatureKind.Categorical, [], ["b", "a"], false, 0), Price],
            [Income, new("kind", FeatureScope.Affinity, FeatureKind.Categorical, [], ["a", "b", "c"], false, 0), Price],
            [Income, new("kind", FeatureScope.Affinity, FeatureKind.Categorical, [], ["a", "b"], false, 1), Price],
            [Kind, Income, Price],
            [Income, Price],
        ];
        Assert.HasCount(others.Length, others.Select(SchemaId.Of).Where(other => other != id).Distinct().ToArray());
    }

    [TestMethod]
    public void Stays_When_Only_The_Host_Is_Concerned()
    {
        uint id = new Schema("y", "g", [], [Income, Kind, Price]).Id;
        Assert.AreEqual(id, new Schema("label", null, ["x"], [Income, Kind, Price]).Id);
        Assert.AreEqual(id, SchemaId.Of([Price, Income, Kind]));
        Assert.AreEqual(id, SchemaId.Of([Income, Kind]));
        Assert.AreEqual(id, SchemaId.Of([new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20.5], [], true, 0, monotone: 1), Kind]));
    }

    [TestMethod]
    public void Survives_The_File_For_Any_Schema()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Schema schema = RandomSchema(new Random(seed));
            string json = SchemaFile.ToJson(schema);
            Schema again = SchemaFile.Parse(json, "s.json");
            Assert.AreEqual(json, SchemaFile.ToJson(again), $"seed {seed}");
            Assert.AreEqual(SchemaId.Canonical(schema.Features), SchemaId.Canonical(again.Features));
            Assert.AreEqual((schema.Id, schema.Label, schema.Group), (again.Id, again.Label, again.Group));
            for (int f = 0; f < schema.Features.Count; f++)
            {
                Feature before = schema.Features[f], after = again.Features[f];
                Assert.AreEqual((before.AbsentBin, before.Monotone, before.BinCount), (after.AbsentBin, after.Monotone, after.BinCount));
                CollectionAssert.AreEqual(before.Edges, after.Edges);
                CollectionAssert.AreEqual(before.Categories, after.Categories);
            }
        }
    }

    private static Schema RandomSchema(Random random)
    {
        Feature[] features = [.. Enumerable.Range(0, random.Next(1, 8)).Select(i => RandomFeature(random, i))];
        string[] ignore = [.. Enumerable.Range(0, random.Next(3)).Select(i => $"ignored {i}")];
        return new Schema("the \"label\"", random.Next(2) == 0 ? null : "Käufe/1", ignore, features);
    }

    private static Feature RandomFeature(Random random, int number)
    {
        var scope = (FeatureScope)random.Next(4);
        var kind = (FeatureKind)random.Next(3);
        int bins = random.Next(2, scope == FeatureScope.Item ? 256 : 16);
        double[] edges = kind switch
        {
            FeatureKind.Categorical => [],
            FeatureKind.Flag => [0.5],
            _ => [.. Enumerable.Range(0, bins - 1).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))).Distinct().Order()],
        };
        string[] categories = kind == FeatureKind.Categorical ? [.. Enumerable.Range(0, bins).Select(i => $"{"é\"\\<’😀"[..(i % 5)]}{i}")] : [];
        int values = kind == FeatureKind.Categorical ? bins : edges.Length + 1;
        return new Feature($"f{number} \\é\"", scope, kind, edges, categories, random.Next(2) == 0, random.Next(values),
            kind == FeatureKind.Categorical ? 0 : random.Next(-1, 2));
    }
}
