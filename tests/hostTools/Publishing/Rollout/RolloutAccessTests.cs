using Endcap.Label.Storage;
using Endcap.Label.Update;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Publishing.Journal;
using Endcap.Publishing.Keys;
using Endcap.Publishing.Rollout;

namespace Endcap.Tests.HostTools.Publishing.Rollout;

[TestClass]
public sealed class RolloutAccessTests
{
    [TestMethod]
    public void A_Label_With_A_Wrong_Key_Is_Reported_And_Gets_Nothing()
    {
        using var store = new VirtualStore();
        byte[] wrong = KeyRecord.Encode(2, 0, new byte[32]);
        store.Before = (label, simulated) =>
        {
            if (label.Label != 2) return;
            simulated.Board.Drive.WriteAllBytes(Drive.KeyA, wrong);
            simulated.Board.Drive.WriteAllBytes(Drive.KeyB, wrong);
        };
        WaveRunner run = store.Publish(3, halt: "1");
        Delivery failed = run.Results.SelectMany(wave => wave.Deliveries).Single(visit => visit.Outcome == Outcome.Failed);
        Assert.AreEqual((2u, PacketFault.WrongProof, 1, 0), (failed.Label, failed.Trouble!.Fault, failed.Attempts, failed.Chunks));
        StringAssert.Contains(failed.Trouble.Text, "a proof that the label's key does not give (fault 78)", StringComparison.Ordinal);
        Assert.AreEqual((JournalState.Failed, PacketFault.WrongProof), store.Journal().Where(entry => entry.Label == 2).Select(entry => (entry.State, entry.Fault)).Single());
        CollectionAssert.AreEqual(store.Shelf, store.Active(3, Manifest.Shelf));
        Assert.IsFalse(File.Exists(Path.Combine(store.Drives, "2", "shelf-b.ecap")));
    }

    [TestMethod]
    public void A_Revoked_Label_Is_Not_Talked_To()
    {
        using var store = new VirtualStore();
        store.Publish(2);
        KeyFile.Change(store.KeyPath, keys => keys.Revoke(1));
        store.Shelf = VirtualStore.Padded(2300, fill: 1);
        WaveRunner run = store.Publish(2);
        Assert.AreEqual("2", string.Join(' ', run.Results.SelectMany(wave => wave.Deliveries).Select(visit => visit.Label)));
        CollectionAssert.AreNotEqual(store.Shelf, store.Active(1, Manifest.Shelf));
        CollectionAssert.AreEqual(store.Shelf, store.Active(2, Manifest.Shelf));
    }

    [TestMethod]
    public void Rotated_Keys_Reach_The_Labels_And_The_Old_Ones_End()
    {
        using var store = new VirtualStore();
        store.Publish(2);
        KeyFile.Change(store.KeyPath, keys => keys.Rotate(1));
        byte[] old = store.OnDrive(1, Drive.KeyA);
        WaveRunner run = store.Publish(2);
        Assert.AreEqual("1 UpToDate 0", string.Join(' ', run.Results.SelectMany(wave => wave.Deliveries).Select(visit => $"{visit.Label} {visit.Outcome} {visit.Chunks}")),
            "only its key was brought");
        StoreKeys keys = KeyFile.Read(store.KeyPath);
        Assert.AreEqual(new LabelKey(1, 1), keys.Of(1));
        CollectionAssert.AreEqual(keys.Record(1), store.OnDrive(1, Drive.KeyA));
        CollectionAssert.AreEqual(keys.Record(1), store.OnDrive(1, Drive.KeyB));

        // Whoever has the old key and poses as the label gets nothing, though the key was once right.
        store.Shelf = VirtualStore.Padded(2300, fill: 1);
        store.Before = (label, simulated) =>
        {
            if (label.Label != 1) return;
            simulated.Board.Drive.WriteAllBytes(Drive.KeyA, old);
            simulated.Board.Drive.WriteAllBytes(Drive.KeyB, old);
        };
        Delivery posed = store.Publish(2, halt: "1").Results.SelectMany(wave => wave.Deliveries).Single(visit => visit.Label == 1);
        StringAssert.Contains(posed.Trouble!.Text, "its key is of generation 0; the store's is 1", StringComparison.Ordinal);
        Assert.AreEqual((0L, 0), (posed.AirBytes, posed.Chunks), "not even a proof was written");
    }
}
