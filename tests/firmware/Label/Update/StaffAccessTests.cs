using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Tests.Firmware.Label.Update;

/// <summary>Who has no key, or an old recording, changes nothing.</summary>
[TestClass]
public sealed class StaffAccessTests
{
    private static readonly Guid _auth = new(GattIds.Auth), _control = new(GattIds.Control), _chunk = new(GattIds.Chunk), _progress = new(GattIds.Progress);

    [TestMethod]
    public void Without_A_Proof_Bytes_Of_Every_Length_Are_Refused_Before_They_Are_Looked_At()
    {
        using StaffRig rig = new StaffRig(change: settings => settings.SleepSeconds = 0);
        rig.Life.Label.Boot();
        Connect(rig);
        int writes = rig.Board.Drive.Writes;
        var random = new Random(3);
        for (int length = 0; length <= 512; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.AreEqual(GattIds.NotAuthorizedError, rig.Staff.Radio.Write(_control, bytes).Error);
            Assert.AreEqual(GattIds.NotAuthorizedError, rig.Staff.Radio.Write(_chunk, bytes).Error);
            if (length <= 244) Assert.AreEqual(0, rig.Staff.Radio.Write(_chunk, bytes, withResponse: false).Error);
            if (!rig.Staff.Radio.IsConnected) Connect(rig);
        }

        Assert.AreEqual(GattIds.NotAuthorizedError, rig.Staff.Radio.Read(_progress).Error);
        Assert.AreEqual(GattIds.NotAuthorizedError, rig.Staff.Radio.Write(_control, ControlPacket.Encode(new byte[32], ControlPacket.Abort, 1, [])).Error);
        Assert.AreEqual(writes, rig.Board.Drive.Writes);
        Assert.AreEqual(LabelFault.None, rig.LastFault(), "nothing was parsed, so nothing has a fault");
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Recorded_Session_Is_Worthless()
    {
        using StaffRig rig = new StaffRig().Opened();
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(StaffRig.File(Manifest.Content)));
        Assert.AreEqual(0, rig.Staff.SendMissing(StaffRig.File(Manifest.Content), 180, true));
        (string What, byte[] Bytes)[] recorded = [.. rig.Staff.Transcript.Where(step => step.What.StartsWith("write", StringComparison.Ordinal)).Select(step => (step.What, step.Bytes))];
        rig.Staff.Disconnect();
        int writes = rig.Board.Drive.Writes + 1; // the open block goes to the drive
        Connect(rig);
        foreach ((string what, byte[] bytes) in recorded)
        {
            int error = rig.Staff.Radio.Write(what == "write Auth" ? _auth : what == "write Control" ? _control : _chunk, bytes).Error;
            Assert.AreEqual(what == "write Auth" ? GattIds.AttError(PacketFault.WrongProof) : GattIds.NotAuthorizedError, error, what);
        }

        Assert.IsLessThanOrEqualTo(writes, rig.Board.Drive.Writes);
        rig.AssertClean();
    }

    // The worst that a board could do: its random numbers and its clock repeat after a restart.
    [TestMethod]
    public void A_Recording_Is_Worthless_After_A_Restart_With_The_Same_Random_Numbers()
    {
        using StaffRig rig = new StaffRig(seed: 11).Opened();
        byte[] first = rig.Staff.ReadAuth()!, proof = rig.Staff.Transcript.Single(step => step.What == "write Auth").Bytes;
        rig.Board.CutPower();
        rig.Life.Label.Boot();
        Connect(rig);
        byte[] second = rig.Staff.ReadAuth()!;
        Assert.AreEqual(first[AuthPacket.CounterAt] + 1, second[AuthPacket.CounterAt]);
        Assert.AreEqual(GattIds.AttError(PacketFault.WrongProof), rig.Staff.Radio.Write(_auth, proof).Error);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Nonce_Differs_By_Each_Of_Its_Sources()
    {
        byte[] random = new byte[16];
        string[] nonces = [.. new[] { StaffKeys.Nonce(StaffRig.Key, 1, 1, 1, random), StaffKeys.Nonce(StaffRig.Key, 2, 1, 1, random), StaffKeys.Nonce(StaffRig.Key, 1, 2, 1, random),
            StaffKeys.Nonce(StaffRig.Key, 1, 1, 1L << 32, random), StaffKeys.Nonce(StaffRig.Key, 1, 1, 1, [.. random[..15], 1]) }.Select(Convert.ToHexString)];
        Assert.HasCount(5, nonces.Distinct());
    }

    [TestMethod]
    public void A_Wrong_Key_Waits_Longer_And_Longer_And_Is_Dropped()
    {
        using StaffRig rig = new StaffRig(change: settings => settings.SleepSeconds = 0);
        rig.Life.Label.Boot();
        rig.Staff.DeviceKey = StaffKeys.Device(StaffRig.StoreKey, StaffRig.LabelId + 1, 1);
        Connect(rig);
        for (int n = 1; n <= 3; n++)
        {
            Assert.AreEqual(PacketFault.WrongProof, rig.Staff.Authenticate().Fault);
            if (n == 3) break;
            Assert.AreEqual(PacketFault.TooSoon, rig.Staff.Authenticate().Fault);
            byte[] read = rig.Staff.ReadAuth()!;
            Assert.AreEqual(1 << n, read[AuthPacket.WaitAt]);
            rig.Board.Run(TimeSpan.FromSeconds((1 << n) + 0.1));
        }

        rig.Board.Run(TimeSpan.FromSeconds(2));
        Assert.IsFalse(rig.Staff.Radio.IsConnected, "a guesser is dropped");
        rig.Staff.DeviceKey = StaffRig.Key;
        Connect(rig);
        Assert.AreEqual(PacketFault.TooSoon, rig.Staff.Authenticate().Fault, "the wait is the label's, not the phone's");
        rig.Board.Run(TimeSpan.FromSeconds(8));
        Assert.AreEqual(StaffReply.Done, rig.Staff.Authenticate());
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Label_Without_A_Key_Lets_Nobody_In_And_One_With_A_Damaged_Key_Says_So()
    {
        using StaffRig rig = new StaffRig(hasKey: false);
        rig.Life.Label.Boot();
        Connect(rig);
        Assert.AreEqual(PacketFault.NoKey, rig.Staff.Authenticate().Fault);
        Assert.AreEqual(GattIds.AttError(PacketFault.NoKey), rig.Staff.Radio.Write(_auth, [1, .. new byte[32]]).Error);
        rig.Board.CutPower();
        rig.Board.Drive.WriteAllBytes(Drive.KeyA, new byte[KeyRecord.Bytes]);
        rig.Life.Label.Boot();
        Connect(rig);
        Assert.AreEqual(LabelFault.BadKey, rig.LastFault());
        Assert.AreEqual(PacketFault.NoKey, rig.Staff.Authenticate().Fault);
        rig.AssertClean();
    }

    // The staff's key is right, and the manifest was made with another label's.
    [TestMethod]
    public void A_Right_Blob_With_A_Manifest_Of_Another_Key_Is_Refused()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] other = StaffKeys.Device(StaffRig.StoreKey, StaffRig.LabelId, 2);
        byte[] manifest = StaffRig.File(Manifest.Shelf).ManifestFor(other, StaffRig.LabelId);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Operate(ControlPacket.Start, manifest, "start"));
        Assert.AreEqual(0, rig.Staff.SendMissing(StaffRig.File(Manifest.Shelf), 180, true));
        Assert.AreEqual(PacketFault.WrongHash, rig.Staff.Commit(Manifest.Shelf).Fault);
        Assert.AreEqual(ProgressPacket.Idle, rig.Progress().State);
        Assert.IsFalse(rig.Board.Drive.Contains(Drive.ShelfB));
        rig.AssertClean();
    }

    [TestMethod]
    public void Every_Flipped_Bit_Of_A_Manifest_Or_A_Chunk_Is_Refused()
    {
        using StaffRig rig = new StaffRig(change: settings => settings.SleepSeconds = 0).Opened();
        StaffFile file = StaffRig.File(Manifest.Content, 2);
        byte[] start = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Start, 1, file.ManifestFor(StaffRig.Key, StaffRig.LabelId));
        AssertEveryBitRefused(rig, _control, start);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        byte[] chunk = ChunkPacket.Encode(rig.Staff.SessionKey!, file.Bytes, 0, 12);
        AssertEveryBitRefused(rig, _chunk, chunk);
        Assert.AreEqual(0, rig.Progress().Received);
        rig.AssertClean();
    }

    // Tags right, content wrong: who has the key and makes a mistake, or a chunk that was changed before it was signed.
    [TestMethod]
    public void A_File_Of_Which_One_Bit_Is_Another_Is_Refused_At_Commit()
    {
        using StaffRig rig = new StaffRig(change: settings => settings.SleepSeconds = 0).Opened();
        StaffFile file = StaffRig.File(Manifest.Content, 2);
        for (int bit = 0; bit < 8 * file.Bytes.Length; bit += 97)
        {
            byte[] changed = (byte[])file.Bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
            Assert.AreEqual(0, rig.Staff.SendMissing(file with { Bytes = changed }, 180, true));
            Assert.AreEqual(PacketFault.WrongHash, rig.Staff.Commit(Manifest.Content).Fault, $"bit {bit}");
        }

        Assert.IsFalse(rig.Board.Drive.Contains(Drive.ContentB));
        Assert.AreEqual(1, rig.Board.Boots);
        rig.AssertClean();
    }

    [TestMethod]
    public void An_Operation_Is_Done_Once_And_Its_Order_Kept()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] abort = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Abort, 5, []);
        byte[] commit = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Commit, 7, [1]);
        Assert.AreEqual(0, rig.Staff.Radio.Write(_control, abort).Error);
        rig.Board.Run(TimeSpan.FromSeconds(1));
        Assert.AreEqual(0, rig.Staff.Radio.Write(_control, abort).Error, "answered as before");
        Assert.AreEqual(GattIds.AttError(PacketFault.NoUpdate), rig.Staff.Radio.Write(_control, commit).Error);
        Assert.AreEqual(GattIds.AttError(PacketFault.NoUpdate), rig.Staff.Radio.Write(_control, commit).Error);
        Assert.AreEqual(GattIds.AttError(PacketFault.OldSequence), rig.Staff.Radio.Write(_control, abort).Error);
        rig.AssertClean();
    }

    [TestMethod]
    public void Commit_Without_All_Bytes_Is_Refused_And_Busy_While_It_Works()
    {
        using StaffRig rig = new StaffRig().Opened();
        var file = new StaffFile(Manifest.Shelf, 1, StaffRig.BigShelf);
        Assert.AreEqual(StaffReply.Done, rig.Staff.Start(file));
        Assert.AreEqual(PacketFault.Incomplete, rig.Staff.Commit(Manifest.Shelf).Fault);
        Assert.AreEqual(PacketFault.NoUpdate, rig.Staff.Commit(Manifest.Content).Fault);
        Assert.AreEqual(0, rig.Staff.SendMissing(file, 180, true));
        GattReply commit = rig.Staff.Radio.PostWrite(_control, ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Commit, 50, [Manifest.Shelf]));
        GattReply chunk = rig.Staff.Radio.PostWrite(_chunk, ChunkPacket.Encode(rig.Staff.SessionKey!, file.Bytes, 0, 12));
        rig.Board.RunUntil(() => chunk.IsDone && commit.IsDone, TimeSpan.FromSeconds(5));
        Assert.AreEqual((0, GattIds.BusyError), (commit.Error, chunk.Error));
        rig.AssertClean();
    }

    [TestMethod]
    public void A_New_Key_Is_In_Force_From_The_Next_Connection_On_And_The_Old_One_Is_Gone()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] next = StaffKeys.Device(StaffRig.StoreKey, StaffRig.LabelId, 2);
        Assert.AreEqual(PacketFault.BadOperation, rig.Staff.Rotate(1, next).Fault, "not above the present generation");
        Assert.AreEqual(StaffReply.Done, rig.Staff.Rotate(2, next));
        rig.Reopen();
        Assert.AreEqual(2, rig.Staff.Generation);
        foreach (string path in (string[])[Drive.KeyA, Drive.KeyB])
            CollectionAssert.AreEqual(KeyRecord.Encode(StaffRig.LabelId, 2, next), rig.Board.Drive.ReadAllBytes(path));
        rig.Staff.DeviceKey = StaffRig.Key;
        rig.Staff.Disconnect();
        Connect(rig);
        Assert.AreEqual(PacketFault.WrongProof, rig.Staff.Authenticate().Fault);
        rig.AssertClean();
    }

    [TestMethod]
    public void A_Session_Dies_With_Its_Connection_And_Its_Key_Is_Overwritten()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] abort = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Abort, 1, []);
        object app = Field(rig.Life.Label, "_app"), session = Field(Field(app, "_staff"), "_session");
        byte[] key = ((StaffSession)session).Key;
        Assert.AreEqual(Convert.ToHexString(rig.Staff.SessionKey!), Convert.ToHexString(key));
        rig.Staff.Disconnect();
        Connect(rig);
        rig.Board.Run(TimeSpan.FromSeconds(1));
        Assert.IsTrue(key.All(each => each == 0));
        Assert.AreEqual(GattIds.NotAuthorizedError, rig.Staff.Radio.Write(_control, abort).Error);
        rig.AssertClean();
    }

    [TestMethod]
    public void The_Shoppers_Characteristics_Do_Not_Take_What_The_Staff_Writes()
    {
        using StaffRig rig = new StaffRig().Opened();
        byte[] start = ControlPacket.Encode(rig.Staff.SessionKey!, ControlPacket.Start, 1, StaffRig.File(Manifest.Content).ManifestFor(StaffRig.Key, StaffRig.LabelId));
        foreach (string id in (string[])[GattIds.Profile, GattIds.Schema, GattIds.Ranking, GattIds.Status])
            Assert.AreNotEqual(0, rig.Staff.Radio.Write(new Guid(id), start).Error);
        Assert.AreEqual(ProgressPacket.Idle, rig.Progress().State);
        Assert.AreEqual(0, rig.Progress().Sequence);
        rig.AssertClean();
    }

    private static void AssertEveryBitRefused(StaffRig rig, Guid characteristic, byte[] packet)
    {
        for (int bit = 0; bit < 8 * packet.Length; bit++)
        {
            byte[] changed = (byte[])packet.Clone();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.AreEqual(GattIds.AttError(PacketFault.BadTag), rig.Staff.Radio.Write(characteristic, changed).Error, $"bit {bit}");
        }
    }

    private static void Connect(StaffRig rig)
    {
        Assert.IsTrue(rig.Staff.Find(TimeSpan.FromMinutes(3)));
        Assert.IsTrue(rig.Staff.Connect());
    }

    private static object Field(object at, string name) =>
        at.GetType().GetField(name, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(at)!;
}
