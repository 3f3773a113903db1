using System.Diagnostics;
using Endcap.Benchmarks.Training;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Training;
var (train, test) = BenchmarkData.Margarine(args[0]);
Console.WriteLine(string.Join(" ", train.Schema.Features.Select(f => f.BinCount)));
foreach (int threads in new[] { 1, 2 })
for (int r = 0; r < 8; r++)
{
    var w = Stopwatch.StartNew();
    var result = GradientBoosting.Train(train, null, new TrainerOptions { Threads = threads });
    double ms = w.Elapsed.TotalMilliseconds;
    double[] scores = Enumerable.Range(0, test.RowCount).Select(row => result.Model.Score(test.Columns.Select(c => c[row]).ToArray())).ToArray();
    Console.WriteLine($"{threads} {ms:F1} ms {RankingMetrics.Evaluate(scores, test.Labels, test.GroupStarts)} nodes {result.Model.NodeCount} sum {scores.Sum():R}");
}
