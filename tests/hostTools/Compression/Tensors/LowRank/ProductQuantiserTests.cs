using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.LowRank;

[TestClass]
public sealed class ProductQuantiserTests
{
    [TestMethod]
    public void Vectors_Made_Of_Few_Parts_Lose_Nothing() => Seeds.Check(30, random =>
    {
        // 3 parts, each one of 4 far apart.
        var embeddings = new Matrix(50, 6);
        for (int i = 0; i < embeddings.Data.Length; i += 2)
        {
            int choice = random.Next(4);
            (embeddings.Data[i], embeddings.Data[i + 1]) = (choice * 3, choice % 2 * 5);
        }

        ProductCodes codes = ProductQuantiser.Run(embeddings, 3, 4, random.Next());
        CollectionAssert.AreEqual(embeddings.Data, codes.Dequantise().Data);
        Assert.AreEqual(50 * 1 + 3 * 4 * 2 * 4, codes.ByteSize, "3 codes of 2 bits per vector, 3 · 4 centres of 2 floats");
    });

    [TestMethod]
    public void Products_By_Table_Are_Those_Of_The_Decoded_Vectors() => Seeds.Check(50, random =>
    {
        Matrix embeddings = Matrices.Normal(random, 30, 8);
        ProductCodes codes = ProductQuantiser.Run(embeddings, 1 << random.Next(4), 16, random.Next());
        float[] query = Matrices.Normal(random, 1, 8).Data, expected = codes.Dequantise().Times(query), products = codes.Products(query);
        for (int i = 0; i < 30; i++) Assert.AreEqual(expected[i], products[i], 1e-4f);
    });

    [TestMethod]
    public void More_Centres_And_More_Parts_Err_Less()
    {
        Matrix embeddings = Matrices.Normal(new Random(6), 400, 8);
        double Error(int parts, int centres, QuantisationOptions? book = null) =>
            embeddings.SquaredDistance(ProductQuantiser.Run(embeddings, parts, centres, 1, book).Dequantise());
        Assert.IsLessThan(Error(4, 4), Error(4, 16));
        Assert.IsLessThan(Error(2, 16), Error(4, 16));
        Assert.IsLessThan(1.02 * Error(4, 16), Error(4, 16, new QuantisationOptions(8, Granularity.Tensor)));
        Assert.IsLessThan(embeddings.SquaredNorm(), Error(1, 2), "the control: worse than nothing would be zeros");
    }

    [TestMethod]
    public void A_Rounded_Codebook_Costs_A_Quarter()
    {
        Matrix embeddings = Matrices.Normal(new Random(6), 64, 8);
        var bytes = new QuantisationOptions(8, Granularity.Tensor);
        Assert.AreEqual(64 * 4 + 4 * 32 * 2 + 4, ProductQuantiser.Run(embeddings, 4, 32, 1, bytes).ByteSize);
        var three = new QuantisationOptions(2, Granularity.Tensor);
        Assert.AreEqual(3, ProductQuantiser.Run(embeddings, 4, 32, 1, three).Dequantise().Data.Distinct().Count(), "−s, 0 and s");
        CollectionAssert.AreEqual(ProductQuantiser.Run(embeddings, 4, 32, 9).Packed, ProductQuantiser.Run(embeddings, 4, 32, 9).Packed);
        Assert.ThrowsExactly<ArgumentException>(() => ProductQuantiser.Run(embeddings, 3, 4, 0));
        Assert.AreEqual(3, ProductQuantiser.Run(new Matrix(3, 2, [1, 2, 3, 4, 5, 6]), 1, 16, 0).Centres, "no more centres than vectors");
    }
}
