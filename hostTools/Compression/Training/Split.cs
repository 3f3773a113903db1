using Endcap.Compression.Models;

namespace Endcap.Compression.Training;

/// <summary>A candidate split of a node.</summary>
internal struct Split
{
    /// <summary>Gain after penalties; at most 0: no split.</summary>
    public double Gain;

    /// <summary>Feature number of the schema.</summary>
    public int Feature;

    /// <summary>Bins that go left.</summary>
    public BinSet Left;

    /// <summary>Last value bin that goes left; −1 for a categorical split.</summary>
    public int Threshold;

    /// <summary>Sums of the left child, in fixed point.</summary>
    public long LeftGradient, LeftHessian;

    /// <summary>A node without a split.</summary>
    public static Split None => new() { Gain = 0, Feature = -1 };
}

/// <summary>A node of the tree that is being grown.</summary>
internal sealed class GrowingNode
{
    public int Depth;
    public int Begin, End; // its rows in the row order
    public long Gradient, Hessian; // sums over its rows, in fixed point
    public double Lower, Upper; // bounds of its leaf value before shrinkage, from monotone splits above
    public int[] PathFeatures = []; // the different non-item features above it
    public long[]? Histogram;
    public Split Best;
    public GrowingNode? LeftChild, RightChild;

    public int RowCount => End - Begin;
}
