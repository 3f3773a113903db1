namespace Endcap.Tests.Firmware.Protocol;

/// <summary>
/// The golden vectors still say what the firmware's code does. The shopper's page is held to the same file by
/// tests/Web.Tests/Vectors, so the two agree byte for byte and bin for bin.
/// </summary>
[TestClass]
public sealed class VectorTests
{
    [TestMethod]
    public void The_Vectors_Are_What_The_Code_Does()
    {
        string path = Path.Combine(Label.Display.TextArt.Root(), "tests", "Golden", "Protocol", "vectors.json"), now = VectorJson.All();
        if (Environment.GetEnvironmentVariable("ENDCAP_UPDATE_GOLDEN") == "1") File.WriteAllText(path, now);
        string[] expected = File.ReadAllLines(path), actual = now.TrimEnd('\n').Split('\n');
        for (int line = 0; line < Math.Max(expected.Length, actual.Length); line++)
            Assert.AreEqual(expected.ElementAtOrDefault(line), actual.ElementAtOrDefault(line), $"vectors.json, line {line + 1}");
    }
}
