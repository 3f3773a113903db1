using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Shopper;

/// <summary>Whatever goes wrong, the page says it in a sentence and offers a way on.</summary>
[TestClass]
public sealed class FailureTests
{
    private static readonly Guid _schema = new(GattIds.Schema), _ranking = new(GattIds.Ranking);

    [TestMethod]
    [DataRow("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "unsupported", "Chrome, Edge or Samsung Internet on Android", "Chrome or Edge on a computer")]
    [DataRow("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "unsupportedApple", "Bluefy", "WebBLE")]
    [DataRow("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1", "unsupportedApple", "Bluefy", "WebBLE")]
    public async Task A_Browser_Without_Web_Bluetooth_Is_Told_Which_Ones_Work(string agent, string code, params string[] named)
    {
        BrowserNewContextOptions options = ShopperRig.Phone();
        options.UserAgent = agent;
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, options: options, isLabelNear: false);
        Assert.AreEqual(code, await rig.Problem());
        foreach (string name in named) StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), name);
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#connect"));
        await rig.Screenshot(code);
    }

    [TestMethod]
    public async Task A_Page_That_Was_Not_Loaded_Safely_Says_So()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, isLabelNear: false);
        await rig.Page.RouteAsync("http://shelf.example/**", route =>
        {
            string path = Path.Combine(Folders.Shopper, new Uri(route.Request.Url).AbsolutePath is "/" ? "index.html" : new Uri(route.Request.Url).AbsolutePath[1..]);
            return File.Exists(path) ? route.FulfillAsync(new() { Path = path }) : route.FulfillAsync(new() { Status = 404 });
        });
        await rig.Page.GotoAsync("http://shelf.example/");
        Assert.AreEqual("insecure", await rig.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), "https://");
    }

    [TestMethod]
    [DataRow("indexedDB.open = () => { throw new Error('private window'); }", "storage", "answers are gone when you close the page", "#privacy-on")]
    [DataRow("navigator.bluetooth.requestDevice = async () => { throw new TypeError('a mistake'); }", "unexpected", "Reload it and try again", "#connect")]
    public async Task What_The_Browser_Refuses_Is_Said(string refusal, string code, string part, string tap)
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        if (code == "storage") await rig.Connect();
        await rig.Page.EvaluateAsync($"void ({refusal})");
        await rig.Page.ClickAsync(tap);
        Assert.AreEqual(code, await rig.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), part);
        if (code != "storage") return;
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Send(); // labels can be asked all the same
    }

    [TestMethod]
    public async Task A_Label_Out_Of_Reach_Is_Said_And_Works_When_It_Is_Back()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await Power(rig, label => label.Board.CutPower());
        await rig.Page.ClickAsync("#connect");
        Assert.AreEqual("connectFailed", await rig.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), "too far away");
        await Power(rig, label => label.Boot());
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Reach("review");
    }

    [TestMethod]
    public async Task A_Packet_That_The_Label_Refuses_Is_Said_With_Its_Number()
    {
        await using ShopperRig rig = await ShopperRig.Open(Shelves.Store());
        await rig.Connect();
        rig.Radio.OnTheWay = (uuid, value) =>
        {
            if (uuid != _ranking) return value;
            (value[RankingPacket.FaultAt], value[RankingPacket.CountAt]) = (PacketFault.BadBin, 0);
            return value[..RankingPacket.HeaderBytes];
        };
        await rig.Page.ClickAsync("#send");
        Assert.AreEqual("refusedPacket", await rig.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), $"number {PacketFault.BadBin}");
    }

    [TestMethod]
    public async Task Every_Problem_Has_A_Test_Here()
    {
        await using ShopperRig rig = await ShopperRig.Open(null, bluetooth: false, isLabelNear: false);
        string[] codes = await rig.Page.EvaluateAsync<string[]>("import('./strings.js').then(({ problems }) => Object.keys(problems))");
        string tests = await File.ReadAllTextAsync(Path.Combine(Folders.Root, "tests", "Web.Tests", "Shopper", "FailureTests.cs"));
        Assert.AreEqual("", string.Join(' ', codes.Where(code => !tests.Contains($"\"{code}\"", StringComparison.Ordinal))));
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

    private static Task<bool> Power(ShopperRig rig, Action<SimulatedLabel> change) => rig.Label.Do((label, _) =>
    {
        change(label);
        return true;
    });
}
