using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>Several labels, reloads, no network.</summary>
[TestClass]
public sealed class SessionTests
{
    [TestMethod]
    public async Task Two_Labels_Are_Asked_One_After_The_Other_And_Other_Devices_Are_Not_Listed()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        EmulatedLabel other = await rig.AddLabel("Shelf 8", ShopperRig.OtherAddress, Shelves.Large());
        await rig.Radio.Add(null, "C0:00:00:00:00:09", "Headphones");
        await rig.Connect();
        CollectionAssert.AreEqual(new[] { ShopperRig.Address, ShopperRig.OtherAddress }, rig.Chooser.Listed);
        await rig.Send();
        string[] first = await rig.Ranking();
        await rig.Page.ClickAsync("#another");
        rig.Chooser.Picks = ShopperRig.OtherAddress;
        await rig.Connect();
        await rig.Send();
        Assert.AreEqual("Product 254", (await rig.Ranking())[0]);
        Assert.AreNotEqual("Product 254", first[0]);
        Assert.AreEqual(1, rig.Label.Packets.Count);
        Assert.AreEqual(1, other.Packets.Count);
    }

    [TestMethod]
    public async Task After_A_Reload_In_The_Middle_The_Answers_Are_There_And_The_Label_Answers()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.Fill("Your age", "33");
        await rig.Page.WaitForTimeoutAsync(200);
        await rig.Reload();
        Assert.AreEqual("33", await rig.Page.GetByLabel("Your age").InputValueAsync());
        await rig.Connect();
        await rig.Send();
        Assert.AreEqual(1, rig.Label.Packets.Count);
    }

    [TestMethod]
    public async Task Without_A_Network_The_Page_Starts_And_Asks()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        rig.Server.Dispose();
        await rig.Reload();
        await rig.Connect();
        await rig.Send();
        BlobImage image = Shelves.Image(rig.Label.Blob!);
        Ranker.Rank(image.Shelf, [4, 1, 0, 4, 3, 0, 0], [], 0, 1);
        Assert.AreEqual(image.Content.Products![TopK.Product(image.Shelf.Keys[0])].Name, (await rig.Ranking())[0]);
    }
}
