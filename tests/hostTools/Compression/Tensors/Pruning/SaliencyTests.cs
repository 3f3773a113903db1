using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.Pruning;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.Pruning;

[TestClass]
public sealed class SaliencyTests
{
    private static readonly Matrix Weights = new(2, 2, [1, -2, 3, 0.5f]);

    [TestMethod]
    public void Saliencies_Are_Those_By_Hand()
    {
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 0.5f }, Saliency.Magnitude(Weights).Data);
        CollectionAssert.AreEqual(new float[] { 2, 20, 6, 5 }, Saliency.Activation(Weights, [2, 10]).Data);
        CollectionAssert.AreEqual(new float[] { 4, 2, 0, 1 }, Saliency.Gradient(Weights, new Matrix(2, 2, [-4, 1, 0, 2])).Data);
        CollectionAssert.AreEqual(new float[] { 2, 6, 18, 0.375f }, Saliency.Hessian(Weights, new Matrix(2, 2, [4, 9, 9, 3])).Data);
        CollectionAssert.AreEqual(new float[] { 2, 3 }, Saliency.MeanMagnitude(new Matrix(2, 2, [1, -6, -3, 0])));
    }

    [TestMethod]
    public void The_Hessian_Says_What_Removing_One_Weight_Costs() => Seeds.Check(100, random =>
    {
        Matrix samples = Matrices.Correlated(random, 30, 5), weights = Matrices.Normal(random, 2, 5), gram = Matrix.Gram(samples);
        Matrix saliency = Saliency.Hessian(weights, gram), without = weights.Copy();
        int removed = random.Next(10);
        without.Data[removed] = 0;
        double loss = samples.TimesTransposed(weights).SquaredDistance(samples.TimesTransposed(without)) / 2;
        Assert.AreEqual(loss, saliency.Data[removed], 1e-4 * loss);
    });

    [TestMethod]
    public void Knowing_The_Inputs_Keeps_More_Of_The_Output_Than_Magnitude_When_They_Differ_In_Size()
    {
        int better = 0;
        Seeds.Check(50, random =>
        {
            Matrix samples = Matrices.Normal(random, 60, 10), weights = Matrices.Normal(random, 4, 10);
            for (int i = 0; i < samples.Data.Length; i++) samples.Data[i] *= 1 << (i % 10); // input 9 is 512 times input 0
            Matrix gram = Matrix.Gram(samples);
            double magnitude = Loss(weights, Saliency.Magnitude(weights), gram);
            Assert.IsLessThan(magnitude, Loss(weights, Saliency.Activation(weights, Saliency.MeanMagnitude(samples)), gram));
            Assert.IsLessThan(magnitude, Loss(weights, Saliency.Hessian(weights, gram), gram));
            // The control: sizes in the wrong order.
            if (Loss(weights, Saliency.Activation(weights, [.. Saliency.MeanMagnitude(samples).Reverse()]), gram) < magnitude) better++;
        });
        Assert.IsLessThan(25, better);
    }

    [TestMethod]
    public void Other_Shapes_Are_Refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Saliency.Activation(Weights, [1]));
        Assert.ThrowsExactly<ArgumentException>(() => Saliency.Gradient(Weights, new Matrix(1, 2)));
        Assert.ThrowsExactly<ArgumentException>(() => Saliency.Hessian(Weights, new Matrix(3, 3)));
    }

    private static double Loss(Matrix weights, Matrix saliency, Matrix gram)
    {
        Matrix pruned = weights.Copy();
        Pruner.Unstructured(saliency, 0.5).Apply(pruned);
        return ErrorAwareQuantiser.OutputError(weights, pruned, gram);
    }
}
