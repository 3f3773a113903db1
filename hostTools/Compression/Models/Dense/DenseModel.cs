using Endcap.Compression.Datasets;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Compression.Models.Dense;

/// <summary>
/// A small dense network. Its inputs are bins, so the first layer is a sum of columns, one for each feature; after each
/// hidden layer an activation; the last layer gives the score.
/// </summary>
public sealed class DenseModel : BinModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="schema">Describes the features.</param>
    /// <param name="objective">The objective it was trained for.</param>
    /// <param name="shape">Its layers, over the same schema.</param>
    /// <param name="parameters">As the shape lays them out; kept, not copied.</param>
    public DenseModel(Schema schema, string objective, DenseShape shape, float[] parameters)
        : base(schema, objective)
    {
        if (parameters.Length != shape.Count) throw new ArgumentException($"The shape has {shape.Count} parameters.", nameof(parameters));
        (Shape, Parameters) = (shape, parameters);
    }

    /// <summary>The layers.</summary>
    public DenseShape Shape { get; }

    /// <summary>All numbers; see <see cref="DenseShape"/>.</summary>
    public float[] Parameters { get; }

    /// <summary>[hidden layer]: the sums before the activation that training data showed and a label must not clip; null: unknown.</summary>
    public IReadOnlyList<ClippingRange>? Ranges { get; init; }

    /// <summary>How a label stores the numbers; null: as the shelf build is told, int8 by default.</summary>
    public DensePrecision? Precision { get; init; }

    /// <summary>The same network with other numbers.</summary>
    /// <param name="parameters">Its numbers; kept.</param>
    /// <param name="ranges">Of the hidden layers' sums, or null: to be measured.</param>
    /// <param name="precision">As <see cref="Precision"/>.</param>
    public DenseModel With(float[] parameters, IReadOnlyList<ClippingRange>? ranges, DensePrecision? precision) =>
        new(Schema, Objective, Shape, parameters) { BinCounts = BinCounts, Ranges = ranges, Precision = precision };

    /// <inheritdoc/>
    public override double Score(ReadOnlySpan<byte> bins) => new DensePass(Shape).Forward(Parameters, bins);
}
