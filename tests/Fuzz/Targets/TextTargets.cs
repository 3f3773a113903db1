using System.Text;
using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Models;

namespace Endcap.Fuzz.Targets;

/// <summary>Files that people and other tools write: an answer is an object that can be used, or an error of the catalogue.</summary>
internal static class TextTargets
{
    private const string SchemaText = """
        {
          "format": "endcap-schema/1", "label": "bought", "group": "visit", "ignore": ["hh"],
          "features": [
            { "name": "price", "scope": "item", "kind": "numeric", "edges": [1.5, 2], "missing": "own", "monotone": -1 },
            { "name": "age", "scope": "shopper", "kind": "numeric", "edges": [30, 60], "missing": 1 },
            { "name": "diet", "scope": "shopper", "kind": "categorical", "categories": ["any", "veg", "gf"], "missing": 0 },
            { "name": "wet", "scope": "context", "kind": "flag", "missing": 0 },
            { "name": "buys", "scope": "affinity", "kind": "numeric", "edges": [1, 2, 5], "missing": 0 }
          ]
        }
        """;

    private const string Rows = "visit,hh,bought,price,age,diet,wet,buys\n1,7,1,1.49,42,veg,0,3\n1,7,0,2.1,42,veg,0,\n2,8,0,1.75,,\"gf\",1,0\n2,8,1,2.5,71,any,1,9\n";

    private static readonly Schema Known = SchemaFile.Parse(SchemaText, "schema");

    public static FuzzTarget Csv()
    {
        // A file of this thread's own: the reader takes a path.
        string path = Path.Combine(Path.GetTempPath(), $"endcap-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}.csv");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        return new FuzzTarget("csv", [Encoding.UTF8.GetBytes(Rows)], input => Refusable(() =>
        {
            File.WriteAllBytes(path, input);
            BinnedDataset data = CsvDatasetReader.Read(path, Known, true, null, default);
            if (data.Columns.Any(column => column.Length != data.RowCount)) throw new InvalidOperationException("columns of different lengths");
        }), input => input);
    }

    public static FuzzTarget Schema() => new("schema", [Encoding.UTF8.GetBytes(SchemaText)], input => Refusable(() =>
    {
        Schema schema = SchemaFile.Parse(Encoding.UTF8.GetString(input), "schema");
        Schema again = SchemaFile.Parse(SchemaFile.ToJson(schema), "schema");
        if (SchemaId.Of(schema.Features) != SchemaId.Of(again.Features)) throw new InvalidOperationException("a schema does not survive being written");
    }), input => input);

    public static FuzzTarget Models() => new("models", [.. OwnModelSeeds.All(Known)], input => Refusable(() => OwnModelSeeds.Use(ModelFiles.Parse(input, "model"))), input => input);

    /// <summary>An error of the catalogue is a right answer.</summary>
    public static void Refusable(Action read)
    {
        try
        {
            read();
        }
        catch (UserErrorException)
        {
        }
    }
}
