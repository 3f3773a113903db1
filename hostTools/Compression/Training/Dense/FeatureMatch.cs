using Endcap.Compression.Datasets;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Distillation;

namespace Endcap.Compression.Training.Dense;

/// <summary>
/// Intermediate-feature matching while a network trains: its last hidden layer, through a projection that is solved anew
/// before each epoch (the least squares one), should give the teacher's hidden values.
/// </summary>
internal sealed class FeatureMatch(DenseShape shape, BinnedDataset data, FeatureTargets targets)
{
    // Rows that the projection is solved on, spread over the data.
    private const int MostRows = 4096;

    private Matrix _projection = new(0, 0);

    /// <summary>Units of the student's last hidden layer.</summary>
    public int Width => shape.Widths[^2];

    /// <summary>Solves the projection for the parameters.</summary>
    public void Project(float[] parameters)
    {
        int step = Math.Max(1, data.RowCount / MostRows), count = (data.RowCount + step - 1) / step;
        Matrix student = new(count, Width), teacher = new(count, targets.Values.Columns);
        var pass = new DensePass(shape);
        byte[] bins = new byte[data.Columns.Length];
        for (int i = 0; i < count; i++)
        {
            for (int f = 0; f < bins.Length; f++) bins[f] = data.Columns[f][i * step];
            pass.Forward(parameters, bins);
            Outputs(pass, student.Row(i));
            targets.Values.Row(i * step).CopyTo(teacher.Row(i));
        }

        // Units that never fire tell nothing, and no inverse exists.
        _projection = Array.TrueForAll(student.Data, value => value == 0) ? new Matrix(Width, teacher.Columns)
            : FeatureMatching.BestProjection(student, teacher, 1e-3);
    }

    /// <summary>Copies the last hidden layer's outputs.</summary>
    public static void Outputs(DensePass pass, Span<float> into)
    {
        double[] outputs = pass.Outputs[^2];
        for (int i = 0; i < into.Length; i++) into[i] = (float)outputs[i];
    }

    /// <summary>[row][unit]: derivative of weight · loss by the student's outputs, for neighbouring rows.</summary>
    public Matrix Gradient(int firstRow, Matrix student)
    {
        int width = targets.Values.Columns;
        var teacher = new Matrix(student.Rows, width, [.. targets.Values.Data.AsSpan(firstRow * width, student.Rows * width)]);
        FeatureMatching.Loss(student, teacher, _projection, out Matrix gradient, out _);
        for (int i = 0; i < gradient.Data.Length; i++) gradient.Data[i] *= (float)targets.Weight;
        return gradient;
    }
}
