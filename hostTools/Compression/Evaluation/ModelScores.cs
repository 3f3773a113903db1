using Endcap.Compression.Datasets;
using Endcap.Compression.Models;

namespace Endcap.Compression.Evaluation;

/// <summary>Float scores of whole data sets.</summary>
public static class ModelScores
{
    private const int RowsPerBlock = 1024;

    /// <summary>[row]: the model's raw score. Rows are shared out over the processors.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Binned with the model's schema.</param>
    /// <param name="progress">Told the fraction done, 0…1, one call at a time; or null.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    public static double[] Of(BinModel model, BinnedDataset data, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var gate = new Lock();
        int done = 0;
        var scores = new double[data.RowCount];
        int blocks = (scores.Length + RowsPerBlock - 1) / RowsPerBlock;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellation }, block =>
        {
            var bins = new byte[data.Columns.Length];
            int end = Math.Min(scores.Length, (block + 1) * RowsPerBlock);
            for (int row = block * RowsPerBlock; row < end; row++)
            {
                for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][row];
                scores[row] = model.Score(bins);
            }

            lock (gate) progress?.Report((double)++done / blocks);
        });
        return scores;
    }
}
