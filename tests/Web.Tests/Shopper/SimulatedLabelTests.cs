using System.Text.Json;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Label.Display;
using Endcap.Protocol;
using Endcap.Serving;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Shopper;

/// <summary>The shopper's page without Bluetooth: over its WebSocket, to the real server and its labels in real time.</summary>
[TestClass]
public sealed class SimulatedLabelTests
{
    // The connection breaks when the page writes its profile, and the write goes out all the same.
    private const string DropAtProfile = """
        (() => {
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (text) {
            const frame = JSON.parse(text);
            if (frame.op !== 'write' || frame.uuid !== '{profile}') return send.call(this, text);
            WebSocket.prototype.send = send;
            fetch('api/labels/0/control', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"what":"drop"}' })
              .then(() => send.call(this, text));
          };
        })()
        """;

    [TestMethod]
    public async Task A_Visit_Shows_The_Labels_Own_Ranking_And_Says_That_It_Is_Simulated()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        FrameBuffer before = await rig.Label.Do(label => label.Picture);
        Assert.IsTrue(await rig.Page.IsVisibleAsync("#simulated"));
        StringAssert.Contains(await rig.Page.InnerTextAsync("#simulated"), "Simulated");
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#problem"), "a missing radio is no problem here");
        await Connect(rig);
        await HappyPathTests.Answer(rig.Page);
        byte[] shown = Convert.FromHexString((await rig.Page.TextContentAsync("#bytes"))!.Replace(" ", "", StringComparison.Ordinal));
        await rig.Screenshot("simulated-review");
        await Send(rig);
        Assert.IsTrue(await rig.Page.IsVisibleAsync("#simulated"), "the mark goes away");

        JsonElement told = JsonDocument.Parse(rig.Told("ranking").Single().Json).RootElement;
        Assert.IsTrue(told.GetProperty("agrees").GetBoolean(), told.GetRawText());
        int answered = told.GetProperty("answered").GetInt32();
        string[] names = [.. told.GetProperty("products").EnumerateArray().Take(answered).Select(product => product.GetProperty("name").GetString()!)];
        CollectionAssert.AreEqual(names, await Ranking(rig));
        CollectionAssert.AreEqual(names, Expected(names.Length));
        byte[] sent = Written(rig).Single();
        CollectionAssert.AreEqual(shown[ProfilePacket.ListedCountAt..], sent[ProfilePacket.ListedCountAt..], "what was shown is not what was sent");
        await Eventually(async () => !(await rig.Label.Do(label => label.Picture)).Pixels.SequenceEqual(before.Pixels));
        await rig.Screenshot("simulated-result");
    }

    [TestMethod]
    public async Task The_Chosen_One_Of_Two_Labels_Answers()
    {
        await using ServedRig rig = await ServedRig.Open("/", labels: 2);
        await rig.Page.SelectOptionAsync("#simulated-label", "1");
        await Connect(rig);
        StringAssert.Contains(await rig.Page.InnerTextAsync("#status"), "Shelf 8");
        await Send(rig);
        Assert.IsEmpty(rig.Told("ranking"));
    }

    [TestMethod]
    public async Task A_Connection_That_Drops_Midway_Is_Said_And_The_Same_Label_Works_Again()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        await rig.Page.EvaluateAsync(DropAtProfile.Replace("{profile}", GattIds.Profile, StringComparison.Ordinal));
        await Connect(rig);
        await rig.Page.ClickAsync("#send");
        await Problem(rig, "lost", "Hold the phone close to the label");
        await TryAgain(rig);
        await Send(rig);
    }

    [TestMethod]
    public async Task A_Label_That_Drops_A_Thinking_Phone_Is_Connected_Again()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        await Connect(rig);
        Assert.IsNull(await rig.Label.Control("drop", null));
        await Send(rig);
    }

    [TestMethod]
    public async Task A_Label_That_Talks_To_Another_Phone_Does_Not_Answer_Until_That_One_Has_Left()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        using var other = new PhoneLink(rig.Label, "other");
        var connected = new TaskCompletionSource<int>();
        other.Connect(247, answer => connected.SetResult(answer.Error));
        Assert.AreEqual(0, await connected.Task);
        await rig.Page.ClickAsync("#connect-simulated");
        await Problem(rig, "connectFailed", "talking to another phone");
        other.Disconnect(_ => { });
        await TryAgain(rig);
        await Send(rig);
    }

    [TestMethod]
    public async Task A_Label_Without_Power_Does_Not_Answer_And_A_Stopped_Server_Is_Said()
    {
        await using ServedRig rig = await ServedRig.Open("/");
        Assert.IsNull(await rig.Label.Control("cut", null));
        await rig.Page.ClickAsync("#connect-simulated");
        await Problem(rig, "connectFailed", "did not answer");
        Assert.IsNull(await rig.Label.Control("boot", null));
        await TryAgain(rig);
        await rig.Server.DisposeAsync();
        await rig.Page.ClickAsync("#send");
        await Problem(rig, "connectFailed", "did not answer");
    }

    private static async Task Connect(ServedRig rig)
    {
        await rig.Page.ClickAsync("#connect-simulated");
        await Reach(rig, "review");
    }

    private static async Task Send(ServedRig rig)
    {
        await rig.Page.ClickAsync("#send");
        await Reach(rig, "result");
    }

    private static async Task TryAgain(ServedRig rig)
    {
        await rig.Page.ClickAsync("#problem-actions button");
        await Reach(rig, "review");
    }

    private static Task Reach(ServedRig rig, string view) => ShopperRig.Reach(rig.Page, view, rig.Log);

    private static async Task Problem(ServedRig rig, string code, string part)
    {
        await rig.Page.WaitForSelectorAsync("#problem:not([hidden])");
        Assert.AreEqual(code, await rig.Page.GetAttributeAsync("#problem", "data-code"), string.Join('\n', rig.Told("gatt").Select(step => step.Json)));
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), part);
    }

    private static async Task<string[]> Ranking(ServedRig rig) => [.. await rig.Page.Locator(".ranking .name").AllTextContentsAsync()];

    private static IEnumerable<byte[]> Written(ServedRig rig) => rig.Told("gatt").Select(item => JsonDocument.Parse(item.Json).RootElement)
        .Where(step => step.GetProperty("what").GetString() == "write Profile").Select(step => Convert.FromHexString(step.GetProperty("hex").GetString()!));

    // As "endcap rank" has it.
    private static string[] Expected(int count)
    {
        BlobImage image = Shelves.Image(Shelves.Store());
        using var profile = new HappyPathTests.ProfileFile();
        return [.. new BlobRanking("shelf", image, profile.Path).Products.Take(count).Select(each => image.Content.Products![each.Product].Name)];
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (int tries = 300; !await holds(); tries--)
        {
            Assert.IsGreaterThan(0, tries, "did not happen");
            await Task.Delay(50);
        }
    }
}
