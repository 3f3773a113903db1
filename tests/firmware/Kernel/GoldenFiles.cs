using System.Globalization;

namespace Endcap.Tests.Firmware.Kernel;

/// <summary>The golden blobs as files: bytes in hex with comments, and the results worked out by hand.</summary>
internal static class GoldenFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden", "Blobs");

    public static string[] Names { get; } =
        [.. Directory.GetFiles(Folder, "*.hex").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal)];

    public static byte[] Read(string name) => Parse(File.ReadAllText(Path.Combine(Folder, name + ".hex")));

    /// <summary>The results of a blob: one line per profile.</summary>
    public static IEnumerable<GoldenResult> Results(string name) => File.ReadAllLines(Path.Combine(Folder, name + ".results"))
        .Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).Select(GoldenResult.Parse);

    /// <summary>Bytes as two hex digits each; '#' begins a comment.</summary>
    public static byte[] Parse(string text) => [.. text.Split('\n').SelectMany(line => Words(line.Split('#')[0]))
        .Select(word => byte.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static string[] Words(string line) => line.Split((char[])[' ', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A profile and what the kernel must make of it.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Scores">[product]: score without bias.</param>
/// <param name="Order">[rank]: product.</param>
internal sealed record GoldenResult(Profile Profile, int[] Scores, int[] Order)
{
    /// <summary>"shared bins | product:affinity bins … | scores | order".</summary>
    public static GoldenResult Parse(string line)
    {
        string[] parts = line.Split('|');
        byte[] shared = [.. Numbers(parts[0]).Select(bin => (byte)bin)];
        byte[] listed = [.. Numbers(parts[1].Replace(':', ' ').Replace(',', ' ')).Select(bin => (byte)bin)];
        return new GoldenResult(new Profile(shared, listed, parts[1].Count(c => c == ':')), Numbers(parts[2]), Numbers(parts[3]));
    }

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
}
