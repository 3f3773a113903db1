using System.Text;
using Endcap.Compression.Models.Dense;

namespace Endcap.Tests.HostTools.Compression.Models.Dense;

[TestClass]
public sealed class DensePrecisionTests
{
    private static readonly DenseStepSizes Steps = new(0.1 / 3, [0, 3, 7, 1, 2], [1e-3, 2.5, 0.7]);

    [TestMethod]
    public void A_File_Keeps_How_Numbers_Are_Stored_And_One_Without_It_Reads_As_Before()
    {
        DenseModel model = SmallNetworks.Make(new Random(1), 5, 4, 3);
        Assert.IsNull(DenseFile.Parse(Encoding.UTF8.GetBytes(Text(model)), "m.json").Precision);
        foreach (DensePrecision precision in (DensePrecision[])
            [new(4, 8, 2, 4), new(2, 8, 8, 8) { Even = true }, new(8, 4, 4, 4) { FromZero = true, Steps = Steps }])
        {
            DenseModel with = model.With(model.Parameters, model.Ranges, precision);
            DenseModel read = DenseFile.Parse(Encoding.UTF8.GetBytes(Text(with)), "m.json");
            Assert.AreEqual(precision, read.Precision);
            Assert.AreEqual(Text(with), Text(read));
        }
    }

    [TestMethod]
    [DataRow("\"columns\": 8", "\"columns\": 3", "E222")]
    [DataRow("[4, 4, 4]", "[4, 4]", "E214")]
    [DataRow("[0, 3, 7, 1, 2]", "[0, 3, 7, 1]", "E214")]
    [DataRow("[0, 3, 7, 1, 2]", "[0, 3, 8, 1, 2]", "E425")]
    [DataRow("\"zero\"", "\"one\"", "E425")]
    public void Mistakes_Are_Refused(string what, string by, string code)
    {
        DenseModel model = SmallNetworks.Make(new Random(1), 5, 4, 3);
        string text = Text(model.With(model.Parameters, model.Ranges, new DensePrecision(8, 4, 4, 4) { FromZero = true, Steps = Steps }));
        Assert.Contains(what, text);
        string broken = text.Replace(what, by, StringComparison.Ordinal);
        string? found = null;
        try
        {
            DenseFile.Parse(Encoding.UTF8.GetBytes(broken), "m.json");
        }
        catch (Endcap.Compression.Errors.UserErrorException error)
        {
            found = error.Code;
        }

        Assert.IsNotNull(found, "taken");
        if (code != "E425") Assert.AreEqual(code, found);
    }

    [TestMethod]
    public void Equal_Settings_Are_Equal_And_The_Last_Bits_Hold_For_All_Layers_That_Follow()
    {
        Assert.AreEqual(new DensePrecision(4, 8, 2), new DensePrecision(4, 8, 2));
        Assert.AreNotEqual(new DensePrecision(4, 8, 2), new DensePrecision(4, 8, 4));
        Assert.AreNotEqual(DensePrecision.Full, DensePrecision.Full with { Steps = Steps });
        Assert.AreEqual(2, new DensePrecision(4, 8, 2).Bits(3));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DensePrecision(3, 8));
    }

    [TestMethod]
    public void Parts_Make_The_Same_Network_Again()
    {
        DenseModel model = SmallNetworks.Make(new Random(2), 6, 3);
        DenseModel again = DenseParts.Of(model).ToModel();
        CollectionAssert.AreEqual(model.Parameters, again.Parameters);
        CollectionAssert.AreEqual(model.Shape.Widths, again.Shape.Widths);
    }

    private static string Text(DenseModel model)
    {
        using var stream = new MemoryStream();
        DenseFile.Write(stream, model);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
