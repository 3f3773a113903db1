using Endcap.Compression.Datasets;

namespace Endcap.Benchmarks.Training;

/// <summary>The data sets of the benchmarks, binned by the product's own schema inference, as train and test.</summary>
internal static class BenchmarkData
{
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
        string train = Path.Combine(folder, "margarine", "train.csv"), test = Path.Combine(folder, "margarine", "test.csv");
        Schema schema = SchemaInference.Propose(train, new InferenceOptions
        {
            Label = "label",
            Group = "purchase",
            Ignore = ["hhid"],
            Item = ["product", "price", "rel_price", "cheapest", "is_tub"],
            Affinity = ["last_bought", "times_bought"],
            Categorical = ["product"],
        }).Schema;
        return (CsvDatasetReader.Read(train, schema, needsGroups: true), CsvDatasetReader.Read(test, schema, needsGroups: true));
    }

    /// <summary>California districts: median house value; every fifth row is the test set.</summary>
    public static (BinnedDataset Train, BinnedDataset Test) Housing(string folder)
    {
        string path = Path.Combine(folder, "california_housing", "housing.csv");
        string[] columns =
        [
            "longitude", "latitude", "housing_median_age", "total_rooms", "total_bedrooms", "population", "households", "median_income",
            "ocean_proximity",
        ];
        Schema schema = SchemaInference.Propose(path, new InferenceOptions
        {
            Label = "median_house_value",
            Item = columns,
            Categorical = ["ocean_proximity"],
        }).Schema;
        BinnedDataset all = CsvDatasetReader.Read(path, schema, needsGroups: false);
        return (Rows(all, row => row % 5 != 0), Rows(all, row => row % 5 == 0));
    }

    private static BinnedDataset Rows(BinnedDataset all, Func<int, bool> wanted)
    {
        int[] rows = [.. Enumerable.Range(0, all.RowCount).Where(wanted)];
        byte[][] columns = [.. all.Columns.Select(column => rows.Select(row => column[row]).ToArray())];
        return new BinnedDataset(all.Schema, columns, [.. rows.Select(row => all.Labels[row])], [0, rows.Length]);
    }
}
