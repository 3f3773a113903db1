using System.Text.Json;
using Endcap.Protocol;

namespace Endcap.Tests.HostTools.Serving;

[TestClass]
public sealed class EngineerApiTests
{
    private static readonly object _shopper = new { shopper = new[] { 1 }, affinity = new Dictionary<string, int[]> { ["1"] = [1], ["3"] = [0] } };

    [TestMethod]
    public async Task Sliders_Send_A_Packet_Whose_Ranking_Is_Explained()
    {
        await using ServedStore store = await ServedStore.Start();
        await Rank(store);
        JsonElement ranking = await store.Await("ranking", _ => true);
        Assert.IsTrue(ranking.GetProperty("agrees").GetBoolean(), ranking.GetRawText());
        Assert.AreEqual(3, ranking.GetProperty("answered").GetInt32());
        Assert.AreEqual("engineer", ranking.GetProperty("phone").GetString());
        JsonElement[] products = [.. ranking.GetProperty("products").EnumerateArray()];
        Assert.HasCount(4, products);
        for (int p = 0; p < products.Length; p++)
        {
            int sum = ranking.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("steps")[p].GetInt32());
            Assert.AreEqual(products[p].GetProperty("steps").GetInt32(), sum, "the parts sum up to the score");
        }

        JsonElement packet = await store.Await("gatt", step => step.GetProperty("what").GetString() == "write Profile");
        Assert.AreEqual("Birch tea", packet.GetProperty("fields")[3].GetProperty("name").GetString());
    }

    [TestMethod]
    public async Task A_Profile_That_Does_Not_Fit_Is_Not_Sent()
    {
        await using ServedStore store = await ServedStore.Start();
        foreach (object wrong in new object[]
        {
            new { }, new { shopper = new[] { 1, 1 } }, new { shopper = new[] { 16 } }, new { shopper = new[] { -1 } }, new { shopper = "1" },
            new { shopper = new[] { 1 }, affinity = new Dictionary<string, int[]> { ["4"] = [1] } },
            new { shopper = new[] { 1 }, affinity = new Dictionary<string, int[]> { ["A"] = [1] } },
        })
        {
            JsonElement answer = await store.Post("/api/labels/0/rank", wrong);
            Assert.IsFalse(answer.GetProperty("ok").GetBoolean(), JsonSerializer.Serialize(wrong));
        }
    }

    [TestMethod]
    public async Task A_Corrupt_Blob_Leaves_A_Label_Without_Shelf_Until_It_Is_Repaired()
    {
        await using ServedStore store = await ServedStore.Start();
        await Control(store, "corrupt-blob");
        // The advert from before the restart may still come first.
        JsonElement state = await store.Await("state", each => each.GetProperty("advert") is { ValueKind: JsonValueKind.Object } advert && !advert.GetProperty("ready").GetBoolean());
        Assert.IsTrue(state.GetProperty("advert").GetProperty("serviceNeeded").GetBoolean());
        JsonElement refused = await store.Post("/api/labels/0/rank", _shopper);
        StringAssert.Contains(refused.GetProperty("error").GetString(), "0x9E", StringComparison.Ordinal);
        await Control(store, "repair");
        await Rank(store);
    }

    [TestMethod]
    [DataRow("corrupt-blob", "no sound shelf")]
    [DataRow("cut", "switched off")]
    public async Task A_Ranking_Is_Withdrawn_When_The_Label_Can_No_Longer_Rank(string control, string why)
    {
        await using ServedStore store = await ServedStore.Start();
        await Rank(store);
        await Control(store, control);
        JsonElement gone = await store.Await("ranking", each => each.TryGetProperty("gone", out _));
        StringAssert.Contains(gone.GetProperty("gone").GetString(), why, StringComparison.Ordinal);
        await Control(store, "repair");
        await Rank(store);
        await store.Await("ranking", each => each.TryGetProperty("products", out _));
    }

    [TestMethod]
    public async Task A_Full_Drive_Does_Not_Stop_The_Label()
    {
        await using ServedStore store = await ServedStore.Start();
        await Rank(store); // the panel is at rest only after the start, and after this one's drawing
        await ServedStore.Eventually(async () => (await store.Await("panel", _ => true)).GetProperty("refresh").ValueKind == JsonValueKind.Null);
        await Control(store, "fill-drive");
        await Control(store, "boot");
        await Rank(store);
        JsonElement state = await store.Await("state", _ => true);
        Assert.AreEqual(state.GetProperty("drive").GetProperty("usedBytes").GetInt32(), state.GetProperty("drive").GetProperty("capacityBytes").GetInt32());
        // The restart may come while the panel draws the recommendation: that is the test's doing, not the drive's.
        Assert.IsFalse(state.GetProperty("problems").EnumerateArray().Any(each =>
            !each.GetString()!.Contains("power was cut during a refresh", StringComparison.Ordinal)), state.GetProperty("problems").GetRawText());
    }

    [TestMethod]
    public async Task An_Empty_Battery_Turns_The_Radio_Off_At_The_Next_Start()
    {
        await using ServedStore store = await ServedStore.Start();
        await Rank(store);
        Assert.IsTrue((await store.Post("/api/labels/0/control", new { what = "battery", value = "3100" })).GetProperty("ok").GetBoolean());
        await Control(store, "boot");
        JsonElement state = await store.Await("state", each => each.GetProperty("state").GetString() == "asleep");
        Assert.AreEqual(JsonValueKind.Null, state.GetProperty("advert").ValueKind);
    }

    [TestMethod]
    public async Task The_Clock_Is_The_Labels()
    {
        await using ServedStore store = await ServedStore.Start();
        Assert.IsTrue((await store.Post("/api/labels/0/control", new { what = "clock", value = "2031-05-06T07:08" })).GetProperty("ok").GetBoolean());
        JsonElement state = await store.Await("state", each => each.GetProperty("clock").GetString()!.StartsWith("2031-", StringComparison.Ordinal));
        StringAssert.StartsWith(state.GetProperty("clock").GetString(), "2031-05-06T07:", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("explode", null)]
    [DataRow("battery", "1")]
    [DataRow("battery", null)]
    [DataRow("clock", "soon")]
    public async Task A_Control_That_Cannot_Be_Is_Refused(string what, string? value)
    {
        await using ServedStore store = await ServedStore.Start();
        JsonElement answer = await store.Post("/api/labels/0/control", new { what, value });
        Assert.IsFalse(answer.GetProperty("ok").GetBoolean());
        Assert.AreNotEqual("", answer.GetProperty("error").GetString());
    }

    [TestMethod]
    public async Task The_Cost_Is_An_Estimate_With_Its_Assumptions()
    {
        await using ServedStore store = await ServedStore.Start();
        JsonElement cost = await store.Get("/api/labels/0/cost");
        Assert.IsGreaterThan(0, cost.GetProperty("rank").GetProperty("minMilliseconds").GetDouble());
        StringAssert.Contains(cost.GetProperty("assumptions").GetString(), "not measured", StringComparison.Ordinal);
    }

    private static async Task Control(ServedStore store, string what) =>
        Assert.IsTrue((await store.Post("/api/labels/0/control", new { what })).GetProperty("ok").GetBoolean(), what);

    // The label may still be starting.
    private static Task Rank(ServedStore store) =>
        ServedStore.Eventually(async () => (await store.Post("/api/labels/0/rank", _shopper)).GetProperty("ok").GetBoolean());
}
