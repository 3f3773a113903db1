using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;

namespace Endcap.Compression.Training.Dense;

/// <summary>What a dense teacher has to match.</summary>
public static class HiddenValues
{
    /// <summary>[row][unit]: the last hidden layer of a network over data in its bins.</summary>
    public static Matrix Of(DenseModel model, BinnedDataset data)
    {
        var result = new Matrix(data.RowCount, model.Shape.Widths[^2]);
        var pass = new DensePass(model.Shape);
        byte[] bins = new byte[data.Columns.Length];
        for (int row = 0; row < data.RowCount; row++)
        {
            for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][row];
            pass.Forward(model.Parameters, bins);
            FeatureMatch.Outputs(pass, result.Row(row));
        }

        return result;
    }
}
