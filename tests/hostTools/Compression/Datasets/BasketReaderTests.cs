using Endcap.Compression.Datasets;

namespace Endcap.Tests.HostTools.Compression.Datasets;

[TestClass]
public class BasketReaderTests
{
    private static readonly BasketColumns Columns = new("basket", "item");

    [TestMethod]
    public void Rows_Of_A_Basket_Come_Together_And_Repeats_Count_Once()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("p.csv", "time,basket,item\n1,x,tea\n2,y,tea\n3,x,jam\n4,x,tea\n5,z,oil\n");
        BasketFile file = BasketReader.Read(path, Columns);
        Assert.AreEqual((5L, 1L), (file.Rows, file.Repeated));
        CollectionAssert.AreEqual(new[] { "tea", "jam", "oil" }, file.Baskets.Items.Select(item => item.Sku).ToArray());
        Assert.AreEqual("0,1|0|2", Text(file.Baskets));
        CollectionAssert.AreEqual(new[] { 2, 1, 1 }, file.Baskets.CountItems());
        Assert.AreEqual("0,1|0|2", string.Join('|', file.Baskets.Transposed().Select(baskets => string.Join(',', baskets))));
        Assert.AreEqual("2|0,1", Text(file.Baskets.Of([2, 0])));
    }

    [TestMethod]
    public void A_List_Of_Products_Gives_Them_Their_Numbers()
    {
        using var folder = new TemporaryFolder();
        string items = folder.Write("i.csv", "item,name,shelf\noil,Olive oil,1\ntea,Green tea,2\njam,,3\n"), path = folder.Write("p.csv", "basket,item\nx,tea\nx,jam\n");
        BasketFile file = BasketReader.Read(path, Columns, BasketReader.ReadItems(items, "item", "name"));
        Assert.AreEqual("1,2", Text(file.Baskets));
        Assert.AreEqual(new BasketItem("oil", "Olive oil"), file.Baskets.Items[0]);
    }

    [TestMethod]
    public void A_Basket_Without_A_Shopper_Has_Missing_Bins()
    {
        using var folder = new TemporaryFolder();
        string shoppers = folder.Write("s.csv", "basket,age\ny,50\nw,10\n"), path = folder.Write("p.csv", "basket,item\nx,tea\nx,jam\ny,tea\n");
        var schema = new Schema("item", null, [], [new Feature("age", FeatureScope.Shopper, FeatureKind.Numeric, [30, 60], [], hasMissingBin: true)]);
        Baskets baskets = BasketReader.Read(path, Columns, null, ShopperReader.Read(shoppers, schema, "basket")).Baskets;
        Assert.AreEqual((3, 1), (baskets.BinsOf(0)[0], baskets.BinsOf(1)[0]));
        Assert.AreEqual(1, baskets.Of([1]).BinsOf(0)[0]);
    }

    [TestMethod]
    [DataRow("E101", "basket,product\nx,tea\n", "item")]
    [DataRow("E104", "basket,item\nx\n", ":2:")]
    [DataRow("E107", "basket,item\n", "no row")]
    [DataRow("E230", "basket,item\nx,tea\n,tea\n", ":3: column basket is empty")]
    [DataRow("E230", "basket,item\nx,\n", ":2: column item is empty")]
    [DataRow("E231", "basket,item\nx,tea\nx,egg\n", ":3: column item: \"egg\"")]
    [DataRow("E232", "basket,item\nx,tea\ny,jam\n", "none of the 2 baskets")]
    public void Names_What_Is_Wrong_With_Purchases(string code, string csv, string part)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("p.csv", csv);
        UserErrors.Expect(code, () => BasketReader.Read(path, Columns, [new BasketItem("tea", ""), new BasketItem("jam", "")]), "p.csv", part);
    }

    [TestMethod]
    public void Names_What_Is_Wrong_With_Products_And_Shoppers()
    {
        using var folder = new TemporaryFolder();
        string twice = folder.Write("i.csv", "item\ntea\njam\ntea\n"), shoppers = folder.Write("s.csv", "basket\nx\nx\n");
        UserErrors.Expect("E235", () => BasketReader.ReadItems(twice, "item", null), "i.csv:4:", "line 2");
        UserErrors.Expect("E234", () => ShopperReader.Read(shoppers, new Schema("item", null, [], []), "basket"), "s.csv:3:");
        string many = folder.Write("m.csv", "basket,item\n" + string.Concat(Enumerable.Range(0, BasketReader.MostItems + 1).Select(i => $"x,{i}\n")));
        UserErrors.Expect("E233", () => BasketReader.Read(many, Columns), "4095");
        UserErrors.Expect("E233", () => BasketReader.ReadItems(many, "item", null), "4095");
    }

    private static string Text(Baskets baskets) =>
        string.Join('|', Enumerable.Range(0, baskets.Count).Select(basket => string.Join(',', baskets[basket].ToArray())));
}
