namespace Endcap.Compression.Errors;

/// <summary>E247, E249, E254, E255, E293 and E294: compressing models of the factors family, and making them of trees.</summary>
public static partial class Catalogue
{
    /// <summary>E247: a model file's choice of rounding that cannot be.</summary>
    public static UserErrorException FactorCodingUnclear(string where, string why) => new("E247",
        $"{where}: {why}", "remove the member \"coding\" (8 bits then), or compress the model again (endcap compress factors)");

    /// <summary>E249: a model without anything that depends on shopper and product.</summary>
    public static UserErrorException NothingToFactor(string model, int products) => new("E249",
        $"{model}: for these {products} products nothing depends on shopper or context features, so there is nothing to factor",
        "give a model with shopper features (endcap schema infer --shopper …), or other products (--shelf)");

    /// <summary>E254: trees that no table over two features can stand for.</summary>
    public static UserErrorException NotCollapsible(string model, string sku, int trees) => new("E254",
        $"{model}: {trees} trees test three or more run-time features on a path for product \"{Short(sku)}\", so they are no sum of tables",
        "train with --path-limit 2 or --model linear, or distil the model first (endcap compress … --methods distil)");

    /// <summary>E255: a shelf for a catalogue of too many products.</summary>
    public static UserErrorException DepartmentTooLarge(string file, long line, int most) => new("E255",
        $"{file}:{line}: more than {most} products; a catalogue in a blob holds {most}", "split the department, or leave products out");

    /// <summary>E293: a kind of model that a command of the factors family does not take.</summary>
    public static UserErrorException NotTrees(string model, string kind) => new("E293",
        $"{model} is {kind}; only trees and linear models are sums of tables", "give a model of endcap train --model trees (with --path-limit 2) or --model linear");

    /// <summary>E294: a model that another was not compressed from.</summary>
    public static UserErrorException NotTheOriginal(string original, string model) => new("E294",
        $"{original} has other products or shopper features than {model}", "give the model that was compressed (--original), or leave the option out");
}
