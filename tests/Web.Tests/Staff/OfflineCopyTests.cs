using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Staff;

/// <summary>The page works without a network once it was loaded.</summary>
[TestClass]
public sealed class OfflineCopyTests
{
    [TestMethod]
    public void The_Service_Worker_Has_The_Files_And_Their_Version() => OfflineCopy.Check(Folders.Staff);

    [TestMethod]
    public async Task The_Page_Starts_And_Reads_A_Label_Without_A_Network()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        rig.Browser.Server.Dispose();
        await rig.Browser.Reload();
        await rig.Connect();
        StringAssert.Contains(await rig.Status(), "Label 40983 is connected");
    }

    [TestMethod]
    public async Task The_Simulator_S_Server_Has_The_Page_And_What_It_Shares()
    {
        await using ServedRig rig = await ServedRig.Open("/staff/", waitFor: "body[data-ready=true]");
        Assert.AreEqual("Shelf labels", await rig.Page.InnerTextAsync("h1"));
        Assert.IsTrue(await rig.Page.IsVisibleAsync("#open-keys"));
    }
}
