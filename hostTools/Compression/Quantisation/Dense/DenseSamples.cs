using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors;

namespace Endcap.Compression.Quantisation.Dense;

/// <summary>What the layers of a network see over rows of data, as floats or as a label computes them.</summary>
internal sealed class DenseSamples
{
    /// <summary>Rows looked at, spread over the data.</summary>
    public const int MostRows = 8192;

    private readonly BinnedDataset _data;
    private readonly DensePass _pass;
    private readonly float[] _parameters;
    private readonly byte[] _bins;

    private DenseSamples(DenseModel model, BinnedDataset data, float[] parameters, ActivationGrid[]? grids)
    {
        (_data, _parameters) = (data, parameters);
        _pass = new DensePass(model.Shape, grids);
        _bins = new byte[data.Columns.Length];
        Step = (data.RowCount + MostRows - 1) / MostRows;
        Count = (data.RowCount + Step - 1) / Step;
    }

    /// <summary>Rows looked at.</summary>
    public int Count { get; }

    /// <summary>Every so many rows one is looked at.</summary>
    public int Step { get; }

    /// <summary>The float network.</summary>
    public static DenseSamples OfFloat(DenseModel model, BinnedDataset data) => new(model, data, model.Parameters, null);

    /// <summary>What a shelf's integers stand for.</summary>
    public static DenseSamples OfLabel(DenseModel model, BinnedDataset data, DensePrecision precision)
    {
        DenseGrids grids = GridsOf(model, precision);
        float[] rounded = new float[model.Shape.Count];
        grids.Round(model.Parameters, rounded, new bool[rounded.Length]);
        return new DenseSamples(model, data, rounded, grids.Activations);
    }

    /// <summary>The levels of a precision.</summary>
    public static DenseGrids GridsOf(DenseModel model, DensePrecision precision)
    {
        var features = new RuntimeFeatures(model.Schema);
        return DenseGrids.Of(model, features, new Calibration(features, model.BinCounts), precision);
    }

    /// <summary>[row]: scores.</summary>
    public double[] Scores() => [.. Rows().Select(pass => pass.Sums[^1][0])];

    /// <summary>[row][unit]: outputs of a hidden layer.</summary>
    public Matrix Outputs(int layer) => Collect(pass => pass.Outputs[layer]);

    /// <summary>[row][unit]: sums of a layer, before its activation.</summary>
    public Matrix Sums(int layer) => Collect(pass => pass.Sums[layer]);

    /// <summary>The pass after each row.</summary>
    public IEnumerable<DensePass> Rows()
    {
        for (int i = 0; i < Count; i++)
        {
            for (int f = 0; f < _bins.Length; f++) _bins[f] = _data.Columns[f][i * Step];
            _pass.Forward(_parameters, _bins);
            yield return _pass;
        }
    }

    private Matrix Collect(Func<DensePass, double[]> of)
    {
        var values = new List<float>();
        int width = 0;
        foreach (DensePass pass in Rows())
        {
            double[] row = of(pass);
            width = row.Length;
            foreach (double value in row) values.Add((float)value);
        }

        return new Matrix(values.Count / Math.Max(width, 1), width, [.. values]);
    }
}
