using System.Globalization;
using System.Text;
using Endcap.Compression.Models.XGBoost;

namespace Endcap.Tests.HostTools.Compression.Models.XGBoost;

/// <summary>The fast way to read a number gives the same float32 as the library, wherever it answers.</summary>
[TestClass]
public sealed class JsonNumbersTests
{
    [TestMethod]
    [DataRow("E8", 1.0)]
    [DataRow("E5", 1.0)]
    [DataRow("R", 1.0)]
    [DataRow("F7", 1.0)]
    [DataRow("E14", 1.0)]
    public void Random_Numbers_Are_Read_As_By_The_Library(string format, double leastShare)
    {
        var random = new Random(7);
        int answered = 0;
        const int Count = 20_000;
        for (int i = 0; i < Count; i++)
        {
            float number = (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7)));
            string text = number.ToString(format, CultureInfo.InvariantCulture);
            if (!JsonNumbers.TryParseSingle(Encoding.ASCII.GetBytes(text), out float fast)) continue;
            answered++;
            Assert.AreEqual(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(fast), text);
        }

        Assert.IsGreaterThan(Count * leastShare * 0.9, answered);
    }

    [TestMethod]
    [DataRow("1.00000005960464477539062500E0")] // half way between two float32 numbers
    [DataRow("1E99")]
    [DataRow("0E0")]
    [DataRow("1.2.3")]
    [DataRow("1E")]
    [DataRow("1Ex")]
    [DataRow("-")]
    [DataRow("")]
    public void What_It_Cannot_Be_Sure_Of_Is_Left_To_The_Library(string text) =>
        Assert.IsFalse(JsonNumbers.TryParseSingle(Encoding.ASCII.GetBytes(text), out _));
}
