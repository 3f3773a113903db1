using Endcap.Compression.Tensors;
using Endcap.Compression.Tensors.LowRank;
using Endcap.Compression.Tensors.Quantisation;

namespace Endcap.Tests.HostTools.Compression.Tensors.LowRank;

[TestClass]
public sealed class RowWiseEmbeddingsTests
{
    [TestMethod]
    public void Integer_Products_Are_Those_Of_The_Decoded_Vectors() => Seeds.Check(100, random =>
    {
        Matrix items = Matrices.Normal(random, 10, 12), users = Matrices.Normal(random, 3, 12);
        QuantisedMatrix item = RowWiseEmbeddings.Run(items, 2 << random.Next(3)), user = RowWiseEmbeddings.Run(users, 8);
        Matrix expected = user.Dequantise().TimesTransposed(item.Dequantise());
        float[] products = RowWiseEmbeddings.Products(item, user, 2);
        for (int i = 0; i < 10; i++) Assert.AreEqual(expected[2, i], products[i], 1e-4f);
    });

    [TestMethod]
    public void Four_Bits_Take_A_Sixth_And_Search_Beats_The_Full_Range()
    {
        Matrix items = Matrices.Normal(new Random(3), 100, 32);
        QuantisedMatrix searched = RowWiseEmbeddings.Run(items, 4);
        Assert.AreEqual(100 * (16 + 4), searched.ByteSize);
        double found = items.SquaredDistance(searched.Dequantise());
        double full = items.SquaredDistance(LinearQuantiser.Run(items, new QuantisationOptions(4, Granularity.Row)).Dequantise());
        double shared = items.SquaredDistance(LinearQuantiser.Run(items, new QuantisationOptions(4, Granularity.Tensor)).Dequantise());
        Assert.IsLessThan(full, found);
        Assert.IsLessThan(shared, full);
    }

    [TestMethod]
    public void Tables_Without_A_Symmetric_Scale_Per_Row_Are_Refused()
    {
        QuantisedMatrix rows = RowWiseEmbeddings.Run(new Matrix(2, 4), 8);
        Assert.ThrowsExactly<ArgumentException>(() => RowWiseEmbeddings.Products(
            LinearQuantiser.Run(new Matrix(2, 4), new QuantisationOptions(8, Granularity.Row, Symmetric: false)), rows, 0));
        Assert.ThrowsExactly<ArgumentException>(() => RowWiseEmbeddings.Products(RowWiseEmbeddings.Run(new Matrix(2, 3), 8), rows, 0));
    }
}
