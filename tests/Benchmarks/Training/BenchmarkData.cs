using Endcap.Compression.Datasets;

namespace Endcap.Benchmarks.Training;

/// <summary>The data sets of the training benchmark, binned, as train and test.</summary>
internal static class BenchmarkData
{
    private static readonly string[] MargarineItem = ["price", "rel_price", "cheapest", "is_tub"];
    private static readonly string[] MargarineAffinity = ["last_bought", "times_bought"];
    private static readonly string[] MargarineShopper =
        ["n_prior", "Income", "Fs3_4", "Fs5.", "Fam_Size", "college", "whtcollar", "retired"];

    private static readonly string[] HousingNumbers =
    [
        "longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households", "median_income",
    ];

    /// <summary>The folder of data sets: ENDCAP_DATA, or shared/data beside an ancestor of the working folder or the program; else null.</summary>
    public static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("ENDCAP_DATA") is { Length: > 0 } folder) return folder;
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                string candidate = Path.Combine(at.FullName, "shared", "data");
                if (Directory.Exists(candidate)) return candidate;
            }
        }

        return null;
    }

    /// <summary>Real panel: 10 margarines per purchase, which one was bought; test = other households.</summary>
    public static (BinnedDataset Train, BinnedDataset Test) Margarine(string folder)
    {
        BenchmarkTable train = BenchmarkTable.Read(Path.Combine(folder, "margarine", "train.csv"));
        BenchmarkTable test = BenchmarkTable.Read(Path.Combine(folder, "margarine", "test.csv"));
        Feature[] features =
        [
            train.Describe("product", FeatureScope.Item, FeatureKind.Categorical, 256),
            .. MargarineItem.Select(name => train.Describe(name, FeatureScope.Item, FeatureKind.Numeric, 256)),
            .. MargarineAffinity.Select(name => train.Describe(name, FeatureScope.Affinity, FeatureKind.Numeric, 16)),
            .. MargarineShopper.Select(name => train.Describe(name, FeatureScope.Shopper, FeatureKind.Numeric, 16)),
        ];
        var schema = new Schema("label", "purchase", ["hhid"], features);
        return (train.Bin(schema), test.Bin(schema));
    }

    /// <summary>California districts: median house value; every fifth row is the test set.</summary>
    public static (BinnedDataset Train, BinnedDataset Test) Housing(string folder)
    {
        BenchmarkTable all = BenchmarkTable.Read(Path.Combine(folder, "california_housing", "housing.csv"));
        BenchmarkTable train = all.Where(row => row % 5 != 0);
        Feature[] features =
        [
            .. HousingNumbers.Select(name => train.Describe(name, FeatureScope.Item, FeatureKind.Numeric, 256)),
            train.Describe("ocean_proximity", FeatureScope.Item, FeatureKind.Categorical, 256),
        ];
        var schema = new Schema("median_house_value", null, [], features);
        return (train.Bin(schema), all.Where(row => row % 5 == 0).Bin(schema));
    }
}
