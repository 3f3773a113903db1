using Endcap.Compression.Datasets;
using Endcap.Kernel;

namespace Endcap.Compression.Models.Dense;

/// <summary>
/// The layers of a network over the bins of a schema, and where their numbers stand in one array of parameters: a column
/// of the first layer for each bin of each feature, the first biases, then each later layer's biases and weights.
/// </summary>
public sealed class DenseShape
{
    /// <summary>Most hidden layers: what the label's network holds, the output not counted.</summary>
    public const int MaxHidden = DenseLoader.MaxLayers;

    /// <summary>Most units of a layer.</summary>
    public const int MaxUnits = DenseLoader.MaxUnits;

    /// <summary>Lays the parameters out.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="hidden">[hidden layer]: units; 1…3 layers of 1…64.</param>
    /// <param name="activations">[hidden layer].</param>
    public DenseShape(Schema schema, IReadOnlyList<int> hidden, IReadOnlyList<Activation> activations)
    {
        if (hidden.Count is 0 or > MaxHidden || hidden.Any(units => units is < 1 or > MaxUnits) || activations.Count != hidden.Count)
            throw new ArgumentException($"1 to {MaxHidden} layers of 1 to {MaxUnits} units, each with an activation.", nameof(hidden));
        Bins = [.. schema.Features.Select(feature => feature.BinCount)];
        Widths = [.. hidden, 1];
        Activations = [.. activations];
        ColumnAt = new int[Bins.Length];
        BiasAt = new int[Widths.Length];
        WeightAt = new int[Widths.Length];
        for (int f = 0; f < Bins.Length; f++)
        {
            ColumnAt[f] = Count;
            Count += Bins[f] * Units;
        }

        for (int layer = 0; layer < Widths.Length; layer++)
        {
            BiasAt[layer] = Count;
            Count += Widths[layer];
            WeightAt[layer] = Count;
            if (layer > 0) Count += Widths[layer] * Widths[layer - 1];
        }
    }

    /// <summary>[feature]: number of bins.</summary>
    public int[] Bins { get; }

    /// <summary>[layer]: units; the last layer has one and no activation.</summary>
    public int[] Widths { get; }

    /// <summary>[hidden layer].</summary>
    public Activation[] Activations { get; }

    /// <summary>Units of the first layer.</summary>
    public int Units => Widths[0];

    /// <summary>Number of hidden layers.</summary>
    public int Hidden => Activations.Length;

    /// <summary>[feature]: where its columns begin: [bin · units + unit].</summary>
    public int[] ColumnAt { get; }

    /// <summary>[layer]: where its biases begin.</summary>
    public int[] BiasAt { get; }

    /// <summary>[layer]: where its weights begin: [unit · inputs + input]; the first layer has none.</summary>
    public int[] WeightAt { get; }

    /// <summary>Number of parameters.</summary>
    public int Count { get; }
}
