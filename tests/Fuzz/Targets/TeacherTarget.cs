using Endcap.Compression.Models.Teachers;

namespace Endcap.Fuzz.Targets;

/// <summary>Models of other tools, in every format that is recognised.</summary>
internal static class TeacherTarget
{
    private const int MostSeedBytes = 8 << 10;
    private const long MostBytes = 256L << 20;

    public static FuzzTarget Create() =>
        new("teachers", [.. Seeds()], input => TextTargets.Refusable(() => Run(input)), input => input);

    // Small files: a mutation of a large one is seldom read to its end.
    private static IEnumerable<byte[]> Seeds() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "FuzzSeeds"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).Where(file => file.Length <= MostSeedBytes);

    private static void Run(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (TeacherFile.Recognise(input) is not { } format) return;
        Teacher teacher = format.Read(input, "model");
        double[] row = new double[teacher.Inputs.Count], raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
        TeacherScorer scorer = teacher.NewScorer();
        scorer.Score(row, raw, outputs);
        row.AsSpan().Fill(double.NaN);
        scorer.Score(row, raw, outputs);
        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        if (used > MostBytes) throw new InvalidOperationException($"{used} bytes allocated for a file of {input.Length}");
    }
}
