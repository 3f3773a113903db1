using Endcap.Boards;
using Endcap.Label.Storage;
using Endcap.Simulation;
using Endcap.Tests.Firmware.Protocol;

namespace Endcap.Tests.Firmware.Label.Life;

/// <summary>What a PC can tell of the heap: the label's own objects by rule, held against the board's.</summary>
[TestClass]
public sealed class HeapTests
{
    [TestMethod]
    public void A_Label_Whose_Objects_Exceed_The_Boards_Heap_Is_A_Problem()
    {
        Board small = LilygoT5.Create();
        using var label = new SimulatedLabel(small, [(Drive.ShelfA, Packets.Example().Blob)]);
        label.Boot();
        label.Board.Run(TimeSpan.FromSeconds(5));
        Assert.IsEmpty(label.Problems);
        small.HeapBytes = label.HeapBytes + Board.ProgramBytes / 3 - 1;
        Assert.HasCount(1, label.Problems);
    }

    [TestMethod]
    public void An_Object_Takes_A_Block_And_One_For_Each_Field_And_An_Array_Its_Contents_In_Blocks()
    {
        Assert.AreEqual(12 + 12, ManagedHeap.Of(new byte[12]));
        Assert.AreEqual(12 + 24, ManagedHeap.Of(new byte[13]));
        Assert.AreEqual(12 * (5 + 1) + 12 + 43 * 12, ManagedHeap.Of(new Endcap.Label.Radio.Inbox())); // five fields; 512 bytes in 43 blocks
    }
}
