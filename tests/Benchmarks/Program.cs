using Endcap.Benchmarks.Label;
using Endcap.Benchmarks.Training;

// One command per section of RESULTS.md.
switch (args.FirstOrDefault())
{
    case "training":
        return TrainingBenchmark.Run(args.ElementAtOrDefault(1) ?? BenchmarkData.FindFolder());
    case "label":
        return LabelBenchmark.Run(args.ElementAtOrDefault(1) ?? BenchmarkData.FindFolder());
    default:
        Console.Error.WriteLine("usage: dotnet run --project tests/Benchmarks -c Release -- training|label [DATA_FOLDER]");
        return 2;
}
