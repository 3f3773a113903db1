using Endcap.Fixtures.DeviceProgram;
using Endcap.Virtual;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Endcap.Tests.Firmware.Virtual;

/// <summary>A phone talks to the sample program over the simulated radio.</summary>
[TestClass]
public sealed class PhoneTests
{
    private static readonly Guid Service = new(Echo.ServiceId);
    private static readonly Guid Input = new(Echo.InputId);
    private static readonly Guid Output = new(Echo.OutputId);

    [TestMethod]
    public void A_Write_Comes_Back_As_A_Notification_And_As_A_Read()
    {
        using VirtualBoard board = Device.Echoing(new Echo());
        VirtualPhone phone = new(board);
        Assert.IsTrue(phone.Connect());
        Assert.AreEqual(0, phone.Subscribe(Output));
        Assert.AreEqual(0, phone.Write(Input, [1, 2, 3]).Error);
        Assert.IsTrue(board.RunUntil(() => phone.Notifications.Count > 0, TimeSpan.FromSeconds(1)));
        CollectionAssert.AreEqual(new byte[] { 3, 2, 1 }, phone.Notifications.Dequeue().Value);
        CollectionAssert.AreEqual(new byte[] { 3, 2, 1 }, phone.Read(Output).Value);
        Assert.IsEmpty(board.Violations);
        Assert.IsEmpty(board.Errors);
    }

    [TestMethod]
    [DataRow(23)]
    [DataRow(100)]
    [DataRow(256)]
    public void Long_Values_Pass_In_Parts_And_Notifications_Are_Cut(int mtu)
    {
        byte[] value = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        byte[] turned = [.. value.Reverse()];
        using VirtualBoard board = Device.Echoing(new Echo());
        VirtualPhone phone = new(board);
        phone.Connect(mtu);
        phone.Subscribe(Output);
        Assert.AreEqual(0, phone.Write(Input, value).Error);
        board.Run(TimeSpan.FromMilliseconds(50));
        CollectionAssert.AreEqual(turned[..(mtu - 3)], phone.Notifications.Dequeue().Value);
        CollectionAssert.AreEqual(turned, phone.Read(Output).Value);
    }

    [TestMethod]
    public void The_Advert_Is_Laid_Out_As_Upstream_Does()
    {
        using VirtualBoard board = Device.Echoing(new Echo());
        Advert advert = new VirtualPhone(board).Scan()!;
        const string uuid = "95D3C8604AE1279B864F3A5D01001E7C";
        Assert.AreEqual("020106" + "0809" + "45432D30303031" + "1107" + uuid, Convert.ToHexString(advert.Data));
        Assert.AreEqual("1A21" + uuid + "010203040506070809", Convert.ToHexString(advert.ScanResponse));
        Assert.AreEqual("EC-0001", advert.Name);
        Assert.IsTrue(advert.Lists(Service));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, advert.ServiceData(Service));
    }

    [TestMethod]
    public void What_Does_Not_Fit_Is_Left_Out_And_Said()
    {
        GattServiceProvider? provider = null;
        using VirtualBoard board = Device.Ran(() =>
        {
            provider = GattServiceProvider.Create(Service).ServiceProvider;
            provider.StartAdvertising(new GattServiceProviderAdvertisingParameters
            {
                ServiceData = new nanoFramework.Device.Bluetooth.DataWriter(), // 32 bytes of capacity go out
            });
        }, seconds: 1);
        Assert.AreEqual(GattServiceProviderAdvertisementStatus.StartedWithoutAllAdvertisementData, provider!.AdvertisementStatus);
        Assert.IsNull(new VirtualPhone(board).Scan()!.ServiceData(Service));
    }

    [TestMethod]
    public void A_Slow_Handler_Costs_The_Phone_An_Error_And_Is_Noted()
    {
        Echo program = new() { HandlerMilliseconds = 2500 };
        using VirtualBoard board = Device.Echoing(program);
        VirtualPhone phone = new(board);
        phone.Connect();
        GattReply reply = phone.Write(Input, [1]);
        Assert.AreEqual(GattProtocolError.UnlikelyError, reply.Error);
        StringAssert.Contains(board.Violations.Single(), "2 s");
        program.HandlerMilliseconds = 1900;
        board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual(0, phone.Write(Input, [1]).Error);
        Assert.HasCount(1, board.Violations);
    }

    [TestMethod]
    public void A_Second_Answer_Is_Noted()
    {
        using VirtualBoard board = Device.Echoing(new Echo { AnswersTwice = true });
        VirtualPhone phone = new(board);
        phone.Connect();
        Assert.AreEqual(0, phone.Read(Output).Error);
        board.Run(TimeSpan.FromMilliseconds(10));
        StringAssert.Contains(board.Violations.Single(), "twice");
    }

    [TestMethod]
    public void What_A_Characteristic_Does_Not_Allow_Is_Refused()
    {
        using VirtualBoard board = Device.Echoing(new Echo());
        VirtualPhone phone = new(board);
        Assert.AreEqual(GattReply.Disconnected, phone.Read(Output).Error);
        phone.Connect(mtu: 23);
        Assert.AreEqual(GattProtocolError.ReadNotPermitted, phone.Read(Input).Error);
        Assert.AreEqual(GattProtocolError.WriteNotPermitted, phone.Write(Output, [1]).Error);
        Assert.AreEqual(GattProtocolError.AttributeNotFound, phone.Read(Guid.Empty).Error);
        Assert.AreEqual(GattProtocolError.InvalidAttributeValueLength, phone.Write(Input, new byte[513]).Error);
        Assert.AreEqual(GattProtocolError.InvalidAttributeValueLength, phone.Write(Input, new byte[21], withResponse: false).Error);
        Assert.AreEqual(GattProtocolError.RequestNotSupported, phone.Subscribe(Input));
    }

    [TestMethod]
    public void Advertising_Pauses_While_A_Phone_Is_Connected()
    {
        using VirtualBoard board = Device.Echoing(new Echo { SleepSeconds = 0 });
        VirtualPhone first = new(board);
        VirtualPhone second = new(board);
        Assert.IsTrue(first.Connect());
        Assert.IsNull(second.Scan());
        Assert.IsFalse(second.Connect());
        first.Disconnect();
        Assert.IsTrue(second.Connect());
    }

    [TestMethod]
    public void A_Disconnect_In_A_Request_Leaves_The_Board_Serving()
    {
        using VirtualBoard board = Device.Echoing(new Echo { HandlerMilliseconds = 500, SleepSeconds = 0 });
        VirtualPhone phone = new(board);
        phone.Connect();
        phone.Subscribe(Output);
        GattReply[] open = [phone.PostWrite(Input, [1]), phone.PostRead(Output), phone.PostWrite(Input, [2])];
        board.Run(TimeSpan.FromMilliseconds(100));
        phone.Disconnect();
        foreach (GattReply reply in open) Assert.AreEqual(GattReply.Disconnected, reply.Error);
        Assert.IsNull(phone.Scan());
        board.Run(TimeSpan.FromSeconds(1));
        Assert.IsTrue(phone.Connect());
        Assert.AreEqual(0, phone.Write(Input, [7, 8]).Error);
        board.Run(TimeSpan.FromMilliseconds(50));
        Assert.IsEmpty(phone.Notifications);
        CollectionAssert.AreEqual(new byte[] { 8, 7 }, phone.Read(Output).Value);
        Assert.IsEmpty(board.Violations);
    }

    [TestMethod]
    public void A_Flood_Is_Served_One_By_One()
    {
        using VirtualBoard board = Device.Echoing(new Echo { HandlerMilliseconds = 100 });
        VirtualPhone phone = new(board);
        phone.Connect();
        GattReply[] replies = [.. Enumerable.Range(0, 10).Select(i => phone.PostWrite(Input, [(byte)i]))];
        Assert.IsTrue(board.RunUntil(() => replies.All(reply => reply.IsDone), TimeSpan.FromSeconds(5)));
        for (int i = 1; i < replies.Length; i++) Assert.IsGreaterThanOrEqualTo(100_000, replies[i].DoneMicroseconds - replies[i - 1].DoneMicroseconds);
    }

    [TestMethod]
    public void Sleep_Drops_The_Phone_And_The_Next_Boot_Serves_Again()
    {
        using VirtualBoard board = Device.Echoing(new Echo());
        VirtualPhone phone = new(board);
        phone.Connect();
        board.Run(TimeSpan.FromSeconds(10));
        Assert.AreEqual(BoardState.Asleep, board.State);
        Assert.IsFalse(phone.IsConnected);
        Assert.AreEqual(GattReply.Disconnected, phone.Read(Output).Error);
        board.PressButton();
        board.Run(TimeSpan.FromSeconds(1));
        Assert.IsTrue(phone.Connect());
        Assert.AreEqual(2, board.Boots);
    }
}
