using Endcap.Compression.Blobs;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>endcap build --prices: what a phone shows beside the products' names.</summary>
[TestClass]
public sealed class PricesTests
{
    private const string Header = "label_id,sku,name,price,currency\n";

    [TestMethod]
    public void Prices_Stand_In_The_Blob_In_The_Shelfs_Order_And_Change_Nothing_Else()
    {
        using var store = new BuiltStore();
        BlobImage.TryRead(store.Blob, out BlobImage? without);
        store.Build("--prices", store.Write("labels.csv", Header + "3,C,Cocoa,1.40,EUR\n1,A,Apple tea,2.49,EUR\n9,Z,Other,1.00,EUR\n")).Succeeded();
        BlobImage.TryRead(store.Blob, out BlobImage? with);
        ShelfPrices prices = with!.Content.Prices!;
        Assert.AreEqual("€", prices.Currency);
        Assert.AreEqual(2, prices.Decimals);
        CollectionAssert.AreEqual(new[] { 249u, ShelfPrices.Unknown, 140u, ShelfPrices.Unknown }, prices.Minor);
        Assert.IsNull(without!.Content.Prices);
        CollectionAssert.AreEqual(without.Content.Base, with.Content.Base);
        Assert.AreEqual(without.Bytes.Length + 4 + 4 + 1 + 16, with.Bytes.Length); // section, "€", decimals, four prices
    }

    [TestMethod]
    [DataRow("E346", "7,X,Other,1.00,EUR\n")]
    [DataRow("E347", "1,A,Apple tea,2.49,EUR\n2,B,Birch tea,2.49,GBP\n")]
    public void A_List_That_Does_Not_Fit_Is_Refused_And_The_Blob_Stays(string code, string rows)
    {
        using var store = new BuiltStore();
        byte[] before = store.Blob;
        EndcapProcess run = store.Build("--prices", store.Write("labels.csv", Header + rows));
        Assert.AreNotEqual(0, run.ExitCode);
        Assert.Contains(code, run.Error);
        CollectionAssert.AreEqual(before, store.Blob);
    }
}
