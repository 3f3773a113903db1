using Endcap.Compression.Evaluation.Factors;
using Endcap.Compression.Models.Factors;

namespace Endcap.Cli.Reports;

/// <summary>What reports say about models of the factors family.</summary>
internal static class FactorFacts
{
    /// <summary>Adds a section on the model.</summary>
    public static void AddModel(Report report, TwoTowerModel model)
    {
        Report part = report.AddSection("model", "Model")
            .Add("method", "method", model.Method)
            .Add("rank", "elements of a vector", model.Rank)
            .Add("products", "products", model.Products.Count)
            .Add("shopperFeatures", "shopper and context features", model.SharedFeatures.Count())
            .Add("history", "vectors of bought products", !model.HasHistory ? "none" : model.HistoryVectors is null ? "the products'" : "their own")
            .Add("floatBytes", "bytes as float32", model.FloatBytes)
            .Add("schemaId", "schema id", $"{model.Schema.Id:x8}");
        if (model.Coding is not { } coding) return;
        part.Add("productCoding", "products are rounded to", Describe(coding.Products));
        if (model.HasHistory && model.HistoryVectors is not null) part.Add("historyCoding", "the history is rounded to", Describe(coding.History));
        part.Add("rounding", "rounding", coding.Nearest ? "nearest" : coding.Moments is null ? "aware of scores" : "aware of scores of training baskets");
    }

    private static string Describe(VectorCoding coding)
    {
        string levels = coding.Bits == 8 ? "" : coding.Codebook ? ", codebook" : ", linear";
        string range = coding.Range == FactorRange.Percentile ? FormattableString.Invariant($"percentile {coding.Share}") : coding.Range.ToString().ToLowerInvariant();
        return FormattableString.Invariant($"{coding.Bits} bits{levels}, {range}");
    }

    /// <summary>Adds metrics of guessing left-out products.</summary>
    /// <param name="report">Gets them.</param>
    /// <param name="prefix">Of the keys: "" or "label".</param>
    /// <param name="heading">Of the labels.</param>
    /// <param name="guesses">The metrics.</param>
    public static void AddGuesses(Report report, string prefix, string heading, ItemGuesses guesses)
    {
        string Key(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
        report.Add(Key("tests"), $"{heading}baskets with a product left out", guesses.Tests)
            .Add(Key("recall10"), $"{heading}recall@10", guesses.Recall10)
            .Add(Key("recall20"), $"{heading}recall@20", guesses.Recall20)
            .Add(Key("ndcg5"), $"{heading}NDCG@5", guesses.Ndcg5)
            .Add(Key("ndcg10"), $"{heading}NDCG@10", guesses.Ndcg10)
            .Add(Key("mrr"), $"{heading}MRR", guesses.Mrr)
            .Add(Key("coverage10"), $"{heading}share of products in a top 10", guesses.Coverage10);
    }
}
