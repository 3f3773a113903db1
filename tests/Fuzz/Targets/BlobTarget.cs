using System.Buffers.Binary;
using Endcap.Compression.Blobs;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Fuzz.Targets;

/// <summary>
/// The label's reader: any bytes give a fault or a shelf that ranks every sound profile and serves every schema page, within the
/// heap that was granted.
/// </summary>
internal static class BlobTarget
{
    private const int Heap = 64 << 10;

    // What the reader may allocate beside the arrays that it counts: the shelf object and small arrays that live for a moment.
    private const int Beside = 16 << 10;
    private const int RandomSeeds = 150;

    public static FuzzTarget Create() => new("blob", [.. GoldenFiles.Names.Select(GoldenFiles.Read), .. RandomBlobs()], Run, Repair);

    private static IEnumerable<byte[]> RandomBlobs()
    {
        var random = new Random(1);
        return Enumerable.Range(0, RandomSeeds).Select(_ => BlobWriter.Write(RandomContent.Of(random)));
    }

    /// <summary>Makes length, number of sections and checksum fit.</summary>
    public static byte[] Repair(byte[] blob)
    {
        if (blob.Length < BlobLayout.HeaderBytes) return blob;
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(0), BlobLayout.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(BlobLayout.LengthAt), blob.Length);
        blob[BlobLayout.MajorAt] = BlobLayout.Major;
        BlobWriter.Seal(blob);
        return blob;
    }

    private static void Run(byte[] blob)
    {
        var shelf = new LoadedShelf();
        long before = GC.GetAllocatedBytesForCurrentThread();
        int fault = BlobReader.Read(blob, blob.Length, shelf, Heap);
        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        // A PC's arrays and longs take more than a device's, never twice as much.
        if (used > 2 * (Heap + Beside)) throw new InvalidOperationException($"{used} bytes allocated for a heap of {Heap}");
        if (fault != BlobFault.None) return;
        var random = new Random(blob.Length);
        for (int i = 0; i < 2; i++) Rank(shelf, Profile.Random(shelf, random));
        byte[] page = new byte[SchemaPages.MinPageBytes];
        for (int p = SchemaPages.PageCount(shelf, page.Length) - 1; p >= 0; p--) SchemaPages.Encode(shelf, 1, p, page.Length, page);
    }

    private static void Rank(LoadedShelf shelf, Profile profile)
    {
        if (!profile.IsAcceptedBy(shelf)) throw new InvalidOperationException("a sound shelf refuses a sound profile");
        int k = shelf.Keys.Length;
        Ranker.Rank(shelf, profile.Shared, profile.Listed, profile.ListedCount, k);
        int before = int.MaxValue;
        var seen = new HashSet<int>();
        for (int rank = 0; rank < k; rank++)
        {
            int product = TopK.Product(shelf.Keys[rank]), score = shelf.Scores[product] - shelf.Bias;
            if (product < 0 || product >= shelf.ProductCount || !seen.Add(product)) throw new InvalidOperationException($"product {product} at rank {rank}");
            // BLOB.md: accumulators cannot overflow.
            if (score > before || Math.Abs((long)score) > 1L << 30) throw new InvalidOperationException($"score {score} after {before}");
            before = score;
        }
    }
}
