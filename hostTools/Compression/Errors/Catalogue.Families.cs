namespace Endcap.Compression.Errors;

/// <summary>E256: linear models of other tools; E354 and E355: models that score one row instead of ranking a shelf.</summary>
public static partial class Catalogue
{
    /// <summary>E256: a linear model of another tool, without data to bin its inputs by.</summary>
    public static UserErrorException LinearNeedsData(string file) => new("E256",
        $"{file}: the model is linear in its inputs, so bins and their means must come from data.",
        "Add --data sample.csv with the model's inputs (and --schema to choose the bins).");

    /// <summary>E354: a model that needs to know the products, built without any.</summary>
    public static UserErrorException ShelfNeeded(string model, IReadOnlyList<string> columns) => new("E354",
        $"{model}: the model reads properties of products ({Join(columns)}), so a blob needs to know them.",
        "Add --shelf FILE.csv with a row per product; only a model of shopper and context columns can score without products.");

    /// <summary>E355: a ranking model, built without products.</summary>
    public static UserErrorException RankingNeedsShelf(string model, string objective) => new("E355",
        $"{model}: the model ranks ({objective}), and without --shelf there is nothing to rank.",
        "Add --shelf FILE.csv with a row per product, or train with --objective logistic (risks) or squared (prices).");
}
