using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class ShelfReaderTests
{
    private static readonly Schema Schema = new("y", "g", ["price_text"],
    [
        new("income", FeatureScope.Shopper, FeatureKind.Numeric, [10], [], true),
        new("brand", FeatureScope.Item, FeatureKind.Categorical, [], ["a", "b"], false, 1),
        new("price", FeatureScope.Item, FeatureKind.Numeric, [0.5, 1], [], false, 1),
        new("size", FeatureScope.Item, FeatureKind.Numeric, [100], [], true),
    ]);

    private const string Header = "sku,name,brand,price,size,price_text\n";

    [TestMethod]
    public void Reads_Products_In_Order()
    {
        Shelf shelf = Read(Header + "1,\"Butter, salted\",b,0.99,250,€ 0.99\n2,Öl,a,1,,\n");
        Assert.AreEqual("1 Butter, salted|2 Öl", string.Join('|', shelf.Products.Select(p => $"{p.Sku} {p.Name}")));
        CollectionAssert.AreEqual(new byte[] { 0, 1, 1, 1 }, shelf.Products[0].ItemBins);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 2, 2 }, shelf.Products[1].ItemBins);
    }

    [TestMethod]
    [DataRow("E101", ":1: missing column: name, size", "sku,brand,price\n1,a,1\n")]
    [DataRow("E153", ":1: unknown column: prize", "sku,name,brand,price,size,prize\n1,A,a,1,1,1\n")]
    [DataRow("E153", ":1: unknown column: income", "sku,name,brand,price,size,income\n1,A,a,1,1,1\n")]
    [DataRow("E105", ":2: column price: \"1 EUR\"", Header + "1,A,a,1 EUR,1,\n")]
    [DataRow("E106", "empty", "")]
    [DataRow("E107", "no row", Header)]
    [DataRow("E115", ":3: brand: \"c\" is not a known category", Header + "1,A,a,1,1,\n2,B,c,1,1,\n")]
    [DataRow("E150", ":3: the sku \"1\" is already on line 2", Header + "1,A,a,1,1,\n1,B,a,1,1,\n")]
    [DataRow("E151", ":2: column sku is empty", Header + ",A,a,1,1,\n")]
    [DataRow("E151", ":2: column name is empty", Header + "1,,a,1,1,\n")]
    [DataRow("E151", ":2: column price is empty", Header + "1,A,a,,1,\n")]
    [DataRow("E152", "one product", Header + "1,A,a,1,1,\n")]
    public void Refuses_Bad_Input(string code, string part, string csv) => UserErrors.Expect(code, () => Read(csv), "shelf.csv", part);

    [TestMethod]
    public void Takes_255_Products_And_Not_256()
    {
        string Rows(int count) => Header + string.Concat(Enumerable.Range(0, count).Select(i => $"{i},P{i},a,1,1,\n"));
        Assert.HasCount(255, Read(Rows(255)).Products);
        UserErrors.Expect("E154", () => Read(Rows(256)), "shelf.csv:257:");
    }

    private static Shelf Read(string csv)
    {
        using var folder = new TemporaryFolder();
        return ShelfReader.Read(folder.Write("shelf.csv", csv), Schema);
    }
}
