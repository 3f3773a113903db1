using Endcap.Compression.Blobs;
using Endcap.Kernel;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>Whatever the bytes: a fault, or a shelf that ranks. Managed arrays turn any stray read into an exception.</summary>
[TestClass]
public sealed class DamageTests
{
    public static IEnumerable<object[]> Names => GoldenFiles.Names.Select(name => new object[] { name });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_Truncation_Is_A_Fault_Or_Ranks(string name)
    {
        byte[] golden = GoldenFiles.Read(name);
        var random = new Random(1);
        for (int length = 0; length < golden.Length; length++)
        {
            Assert.AreNotEqual(BlobFault.None, Try(golden[..length], random), $"{length} bytes");
            Try(Blobs.Reseal(golden[..length]), random);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_Flipped_Bit_Is_A_Fault_Or_With_A_New_Checksum_Ranks(string name)
    {
        byte[] golden = GoldenFiles.Read(name);
        var random = new Random(2);
        int sound = 0, faults = 0;
        for (int bit = 0; bit < 8 * golden.Length; bit++)
        {
            byte[] blob = [.. golden];
            blob[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.AreNotEqual(BlobFault.None, Try([.. blob], random), $"bit {bit}: the checksum must see it");
            if (Try(Blobs.Reseal(blob), random) == BlobFault.None) sound++;
            else faults++;
        }

        Assert.IsGreaterThan(0, sound, "some bits only change a score");
        Assert.IsGreaterThan(0, faults, "some bits break the structure");
    }

    [TestMethod]
    public void Random_Damage_With_A_New_Checksum_Is_A_Fault_Or_Ranks()
    {
        int seed = Random.Shared.Next(), sound = 0;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[][] goldens = [.. GoldenFiles.Names.Select(GoldenFiles.Read)];
        var seen = new HashSet<int>();
        for (int i = 0; i < 30_000; i++)
        {
            byte[] blob = i % 3 == 0 ? BlobWriter.Write(RandomContent.Of(random)) : goldens[random.Next(goldens.Length)];
            try
            {
                int fault = Try(Blobs.Reseal(Damage(blob, goldens[random.Next(goldens.Length)], random)), random);
                seen.Add(fault);
                if (fault == BlobFault.None) sound++;
            }
            catch (Exception error) when (error is not AssertFailedException)
            {
                Assert.Fail($"seed {seed}, blob {i}: {error}");
            }
        }

        TestContext.WriteLine($"{sound} of 30000 still rank; faults {string.Join(' ', seen.Order())}");
        Assert.IsGreaterThan(1000, sound);
        Assert.IsGreaterThan(12, seen.Count);
    }

    // A few bytes changed; sometimes a piece cut out, doubled or taken from another blob.
    private static byte[] Damage(byte[] blob, byte[] other, Random random)
    {
        int at = random.Next(BlobLayout.HeaderBytes, blob.Length + 1), length = random.Next(6);
        byte[] result = random.Next(12) switch
        {
            0 => [.. blob[..at], .. blob.Skip(at + length)],
            1 => [.. blob[..at], .. blob.Skip(at - length).Take(length), .. blob[at..]],
            2 => [.. blob[..at], .. other.Skip(at)],
            _ => [.. blob],
        };
        for (int changes = random.Next(1, 9); changes > 0; changes--)
        {
            int first = random.Next(10) == 0 ? 0 : BlobLayout.HeaderBytes;
            result[Math.Min(random.Next(first, result.Length), result.Length - 1)] = (byte)(random.Next(3) switch
            {
                0 => random.Next(256),
                1 => random.Next(4),
                _ => 255 - random.Next(2),
            });
        }

        return result;
    }

    // Reads and ranks, alone and before poison of two kinds, which must make no difference. Answers the fault.
    private static int Try(byte[] blob, Random random)
    {
        int seed = random.Next();
        (int fault, string results) = Run(blob, blob.Length, new Random(seed));
        foreach (byte poison in new byte[] { 0x00, 0xFF })
        {
            byte[] larger = new byte[blob.Length + 300];
            Array.Fill(larger, poison);
            blob.CopyTo(larger, 0);
            Assert.AreEqual((fault, results), Run(larger, blob.Length, new Random(seed)), "bytes after the blob were read");
        }

        return fault;
    }

    private static (int Fault, string Results) Run(byte[] bytes, int length, Random random)
    {
        var shelf = new LoadedShelf();
        int fault = BlobReader.Read(bytes, length, shelf, Blobs.Heap);
        if (fault != BlobFault.None) return (fault, "");
        var results = new List<long>();
        for (int i = 0; i < 3; i++)
        {
            Profile profile = Profile.Random(shelf, random);
            if (!profile.IsAcceptedBy(shelf)) throw new InvalidOperationException("A sound shelf refuses a sound profile.");
            Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, shelf.Keys.Length);
            results.AddRange(shelf.Keys);
        }

        return (fault, string.Join(' ', results));
    }
}
