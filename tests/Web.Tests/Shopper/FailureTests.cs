using Endcap.Protocol;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>Whatever goes wrong, the page says it in a sentence and offers a way on.</summary>
[TestClass]
public sealed class FailureTests
{
    private static readonly Guid _schema = new(GattIds.Schema), _ranking = new(GattIds.Ranking);

    [TestMethod]
    [DataRow("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "unsupported", "Chrome")]
    [DataRow("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "unsupportedApple", "Bluefy")]
    public async Task A_Browser_Without_Web_Bluetooth_Is_Told_Which_Ones_Work(string agent, string code, string named)
    {
        BrowserNewContextOptions options = ShopperRig.Phone();
        options.UserAgent = agent;
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, options: options, isLabelNear: false);
        Assert.AreEqual(code, await rig.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), named);
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#connect"));
        await rig.Screenshot(code);
    }

    [TestMethod]
    public async Task Missing_Bluetooth_Is_Said()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, radioState: "absent");
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("noBluetooth", await rig.Problem());
        Assert.IsTrue(await rig.Page.IsVisibleAsync("#connect"));
    }

    [TestMethod]
    public async Task A_Refused_Permission_Is_Explained()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        rig.Server.Header = ("Permissions-Policy", "bluetooth=()");
        await rig.Page.EvaluateAsync("navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((each) => each.unregister())))");
        await rig.Load();
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("refused", await rig.Problem());
        await rig.Screenshot("refused");
    }

    [TestMethod]
    public async Task A_Dismissed_List_Can_Be_Opened_Again()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        rig.Chooser.Picks = null;
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("dismissed", await rig.Problem());
        rig.Chooser.Picks = ShopperRig.Address;
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Reach("review");
    }

    [TestMethod]
    public async Task A_Label_That_Stays_Busy_Is_Left_Alone_And_Works_Later()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        rig.Label.IsKeptBusy = true;
        await rig.Page.ClickAsync("#send");
        Assert.AreEqual("busy", await rig.Problem());
        await rig.Screenshot("busy");
        rig.Label.IsKeptBusy = false;
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Reach("review");
        await rig.Send();
    }

    [TestMethod]
    [DataRow(GattIds.Schema)]
    [DataRow(GattIds.Profile)]
    public async Task Out_Of_Range_Midway_Is_Said_And_The_Same_Label_Works_Again(string at)
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        if (at == GattIds.Profile) await rig.Connect();
        rig.Radio.BreaksAt = new Guid(at);
        await rig.Page.ClickAsync(at == GattIds.Profile ? "#send" : "#connect");
        Assert.AreEqual("lost", await rig.Problem());
        await rig.Radio.Broken;
        rig.Radio.BreaksAt = null;
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Reach("review");
        await rig.Send();
    }

    [TestMethod]
    public async Task A_Label_That_Dropped_A_Thinking_Phone_Is_Connected_Again()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.Radio.Break(ShopperRig.Address);
        await rig.Send();
        Assert.AreEqual(1, rig.Label.Packets.Count);
    }

    [TestMethod]
    public async Task A_Label_Without_Shelf_Says_So()
    {
        await using ShopperRig rig = await ShopperRig.Open(null);
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("notReady", await rig.Problem());
    }

    [TestMethod]
    public async Task A_Shelf_That_Does_Not_Say_What_It_Asks_Gets_Nothing()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Unexplained());
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("unreadable", await rig.Problem());
        Assert.AreEqual(0, rig.Label.Packets.Count);
    }

    [TestMethod]
    public async Task A_Newer_Label_Gets_Nothing()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        rig.Radio.OnTheWay = (uuid, value) => uuid == _schema ? [2, .. value[1..]] : value; // no label of version 2 exists yet
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("newer", await rig.Problem());
        Assert.AreEqual(0, rig.Label.Packets.Count);
    }

    [TestMethod]
    public async Task A_Shelf_That_Changed_Since_It_Was_Read_Is_Shown_Again_Before_Anything_Is_Sent()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        rig.Exchange(Shelves.Store(schemaId: 0x5108E002));
        await rig.Page.ClickAsync("#send");
        Assert.AreEqual("changed", await rig.Problem());
        Assert.AreEqual(0, rig.Label.Packets.Count);
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Send();
    }

    [TestMethod]
    public async Task A_Label_That_Never_Answers_Ends_In_A_Timeout()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        rig.Radio.OnTheWay = (uuid, value) => uuid == _ranking ? null : value;
        await rig.Page.ClickAsync("#send");
        Assert.AreEqual("timeout", await rig.Problem());
    }

    [TestMethod]
    public async Task An_Answer_To_Another_Phone_Is_Not_Shown()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        rig.Radio.OnTheWay = (uuid, value) =>
        {
            if (uuid == _ranking) value[RankingPacket.NonceAt] ^= 1;
            return value;
        };
        await rig.Page.ClickAsync("#send");
        Assert.AreEqual("foreign", await rig.Problem());
        await rig.Screenshot("foreign");
    }
}
