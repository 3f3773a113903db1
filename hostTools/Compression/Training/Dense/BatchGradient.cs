using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;

namespace Endcap.Compression.Training.Dense;

/// <summary>
/// The gradient of a batch, in chunks of a fixed number of units whose sums are added in order: the result does not depend
/// on which thread computes which chunk.
/// </summary>
internal sealed class BatchGradient
{
    private const int RowsPerChunk = 64;

    private readonly DenseShape _shape;
    private readonly BinnedDataset _data;
    private readonly DenseLoss _loss;
    private readonly WorkSharing _work;
    private readonly FeatureMatch? _match;
    private readonly double[] _scores, _slopes; // [row]
    private readonly int _unitsPerChunk;
    private float[][] _sums = []; // [chunk][parameter]

    public BatchGradient(DenseShape shape, BinnedDataset data, DenseLoss loss, WorkSharing work, FeatureMatch? match = null)
    {
        (_shape, _data, _loss, _work, _match) = (shape, data, loss, work, match);
        _scores = new double[data.RowCount];
        _slopes = new double[data.RowCount];
        _unitsPerChunk = Math.Max(1, RowsPerChunk * loss.Units / data.RowCount);
    }

    /// <summary>The mean gradient over units. Valid until the next call.</summary>
    /// <param name="units">The batch.</param>
    /// <param name="parameters">Where; rounded ones when <paramref name="grids"/> are given.</param>
    /// <param name="grids">Of the activations, or null: as floats.</param>
    public float[] Of(ArraySegment<int> units, float[] parameters, ActivationGrid[]? grids)
    {
        int chunks = (units.Count + _unitsPerChunk - 1) / _unitsPerChunk;
        if (_sums.Length < chunks) _sums = [.. Enumerable.Range(0, chunks).Select(_ => new float[_shape.Count])];
        long steps = (long)units.Count * _data.RowCount / _loss.Units * (_shape.Count - _shape.BiasAt[0] + _shape.Units * _shape.Bins.Length) * 4;
        _work.For(chunks, steps, chunk =>
        {
            Array.Clear(_sums[chunk]);
            int first = chunk * _unitsPerChunk, count = Math.Min(_unitsPerChunk, units.Count - first);
            AddUnits(units.Slice(first, count), parameters, new DensePass(_shape, grids), _sums[chunk]);
        });
        float[] total = _sums[0];
        for (int chunk = 1; chunk < chunks; chunk++)
            for (int i = 0; i < total.Length; i++) total[i] += _sums[chunk][i];
        for (int i = 0; i < total.Length; i++) total[i] /= units.Count;
        return total;
    }

    private void AddUnits(ArraySegment<int> units, float[] parameters, DensePass pass, float[] sums)
    {
        byte[] bins = new byte[_data.Columns.Length];
        foreach (int unit in units)
        {
            (int first, int end) = _loss.Rows(unit);
            var hidden = _match is null ? null : new Matrix(end - first, _match.Width);
            for (int row = first; row < end; row++)
            {
                _scores[row] = pass.Forward(parameters, BinsOf(row, bins));
                if (hidden is not null) FeatureMatch.Outputs(pass, hidden.Row(row - first));
            }

            _loss.Compute(unit, _scores, _slopes);
            Matrix? match = hidden is null ? null : _match!.Gradient(first, hidden);
            for (int row = first; row < end; row++)
            {
                if (_slopes[row] == 0 && match is null) continue;
                // The pass keeps one row only, so a unit of several rows goes forward once more.
                if (end - first > 1) pass.Forward(parameters, BinsOf(row, bins));
                pass.Backward(parameters, bins, _slopes[row], sums, match is null ? default : match.Row(row - first));
            }
        }
    }

    private byte[] BinsOf(int row, byte[] bins)
    {
        for (int f = 0; f < bins.Length; f++) bins[f] = _data.Columns[f][row];
        return bins;
    }
}
