using Endcap.Boards;
using Endcap.Label;
using Endcap.Label.Display;
using Endcap.Label.Panel;
using Endcap.Protocol;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Label.Display;
using Endcap.Tests.Firmware.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>The label's whole life on the virtual board: wake, show, advertise, answer, sleep, and again.</summary>
[TestClass]
public sealed class LifeTests
{
    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Sizes => LabelRig.Sizes.Select(id => new object[] { id });

    [TestMethod]
    [DynamicData(nameof(Sizes))]
    public void A_Shopper_Asks_And_The_Label_Goes_Back_To_Its_Price(string id)
    {
        using LabelRig rig = new LabelRig(id).Connected();
        string price = rig.Board.Panel.Shown.ToText();
        TextArt.AssertGolden($"life-{id}-price", price);
        byte[] answer = rig.Phone.Ask(LabelRig.Preferring(1));
        CollectionAssert.AreEqual(new[] { (1, 108), (0, 100), (2, 30) }, ShopperPhone.Ranks(answer).ToArray());
        Assert.AreEqual(rig.Phone.Nonce, (uint)Endcap.Kernel.BlobLayout.I32(answer, RankingPacket.NonceAt));
        Assert.IsTrue(rig.Board.RunUntil(() => rig.Board.Panel is { PartialRefreshes: 1, IsRefreshing: false }, TimeSpan.FromSeconds(5)));
        TextArt.AssertGolden($"life-{id}-here", rig.Board.Panel.Shown.ToText());
        byte[] status = rig.Phone.ReadStatus();
        Assert.AreEqual(1, Endcap.Kernel.BlobLayout.I32(status, StatusPacket.RankingsAt));
        rig.Phone.Disconnect();
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(2)), "never asleep");
        Assert.AreEqual(rig.Board.Panel is LcdModel ? LabelRig.Dark(rig.Board.Data) : price, rig.Board.Panel.Shown.ToText());
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Neighbour_Is_Shown_With_Its_Direction()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Ask(LabelRig.Preferring(0));
        rig.Board.Run(TimeSpan.FromSeconds(2));
        TextArt.AssertGolden("life-lilygo-t5-213-left", rig.Board.Panel.Shown.ToText());
        rig.AssertClean();
    }

    [TestMethod]
    [DynamicData(nameof(Sizes))]
    public void A_Wake_By_The_Timer_Advertises_Again_And_Draws_Only_On_An_Lcd(string id)
    {
        using LabelRig rig = new LabelRig(id).Advertising();
        string price = rig.Board.Panel.Shown.ToText();
        for (int wake = 1; wake <= 5; wake++)
        {
            Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(1)));
            Assert.AreEqual(wake, rig.Board.Boots);
            Assert.IsNull(rig.Phone.Radio.Scan());
            Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(60)));
            Assert.AreEqual(price, rig.Board.Panel.Shown.ToText());
        }

        Assert.AreEqual(rig.Board.Panel is LcdModel ? rig.Board.Boots : 1, rig.Board.Panel.FullRefreshes);
        Assert.AreEqual(0, rig.Board.Panel.PartialRefreshes);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Broken_Program_Leaves_No_Lcd_Lit_While_It_Sleeps()
    {
        using var rig = new LabelRig("m5core2");
        Board impossible = M5Core2.Create();
        impossible.Width = -100; // no array has that size
        bool wasLit = false;
        rig.Board.Boot(() =>
        {
            new Lcd(rig.Board.Data).Show(new FrameBuffer(320, 240)); // as a restart leaves it
            wasLit = ((LcdModel)rig.Board.Panel).IsLit;
            new LabelApp(impossible).Run();
        });
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(1)));
        Assert.AreEqual((true, false), (wasLit, ((LcdModel)rig.Board.Panel).IsLit));
        rig.AssertClean();
    }

    [TestMethod]
    public void The_Advert_Says_Who_And_What()
    {
        using LabelRig rig = new LabelRig().Advertising();
        Advert advert = rig.Phone.Radio.Scan()!;
        byte[] data = advert.ServiceData(new Guid(GattIds.ShopperService))!;
        Assert.AreEqual(PacketFault.None, AdvertData.Check(data, data.Length));
        Assert.AreEqual(0xA017u, AdvertData.LabelId(data));
        Assert.AreEqual(LabelRig.SchemaId, AdvertData.SchemaId(data));
        Assert.AreEqual(AdvertData.Ready, data[AdvertData.StateAt] & 7);
        Assert.AreEqual("Shelf 7", advert.Name);
        Assert.IsTrue(advert.IsConnectable);
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(23, 1)]
    [DataRow(32, 2)]
    [DataRow(247, 3)]
    public void An_Answer_Holds_As_Many_Ranks_As_A_Notification_Takes(int mtu, int ranks)
    {
        using LabelRig rig = new LabelRig().Connected(mtu);
        Assert.AreEqual(ranks, ShopperPhone.Ranks(rig.Phone.Ask(LabelRig.Preferring(1))).Count());
        rig.AssertClean();
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(60)]
    [DataRow(512)]
    public void The_Schema_Is_The_Same_In_Pages_Of_Any_Size(int pageBytes)
    {
        using LabelRig rig = new LabelRig(change: settings => settings.PageBytes = pageBytes).Connected(mtu: 23);
        Assert.AreEqual("Soy", rig.Phone.Shelf!.Content.Products![1].Name);
        Assert.AreEqual("diet", rig.Phone.Shelf.Content.FeatureTexts![2].Name);
        rig.AssertClean();
    }

    [TestMethod]
    public void Many_Shoppers_Are_Served_In_One_Wake()
    {
        using LabelRig rig = new LabelRig().Advertising();
        int heap = 0;
        for (int shopper = 0; shopper < 30; shopper++)
        {
            Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(5)));
            Assert.IsTrue(rig.Phone.Connect(100 + shopper));
            rig.Phone.ReadSchema();
            rig.Phone.Ask(LabelRig.Preferring(shopper & 1));
            rig.Phone.Disconnect();
            rig.Board.Run(TimeSpan.FromSeconds(3));
            if (shopper == 1) heap = rig.Label.HeapBytes;
        }

        Assert.AreEqual(heap, rig.Label.HeapBytes);
        Assert.AreEqual(1, rig.Board.Boots);
        Assert.IsGreaterThan(1, rig.Board.Panel.FullRefreshes, "no full refresh against ghosts");
        rig.AssertClean();
    }

    /// <summary>By the block rule: all objects of the label while it serves, less pictures and shelf, and what the libraries take is not among them.</summary>
    [TestMethod]
    [DynamicData(nameof(Sizes))]
    public void The_Labels_Own_Objects_Take_Less_Than_Two_Thirds_Of_What_Boards_Plan_For_The_Program(string id)
    {
        using LabelRig rig = new LabelRig(id).Connected();
        rig.Phone.Ask(LabelRig.Preferring(1));
        rig.Board.Run(TimeSpan.FromSeconds(2));
        int shelf = Compression.Evaluation.LoadedHeap.Of(Packets.Example()).TotalBytes;
        int own = rig.Label.HeapBytes - shelf - Endcap.Boards.BoardHeap.PictureBytes(rig.Board.Data);
        TestContext.WriteLine($"{id}: {own} bytes");
        Assert.IsLessThan(Endcap.Boards.Board.ProgramBytes * 2 / 3, own);
    }

    [TestMethod]
    public void An_Idle_Phone_Is_Dropped_And_The_Label_Advertises_Again()
    {
        using LabelRig rig = new LabelRig().Connected();
        Assert.IsTrue(rig.Board.RunUntil(() => !rig.Phone.Radio.IsConnected, TimeSpan.FromSeconds(rig.Settings.IdlePhoneSeconds + 2)));
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(2)));
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Phone_That_Talks_For_Ever_Is_Dropped_Too()
    {
        using LabelRig rig = new LabelRig(change: settings => settings.IdlePhoneSeconds = 5).Connected();
        long start = rig.Board.Scheduler.NowMicroseconds;
        while (rig.Phone.Radio.IsConnected)
        {
            rig.Phone.Radio.Read(new Guid(GattIds.Status));
            rig.Board.Run(TimeSpan.FromSeconds(1));
            Assert.IsLessThan(60_000_000, rig.Board.Scheduler.NowMicroseconds - start, "the phone keeps the label");
        }

        rig.AssertClean();
    }

    [TestMethod]
    public void The_Next_Phone_Cannot_Read_The_Ranking_Of_The_One_Before()
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Ask(LabelRig.Preferring(1));
        Assert.IsGreaterThan(0, rig.Phone.Radio.Read(new Guid(GattIds.Ranking)).Value.Length);
        rig.Phone.Disconnect();
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(5)));
        Assert.IsTrue(rig.Phone.Connect(247));
        Assert.IsEmpty(rig.Phone.Radio.Read(new Guid(GattIds.Ranking)).Value);
        rig.AssertClean();
    }
}
