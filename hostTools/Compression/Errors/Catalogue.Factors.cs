using System.Globalization;

namespace Endcap.Compression.Errors;

/// <summary>E230–E249: purchases, and models of the factors family; E348–E353: their blobs.</summary>
public static partial class Catalogue
{
    private const string FactorsHelp = "the file is damaged or was edited by hand: train the model again (endcap train factors)";

    /// <summary>E230: a purchase without basket or product, or a product without a key.</summary>
    public static UserErrorException BasketCellEmpty(string file, long line, string column) => new("E230",
        $"{file}:{line}: column {column} is empty", "give every row its basket and its product, or remove the row");

    /// <summary>E231: a purchase of a product that the list of products, or the model, has not.</summary>
    public static UserErrorException UnknownItem(string file, long line, string column, string item, int items) => new("E231",
        $"{file}:{line}: column {column}: \"{Short(item)}\" is not among the {items} known products",
        "add it to the list of products (--items), remove its purchases, or train a model that knows it");

    /// <summary>E232: no two products were ever bought together.</summary>
    public static UserErrorException NoPairs(string file, string column, int baskets) => new("E232",
        $"{file}: none of the {baskets} baskets (column {column}) has two products, so nothing says which go together",
        "name the column that is equal for the products of one purchase or one shopper (--basket)");

    /// <summary>E233: more products than a blob can hold.</summary>
    public static UserErrorException TooManyItems(string file, int most) => new("E233",
        $"{file}: more than {most} products; a catalogue in a blob holds {most}", "train a model per department, or leave out rare products");

    /// <summary>E234: two rows for one shopper.</summary>
    public static UserErrorException ShopperTwice(string file, long line, string basket) => new("E234",
        $"{file}:{line}: \"{Short(basket)}\" has a row already", "keep one row for each basket");

    /// <summary>E235: a product that is listed twice.</summary>
    public static UserErrorException ItemTwice(string file, long line, string item, long first) => new("E235",
        $"{file}:{line}: product \"{Short(item)}\" is on line {first} already", "keep one row for each product");

    /// <summary>E236: no such method.</summary>
    public static UserErrorException UnknownFactorMethod(string name, IEnumerable<string> known) => new("E236",
        $"There is no method \"{Short(name)}\".", $"Choose one of: {Join(known)}.");

    /// <summary>E237: shopper features for a method that cannot learn from them.</summary>
    public static UserErrorException MethodWithoutShoppers(string method) => new("E237",
        $"The method {method} compares products only and cannot use shopper features.", "Choose als, bpr or history, or leave out --shoppers.");

    /// <summary>E238: a list in a model file that has another length than the rest says.</summary>
    public static UserErrorException VectorMismatch(string where, int found, int expected, string what) => new("E238",
        $"{where}: {found} {what}, but there have to be {expected}", FactorsHelp);

    /// <summary>E239: a rank that the kernel cannot have.</summary>
    public static UserErrorException BadRank(string where, int rank) => new("E239",
        $"{where}: the rank is {rank}; it has to be a multiple of 4 from 4 to 64", "Choose --rank 4, 8, 12 … 64.");

    /// <summary>E240: features of other scopes than a model of this family has.</summary>
    public static UserErrorException FactorFeatures(string where) => new("E240",
        $"{where}: a model of factors has shopper and context features and, as the last, one affinity flag", FactorsHelp);

    /// <summary>E241: a number beyond all that training gives.</summary>
    public static UserErrorException FactorTooLarge(string where, double value, double most) => new("E241",
        string.Create(CultureInfo.InvariantCulture, $"{where}: {value} is beyond ±{most}"), FactorsHelp);

    /// <summary>E242: training ran away.</summary>
    public static UserErrorException FactorsDiverged(string method, int round) => new("E242",
        $"Training by {method} diverged in round {round}: a vector is no longer finite.", "Lower --learning-rate, or raise --regularisation.");

    /// <summary>E348: a product of the shelf that the model does not know.</summary>
    public static UserErrorException ProductNotInModel(string file, long line, string sku, string model) => new("E348",
        $"{file}:{line}: product \"{Short(sku)}\" is not in {model}", "remove it from the shelf, or train the model with purchases of it");

    /// <summary>E349: a shelf (not a catalogue) of too many products.</summary>
    public static UserErrorException ShelfNeedsCatalogue(int products, int most) => new("E349",
        $"A shelf has at most {most} products; this one has {products}.", "Leave out --no-catalogue, or name fewer products (--shelf).");

    /// <summary>E350: bits that the blob has no coding for.</summary>
    public static UserErrorException FactorBits(int bits) => new("E350",
        $"--bits is {bits}; vectors have 8, 4 or 2 bits.", "Give --bits 8, 4 or 2.");

    /// <summary>E351: scores without any difference.</summary>
    public static UserErrorException FactorsWithoutScores(string model) => new("E351",
        $"{model}: all vectors are zero, so the products' order never depends on the shopper.", "Train with more purchases or less --regularisation.");
}
