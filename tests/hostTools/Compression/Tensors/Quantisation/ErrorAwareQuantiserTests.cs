using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Quantisation;
using MathNet.Numerics.LinearAlgebra;
using Matrix = Endcap.Compression.Tensors.Matrix;

namespace Endcap.Tests.HostTools.Compression.Tensors.Quantisation;

[TestClass]
public sealed class ErrorAwareQuantiserTests
{
    [TestMethod]
    public void Never_Worse_Than_Nearest_On_The_Calibration_Data_And_Mostly_Much_Better()
    {
        int halved = 0;
        Seeds.Check(100, random =>
        {
            int inputs = random.Next(2, 16);
            Matrix weights = Matrices.Normal(random, 3, inputs), gram = Matrix.Gram(Matrices.Correlated(random, 40, inputs));
            QuantisationOptions options = LinearQuantiserTests.AnyOptions(random);
            double nearest = Error(weights, LinearQuantiser.Run(weights, options), gram);
            double aware = Error(weights, ErrorAwareQuantiser.Run(weights, gram, options), gram);
            Assert.IsLessThanOrEqualTo(nearest * (1 + 1e-6), aware);
            if (aware < nearest / 2) halved++;
        });
        Assert.IsGreaterThan(50, halved);
    }

    [TestMethod]
    public void Equals_Trying_Every_Code_On_A_Two_Input_Row()
    {
        // Two equal inputs: only the sum of the weights matters. Steps of 1: nearest gives 3 + 0 + 0, the sum is 3.8.
        var weights = new Matrix(1, 3, [3, 0.4f, 0.4f]);
        var gram = new Matrix(3, 3, [1, 0, 0, 0, 1, 1, 0, 1, 1]);
        var options = new QuantisationOptions(4, Granularity.Tensor, Calibrator: new Fixed(new ClippingRange(-7, 7)));
        CollectionAssert.AreEqual(new float[] { 3, 0, 0 }, LinearQuantiser.Run(weights, options).Dequantise().Data);
        Matrix aware = ErrorAwareQuantiser.Run(weights, gram, options).Dequantise();
        Assert.AreEqual(3f, aware[0, 0]);
        Assert.AreEqual(1f, aware[0, 1] + aware[0, 2]);
        Assert.AreEqual(0.04, ErrorAwareQuantiser.OutputError(weights, aware, gram), 1e-6);
    }

    [TestMethod]
    public void With_Independent_Inputs_Nearest_Is_Best() => Seeds.Check(100, random =>
    {
        Matrix weights = Matrices.Normal(random, 2, 6), gram = new(6, 6);
        for (int i = 0; i < 6; i++) gram[i, i] = random.Next(1, 9);
        QuantisationOptions options = LinearQuantiserTests.AnyOptions(random);
        Assert.AreEqual(Error(weights, LinearQuantiser.Run(weights, options), gram),
            Error(weights, ErrorAwareQuantiser.Run(weights, gram, options), gram), 1e-6);
    });

    [TestMethod]
    public void Gptq_Rounds_Each_Weight_At_Its_Best_Place_Given_Those_Before() => Seeds.Check(100, random =>
    {
        int inputs = random.Next(1, 9);
        Matrix weights = Matrices.Normal(random, 1, inputs), gram = Matrix.Gram(Matrices.Correlated(random, 30, inputs));
        LinearGrid grid = LinearGrid.Over(ClippingRange.Of(weights.Data), 4, symmetric: false);
        LinearGrid[] grids = [.. Enumerable.Repeat(grid, inputs)];
        byte[] codes = ErrorAwareQuantiser.Carried(weights.Data, grids, SymmetricInverse.Of(gram, 0.01).Cholesky().Factor);
        CollectionAssert.AreEqual(InTurn(weights.Data, grid, SymmetricInverse.Damped(gram, 0.01)), codes);
    });

    [TestMethod]
    public void Another_Layers_Statistics_Do_Not_Help()
    {
        // The control: with H of unrelated data the real error is not what gets smaller.
        int worse = 0;
        Seeds.Check(50, random =>
        {
            Matrix weights = Matrices.Normal(random, 3, 12), gram = Matrix.Gram(Matrices.Correlated(random, 40, 12));
            Matrix other = Matrix.Gram(Matrices.Correlated(random, 40, 12));
            var options = new QuantisationOptions(4, Granularity.Row);
            double nearest = Error(weights, LinearQuantiser.Run(weights, options), gram);
            if (Error(weights, ErrorAwareQuantiser.Run(weights, other, options), gram) > nearest) worse++;
        });
        Assert.IsGreaterThan(20, worse);
    }

    [TestMethod]
    public void The_Output_Error_Is_That_Of_The_Outputs() => Seeds.Check(50, random =>
    {
        Matrix samples = Matrices.Correlated(random, 20, 5), weights = Matrices.Normal(random, 2, 5), other = Matrices.Normal(random, 2, 5);
        double expected = samples.TimesTransposed(weights).SquaredDistance(samples.TimesTransposed(other));
        Assert.AreEqual(expected, ErrorAwareQuantiser.OutputError(weights, other, Matrix.Gram(samples)), 1e-4 * expected);
    });

    // The definition, without GPTQ's factorisation: with e fixed up to j, the rest r is best at w_r − H_rr⁻¹ H_rf e_f.
    private static byte[] InTurn(float[] weights, LinearGrid grid, Matrix<double> hessian)
    {
        byte[] codes = new byte[weights.Length];
        var errors = Vector<double>.Build.Dense(weights.Length);
        for (int j = 0; j < weights.Length; j++)
        {
            int rest = weights.Length - j;
            double moved = j == 0 ? 0 : hessian.SubMatrix(j, rest, j, rest)
                .Solve(hessian.SubMatrix(j, rest, 0, j) * errors.SubVector(0, j))[0];
            codes[j] = grid.Code(weights[j] - moved);
            errors[j] = (double)grid.Value(codes[j]) - weights[j];
        }

        return codes;
    }

    private static double Error(Matrix weights, QuantisedMatrix quantised, Matrix gram) =>
        ErrorAwareQuantiser.OutputError(weights, quantised.Dequantise(), gram);

    private sealed class Fixed(ClippingRange range) : Calibrator
    {
        public override ClippingRange Range(ReadOnlySpan<float> values, int bits, bool symmetric) => range;
    }
}
