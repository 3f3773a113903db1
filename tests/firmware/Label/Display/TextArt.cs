using System.Text;
using Endcap.Label.Display;

namespace Endcap.Tests.Firmware.Label.Display;

/// <summary>Frame buffers as readable text, two rows of pixels a line, and the golden files of them in tests/Golden/Display.</summary>
internal static class TextArt
{
    /// <summary>Set to 1 to rewrite the golden files; look at the difference before committing it.</summary>
    private const string UpdateVariable = "ENDCAP_UPDATE_GOLDEN";

    public static string Of(FrameBuffer frame)
    {
        var text = new StringBuilder();
        for (int y = 0; y < frame.Height; y += 2)
        {
            text.Append('|');
            for (int x = 0; x < frame.Width; x++) text.Append(" ▀▄█"[(frame.IsInk(x, y) ? 1 : 0) + (frame.IsInk(x, y + 1) ? 2 : 0)]);
            text.Append("|\n");
        }

        return text.ToString();
    }

    public static void AssertGolden(string name, FrameBuffer frame) => AssertGolden(name, Of(frame));

    public static void AssertGolden(string name, string actual)
    {
        string path = Path.Combine(Root(), "tests", "Golden", "Display", name + ".txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1") File.WriteAllText(path, actual);
        Assert.IsTrue(File.Exists(path), $"{path} is missing; set {UpdateVariable}=1 to write it.");
        string expected = File.ReadAllText(path);
        if (expected == actual) return;
        string[] before = expected.Split('\n'), now = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(before.Length, now.Length)).First(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        Assert.Fail($"{name} differs from line {line + 1} on:\n{before.ElementAtOrDefault(line)}\n{now.ElementAtOrDefault(line)}");
    }

    public static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Firmware.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Firmware.sln is not above the tests.");
    }
}
