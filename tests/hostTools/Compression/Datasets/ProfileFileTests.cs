using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class ProfileFileTests
{
    private static readonly Feature[] Features =
    [
        new("price", FeatureScope.Item, FeatureKind.Numeric, [1], [], false, 1),
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10, 20], [], true),
        new("retired", FeatureScope.Shopper, FeatureKind.Flag, [0.5], [], false, 1),
        new("size", FeatureScope.Shopper, FeatureKind.Categorical, [], ["1", "2"], false, 1),
        new("times", FeatureScope.Affinity, FeatureKind.Numeric, [1, 2], [], false, 0),
        new("hour", FeatureScope.Context, FeatureKind.Numeric, [12], [], true),
    ];

    [TestMethod]
    public void Bins_What_Is_There_And_Takes_The_Rest_As_Absent()
    {
        Profile profile = Read("""{ "shopper": {"income": 20, "retired": false, "size": 1}, "affinity": {"b": {"times": 1.5}}, "context": {"hour": 17} }""");
        CollectionAssert.AreEqual(new byte[] { 0, 2, 0, 0, 0, 1 }, profile.SessionBins);
        CollectionAssert.AreEqual(new byte[6], profile.AffinityBins[0]);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 1, 0 }, profile.AffinityBins[1]);

        Profile empty = Read("""{ "shopper": {"income": null} }""");
        CollectionAssert.AreEqual(new byte[] { 0, 3, 1, 1, 0, 2 }, empty.SessionBins);
    }

    [TestMethod]
    [DataRow("E160", "$.shopper.age: there is no shopper feature \"age\"", """{"shopper":{"age":3}}""")]
    [DataRow("E160", "no shopper feature \"hour\"", """{"shopper":{"hour":3}}""")]
    [DataRow("E160", "no shopper feature \"\"", """{"shopper":{"":3}}""")]
    [DataRow("E160", "$.affinity.a.income", """{"affinity":{"a":{"income":3}}}""")]
    [DataRow("E161", "p.json:1: $.affinity.c: the sku \"c\" is not on this shelf", """{"affinity":{"c":{"times":3}}}""")]
    [DataRow("E115", "size: \"3\" is not a known category", """{"shopper":{"size":"3"}}""")]
    [DataRow("E421", "expected a number, found the text \"rich\"", """{"shopper":{"income":"rich"}}""")]
    [DataRow("E421", "expected 0, 1, true or false", """{"shopper":{"retired":"yes"}}""")]
    [DataRow("E421", "$.affinity.a: expected an object", """{"affinity":{"a":3}}""")]
    [DataRow("E427", "2 is not a whole number from 0 to 1", """{"shopper":{"retired":2}}""")]
    [DataRow("E422", "unknown property \"shoppers\"", """{"shoppers":{}}""")]
    [DataRow("E420", "not valid JSON", "{")]
    public void Refuses_Mistakes(string code, string part, string json) => UserErrors.Expect(code, () => Read(json), "p.json:1", part);

    private static Profile Read(string json)
    {
        using var folder = new TemporaryFolder();
        return ProfileFile.Read(folder.Write("p.json", json), Features, ["a", "b"]);
    }
}
