using Endcap.Compression.Datasets;

namespace Endcap.Compression.Training.Linear;

/// <summary>One term of a linear model: a weight for each bin of a feature, or for each pair of bins of two.</summary>
internal sealed class LinearTerm
{
    private readonly byte[] _first;
    private readonly byte[]? _second;

    /// <summary>Creates a term of weights 0.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="first">Feature number.</param>
    /// <param name="second">Feature number, or −1.</param>
    public LinearTerm(BinnedDataset data, int first, int second = -1)
    {
        (First, Second) = (first, second);
        _first = data.Columns[first];
        _second = second < 0 ? null : data.Columns[second];
        Columns = second < 0 ? 1 : data.Schema.Features[second].BinCount;
        Weights = new double[data.Schema.Features[first].BinCount * Columns];
    }

    /// <summary>Feature number.</summary>
    public int First { get; }

    /// <summary>Feature number, or −1.</summary>
    public int Second { get; }

    /// <summary>Bins of the second feature, or 1.</summary>
    public int Columns { get; }

    /// <summary>[bin of the first feature · Columns + bin of the second]: weight.</summary>
    public double[] Weights { get; }

    /// <summary>The weight that a row reads.</summary>
    public int CellOf(int row) => _second is null ? _first[row] : _first[row] * Columns + _second[row];

    /// <summary>Sums derivatives by weight, in the order of the rows.</summary>
    public void Sum(double[] gradient, double[] hessian, double[] gradients, double[] hessians)
    {
        for (int row = 0; row < gradient.Length; row++)
        {
            int cell = CellOf(row);
            gradients[cell] += gradient[row];
            hessians[cell] += hessian[row];
        }
    }

    /// <summary>Adds a change of the weights to the rows' scores.</summary>
    public void AddTo(double[] scores, double[] change)
    {
        for (int row = 0; row < scores.Length; row++) scores[row] += change[CellOf(row)];
    }
}
