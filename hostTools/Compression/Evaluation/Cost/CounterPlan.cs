namespace Endcap.Compression.Evaluation.Cost;

/// <summary>What the instrumenter must insert into one method; arrays by instruction, −1 where nothing is inserted.</summary>
internal sealed class CounterPlan
{
    /// <summary>A plan without counters.</summary>
    public CounterPlan(int instructions)
    {
        Block = NewArray(instructions);
        NotTaken = NewArray(instructions);
        FullFrame = NewArray(instructions);
    }

    /// <summary>Counter of the basic block that starts at an instruction.</summary>
    public int[] Block { get; }

    /// <summary>Counter to tick when the conditional branch falls through.</summary>
    public int[] NotTaken { get; }

    /// <summary>Counter to tick when an inlinable call finds its caller's frame already inlined.</summary>
    public int[] FullFrame { get; }

    /// <summary>Counter to tick once per entry of the method, or −1.</summary>
    public int Entry { get; set; } = -1;

    /// <summary>Whether some call of the method costs less when the method's own frame is not inlined.</summary>
    public bool HasInlinableCalls => Array.Exists(FullFrame, counter => counter >= 0);

    private static int[] NewArray(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
