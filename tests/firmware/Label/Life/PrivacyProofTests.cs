using System.Reflection;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Gate;
using Endcap.Tests.Firmware.Gate.Rules;
using Endcap.Tests.Firmware.Protocol;
using Endcap.Virtual;
using Mono.Cecil;
using Profile = Endcap.Tests.Firmware.Kernel.Profile;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>
/// Nothing of a profile but its ranking leaves the worker: two shoppers whom the ranking does not tell apart leave the same label behind,
/// in every byte of its memory, its drive, its panel, its adverts and its answers, whichever way the visit ends.
/// </summary>
[TestClass]
public sealed class PrivacyProofTests
{
    private const int Pairs = 12;

    /// <summary>How a visit ends.</summary>
    public enum Ending
    {
        /// <summary>With the ranking.</summary>
        Served,

        /// <summary>The last bin is wrong: everything before it is decoded by then.</summary>
        WrongBin,

        /// <summary>The phone goes before the answer.</summary>
        PhoneGone,

        /// <summary>The radio's library throws while the answer goes out.</summary>
        RadioThrows,

        /// <summary>An old nonce.</summary>
        WrongNonce,
    }

    [TestMethod]
    [DataRow(Ending.Served)]
    [DataRow(Ending.WrongBin)]
    [DataRow(Ending.PhoneGone)]
    [DataRow(Ending.RadioThrows)]
    [DataRow(Ending.WrongNonce)]
    public void Two_Shoppers_With_The_Same_Ranking_Leave_The_Same_Label_Behind(Ending ending)
    {
        foreach ((LabelProfile one, LabelProfile other) in SamePairs().Take(Pairs))
        {
            CollectionAssert.AreNotEqual(Bytes(one), Bytes(other));
            Assert.AreEqual(Visit(one, ending), Visit(other, ending));
        }
    }

    [TestMethod]
    public void The_Comparison_Sees_A_Profile_That_Is_Still_There()
    {
        (LabelProfile one, LabelProfile other) = SamePairs().First();
        Assert.AreNotEqual(InWork(one), InWork(other), "while the packet waits, the inbox has it");
        Assert.AreNotEqual(Visit(LabelRig.Preferring(0), Ending.Served), Visit(LabelRig.Preferring(1), Ending.Served), "another ranking is another panel");
    }

    [TestMethod]
    public void The_Firmware_Writes_No_Log()
    {
        Assert.IsEmpty(LogCalls(DeviceCompilation.Of("m5core2")));
        Assert.IsNotEmpty(LogCalls(DeviceCompilation.With(DeviceProject.Read("m5core2"), "class Chatty { internal void Say() { System.Console.WriteLine(\"x\"); } }")));
    }

    private static string[] LogCalls(DeviceCompilation compilation) => [.. CodeReader.Methods(compilation.Types())
        .SelectMany(method => method.Body.Instructions.Select(code => code.Operand).OfType<MethodReference>())
        .Select(called => called.DeclaringType.FullName).Where(type => type is "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace")];

    // All that somebody could look at afterwards, and what the panel showed on the way.
    private static string Visit(LabelProfile profile, Ending ending)
    {
        using LabelRig rig = new LabelRig().Connected();
        rig.Phone.Radio.Subscribe(new Guid(GattIds.Ranking));
        if (ending == Ending.RadioThrows) rig.Board.NotifyFault = _ => throw new InvalidOperationException("the library failed");
        byte[] packet = Packet(rig, profile);
        if (ending == Ending.WrongBin) packet[^1] |= 0x0F;
        if (ending == Ending.WrongNonce) packet[ProfilePacket.NonceAt] ^= 1;
        GattReply reply = rig.Phone.Radio.PostWrite(new Guid(GattIds.Profile), packet);
        rig.Board.RunUntil(() => reply.IsDone, TimeSpan.FromSeconds(1));
        if (ending == Ending.PhoneGone) rig.Phone.Disconnect();
        rig.Board.Run(TimeSpan.FromSeconds(2));
        var seen = new List<string> { $"reply {reply.Error}", Panel(rig) };
        seen.AddRange(rig.Phone.Radio.Notifications.Select(notification => Convert.ToHexString(notification.Value)));
        if (ending != Ending.PhoneGone) seen.Add(Convert.ToHexString(rig.Phone.Radio.Read(new Guid(GattIds.Status)).Value));
        seen.Add(ObjectGraph.Of(App(rig)));
        if (ending != Ending.PhoneGone) rig.Phone.Disconnect();
        rig.Board.Run(TimeSpan.FromSeconds(1));
        seen.Add(Convert.ToHexString(rig.Phone.Radio.Scan()!.ServiceData(new Guid(GattIds.ShopperService))!));
        Assert.IsTrue(rig.Label.RunUntilAsleep(TimeSpan.FromMinutes(2)));
        seen.Add(Panel(rig));
        seen.AddRange(rig.Board.Drive.Files.Select(path => path + " " + Convert.ToHexString(rig.Board.Drive.ReadAllBytes(path))));
        return string.Join('\n', seen);
    }

    // The label's memory while the packet is in work.
    private static string InWork(LabelProfile profile)
    {
        using LabelRig rig = new LabelRig().Connected();
        object app = App(rig);
        var inbox = (Endcap.Label.Radio.Inbox)app.GetType().GetField("_inbox", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(app)!;
        string? during = null;
        rig.Phone.Radio.PostWrite(new Guid(GattIds.Profile), Packet(rig, profile));
        rig.Board.RunUntil(() =>
        {
            if (during is null && inbox.IsTaken() && inbox.Length > 0) during = ObjectGraph.Of(app);
            return during is not null;
        }, TimeSpan.FromSeconds(1));
        Assert.IsNotNull(during, "the packet was never seen in the inbox");
        return during;
    }

    // Different profiles that list equally many products and have equal scores: the ranking packet is the same.
    private static IEnumerable<(LabelProfile, LabelProfile)> SamePairs()
    {
        LoadedShelf shelf = Packets.Example();
        var random = new Random(7);
        var known = new Dictionary<string, LabelProfile>(StringComparer.Ordinal);
        while (true)
        {
            Profile made = Profile.Random(shelf, random);
            if (made.ListedCount == 0) continue; // the last bin is then the label's own
            made.Shared[1] = 0; // the label's own context
            var profile = new LabelProfile(made.Shared, made.Listed, made.ListedCount);
            string key = $"{made.ListedCount}: {string.Join(' ', made.ScoresOn(shelf))}";
            if (known.TryAdd(key, profile)) continue;
            if (!Bytes(known[key]).SequenceEqual(Bytes(profile))) yield return (known[key], profile);
            known.Remove(key);
        }
    }

    private static byte[] Bytes(LabelProfile profile) => [.. profile.Shared, .. profile.Listed];

    private static byte[] Packet(LabelRig rig, LabelProfile profile)
    {
        byte[] into = new byte[GattIds.MaxAttributeBytes];
        return into[..ProfilePacket.Encode(rig.Phone.Shelf!.Shelf, rig.Phone.Nonce, profile.Shared, profile.Listed, profile.ListedCount, into)];
    }

    private static string Panel(LabelRig rig) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(rig.Label.Picture.Pixels));

    private static object App(LabelRig rig) => typeof(Simulation.SimulatedLabel).GetField("_app", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(rig.Label)!;
}
