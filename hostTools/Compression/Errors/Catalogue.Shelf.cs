using Endcap.Compression.Faults;
using Endcap.Kernel;

namespace Endcap.Compression.Errors;

public static partial class Catalogue
{
    /// <summary>E301: a blob with the least content is larger than the budget.</summary>
    public static UserErrorException BudgetTooSmall(int budget, int fixedBytes, int products) => new("E301",
        $"The shelf of {products} products does not fit {budget} bytes: {fixedBytes} bytes go to texts, bin edges, base scores and residual trees before the first table.",
        "Raise --budget, leave out feature texts (--no-feature-texts), or train with fewer trees, coarser bins or a --path-limit of at most 2.");

    /// <summary>E302: the scores do not fit the integer range at any scale.</summary>
    public static UserErrorException ScoreRangeTooWide(double range) => new("E302",
        $"The products' scores do not fit 16-bit base scores at any scale (largest table range {range:G4}).",
        "A product's constant score is far from the others'. Check the item columns for outliers, or train with a smaller learning rate.");

    /// <summary>E303: no product, or more than the format holds.</summary>
    public static UserErrorException TooManyProducts(int products, int most) => new("E303",
        $"A shelf holds 1 to {most} products; this one has {products}.", "Split the shelf over several labels.");

    /// <summary>E304: more run-time features than the format holds.</summary>
    public static UserErrorException TooManyFeatures(string scope, int count, int most) => new("E304",
        $"The schema has {count} {scope} features; a blob holds {most}.", "Put the least useful ones into the schema's ignore list and train again.");

    /// <summary>E310: the firmware's reader refuses a blob.</summary>
    /// <param name="file">The blob's file.</param>
    /// <param name="fault">The <see cref="BlobFault"/>.</param>
    /// <param name="facts">What the bytes show (<see cref="Blobs.FaultFacts"/>), or "".</param>
    public static UserErrorException BlobRefused(string file, int fault, string facts)
    {
        DeviceFault found = FaultTable.Find(fault) ?? throw new ArgumentOutOfRangeException(nameof(fault), fault, "not a fault of a blob");
        return new("E310",
            $"{file}: the label would refuse this blob with fault {fault} ({found.Message}){(facts.Length == 0 ? "" : ": ")}{facts}.", found.Help);
    }
}
