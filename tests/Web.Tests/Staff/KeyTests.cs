using System.Text.Json;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Tests.Web.Harness;

namespace Endcap.Tests.Web.Staff;

/// <summary>The store's key: who has it is let in, who has not is told so, and it stays in the page's memory.</summary>
[TestClass]
public sealed class KeyTests
{
    private static readonly Guid _auth = new(GattIds.Auth);

    [TestMethod]
    public async Task A_Wrong_Key_Is_Refused_And_Said()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.OpenKeys(StaffRig.Keys(new string('7', 64)));
        await rig.Page.ClickAsync("#find");
        Assert.AreEqual("wrongKey", await rig.Browser.Problem());
        StringAssert.Contains(await rig.Page.InnerTextAsync("#problem"), "label 40983 got its key from");
        await rig.Screenshot("staff-wrong-key");
        string code = "wrongKey";
        for (int tries = 3; code == "wrongKey" && tries > 0; tries--) // the wait doubles with each, and the page takes a second between two
        {
            await rig.Page.WaitForTimeoutAsync(500); // Chromium learns of the end of the connection
            await rig.Page.ClickAsync("#find");
            await rig.Page.WaitForSelectorAsync("body[aria-busy=false]");
            code = await rig.Browser.Problem();
        }

        Assert.AreEqual("tooSoon", code);
        await rig.OpenKeys();
        await rig.Pass(TimeSpan.FromMinutes(1));
        await rig.Page.ClickAsync("#find");
        await rig.Settled();
        StringAssert.Contains(await rig.Status(), "Label 40983 is connected");
    }

    [TestMethod]
    public async Task A_Label_That_Cannot_Prove_Its_Key_Is_Called_A_Fake_And_Gets_Nothing()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        rig.Browser.Radio.OnTheWay = (uuid, value) =>
        {
            if (uuid == _auth) value[AuthPacket.ReadBytes - 1] ^= (byte)(value[AuthPacket.FlagsAt] == 3 ? 1 : 0);
            return value;
        };
        await rig.OpenKeys();
        await rig.Page.ClickAsync("#find");
        Assert.AreEqual("fakeLabel", await rig.Browser.Problem());
        await rig.Screenshot("staff-fake");
        Assert.AreEqual("", string.Join(' ', rig.Label.Writes.Where(write => write.Uuid != _auth)), "the page went on");
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#blink"));
    }

    [TestMethod]
    [DataRow("noKey", "\"generation\":3")]
    [DataRow("revoked", "\"generation\":3,\"revoked\":true")]
    [DataRow("otherGeneration", "\"generation\":4")]
    [DataRow("otherGeneration", "\"generation\":2")]
    public async Task A_Label_That_The_File_Does_Not_Fit_Is_Named_With_What_To_Do(string code, string entry)
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store(), hasKey: code != "noKey");
        await rig.OpenKeys(StaffRig.Keys(Convert.ToHexStringLower(StaffRig.StoreKey), entry));
        await rig.Page.ClickAsync("#find");
        Assert.AreEqual(code, await rig.Browser.Problem());
        Assert.IsEmpty(rig.Label.Writes, "a proof was written");
    }

    [TestMethod]
    public async Task A_Label_Whose_Key_Is_Being_Changed_May_Still_Have_The_Old_One()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.OpenKeys(StaffRig.Keys(Convert.ToHexStringLower(StaffRig.StoreKey), "\"generation\":5,\"replaces\":3"));
        await rig.Click("find");
        StringAssert.Contains(await rig.Page.InnerTextAsync("#facts"), "number 3, checked on both sides; “endcap publish” brings the next one");
    }

    [TestMethod]
    [DataRow("{]", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/2\"}", "newerKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"00\",\"labels\":[]}", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"0001020304050607080900010203040506070809000102030405060708090001\",\"labels\":[{\"label\":7,\"generation\":-1}]}", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"0001020304050607080900010203040506070809000102030405060708090001\",\"labels\":{}}", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"0001020304050607080900010203040506070809000102030405060708090001\",\"labels\":[null]}", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"0001020304050607080900010203040506070809000102030405060708090001\",\"labels\":[{\"label\":7,\"generation\":1},{\"label\":7,\"generation\":1}]}", "notKeys")]
    [DataRow("{\"format\":\"endcap-keys/1\",\"store_key\":\"0001020304050607080900010203040506070809000102030405060708090001\",\"labels\":[{\"label\":7,\"generation\":1,\"replaces\":2}]}", "notKeys")]
    public async Task A_File_That_Is_No_Keys_File_Is_Refused(string text, string code)
    {
        await using StaffRig rig = await StaffRig.Open(null);
        await rig.Page.SetInputFilesAsync("#keys-file", new Microsoft.Playwright.FilePayload { Name = "x.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        Assert.AreEqual(code, await rig.Browser.Problem());
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#find"));
    }

    [TestMethod]
    public async Task Nothing_Of_The_Key_Is_Stored_Sent_Or_Logged_And_Forgotten_Keys_Are_Gone()
    {
        await using StaffRig rig = await StaffRig.Open(Shelves.Store());
        await rig.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => {})");
        await rig.Page.WaitForTimeoutAsync(500);
        rig.Browser.Requests.Clear();
        await rig.Connect();
        await rig.Click("blink");
        Assert.AreEqual("", string.Join('\n', rig.Browser.Requests));
        Assert.AreEqual("", string.Join('\n', rig.Browser.Log.Where(line => !line.StartsWith("Web Bluetooth is experimental", StringComparison.Ordinal))));
        JsonElement? kept = await rig.Page.EvaluateAsync("""
            async () => {
              const files = [];
              for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) files.push(new URL(request.url).pathname);
              return { files, databases: (await indexedDB.databases()).length, items: localStorage.length + sessionStorage.length, cookies: document.cookie,
                directories: (await Array.fromAsync((await navigator.storage.getDirectory()).keys())).length };
            }
            """);
        Assert.AreEqual("0 0 0 ", string.Join(' ', new[] { "databases", "items", "directories", "cookies" }.Select(name => kept!.Value.GetProperty(name).ToString())));
        string[] files = [.. kept!.Value.GetProperty("files").EnumerateArray().Select(each => each.GetString()!)];
        Assert.IsTrue(files.All(file => file.StartsWith("/staff/", StringComparison.Ordinal) || file.StartsWith("/shopper/", StringComparison.Ordinal)), string.Join(' ', files));
        await rig.Page.ClickAsync("#forget-keys");
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#find"));
        Assert.IsFalse(await rig.Page.IsVisibleAsync("#blink"));
        Assert.AreEqual("The keys are forgotten.", await rig.Status());
    }

    [TestMethod]
    public async Task The_Browser_Lets_The_Page_Talk_To_Nobody_Not_Even_Its_Own_Host()
    {
        await using StaffRig rig = await StaffRig.Open(null);
        foreach (string address in new[] { "./", "http://127.0.0.1:1/" })
            Assert.AreEqual("TypeError", await rig.Page.EvaluateAsync<string>("(address) => fetch(address).then(() => 'sent', (error) => error.name)", address));
        Assert.IsTrue(rig.Browser.Log.Exists(line => line.Contains("Content Security Policy", StringComparison.Ordinal)), string.Join('\n', rig.Browser.Log));
    }

    [TestMethod]
    public async Task Keys_Cannot_Be_Read_Again_And_Their_Bytes_Are_Overwritten()
    {
        await using StaffRig rig = await StaffRig.Open(null);
        string result = await rig.Page.EvaluateAsync<string>("""
            async () => {
              const { importKey } = await import('./seal.js');
              const bytes = new Uint8Array(32).fill(9), key = await importKey(bytes);
              return [key.extractable, key.usages, Math.max(...bytes), await crypto.subtle.exportKey('raw', key).then(() => 'read', (error) => error.name)].join(' ');
            }
            """);
        Assert.AreEqual("false sign 0 InvalidAccessError", result);
    }
}
