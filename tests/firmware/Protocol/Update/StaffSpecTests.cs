using Endcap.Tests.Firmware.Kernel;

namespace Endcap.Tests.Firmware.Protocol.Update;

/// <summary>UPDATE.md says what the code does.</summary>
[TestClass]
public sealed class StaffSpecTests
{
    public static string Spec { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "UPDATE.md"));

    public static IEnumerable<object[]> Dumps =>
    [
        ["Auth before", UpdateVectors.AuthRead(false)], ["Auth written", UpdateVectors.AuthWrite()], ["Auth after", UpdateVectors.AuthRead(true)],
        ["Start", UpdateVectors.ExampleStart()], ["Chunk", UpdateVectors.ExampleChunk()], ["Progress", UpdateVectors.ExampleProgress()],
    ];

    [TestMethod]
    [DynamicData(nameof(Dumps))]
    public void The_Spec_Shows_The_Bytes(string name, byte[] expected)
    {
        string[] parts = Spec.Split($"Example: {name}\n\n```hex\n");
        Assert.HasCount(2, parts, $"{name}: {Convert.ToHexString(expected)}");
        Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(GoldenFiles.Parse(parts[1].Split("```")[0])));
    }
}
