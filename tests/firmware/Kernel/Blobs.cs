using System.Buffers.Binary;
using System.Reflection;
using Endcap.Compression.Blobs;
using Endcap.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>What the tests do with blobs.</summary>
internal static class Blobs
{
    /// <summary>Heap that the tests grant.</summary>
    public const int Heap = 4 << 20;

    /// <summary>Every fault by name, None included.</summary>
    public static (string Name, int Number)[] Faults { get; } = [.. typeof(BlobFault)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, (int)field.GetRawConstantValue()!))];

    /// <summary>Reads a blob that must be sound.</summary>
    public static LoadedShelf Load(byte[] blob)
    {
        var shelf = new LoadedShelf();
        Assert.AreEqual(BlobFault.None, BlobReader.Read(blob, blob.Length, shelf, Heap));
        return shelf;
    }

    /// <summary>The fault of a blob.</summary>
    public static int FaultOf(byte[] blob, int heap = Heap) => BlobReader.Read(blob, blob.Length, new LoadedShelf(), heap);

    /// <summary>Writes bytes and makes length and checksum fit again.</summary>
    public static byte[] Change(byte[] blob, params (int At, int Value)[] changes)
    {
        foreach ((int at, int value) in changes) blob[at] = (byte)value;
        return Reseal(blob);
    }

    /// <summary>Makes length and checksum fit the present bytes; a blob too short to hold them stays as it is.</summary>
    public static byte[] Reseal(byte[] blob)
    {
        if (blob.Length < BlobLayout.HeaderBytes) return blob;
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(BlobLayout.LengthAt), blob.Length);
        BlobWriter.Seal(blob);
        return blob;
    }

    /// <summary>Checks a property on random seeds; FsCheck reports the seed that fails.</summary>
    public static void ForSeeds(int count, Action<Random> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed => property(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
}
