namespace Endcap.Compression.Errors;

/// <summary>E15x: the products of a shelf; E16x: a shopper's profile.</summary>
public static partial class Catalogue
{
    /// <summary>E150: two products with one sku.</summary>
    public static UserErrorException DuplicateSku(string file, long line, string sku, long firstLine) =>
        new("E150", $"{file}:{line}: the sku \"{Short(sku)}\" is already on line {firstLine}",
            "give every product its own sku, or remove one of the rows");

    /// <summary>E151: a cell that a product needs is empty.</summary>
    public static UserErrorException ShelfCellEmpty(string file, long line, string column) =>
        new("E151", $"{file}:{line}: column {column} is empty", "fill it in: a shelf knows its products");

    /// <summary>E152: a shelf of one product.</summary>
    public static UserErrorException OneProduct(string file) =>
        new("E152", $"{file}: there is one product, so there is nothing to rank", "list at least two products");

    /// <summary>E153: a column that the shelf build does not know.</summary>
    public static UserErrorException ShelfColumnUnknown(string file, IEnumerable<string> unknown, IEnumerable<string> known) =>
        new("E153", $"{file}:1: unknown column: {Join(unknown)}",
            $"remove it, or put it on the schema's \"ignore\" list and train again; a shelf has: {Join(known)}");

    /// <summary>E154: more products than a label ranks.</summary>
    public static UserErrorException TooManyProducts(string file, long line, int most) =>
        new("E154", $"{file}:{line}: a shelf has at most {most} products", "split the products over several shelves");

    /// <summary>E160: a profile names a feature that the model does not have.</summary>
    public static UserErrorException ProfileUnknownFeature(string where, string name, string scope, IReadOnlyList<string> known) =>
        new("E160", $"{where}: there is no {scope} feature \"{Short(name)}\"",
            known.Count == 0 ? $"this model has no {scope} features: remove it" : $"correct its spelling or remove it; {scope} features: {Join(known)}");

    /// <summary>E161: a profile names a product that is not on the shelf.</summary>
    public static UserErrorException ProfileUnknownSku(string where, string sku, IEnumerable<string> known) =>
        new("E161", $"{where}: the sku \"{Short(sku)}\" is not on this shelf",
            $"correct it or remove it; the shelf has: {Join(known)}");
}
