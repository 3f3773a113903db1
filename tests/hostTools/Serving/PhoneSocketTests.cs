using System.Net.WebSockets;
using System.Text.Json;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Pictures;
using Endcap.Protocol;
using Endcap.Serving;
using Endcap.Simulation;

namespace Endcap.Tests.HostTools.Serving;

[TestClass]
public sealed class PhoneSocketTests
{
    [TestMethod]
    public async Task A_Whole_Visit_Gives_The_Answer_And_The_Picture_Of_The_Simulated_One()
    {
        await using ServedStore store = await ServedStore.Start();
        LabelSetup setup = ServedStore.Setup(0);
        using var label = new SimulatedLabel(setup.Board, setup.Files);
        ShopperVisit visit = ShopperVisit.Run(label, 247, ServedStore.Clock, phone => Read(store, phone.Shelf!.Content));

        using SocketPhone phone = await SocketPhone.Open(store);
        await phone.Connect();
        (BlobImage shelf, uint nonce) = await phone.ReadSchema();
        Assert.AreEqual(0, await phone.ErrorOf(new { op = "subscribe", uuid = GattIds.Ranking, on = true }));
        Assert.AreEqual(0, await phone.ErrorOf(new { op = "write", uuid = GattIds.Profile, value = SocketPhone.Packet(shelf, nonce, Read(store, shelf.Content)) }));
        JsonElement notification = await phone.Event();
        Assert.AreEqual("notify", notification.GetProperty("event").GetString());
        Assert.AreEqual(GattIds.Ranking, notification.GetProperty("uuid").GetString());
        byte[] answer = Convert.FromHexString(notification.GetProperty("value").GetString()!);
        CollectionAssert.AreEqual(WithoutNonce(visit.Answer), WithoutNonce(answer));
        CollectionAssert.AreEqual(answer, await phone.Read(GattIds.Ranking));

        byte[] picture = PanelPicture.ToPng(visit.Recommendation!, scale: 2);
        await ServedStore.Eventually(async () =>
        {
            byte[] shown = await store.Http.GetByteArrayAsync(new Uri("/api/labels/0/panel.png", UriKind.Relative));
            return picture.SequenceEqual(shown);
        });
        Assert.AreEqual(0, await phone.ErrorOf(new { op = "disconnect" }));
        Assert.AreEqual(PhoneLink.Lost, await phone.ErrorOf(new { op = "read", uuid = GattIds.Status }));
    }

    [TestMethod]
    public async Task A_Refused_Packet_Has_Its_Att_Error()
    {
        await using ServedStore store = await ServedStore.Start();
        using SocketPhone phone = await SocketPhone.Open(store);
        await phone.Connect();
        (BlobImage shelf, uint nonce) = await phone.ReadSchema();
        string packet = SocketPhone.Packet(shelf, nonce + 1, Read(store, shelf.Content));
        JsonElement refused = await phone.Ask(new { op = "write", uuid = GattIds.Profile, value = packet });
        Assert.AreEqual(GattIds.AttError(PacketFault.WrongNonce), refused.GetProperty("error").GetInt32());
        StringAssert.Contains(refused.GetProperty("message").GetString(), "fault 68", StringComparison.Ordinal);
        Assert.AreEqual(0x80, await phone.ErrorOf(new { op = "write", uuid = GattIds.Profile, value = "01" }));
        Assert.AreEqual(0x0D, await phone.ErrorOf(new { op = "write", uuid = GattIds.Profile, value = new string('0', 2 * 513) }));
        Assert.AreEqual(0x02, await phone.ErrorOf(new { op = "read", uuid = GattIds.Profile }));
        Assert.AreEqual(0x0A, await phone.ErrorOf(new { op = "read", uuid = GattIds.ShopperService }));
        Assert.AreEqual(PhoneLink.Unreachable, await phone.ErrorOf(new { op = "connect" }));
    }

    [TestMethod]
    public async Task A_Second_Phone_Is_Refused_Until_The_First_Has_Left()
    {
        await using ServedStore store = await ServedStore.Start(labels: 2);
        using SocketPhone first = await SocketPhone.Open(store), second = await SocketPhone.Open(store), other = await SocketPhone.Open(store, label: 1);
        await first.Connect();
        await other.Connect();
        JsonElement refused = await second.Ask(new { op = "connect" });
        Assert.AreEqual(PhoneLink.Unreachable, refused.GetProperty("error").GetInt32());
        StringAssert.Contains(refused.GetProperty("message").GetString(), "busy", StringComparison.Ordinal);
        first.Dispose(); // the page is closed: the phone has gone
        await second.Connect();
        Assert.HasCount(StatusPacket.Bytes, await second.Read(GattIds.Status));
    }

    [TestMethod]
    public async Task A_Power_Cut_Ends_The_Connection_And_The_Label_Comes_Back()
    {
        await using ServedStore store = await ServedStore.Start();
        using SocketPhone phone = await SocketPhone.Open(store);
        await phone.Connect();
        Assert.IsTrue((await store.Post("/api/labels/0/control", new { what = "cut" })).GetProperty("ok").GetBoolean());
        Assert.AreEqual("disconnected", (await phone.Event()).GetProperty("event").GetString());
        Assert.AreEqual(PhoneLink.Lost, await phone.ErrorOf(new { op = "read", uuid = GattIds.Schema }));
        Assert.AreEqual(PhoneLink.Unreachable, await phone.ErrorOf(new { op = "connect" }));
        await store.Post("/api/labels/0/control", new { what = "boot" });
        await phone.Connect();
        await phone.ReadSchema();
        await store.Post("/api/labels/0/control", new { what = "drop" });
        Assert.AreEqual("disconnected", (await phone.Event()).GetProperty("event").GetString());
        await phone.Connect();
    }

    [TestMethod]
    [DataRow("""{"id": 5, "op": "read", "uuid": "schema"}""")]
    [DataRow("""{"id": 5, "op": "write", "uuid": "7c1e0003-5d3a-4f86-9b27-e14a60c8d395", "value": "0g"}""")]
    [DataRow("""{"id": 5, "op": "connect", "mtu": 22}""")]
    [DataRow("""{"id": 5, "op": "connect", "mtu": "large"}""")]
    [DataRow("""{"id": 5, "op": 7}""")]
    [DataRow("""{"id": 5}""")]
    public async Task A_Request_Without_Sense_Is_Answered_So(string request)
    {
        await using ServedStore store = await ServedStore.Start();
        using SocketPhone phone = await SocketPhone.Open(store);
        await phone.Send(request);
        JsonElement answer = (await phone.Receive())!.Value;
        Assert.AreEqual(5, answer.GetProperty("id").GetInt32());
        Assert.AreEqual(-3, answer.GetProperty("error").GetInt32());
        Assert.AreNotEqual("", answer.GetProperty("message").GetString());
    }

    [TestMethod]
    public async Task What_Is_No_Json_Closes_The_Socket()
    {
        await using ServedStore store = await ServedStore.Start();
        using SocketPhone phone = await SocketPhone.Open(store);
        await phone.Send("hello");
        Assert.IsNull(await phone.Receive());
        Assert.AreEqual(WebSocketCloseStatus.InvalidPayloadData, phone.CloseStatus);
    }

    private static LabelProfile Read(ServedStore store, BlobContent shelf) => ShopperProfile.Read("shelf", shelf, store.ProfilePath).ForLabel;

    private static byte[] WithoutNonce(byte[] answer) => [.. answer[..RankingPacket.NonceAt], .. answer[RankingPacket.SchemaIdAt..]];
}
