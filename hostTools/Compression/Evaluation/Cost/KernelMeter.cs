using System.Reflection;
using Endcap.Kernel;

namespace Endcap.Compression.Evaluation.Cost;

/// <summary>The cost of the label's own work on one shelf at a time: reading a blob and ranking it. One thread at a time.</summary>
public sealed class KernelMeter : IDisposable
{
    private readonly InstrumentedAssembly _kernel;
    private readonly Type _shelfType;
    private readonly FieldInfo _keys;
    private readonly Func<byte[], int, object, int, int> _read;
    private readonly Action<object, byte[], byte[], int, int> _rank;
    private object? _shelf;

    /// <summary>Instruments the kernel that this program is linked to.</summary>
    /// <exception cref="InvalidOperationException">The kernel was compiled without optimisation.</exception>
    public KernelMeter()
    {
        _kernel = InstrumentedAssembly.Load(typeof(BlobReader).Assembly.Location);
        _shelfType = _kernel.GetType(typeof(LoadedShelf).FullName!);
        _keys = _shelfType.GetField(nameof(LoadedShelf.Keys))!;
        _read = _kernel.Bind<Func<byte[], int, object, int, int>>(typeof(BlobReader).FullName!, nameof(BlobReader.Read));
        _rank = _kernel.Bind<Action<object, byte[], byte[], int, int>>(typeof(Ranker).FullName!, nameof(Ranker.Rank));
    }

    /// <summary>The keys of the last ranking; see <see cref="LoadedShelf.Keys"/>. Overwritten by the next.</summary>
    public long[] Keys => (long[])_keys.GetValue(Loaded)!;

    private object Loaded => _shelf ?? throw new InvalidOperationException("no shelf has been read");

    /// <summary>Reads a blob, which the following rankings use, and says what reading costs.</summary>
    /// <param name="blob">The whole blob; kept, must not change.</param>
    /// <param name="heapLimit">Bytes that the expanded tables may take.</param>
    /// <exception cref="ArgumentException">The blob has a fault.</exception>
    public IlCost MeasureRead(byte[] blob, int heapLimit = int.MaxValue)
    {
        object shelf = Activator.CreateInstance(_shelfType)!;
        int fault = 0;
        IlCost cost = _kernel.Measure(() => fault = _read(blob, blob.Length, shelf, heapLimit));
        if (fault != BlobFault.None) throw new ArgumentException($"the blob has fault {fault}", nameof(blob));
        _shelf = shelf;
        return cost;
    }

    /// <summary>The cost of ranking the shelf once. Parameters as of <see cref="Ranker.Rank"/>; the profile must be acceptable.</summary>
    public IlCost MeasureRank(byte[] shared, byte[] listed, int listedCount, int k)
    {
        object shelf = Loaded;
        return _kernel.Measure(() => _rank(shelf, shared, listed, listedCount, k));
    }

    /// <inheritdoc/>
    public void Dispose() => _kernel.Dispose();
}
