using System.Diagnostics;
using System.Globalization;
using Endcap.Fuzz;
using Endcap.Fuzz.Coverage;
using Endcap.Fuzz.Engine;
using Endcap.Fuzz.Targets;

// Fuzzes one target, or all of them, and leaves each finding as a file. Exit codes: 0 no finding, 1 findings, 2 wrong usage.
const int Chunk = 20_000;
if (!Arguments.TryParse(args, out Arguments wanted))
{
    Console.Error.WriteLine($"usage: dotnet run --project tests/Fuzz -c Release -- all|{string.Join('|', TargetTable.Names)} [--count N] [--seed N] [--workers N] [--findings FOLDER]");
    return 2;
}

int found = 0;
foreach (string name in wanted.Targets) found += FuzzTargetOnAllWorkers(name);
return found == 0 ? 0 : 1;

int FuzzTargetOnAllWorkers(string name)
{
    long start = Stopwatch.GetTimestamp();
    Fuzzer[] fuzzers = new Fuzzer[wanted.Workers];
    object console = new();
    Parallel.For(0, wanted.Workers, new ParallelOptions { MaxDegreeOfParallelism = wanted.Workers }, worker =>
    {
        var copy = new CoveredTargets();
        Fuzzer fuzzer = fuzzers[worker] = new Fuzzer(copy.Find(name), copy.Hits, wanted.Seed + worker);
        long share = (wanted.Count + wanted.Workers - 1) / wanted.Workers;
        while (fuzzer.Tried < share)
        {
            fuzzer.Run(Math.Min(Chunk, share - fuzzer.Tried));
            if (worker != 0 || fuzzer.Tried % (50 * Chunk) != 0) continue;
            lock (console) Console.WriteLine($"{name}: {fuzzer.Tried:N0} of {share:N0} by the first worker, {fuzzer.Blocks:N0} basic blocks, {fuzzer.Corpus} inputs, {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
        }
    });
    Finding[] findings = [.. fuzzers.SelectMany(fuzzer => fuzzer.Findings).DistinctBy(finding => finding.Place)];
    for (int i = 0; i < findings.Length; i++)
    {
        Directory.CreateDirectory(wanted.Findings);
        string path = Path.Combine(wanted.Findings, $"{name}-{i + 1}.bin");
        File.WriteAllBytes(path, findings[i].Input);
        Console.WriteLine($"{name}: {path}: {findings[i].Error}");
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}: {fuzzers.Sum(fuzzer => fuzzer.Tried):N0} mutations, {fuzzers.Max(fuzzer => fuzzer.Blocks):N0} basic blocks reached, {fuzzers.Max(fuzzer => fuzzer.Corpus)} inputs kept, {findings.Length} findings, {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s on {wanted.Workers} workers"));
    return findings.Length;
}
