using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.LightGbm;

/// <summary>LightGBM's model file: text, versions 2 to 4. Rules: microsoft/LightGBM src/boosting/gbdt_model_text.cpp and src/io/tree.cpp.</summary>
public sealed class LightGbmFormat : TeacherFormat
{
    /// <inheritdoc/>
    public override string Name => "lightgbm";

    /// <inheritdoc/>
    public override string Title => "LightGBM text";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) => IsDump(file) || file.StartsWith("tree\n"u8) || file.StartsWith("tree\r\n"u8);

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (IsDump(file))
        {
            throw Catalogue.ModelUnsupported(path, "this is the JSON of LightGBM's dump_model, which LightGBM cannot load either",
                "Save the model itself: booster.save_model(\"model.txt\").");
        }

        return new LightGbmReader(file, path).Read();
    }

    // {"name": "tree", "version": …
    private static bool IsDump(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, 64)].TrimStart(" \t\r\n"u8);
        if (!start.StartsWith("{"u8)) return false;
        start = start[1..].TrimStart(" \t\r\n"u8);
        return start.StartsWith("\"name\""u8) && start[6..].TrimStart(" \t\r\n:"u8).StartsWith("\"tree\""u8);
    }
}
