using System.Reflection;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation;

/// <summary>One array of a loaded shelf.</summary>
/// <param name="Name">The field of <see cref="LoadedShelf"/>.</param>
/// <param name="Elements">Its length.</param>
/// <param name="Bytes">What it takes on the managed heap.</param>
public sealed record HeapArray(string Name, int Elements, int Bytes);

/// <summary>
/// Managed heap that a loaded shelf keeps on a 32-bit nanoFramework device, computed by the runtime's rule (heap blocks
/// of 12 bytes; an object takes one block and one more for each field, an array one block and its contents in whole
/// blocks), not measured. Objects that live only while a blob is being read are not counted.
/// </summary>
public sealed class LoadedHeap
{
    /// <summary>The rule, for reports.</summary>
    public const string Rule =
        "computed by rule, not measured: 12 · (fields + 1) bytes for an object, 12 + contents in blocks of 12 for an array; "
        + "objects that live only while the blob is read come on top";

    private const int BlockBytes = 12;

    private LoadedHeap(int objectBytes, HeapArray blob, IReadOnlyList<HeapArray> arrays) =>
        (ObjectBytes, Blob, Arrays) = (objectBytes, blob, arrays);

    /// <summary>The <see cref="LoadedShelf"/> itself, and the models that it refers to.</summary>
    public int ObjectBytes { get; }

    /// <summary>The blob's own bytes, which are read in place.</summary>
    public HeapArray Blob { get; }

    /// <summary>What loading adds, largest first.</summary>
    public IReadOnlyList<HeapArray> Arrays { get; }

    /// <summary>All of it.</summary>
    public int TotalBytes => ObjectBytes + Blob.Bytes + Arrays.Sum(array => array.Bytes);

    /// <summary>Counts a shelf that was read without fault.</summary>
    public static LoadedHeap Of(LoadedShelf shelf)
    {
        object[] objects = [.. new object?[] { shelf, shelf.Dense, shelf.Factors }.OfType<object>()];
        var arrays = objects.SelectMany(ArraysOf).Where(array => array.Array != shelf.Blob).DistinctBy(array => array.Array)
            .Select(array => Count(array.Name, array.Array));
        return new LoadedHeap(objects.Sum(each => BlockBytes * (Fields(each).Length + 1)), Count(nameof(LoadedShelf.Blob), shelf.Blob),
            [.. arrays.OrderByDescending(array => array.Bytes)]);
    }

    private static IEnumerable<(string Name, Array Array)> ArraysOf(object of) => Fields(of).Select(field => (field.Name, field.GetValue(of) as Array))
        .Where(field => field.Item2 is not null).Select(field => (field.Name, field.Item2!));

    private static FieldInfo[] Fields(object of) =>
        of.GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);

    private static HeapArray Count(string name, Array array) =>
        new(name, array.Length, BlockBytes * (1 + (Buffer.ByteLength(array) + BlockBytes - 1) / BlockBytes));
}
