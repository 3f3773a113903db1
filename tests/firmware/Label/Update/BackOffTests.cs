using Endcap.Label.Storage;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>The back-off against wrong proofs lives in RAM. Who could make a label forget it, and what he gains.</summary>
[TestClass]
public sealed class BackOffTests
{
    private static readonly Guid[] _targets = [.. new[]
    {
        GattIds.Auth, GattIds.Control, GattIds.Chunk, GattIds.Progress, GattIds.Profile, GattIds.Schema, GattIds.Ranking, GattIds.Status,
    }.Select(id => new Guid(id))];

    public TestContext TestContext { get; set; } = null!;

    // Long noise, short noise, profiles of the right schema, wrong proofs, coming and going: for two hours on a label that never sleeps.
    [TestMethod]
    [DataRow("lilygo-t5-213")]
    [DataRow("esp32-s3-devkit")]
    public void Nobody_Without_The_Key_Makes_A_Label_Restart(string board)
    {
        using var rig = new StaffRig(board, settings => settings.SleepSeconds = 0);
        rig.Life.Label.Boot();
        var random = new Random(5);
        int proofs = 0, steps = 0;
        for (long end = Now(rig) + 7200; Now(rig) < end; steps++)
        {
            if (!rig.Staff.Radio.IsConnected && !(rig.Staff.Find(TimeSpan.FromMinutes(1)) && rig.Staff.Connect(random.Next(2) == 0 ? 23 : 247))) continue;
            byte[] noise = new byte[random.Next(random.Next(2) == 0 ? 40 : 513)];
            random.NextBytes(noise);
            if (noise.Length > 0) noise[0] = (byte)random.Next(10);
            rig.Staff.Radio.Write(_targets[random.Next(_targets.Length)], noise);
            rig.Staff.Radio.Read(_targets[random.Next(_targets.Length)]);
            if (Guess(rig, random)) proofs++;
            if (random.Next(10) == 0 && rig.Staff.Radio.IsConnected) rig.Staff.Disconnect();
            rig.Board.Run(TimeSpan.FromMilliseconds(random.Next(4000)));
        }

        TestContext.WriteLine($"{steps} steps, {proofs} proofs looked at");
        Assert.IsGreaterThan(1000, steps);
        Assert.AreEqual((1, 0), (rig.Board.Boots, rig.Board.Restarts));
        Assert.IsFalse(rig.Board.Drive.Contains(Drive.Reset));
        Assert.IsInRange(8, 8 + (7200 / 256), proofs, "the pause grew to 256 s and stayed there");
        rig.AssertClean();
    }

    // SECURITY.md's figure: n proofs take 2^n − 2 s, then the label goes on for 10 s and sleeps for 50. Five in 90 s are the most.
    [TestMethod]
    public void A_Sleep_Forgets_The_Back_Off_And_Two_Hundred_Proofs_Fit_Into_An_Hour()
    {
        using var rig = new StaffRig();
        rig.Life.Label.Boot();
        var random = new Random(6);
        int proofs = 0, waitAfterSleep = 0;
        for (long end = Now(rig) + 3600; Now(rig) < end;)
        {
            int boot = rig.Board.Boots;
            for (int n = 0; n < 5 && rig.Board.Boots == boot; n++)
            {
                byte[]? auth = null;
                while (auth is null) // the third wrong proof of a connection ends it a moment later
                {
                    Connect(rig);
                    auth = rig.Staff.ReadAuth();
                }

                int wait = BitConverter.ToUInt16(auth, AuthPacket.WaitAt);
                if (n == 0) waitAfterSleep = Math.Max(waitAfterSleep, wait);
                rig.Board.Run(TimeSpan.FromSeconds(wait));
                Connect(rig);
                if (Guess(rig, random)) proofs++;
            }

            if (rig.Staff.Radio.IsConnected) rig.Staff.Disconnect();
            rig.Board.RunUntil(() => rig.Board.Boots > boot, TimeSpan.FromMinutes(3));
        }

        TestContext.WriteLine($"{proofs} proofs looked at in {rig.Board.Boots} wakes");
        Assert.AreEqual(0, waitAfterSleep);
        Assert.AreEqual(0, rig.Board.Restarts);
        Assert.IsInRange(150, 205, proofs);
        rig.AssertClean();
    }

    // Whether the label looked at the proof, and refused it.
    private static bool Guess(StaffRig rig, Random random)
    {
        byte[] proof = new byte[AuthPacket.WriteBytes];
        random.NextBytes(proof);
        proof[0] = PacketBytes.Version;
        return rig.Staff.Radio.Write(_targets[0], proof).Error == GattIds.AttError(PacketFault.WrongProof);
    }

    private static void Connect(StaffRig rig)
    {
        if (rig.Staff.Radio.IsConnected) return;
        Assert.IsTrue(rig.Staff.Find(TimeSpan.FromMinutes(3)));
        Assert.IsTrue(rig.Staff.Connect());
    }

    private static long Now(StaffRig rig) => rig.Board.Scheduler.NowMicroseconds / 1_000_000;
}
