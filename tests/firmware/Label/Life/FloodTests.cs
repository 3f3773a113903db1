using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>Random sequences of what phones may do. After each the label serves, shows its price, and keeps no more heap.</summary>
[TestClass]
public sealed class FloodTests
{
    private const int Sequences = 3000, StepsEach = 12;

    private static readonly Guid[] _characteristics =
        [new(GattIds.Schema), new(GattIds.Profile), new(GattIds.Ranking), new(GattIds.Status)];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Random_Sequences_Leave_The_Label_Serving_With_Its_Price_On_The_Panel()
    {
        int seed = Random.Shared.Next();
        TestContext.WriteLine($"seed {seed}");
        var tally = new Tally();
        Parallel.For(0, 12, part => Run(seed + part, Sequences / 12, tally));
        TestContext.WriteLine(tally.ToString());
        Assert.IsGreaterThan(Sequences / 30, tally.Ranked, "hardly a sequence reached the ranking");
        Assert.IsGreaterThan(1000, tally.Refused);
        Assert.IsGreaterThan(100, tally.Busy);
        Assert.IsGreaterThan(100, tally.Dropped);
    }

    private static void Run(int seed, int sequences, Tally tally)
    {
        var random = new Random(seed);
        using LabelRig rig = new LabelRig(LabelRig.Sizes[random.Next(LabelRig.Sizes.Length)], settings => settings.SleepSeconds = 0, seed: seed).Connected();
        rig.Phone.Disconnect();
        Settle(rig);
        string price = rig.Board.Panel.Shown.ToText();
        int heap = Serve(rig);
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            Disturb(rig, random, tally);
            rig.Phone.Disconnect();
            rig.Board.NotifyFault = null;
            rig.Phone.Radio.Notifications.Clear();
            if (sequence % 10 != 9) continue;
            Settle(rig);
            Assert.AreEqual(price, rig.Board.Panel.Shown.ToText(), $"seed {seed}, sequence {sequence}");
            Assert.AreEqual(heap, Serve(rig), $"seed {seed}, sequence {sequence}: heap");
            rig.AssertClean();
        }

        Assert.AreEqual(1, rig.Board.Boots, $"seed {seed}: restarted");
    }

    // A shopper asks as usual. Answers the label's heap after it.
    private static int Serve(LabelRig rig)
    {
        Assert.IsTrue(rig.Phone.Find(TimeSpan.FromSeconds(10)));
        Assert.IsTrue(rig.Phone.Connect(247));
        rig.Phone.ReadSchema();
        Assert.AreEqual(0, rig.Phone.Ask(LabelRig.Preferring(1))[RankingPacket.FaultAt]);
        rig.Phone.Disconnect();
        Settle(rig);
        return rig.Label.HeapBytes;
    }

    // Until a recommendation has left the panel.
    private static void Settle(LabelRig rig) => rig.Board.Run(TimeSpan.FromSeconds(rig.Settings.ShowSeconds + 4));

    private static void Disturb(LabelRig rig, Random random, Tally tally)
    {
        VirtualPhone phone = rig.Phone.Radio;
        rig.Board.RunUntil(() => phone.Scan() is not null, TimeSpan.FromSeconds(10));
        if (!phone.Connect(random.Next(3) == 0 ? 23 : random.Next(23, 512))) return;
        if (random.Next(2) == 0) rig.Phone.ReadSchema();
        if (random.Next(2) == 0) phone.Subscribe(_characteristics[2]);
        if (random.Next(3) == 0) rig.Board.NotifyFault = board => board.Pause(200);
        var open = new List<GattReply>();
        for (int step = random.Next(StepsEach); step >= 0; step--)
        {
            switch (random.Next(10))
            {
                case 0: open.Add(phone.PostRead(_characteristics[random.Next(4)])); break;
                case 1: phone.Subscribe(_characteristics[2]); break;
                case 2: phone.Unsubscribe(_characteristics[2]); break;
                case 3: rig.Board.Run(TimeSpan.FromMilliseconds(random.Next(400))); break;
                case 4 when random.Next(8) == 0: phone.Disconnect(); break;
                case 5: open.Add(phone.PostWrite(_characteristics[0], Bytes(random, 3))); break;
                case 6 or 7 or 8: open.Add(phone.PostWrite(_characteristics[1], Packet(rig, random), random.Next(4) != 0)); break;
                default: open.Add(phone.PostWrite(_characteristics[random.Next(4)], Bytes(random, 514))); break;
            }
        }

        if (random.Next(3) != 0) rig.Board.RunUntil(() => open.TrueForAll(reply => reply.IsDone), TimeSpan.FromSeconds(5));
        tally.Count(open, phone.Notifications.Count(each => each.Value.Length > RankingPacket.HeaderBytes && each.Value[RankingPacket.FaultAt] == 0));
    }

    // A sound packet, or one with a byte wrong, or another length; with an old nonce where the phone did not read the schema.
    private static byte[] Packet(LabelRig rig, Random random)
    {
        if (rig.Phone.Shelf is null) return Bytes(random, 40);
        byte[] packet = RefusalTests.Packet(rig);
        if (random.Next(3) == 0) packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
        if (random.Next(6) == 0) Array.Resize(ref packet, random.Next(packet.Length + 3));
        return packet;
    }

    private static byte[] Bytes(Random random, int limit)
    {
        byte[] bytes = new byte[random.Next(limit)];
        random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Tally
    {
        private int _ranked, _refused, _busy, _dropped;

        public int Ranked => _ranked;

        public int Refused => _refused;

        public int Busy => _busy;

        public int Dropped => _dropped;

        public void Count(List<GattReply> replies, int ranked)
        {
            Interlocked.Add(ref _ranked, ranked);
            Interlocked.Add(ref _refused, replies.Count(reply => reply.Error > 0));
            Interlocked.Add(ref _busy, replies.Count(reply => reply.Error == GattIds.BusyError));
            Interlocked.Add(ref _dropped, replies.Count(reply => !reply.IsDone || reply.Error < 0));
        }

        public override string ToString() => $"{_ranked} ranked, {_refused} refused, {_busy} of them busy, {_dropped} lost with the connection";
    }
}
