using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class SchemaFileTests
{
    private const string Head = "{\n\"format\": \"endcap-schema/1\",\n\"label\": \"y\",\n\"group\": \"g\",\n\"ignore\": [\"z\"],\n\"features\": [\n";

    [TestMethod]
    public void Reads_All_Kinds()
    {
        Schema schema = SchemaFile.Parse(Head + """
            { "name": "brand", "scope": "item", "kind": "categorical", "categories": ["a", "b"], "missing": 1 },
            { "name": "income", "scope": "shopper", "kind": "numeric", "edges": [-1, 2.5, 1e3], "monotone": -1 },
            { "name": "retired", "scope": "affinity", "kind": "flag", "missing": 0 },
            { "name": "hour", "scope": "context", "kind": "numeric", "edges": [12], "missing": "own" }]}
            """, "s.json");
        Assert.AreEqual(("y", "g", "z"), (schema.Label, schema.Group, schema.Ignore.Single()));
        Feature brand = schema.Features[0], income = schema.Features[1], retired = schema.Features[2], hour = schema.Features[3];
        Assert.AreEqual((FeatureScope.Item, FeatureKind.Categorical, 2, 1), (brand.Scope, brand.Kind, brand.BinCount, brand.AbsentBin));
        Assert.AreEqual((FeatureScope.Shopper, FeatureKind.Numeric, 5, 4, -1),
            (income.Scope, income.Kind, income.BinCount, income.AbsentBin, income.Monotone));
        CollectionAssert.AreEqual(new[] { -1, 2.5, 1000 }, income.Edges);
        Assert.AreEqual((FeatureScope.Affinity, FeatureKind.Flag, 2, 0), (retired.Scope, retired.Kind, retired.BinCount, retired.AbsentBin));
        Assert.AreEqual((FeatureScope.Context, 3, 2), (hour.Scope, hour.BinCount, hour.AbsentBin));
    }

    [TestMethod]
    [DataRow("E120", "feature \"f\" is listed twice", N + "," + N)]
    [DataRow("E121", "two scopes, shopper and item", N + ",{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E122", "\"y\" is both the label and a feature", "{\"name\":\"y\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E122", "\"g\" is both the group and a feature", "{\"name\":\"g\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E122", "\"z\" is both ignored and a feature", "{\"name\":\"z\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E114", "features[0].name", "{\"name\":\"\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E114", "control character", "{\"name\":\"a\\tb\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E124", "17 bins, but scope shopper has at most 16", "{\"name\":\"f\",\"scope\":\"shopper\",\"kind\":\"numeric\",\"edges\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]}")]
    [DataRow("E124", "scope context", "{\"name\":\"f\",\"scope\":\"context\",\"kind\":\"numeric\",\"edges\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16],\"missing\":0}")]
    [DataRow("E125", "the edge 0.5 is not above the one before it, 0.7", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[0.7,0.5]}")]
    [DataRow("E125", "edges[1]", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[0,-0.0]}")]
    [DataRow("E126", "one bin only", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[],\"missing\":0}")]
    [DataRow("E126", "one bin only", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"categorical\",\"categories\":[\"a\"],\"missing\":0}")]
    [DataRow("E127", "no feature", "")]
    [DataRow("E128", "empty list of categories", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"categorical\",\"categories\":[]}")]
    [DataRow("E129", "\"a\" is listed twice", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"categorical\",\"categories\":[\"a\",\"a\"]}")]
    [DataRow("E130", "\"NA\" is read as a missing value", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"categorical\",\"categories\":[\"a\",\"NA\"]}")]
    [DataRow("E131", "\"monotone\" does not belong to a categorical", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"categorical\",\"categories\":[\"a\",\"b\"],\"monotone\":1}")]
    [DataRow("E131", "\"edges\" does not belong to a flag", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"flag\",\"edges\":[1]}")]
    [DataRow("E131", "\"categories\" does not belong to a numeric", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[1],\"categories\":[]}")]
    [DataRow("E420", "not valid JSON", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[NaN]}")]
    [DataRow("E420", "not valid Unicode", "{\"name\":\"\\ud800\",\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E421", "edges[0]: expected a number, found the text \"NaN\"", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[\"NaN\"]}")]
    [DataRow("E421", "name: expected a text", "{\"name\":7,\"scope\":\"item\",\"kind\":\"flag\"}")]
    [DataRow("E421", "expected an object", "3")]
    [DataRow("E422", "unknown property \"edge\"", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edge\":[1]}")]
    [DataRow("E423", "\"edges\" is missing", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\"}")]
    [DataRow("E423", "\"scope\" is missing", "{\"name\":\"f\",\"kind\":\"flag\"}")]
    [DataRow("E425", "\"kind\" is there twice", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"flag\",\"kind\":\"flag\"}")]
    [DataRow("E426", "\"product\" is not known", "{\"name\":\"f\",\"scope\":\"product\",\"kind\":\"flag\"}")]
    [DataRow("E426", "\"text\" is not known", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"text\"}")]
    [DataRow("E427", "1e999 is not a finite number", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[1e999]}")]
    [DataRow("E427", "2 is not a whole number from 0 to 1", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[1],\"missing\":2}")]
    [DataRow("E427", "0.5 is not a whole number", "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"flag\",\"monotone\":0.5}")]
    public void Refuses_A_Bad_Feature(string code, string part, string features) =>
        UserErrors.Expect(code, () => SchemaFile.Parse(Head + features + "\n]}", "s.json"), "s.json:", part, code == "E127" ? "s.json:6: $.features" : "s.json:7");

    private const string N = "{\"name\":\"f\",\"scope\":\"shopper\",\"kind\":\"numeric\",\"edges\":[1]}";

    [TestMethod]
    [DataRow("E423", "$: the property \"format\" is missing", "{}")]
    [DataRow("E424", "\"endcap-model/1\", not \"endcap-schema/1\"", "{\"format\":\"endcap-model/1\"}")]
    [DataRow("E421", "expected an object", "[]")]
    [DataRow("E420", "not valid JSON", "")]
    [DataRow("E420", "not valid JSON", "{\"format\":")]
    [DataRow("E422", "unknown property \"groups\"", "{\"format\":\"endcap-schema/1\",\"groups\":\"g\"}")]
    [DataRow("E423", "\"label\" is missing", "{\"format\":\"endcap-schema/1\"}")]
    [DataRow("E423", "\"features\" is missing", "{\"format\":\"endcap-schema/1\",\"label\":\"y\"}")]
    [DataRow("E122", "both the label and the group", "{\"format\":\"endcap-schema/1\",\"label\":\"y\",\"group\":\"y\"}")]
    [DataRow("E122", "\"a\" is listed twice", "{\"format\":\"endcap-schema/1\",\"label\":\"y\",\"ignore\":[\"a\",\"a\"]}")]
    public void Refuses_A_Bad_File(string code, string part, string json) =>
        UserErrors.Expect(code, () => SchemaFile.Parse(json, "s.json"), "s.json:1", part);

    [TestMethod]
    public void Item_Scope_Takes_256_Bins_And_Not_257()
    {
        string Feature(int edges) => Head + "{\"name\":\"f\",\"scope\":\"item\",\"kind\":\"numeric\",\"edges\":[" +
            string.Join(',', Enumerable.Range(1, edges)) + "]}]}";
        Assert.AreEqual(256, SchemaFile.Parse(Feature(254), "s.json").Features[0].BinCount);
        UserErrors.Expect("E124", () => SchemaFile.Parse(Feature(255), "s.json"), "257 bins");
    }

    [TestMethod]
    public void Names_Stay_Readable_And_Lists_Stay_On_One_Line()
    {
        var feature = new Feature("größe", FeatureScope.Item, FeatureKind.Categorical, [], ["a\"b", "<ü>"], false);
        string json = SchemaFile.ToJson(new Schema("y", null, [], [feature]));
        StringAssert.Contains(json, "\"name\": \"größe\"", StringComparison.Ordinal);
        StringAssert.Contains(json, "\"categories\": [\"a\\\"b\", \"<ü>\"]\n".Replace("]\n", "]"), StringComparison.Ordinal);
        CollectionAssert.AreEqual(feature.Categories, SchemaFile.Parse(json, "s.json").Features[0].Categories);
    }

    [TestMethod]
    public void A_Missing_File_Is_E401() => UserErrors.Expect("E401", () => SchemaFile.Read("/nowhere.json"), "/nowhere.json");
}
