using Endcap.Virtual;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Memory of the chip. Models: a total and a free figure from the board's data; nothing is measured on a PC.</summary>
public class NativeMemory
{
    /// <summary>Which memory.</summary>
    public enum MemoryType
    {
        /// <summary>All of it.</summary>
        All = 0,

        /// <summary>RAM inside the chip.</summary>
        Internal = 1,

        /// <summary>PSRAM beside the chip.</summary>
        SpiRam = 2,
    }

    /// <summary>Size and rest of a memory: the heap that the board's data grants, and <see cref="VirtualBoard.FreeHeapBytes"/>.</summary>
    /// <param name="memoryType">Which memory; PSRAM is empty on a board without.</param>
    /// <param name="totalSize">Bytes in all.</param>
    /// <param name="totalFreeSize">Bytes free.</param>
    /// <param name="largestFreeBlock">The largest free block, bytes: all of the free ones.</param>
    public static void GetMemoryInfo(MemoryType memoryType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        VirtualBoard board = VirtualBoard.Current;
        bool none = memoryType == MemoryType.SpiRam && !board.Data.Psram;
        totalSize = none ? 0 : (uint)board.Data.HeapBytes;
        totalFreeSize = none ? 0 : board.FreeHeapBytes < 0 ? totalSize : (uint)board.FreeHeapBytes;
        largestFreeBlock = totalFreeSize;
    }
}
