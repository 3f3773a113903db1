using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Tests.Web.Harness;
using Microsoft.Playwright;

namespace Endcap.Tests.Web.Staff;

/// <summary>Products, prices and shelves reach the label's own firmware, whatever breaks on the way.</summary>
[TestClass]
public sealed class UpdateTests
{
    private static readonly Guid _chunk = new(GattIds.Chunk);

    [TestMethod]
    public async Task A_Row_Of_The_List_Becomes_What_The_Label_Shows()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        FrameBuffer before = await rig.Label.SettledPicture();
        await rig.OpenList(StaffRig.List);
        await rig.Page.GetByText("labels.csv: 3 labels").WaitForAsync();
        Assert.AreEqual("3.49", await rig.Page.InputValueAsync("#field-price"), "the label's own row is chosen");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#tag"), "3.49 €");
        await rig.Screenshot("staff-bind");
        await rig.Click("bind-go", 120);
        Assert.AreEqual("Product and price: version 1 is in use.", await rig.Status());
        CollectionAssert.AreEqual(StaffRig.Record(StaffRig.List), await rig.Stored(Drive.ContentB));
        FrameBuffer after = await rig.Label.SettledPicture();
        Assert.IsFalse(before.Pixels.SequenceEqual(after.Pixels), "the panel shows the old price");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#runs"), "Product and price: version 1");
        Assert.AreEqual("2", await rig.Page.InputValueAsync("#bind-version"), "the next version is suggested");
        await rig.Click("bind-go", 120); // the same bytes, but another version
        Assert.AreEqual("Product and price: version 2 is in use.", await rig.Status());
    }

    [TestMethod]
    public async Task What_Is_Filled_In_By_Hand_Is_Sent_And_A_Mistake_Is_Said_At_Its_Field()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        foreach ((string field, string value) in new[] { ("sku", "G7"), ("name", "Oat Granola"), ("price", "3,49"), ("currency", "EUR"), ("unit_price", "6.98 €/kg"), ("note", "Art. 7"), ("ean", "2000000021041") })
            await rig.Page.FillAsync($"#field-{field}", value);
        StringAssert.Contains(await rig.Page.InnerTextAsync("#field-price-error"), "such as 2.49");
        Assert.IsTrue(await rig.Page.IsDisabledAsync("#bind-go"));
        await rig.Page.FillAsync("#field-price", "3.49");
        await rig.Page.FillAsync("#field-ean", "2000000021042");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#field-ean-error"), "the others ask for 1");
        await rig.Page.FillAsync("#field-ean", "2000000021041");
        await rig.Click("bind-go", 120);
        byte[] expected = StaffRig.Record("label_id,sku,name,price,currency,unit_price,note,ean,shelf\n1,G7,Oat Granola,3.49,EUR,6.98 €/kg,Art. 7,2000000021041,\n", 1);
        byte[] stored = (await rig.Stored(Drive.ContentB))!;
        CollectionAssert.AreEqual(expected[16..^6], stored[16..], "all but the header and the shelf's order"); // "G7" alone: 3 + 3 bytes
    }

    [TestMethod]
    public async Task A_Shelf_Goes_On_After_A_Drop_Runs_On_Trial_And_Is_Kept()
    {
        byte[] next = Shelves.Large();
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.OpenFile(next, "shelf.ecap");
        await rig.Page.CheckAsync("#file-trial");
        (rig.Browser.Radio.BreaksAt, rig.Browser.Radio.BreaksAfter) = (_chunk, 9);
        await rig.Page.ClickAsync("#file-go");
        await rig.Browser.Radio.WaitForBreak();
        await rig.Screenshot("staff-sending");
        await rig.Settled(180);
        StringAssert.Contains(await rig.Status(), "runs on trial");
        CollectionAssert.AreEqual(next, await rig.Stored(Drive.ShelfB));
        int taken = rig.Label.Writes.Where(write => write.Uuid == _chunk && write.Error == 0).Sum(write => write.Value.Length - ChunkPacket.OverheadBytes);
        Assert.AreEqual(next.Length, taken, "bytes were sent twice, or not at all");
        CollectionAssert.AreEqual(new[] { ControlPacket.Start, ControlPacket.Start, ControlPacket.Commit }, rig.Operations.ToArray());
        await rig.Screenshot("staff-trial");
        await rig.Click("confirm-1");
        Assert.AreEqual("Shelf: version 1 is kept.", await rig.Status());
        Assert.AreEqual(0, await rig.Page.Locator("#confirm-1").CountAsync());
        await rig.Pass(TimeSpan.FromMinutes(5));
        await rig.Click("refresh", 120);
        StringAssert.Contains(await rig.Page.InnerTextAsync("#runs"), "Shelf: version 1");
    }

    [TestMethod]
    [DataRow(180)]
    [DataRow(20)]
    public async Task Where_Large_Packets_Do_Not_Pass_Smaller_Ones_Do(int most)
    {
        const int InvalidLength = 0x0D; // ATT
        byte[] next = Shelves.Store(0x5108E004);
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        var refused = new List<int>();
        rig.Browser.Radio.Refuses = (uuid, value) =>
        {
            if (uuid != _chunk || value.Length <= most) return 0;
            refused.Add(value.Length);
            return InvalidLength;
        };
        await SendShelf(rig, next, trial: false);
        CollectionAssert.AreEqual(next, await rig.Stored(Drive.ShelfB));
        int[] taken = [.. rig.Label.Writes.Where(write => write.Uuid == _chunk).Select(write => write.Value.Length)];
        Assert.AreEqual(most, taken.Max());
        Assert.HasCount(most == 20 ? 2 : 1, refused.Distinct().ToArray(), "each size is given up once");
    }

    [TestMethod]
    public async Task A_Version_On_Trial_Goes_Back_By_Hand_And_By_Itself()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await SendShelf(rig, Shelves.Store(0x5108E002), trial: true);
        await rig.Click("revert-1", 120);
        Assert.AreEqual("Shelf: the version before is in use again.", await rig.Status());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#runs"), "Shelf: none over the air yet");
        await SendShelf(rig, Shelves.Store(0x5108E003), trial: true);
        await rig.Pass(TimeSpan.FromMinutes(4));
        await rig.Click("refresh", 120); // the connection had gone with the restart
        StringAssert.Contains(await rig.Page.InnerTextAsync("#runs"), "Shelf: none over the air yet");
    }

    [TestMethod]
    public async Task An_Older_Version_Goes_Out_Only_When_The_Staff_Says_So()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        byte[] first = Shelves.Store(0x5108E002), second = Shelves.Store(0x5108E003);
        await rig.Connect();
        await SendShelf(rig, first, trial: false, version: 7);
        await rig.OpenFile(second, "old.ecap");
        await rig.Page.FillAsync("#file-version", "6");
        Assert.IsTrue(await rig.Page.IsDisabledAsync("#file-go"), "sent without a word");
        await rig.Page.CheckAsync("#file-downgrade");
        await rig.Screenshot("staff-downgrade");
        await rig.Click("file-go", 120);
        Assert.AreEqual("Shelf: version 6 is in use.", await rig.Status());
        CollectionAssert.AreEqual(second, await rig.Stored(Drive.ShelfA));
        await rig.Page.FillAsync("#file-version", "6");
        await rig.Page.CheckAsync("#file-downgrade");
        await rig.Page.ClickAsync("#file-go");
        Assert.AreEqual("sameVersion", await rig.Browser.Problem());
    }

    [TestMethod]
    public async Task A_Stopped_Transfer_Goes_On_Where_It_Was()
    {
        byte[] next = Shelves.Large();
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.OpenFile(next, "shelf.ecap");
        await rig.Page.EvaluateAsync("""
            new MutationObserver((_, observer) => {
              if (document.getElementById('transfer-bar').value < 2000) return;
              observer.disconnect();
              document.getElementById('stop').click();
            }).observe(document.getElementById('transfer-bar'), { attributes: true })
            """);
        await rig.Page.ClickAsync("#file-go");
        Assert.AreEqual("stopped", await rig.Browser.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#part"), "Part of version 1 of Shelf is on the label already");
        await rig.Click("file-go", 120);
        int taken = rig.Label.Writes.Where(write => write.Uuid == _chunk && write.Error == 0).Sum(write => write.Value.Length - ChunkPacket.OverheadBytes);
        Assert.AreEqual(next.Length, taken, "bytes were sent twice, or not at all");
        CollectionAssert.AreEqual(next, await rig.Stored(Drive.ShelfB));
    }

    private static async Task SendShelf(StaffRig rig, byte[] blob, bool trial, int? version = null)
    {
        await rig.OpenFile(blob, "shelf.ecap");
        await rig.Page.WaitForSelectorAsync("#file-send:not([hidden])");
        await rig.Page.SetCheckedAsync("#file-trial", trial);
        if (version is { } number) await rig.Page.FillAsync("#file-version", $"{number}");
        await rig.Click("file-go", 120);
    }
}
