namespace Endcap.Kernel;

/// <summary>A two-tower recommender as <see cref="FactorsLoader"/> expands it for <see cref="FactorsKernel"/>. Fields and flat arrays: see <see cref="LoadedShelf"/>.</summary>
public sealed class FactorModel
{
    /// <summary>Elements of a vector, a multiple of 4.</summary>
    public int Rank;

    /// <summary>[used shared feature]: its number.</summary>
    public byte[] TowerUsed;

    /// <summary>[used shared feature]: its columns count 2^shift.</summary>
    public byte[] TowerShift;

    /// <summary>[used shared feature · 16 + bin]: start of its column.</summary>
    public int[] TowerAt;

    /// <summary>Columns of the shopper's tower.</summary>
    public sbyte[] TowerColumns;

    /// <summary>[element]: where the shopper's vector begins.</summary>
    public short[] UserStart;

    /// <summary>Multiplies the shopper's vector before it is clamped.</summary>
    public int UserMultiplier;

    /// <summary>Shift of the shopper's vector.</summary>
    public int UserShift;

    /// <summary>Affinity feature that weighs the history, or −1.</summary>
    public int History;

    /// <summary>[bin of the history's feature]: weight.</summary>
    public sbyte[] HistoryWeight;

    /// <summary>[product]: multiplier of its vector in a history.</summary>
    public byte[] HistoryMultiplier;

    /// <summary>[product · rank + element]; may be <see cref="ProductVectors"/>.</summary>
    public sbyte[] HistoryVectors;

    /// <summary>Number of norms.</summary>
    public int HistoryNorms;

    /// <summary>Offset in the blob of the norms (u16 each), by number of products less one.</summary>
    public int HistoryNormsAt;

    /// <summary>[product · rank + element].</summary>
    public sbyte[] ProductVectors;

    /// <summary>[product]: multiplier of the dot product, 0…32767.</summary>
    public short[] ProductMultiplier;

    /// <summary>Shift of the dot product.</summary>
    public int ProductShift;

    /// <summary>Scratch, [element].</summary>
    public int[] UserSum;

    /// <summary>Scratch, [element].</summary>
    public int[] UserHistory;

    /// <summary>Scratch, [element]: the shopper's vector.</summary>
    public int[] User;
}
