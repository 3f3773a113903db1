namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>
/// A row-major array of numbers, a slot of a graph: its buffer is kept from row to row. Numbers of every type are kept as double;
/// results of float32 operations are rounded once, which for +, −, ·, / and √ gives float32's own result.
/// </summary>
public sealed class Tensor
{
    private const int MostDimensions = 8;
    private readonly GraphBudget? _budget;
    private double[] _values = [];

    /// <summary>An empty slot of a scorer.</summary>
    public Tensor(GraphBudget budget)
    {
        _budget = budget;
    }

    /// <summary>A constant.</summary>
    /// <param name="type">What the numbers are.</param>
    /// <param name="shape">Dimensions; their product is the number of values.</param>
    /// <param name="values">Row-major.</param>
    public Tensor(TensorType type, int[] shape, double[] values)
    {
        Type = type;
        Shape = shape;
        Count = values.Length;
        _values = values;
    }

    /// <summary>What the numbers are.</summary>
    public TensorType Type { get; private set; }

    /// <summary>Dimensions; none for a single number.</summary>
    public int[] Shape { get; private set; } = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The texts that a <see cref="TensorType.Text"/> tensor's numbers stand for.</summary>
    public IReadOnlyList<string>? Texts { get; set; }

    /// <summary>The values, row-major.</summary>
    public Span<double> Values => _values.AsSpan(0, Count);

    /// <summary>Number of dimensions.</summary>
    public int Rank => Shape.Length;

    /// <summary>Gives the slot a type and a shape; its values are undefined until written.</summary>
    public Span<double> Reset(TensorType type, ReadOnlySpan<int> shape)
    {
        Type = type;
        Texts = null;
        Count = CountOf(shape);
        if (!shape.SequenceEqual(Shape)) Shape = shape.ToArray();
        if (_values.Length < Count)
        {
            _budget?.Allocate(Count - _values.Length);
            _values = new double[Count];
        }

        return Values;
    }

    /// <summary>Copies another tensor's values under a shape with as many.</summary>
    public void CopyFrom(Tensor other, ReadOnlySpan<int> shape)
    {
        if (CountOf(shape) != other.Count)
            throw new GraphFaultException($"{other.Count} numbers do not fit the shape [{string.Join(", ", shape.ToArray())}]");
        other.Values.CopyTo(Reset(other.Type, shape));
        Texts = other.Texts;
    }

    /// <summary>Takes from the work of the row.</summary>
    public void Work(long steps) => _budget?.Work(steps);

    /// <summary>A dimension's number from 0, given one that may count from the end.</summary>
    public static int Axis(long axis, int rank)
    {
        long found = axis < 0 ? axis + rank : axis;
        if (found < 0 || found >= rank) throw new GraphFaultException($"axis {axis} of a tensor with {rank} dimensions");
        return (int)found;
    }

    /// <summary>A number as the type holds it.</summary>
    public static double Round(TensorType type, double value) => type == TensorType.SinglePrecision ? (float)value : value;

    /// <summary>Product of dimensions from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public static int CountOf(ReadOnlySpan<int> shape, int first = 0, int end = -1)
    {
        if (shape.Length > MostDimensions) throw new GraphFaultException($"{shape.Length} dimensions, above the limit of {MostDimensions}");
        long count = 1;
        for (int d = first; d < (end < 0 ? shape.Length : end); d++)
        {
            if (shape[d] < 0) throw new GraphFaultException($"a dimension of {shape[d]}");
            count *= shape[d];
            if (count > GraphBudget.MostNumbers) throw new GraphFaultException($"a tensor of more than {GraphBudget.MostNumbers} numbers");
        }

        return (int)count;
    }
}
