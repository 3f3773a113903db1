using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Quantisation;
using Endcap.Compression.Quantisation.Dense;
using Endcap.Compression.Specialisation;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Training.Dense;

/// <summary>Rounding inside training: levels are chosen anew each time, so training sees what the shelf build will choose.</summary>
internal sealed class DenseFineTuning
{
    private readonly DensePrecision _precision;
    private readonly RuntimeFeatures _features;
    private readonly Calibration _calibration;
    private readonly float[] _rounded;
    private readonly bool[] _passes;
    private readonly bool[] _held; // pruned
    private DenseGrids? _grids;

    public DenseFineTuning(DenseModel start, DensePrecision precision, BinnedDataset train)
    {
        _precision = precision with { Steps = null };
        Start = new DenseModel(start.Schema, start.Objective, start.Shape, start.Parameters)
        {
            BinCounts = start.BinCounts ?? train.CountBins(),
            Precision = _precision,
            Ranges = start.Ranges ?? DenseRanges.Of(start, train, Calibrator.SquaredError),
        };
        _features = new RuntimeFeatures(start.Schema);
        _calibration = new Calibration(_features, Start.BinCounts);
        _rounded = new float[start.Shape.Count];
        _passes = new bool[start.Shape.Count];
        bool[] weights = DenseStart.Weights(start.Shape);
        _held = [.. start.Parameters.Select((value, i) => weights[i] && value == 0)];
    }

    /// <summary>The network that training goes on from.</summary>
    public DenseModel Start { get; }

    /// <summary>[hidden layer]: how activations are rounded.</summary>
    public ActivationGrid[]? Grids => _grids?.Activations;

    /// <summary>What the rounded parameters stand for; valid until the next call.</summary>
    public float[] Round(float[] parameters)
    {
        var model = new DenseModel(Start.Schema, Start.Objective, Start.Shape, parameters) { Ranges = Start.Ranges };
        _grids = DenseGrids.Of(model, _features, _calibration, _precision);
        _grids.Round(parameters, _rounded, _passes);
        return _rounded;
    }

    /// <summary>Takes away the gradient of parameters that the last rounding clipped or that were pruned.</summary>
    public void Mask(float[] gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
            if (!_passes[i] || _held[i]) gradient[i] = 0;
    }
}
