using Endcap.Compression.LabelRecords;
using Endcap.Label.Display;
using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Staff;

/// <summary>Blink, clock, state, and what goes wrong beside keys and transfers.</summary>
[TestClass]
public sealed class ServiceTests
{
    [TestMethod]
    public async Task A_Label_Is_Found_By_Its_Mark_And_Gets_The_Time()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        FrameBuffer before = await rig.Label.SettledPicture();
        await rig.Click("blink");
        Assert.AreEqual("The label shows a mark for 10 seconds.", await rig.Status());
        FrameBuffer marked = await rig.Label.SettledPicture();
        Assert.IsFalse(before.Pixels.SequenceEqual(marked.Pixels), "no mark");
        await rig.Pass(TimeSpan.FromSeconds(20));
        FrameBuffer after = await rig.Label.SettledPicture();
        Assert.IsTrue(before.Pixels.SequenceEqual(after.Pixels), "the price is not back");
        DateTime now = DateTime.UtcNow;
        await rig.Click("set-clock", 120);
        long ticks = await rig.Label.Do((label, _) => label.Board.RtcTicks);
        Assert.IsLessThan(TimeSpan.FromMinutes(3), (new DateTime(ticks, DateTimeKind.Utc) - now).Duration());
    }

    [TestMethod]
    public async Task The_Label_S_State_Is_Shown_With_What_To_Do()
    {
        await using StaffRig rig = await StaffRig.Open(null);
        await rig.Connect();
        string shown = await rig.Page.InnerTextAsync("main");
        foreach (string part in new[] { "Label 40983", "number 3, checked on both sides", "Needs service · The label has no price (number 98)", "Send it a product under", "Shelf: none over the air yet" })
            StringAssert.Contains(shown, part);
        await rig.Screenshot("staff-no-shelf");
    }

    [TestMethod]
    public async Task Settings_Arrive()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        byte[] settings = SettingsWriter.Write(new Settings { LabelId = StaffRig.LabelId, Name = "Aisle 4", TrialSeconds = 300 });
        await rig.Connect();
        await rig.OpenFile(settings, "settings.rec");
        await rig.Click("file-go", 120);
        Assert.AreEqual("Settings: version 1 is in use.", await rig.Status());
        CollectionAssert.AreEqual(settings, await rig.Stored(Drive.SettingsB));
    }

    [TestMethod]
    [DataRow("not a file of ours", "wrongFile")]
    [DataRow("ECAP", "damagedFile")]
    [DataRow("ECAP\u0002\0\0\0\0\0\0\0\0\0\0\0\0", "otherFormat")]
    [DataRow("ECLC\u0001\0\0\0\u0010\0\0\0\0\0\0\0", "damagedFile")]
    public async Task A_File_That_A_Label_Cannot_Use_Is_Refused_Before_Anything_Is_Sent(string text, string code)
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.OpenFile(System.Text.Encoding.Latin1.GetBytes(text), "x.ecap");
        Assert.AreEqual(code, await rig.Browser.Problem());
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#file-go"));
    }

    [TestMethod]
    public async Task A_Shelf_Above_The_Board_S_Budget_Is_Refused_By_The_Label_And_Said()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        byte[] large = new byte[400_000];
        await rig.Connect();
        await rig.OpenFile(Padded(large), "large.ecap");
        await rig.Page.ClickAsync("#file-go");
        Assert.AreEqual("fault-92", await rig.Browser.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), "--budget");
        await rig.Click("blink"); // and the session goes on
    }

    [TestMethod]
    public async Task A_Bad_Line_Of_A_List_Is_Named()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        await rig.OpenList("label_id,sku,name,price,currency\n1,a,b,1,EUR\n1,c,d,2,EUR\n");
        Assert.AreEqual("badList", await rig.Browser.Problem());
        foreach (string part in new[] { "Line 3 of the list cannot be used", "Label 1 is in the list twice." })
            StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), part);
    }

    [TestMethod]
    public async Task Dismissed_Choosers_And_Labels_Out_Of_Reach_Are_Said_With_A_Way_On()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        rig.Browser.Chooser.Picks = null;
        await rig.OpenKeys();
        await rig.Page.ClickAsync("#find");
        Assert.AreEqual("dismissed", await rig.Browser.Problem());
        rig.Browser.Chooser.Picks = ShopperRig.Address;
        await rig.Label.Do((label, _) => { label.Board.CutPower(); return true; });
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Page.WaitForSelectorAsync("#problem[data-code=connectFailed]");
        await rig.Label.Do((label, _) => { label.Boot(); return true; });
        await rig.Page.ClickAsync("#problem-actions button");
        await rig.Settled();
        Assert.AreEqual("label", await rig.Page.GetAttributeAsync("body", "data-view"));
    }

    [TestMethod]
    public async Task A_Write_That_Is_Answered_Busy_Is_Written_Again()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Connect();
        int refusals = 2;
        rig.Browser.Radio.Refuses = (uuid, _) => uuid == new Guid(GattIds.Control) && refusals-- > 0 ? GattIds.BusyError : 0;
        await rig.Click("blink");
        Assert.AreEqual("The label shows a mark for 10 seconds.", await rig.Status());
        Assert.AreEqual(1, rig.Operations.Count());
    }

    // A sound header before bytes that no label would load: what counts here is the length.
    private static byte[] Padded(byte[] bytes)
    {
        byte[] blob = Shelves.Store();
        blob.CopyTo(bytes, 0);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(12), Endcap.Kernel.Crc32.OfBlob(bytes, bytes.Length));
        return bytes;
    }
}
