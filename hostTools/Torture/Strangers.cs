using Endcap.Boards;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;
using Endcap.Virtual;

namespace Endcap.Torture;

/// <summary>
/// People without the key: random bytes to every characteristic, damaged and recorded packets of the staff, wrong proofs, in any
/// order and with lost connections. Nothing of the label may change, and none of it may make the label restart.
/// </summary>
internal static class Strangers
{
    private const int Steps = 25;
    private static readonly Scenario Nothing = new("strangers", 0, _ => { }, _ => true, EndsNew: false);
    private static readonly Guid[] Targets =
        [.. new[] { GattIds.Auth, GattIds.Control, GattIds.Chunk, GattIds.Progress, GattIds.Profile, GattIds.Schema, GattIds.Ranking, GattIds.Status }.Select(id => new Guid(id))];

    public static IEnumerable<TortureCase> Cases(Board board, int count, int seed) => Enumerable.Range(0, count)
        .Select(i => new TortureCase("strangers", $"sequence {i} of seed {seed}", () => Run(board, new Random(HashCode.Combine(seed, i)))));

    private static Outcome Run(Board board, Random random)
    {
        using var rig = new TortureRig(board);
        List<(Guid Target, byte[] Bytes)> recorded = Record(rig);
        Dictionary<string, string> before = Contents(rig);
        int restarts = rig.Board.Restarts;
        var phone = new VirtualPhone(rig.Board);
        for (int step = 0; step < Steps; step++) Step(rig, phone, recorded, random);
        if (phone.IsConnected) phone.Disconnect();
        string[] changed = [.. Contents(rig).Where(file => before.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key)];
        if (rig.Board.Restarts > restarts) return new Outcome(true, "strangers restarted it");
        return new Outcome(true, changed.Length > 0 ? $"strangers changed {string.Join(", ", changed)}" : Judge.Verdict(rig, Nothing, ended: true));
    }

    // A session of the staff, as somebody nearby could have recorded it: open, begin an update, leave.
    private static List<(Guid, byte[])> Record(TortureRig rig)
    {
        rig.Staff.Open(TimeSpan.FromMinutes(2));
        rig.Staff.Start(Scenario.File(Manifest.Content, trial: false));
        rig.Staff.Abort();
        rig.Staff.Disconnect();
        rig.Board.Run(TimeSpan.FromSeconds(1));
        return [.. rig.Staff.Transcript.Where(entry => entry.What.StartsWith("write ", StringComparison.Ordinal) && entry.Bytes.Length > 0)
            .Select(entry => (new Guid(entry.What == "write Auth" ? GattIds.Auth : GattIds.Control), entry.Bytes))];
    }

    private static void Step(TortureRig rig, VirtualPhone phone, List<(Guid Target, byte[] Bytes)> recorded, Random random)
    {
        if (!phone.IsConnected && !(rig.Board.RunUntil(() => phone.Scan() is not null, TimeSpan.FromMinutes(2)) && phone.Connect(random.Next(2) == 0 ? 23 : 247))) return;
        switch (random.Next(8))
        {
            case 0:
                phone.Disconnect();
                rig.Board.Run(TimeSpan.FromMilliseconds(random.Next(3000)));
                break;
            case 1:
                phone.Read(Targets[random.Next(Targets.Length)]);
                break;
            case 2 or 3:
                (Guid target, byte[] bytes) = recorded[random.Next(recorded.Count)];
                phone.Write(target, bytes);
                break;
            case 4:
                (target, bytes) = recorded[random.Next(recorded.Count)];
                byte[] damaged = [.. bytes];
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                phone.Write(target, damaged);
                break;
            default:
                byte[] noise = new byte[random.Next(random.Next(2) == 0 ? 40 : 513)];
                random.NextBytes(noise);
                if (noise.Length > 0 && random.Next(2) == 0) noise[0] = (byte)random.Next(12);
                // A profile that happens to be sound is a shopper's: those are served, and change no file.
                phone.Write(Targets[random.Next(Targets.Length)], noise);
                break;
        }
    }

    private static Dictionary<string, string> Contents(TortureRig rig) => rig.Board.Drive.Files.ToDictionary(path => path, path => Convert.ToHexString(rig.Board.Drive.ReadAllBytes(path)));
}
