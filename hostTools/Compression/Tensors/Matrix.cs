using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors;

/// <summary>A row-major matrix of floats. The array is shared, not copied; its size is fixed.</summary>
public sealed class Matrix
{
    /// <summary>Wraps an array.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="data">[row · columns + column].</param>
    /// <exception cref="ArgumentException">The array's length is not rows · columns.</exception>
    public Matrix(int rows, int columns, float[] data)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (data.LongLength != (long)rows * columns)
            throw new ArgumentException($"{rows} × {columns} cells need an array of that length, not {data.Length}.", nameof(data));
        (Rows, Columns, Data) = (rows, columns, data);
    }

    /// <summary>A matrix of zeros.</summary>
    public Matrix(int rows, int columns)
        : this(rows, columns, new float[rows * columns])
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>[row · Columns + column].</summary>
    public float[] Data { get; }

    /// <summary>One cell.</summary>
    public float this[int row, int column]
    {
        get => Data[row * Columns + column];
        set => Data[row * Columns + column] = value;
    }

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => Data.AsSpan(row * Columns, Columns);

    /// <summary>A copy with an array of its own.</summary>
    public Matrix Copy() => new(Rows, Columns, [.. Data]);

    /// <summary>Rows and columns swapped.</summary>
    public Matrix Transposed()
    {
        var result = new Matrix(Columns, Rows);
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
                result.Data[column * Rows + row] = Data[row * Columns + column];
        return result;
    }

    /// <summary>this · other.</summary>
    /// <exception cref="ArgumentException">The inner sizes differ.</exception>
    public Matrix Times(Matrix other) => TimesTransposed(other.Transposed());

    /// <summary>this · otherᵀ: every row against every row.</summary>
    /// <exception cref="ArgumentException">The numbers of columns differ.</exception>
    public Matrix TimesTransposed(Matrix other)
    {
        if (Columns != other.Columns)
            throw new ArgumentException($"{Columns} and {other.Columns} columns cannot be multiplied.", nameof(other));
        var result = new Matrix(Rows, other.Rows);
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < other.Rows; column++)
                result.Data[row * other.Rows + column] = TensorPrimitives.Dot<float>(Row(row), other.Row(column));
        return result;
    }

    /// <summary>this · vector.</summary>
    public float[] Times(ReadOnlySpan<float> vector)
    {
        float[] result = new float[Rows];
        for (int row = 0; row < Rows; row++) result[row] = TensorPrimitives.Dot(Row(row), vector);
        return result;
    }

    /// <summary>this − other.</summary>
    public Matrix Minus(Matrix other)
    {
        RequireSameShape(other);
        var result = new Matrix(Rows, Columns);
        TensorPrimitives.Subtract(Data, other.Data, result.Data);
        return result;
    }

    /// <summary>Σ (this − other)².</summary>
    public double SquaredDistance(Matrix other)
    {
        RequireSameShape(other);
        double sum = 0;
        for (int i = 0; i < Data.Length; i++)
        {
            double error = (double)Data[i] - other.Data[i];
            sum += error * error;
        }

        return sum;
    }

    /// <summary>Σ cell².</summary>
    public double SquaredNorm()
    {
        double sum = 0;
        foreach (float cell in Data) sum += (double)cell * cell;
        return sum;
    }

    /// <summary>
    /// H = XᵀX over samples in rows: the second derivative of ½ Σ (w·x − ŵ·x)² by a row ŵ of weights.
    /// </summary>
    /// <param name="samples">[sample][input]: what the layer received on calibration data.</param>
    /// <returns>[input][input].</returns>
    public static Matrix Gram(Matrix samples)
    {
        Matrix inputs = samples.Transposed();
        return inputs.TimesTransposed(inputs);
    }

    /// <summary>Refuses another shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    internal void RequireSameShape(Matrix other)
    {
        if (Rows != other.Rows || Columns != other.Columns)
            throw new ArgumentException($"{Rows} × {Columns} and {other.Rows} × {other.Columns} differ in shape.", nameof(other));
    }
}
