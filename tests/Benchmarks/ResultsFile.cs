namespace Endcap.Benchmarks;

/// <summary>The checked-in RESULTS.md: each benchmark owns one "## " section and rewrites only that.</summary>
internal static class ResultsFile
{
    /// <summary>Replaces the section's body, or appends the section. The file is moved into place whole.</summary>
    public static void ReplaceSection(string title, string body)
    {
        string path = Path.Combine(Folder(), "RESULTS.md");
        List<string> lines = File.Exists(path) ? [.. File.ReadAllLines(path)] : ["# Benchmark results", ""];
        int start = lines.IndexOf($"## {title}");
        if (start < 0)
        {
            if (lines[^1].Length > 0) lines.Add("");
            start = lines.Count;
        }

        int end = lines.FindIndex(Math.Min(start + 1, lines.Count), line => line.StartsWith("## ", StringComparison.Ordinal));
        string[] after = end < 0 ? [] : [.. lines[end..]];
        string[] section = [$"## {title}", "", .. body.TrimEnd().Split('\n')];
        string[] separator = after.Length > 0 ? [""] : [];
        File.WriteAllLines(path + ".new", [.. lines[..start], .. section, .. separator, .. after]);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>tests/Benchmarks of the repository that the program was built in.</summary>
    public static string Folder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Benchmarks.csproj"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("Run the benchmarks from a build inside the repository.");
    }
}
