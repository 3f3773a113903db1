using System.Numerics.Tensors;

namespace Endcap.Compression.Tensors.Distillation;

/// <summary>
/// Intermediate-feature matching (FitNets, Romero et al. 2015): the student's hidden values, through a learned linear
/// projection to the teacher's width, should equal the teacher's. L = Σ (S P − T)² / (samples · teacher width). The
/// projection is thrown away after training.
/// </summary>
public static class FeatureMatching
{
    /// <summary>The loss and its gradients.</summary>
    /// <param name="student">S, [sample][student feature].</param>
    /// <param name="teacher">T, [sample][teacher feature].</param>
    /// <param name="projection">P, [student feature][teacher feature].</param>
    /// <param name="studentGradient">∂L/∂S.</param>
    /// <param name="projectionGradient">∂L/∂P.</param>
    public static double Loss(
        Matrix student, Matrix teacher, Matrix projection, out Matrix studentGradient, out Matrix projectionGradient)
    {
        Matrix error = student.Times(projection).Minus(teacher);
        double share = 1.0 / Math.Max(error.Data.Length, 1), loss = error.SquaredNorm() * share;
        TensorPrimitives.Multiply(error.Data, (float)(2 * share), error.Data);
        studentGradient = error.TimesTransposed(projection);
        projectionGradient = student.Transposed().Times(error);
        return loss;
    }

    /// <summary>
    /// The projection with the least loss for given features, by ridge regression: (SᵀS + λI)⁻¹ Sᵀ T. A start for training,
    /// and a measure of what the student's features could say.
    /// </summary>
    /// <param name="student">S.</param>
    /// <param name="teacher">T.</param>
    /// <param name="damping">λ as a share of the mean diagonal of SᵀS, above 0.</param>
    public static Matrix BestProjection(Matrix student, Matrix teacher, double damping = 1e-6)
    {
        var inverse = SymmetricInverse.Of(Matrix.Gram(student), damping);
        Matrix products = student.Transposed().Times(teacher);
        var result = new Matrix(products.Rows, products.Columns);
        for (int i = 0; i < result.Rows; i++)
            for (int j = 0; j < result.Columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < result.Rows; k++) sum += inverse[i, k] * products[k, j];
                result[i, j] = (float)sum;
            }

        return result;
    }
}
