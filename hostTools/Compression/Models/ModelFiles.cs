using Endcap.Compression.Datasets;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.Dense;

namespace Endcap.Compression.Models;

/// <summary>Model files of every family, told apart by their <c>format</c>.</summary>
public static class ModelFiles
{
    private static readonly Dictionary<string, Func<JsonValue, BinModel>> Formats = new()
    {
        [ModelFile.Format] = ModelFile.From,
        [DenseFile.Format] = DenseJson.Read,
    };

    /// <summary>Reads and checks a model of any family. Errors: those of <see cref="ModelFile"/> and <see cref="DenseFile"/>.</summary>
    public static BinModel Read(string path) => Parse(InputFile.ReadAllBytes(path), path);

    /// <summary>Parses and checks a model's UTF-8 text; <paramref name="file"/> is for messages.</summary>
    public static BinModel Parse(ReadOnlySpan<byte> utf8, string file)
    {
        JsonValue root = JsonText.Parse(utf8, file);
        JsonValue format = root.AsAnyObject().Member("format");
        return Formats.TryGetValue(format.AsText(), out Func<JsonValue, BinModel>? read)
            ? read(root)
            : throw Catalogue.JsonWrongFormat(format.Where, string.Join(" or ", Formats.Keys), Catalogue.Short(format.Text));
    }

    /// <summary>Writes a model, whole or not at all. Errors: E402, E404, E405.</summary>
    public static void Write(string path, BinModel model)
    {
        switch (model)
        {
            case TreeEnsemble trees:
                ModelFile.Write(path, trees);
                break;
            case DenseModel dense:
                DenseFile.Write(path, dense);
                break;
            default:
                throw new ArgumentException($"No file format for {model.GetType().Name}.", nameof(model));
        }
    }
}
