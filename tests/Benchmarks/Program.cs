using System.Diagnostics;
using Endcap.Benchmarks.Training;
using Endcap.Compression.Datasets;
using Endcap.Compression.Evaluation;
using Endcap.Compression.Training;
var (train, test) = BenchmarkData.Margarine(args[0]);
Feature p = train.Schema.Features[0];
Feature numeric = new Feature("product", FeatureScope.Item, FeatureKind.Numeric, [.. Enumerable.Range(1, 9).Select(i => (double)i)], [], false);
byte[] order = new byte[10]; for (int i = 0; i < 10; i++) order[i] = (byte)(int.Parse(p.Categories[i]) - 1);
BinnedDataset Num(BinnedDataset d) => new(new Schema("label", "purchase", [], [numeric, .. d.Schema.Features.Skip(1)]), [d.Columns[0].Select(b => order[b]).ToArray(), .. d.Columns.Skip(1)], d.Labels, d.GroupStarts);
void Run(string name, BinnedDataset a, BinnedDataset b, TrainerOptions o)
{
    var result = GradientBoosting.Train(a, null, o);
    double[] scores = Enumerable.Range(0, b.RowCount).Select(row => result.Model.Score(b.Columns.Select(c => c[row]).ToArray())).ToArray();
    var r = RankingMetrics.Evaluate(scores, b.Labels, b.GroupStarts);
    Console.WriteLine($"{name}: top1 {r.Top1:F4} ndcg5 {r.Ndcg5:F4} nodes {result.Model.NodeCount}");
}
var nt = Num(train); var ne = Num(test);
Run("cat", train, test, new());
Run("num", nt, ne, new());
Run("num free", nt, ne, new() { MaxNonItemFeaturesOnPath = 99 });
Run("cat free", train, test, new() { MaxNonItemFeaturesOnPath = 99 });
Run("cat mcw 5", train, test, new() { MinChildWeight = 5 });
Run("cat mcw 20", train, test, new() { MinChildWeight = 20 });
Run("cat lambda 10", train, test, new() { Lambda = 10 });
Run("cat lambdarank", train, test, new() { Objective = Objective.LambdaRank });
Run("num lambdarank", nt, ne, new() { Objective = Objective.LambdaRank });
Run("cat row .5", train, test, new() { RowSample = .5 });
Run("cat row .5 col .5", train, test, new() { RowSample = .5, ColumnSample = .5 });
Run("cat 60", train, test, new() { Trees = 60 });
Run("cat 200", train, test, new() { Trees = 200 });
Run("logistic", train, test, new() { Objective = Objective.Logistic });
