using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.XGBoost;

/// <summary>XGBoost models as save_model writes them: JSON (since 1.0) and Universal Binary JSON (since 1.6).</summary>
public sealed class XGBoostFormat : TeacherFormat
{
    private const int LegacyHeader = 136; // LearnerModelParamLegacy of the old binary format
    private const string Help = "Load it with the XGBoost that wrote it (before 3.1) and save it again as JSON: booster.save_model(\"m.json\").";

    /// <inheritdoc/>
    public override string Name => "xgboost";

    /// <inheritdoc/>
    public override string Title => "XGBoost JSON or UBJSON";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) => IsValue(file) || IsOldBinary(file) || IsDump(file);

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        if (IsOldBinary(file)) throw Catalogue.ModelUnsupported(path, "this is XGBoost's old binary format, which XGBoost itself no longer reads", Help);
        if (IsDump(file))
        {
            throw Catalogue.ModelUnsupported(path, "this is a text dump, which leaves out the objective, base_score and the missing rules",
                "Save the model itself: booster.save_model(\"m.json\").");
        }

        var limits = new ValueLimits(path);
        ReadOnlySpan<byte> content = Trim(file);
        object? value = IsJson(content) ? JsonValues.Read(content, limits) : UbjsonValues.Read(content, limits);
        return new LearnerReader(path).Read(new Located(path, "", value));
    }

    private static bool IsValue(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> content = Trim(file);
        return content.Length > 1 && content[0] == '{' && content.IndexOf("learner"u8) >= 0 && content.IndexOf("gradient_booster"u8) >= 0;
    }

    // After '{', JSON has a quote and UBJSON the marker of the first name's length.
    private static bool IsJson(ReadOnlySpan<byte> content) => content.Length < 2 || content[0] != '{' || content[1] is (byte)'"' or (byte)'}' or <= (byte)' ';

    private static bool IsOldBinary(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("binf"u8) || file.StartsWith("bs64"u8)) return true;
        if (file.Length < LegacyHeader + 16 || file[LegacyHeader + 1] != 0) return false;
        ReadOnlySpan<byte> name = file[(LegacyHeader + 8)..]; // after its length: the objective
        return name.StartsWith("binary:"u8) || name.StartsWith("reg:"u8) || name.StartsWith("multi:"u8) || name.StartsWith("rank:"u8) ||
            name.StartsWith("count:"u8) || name.StartsWith("survival:"u8);
    }

    private static bool IsDump(ReadOnlySpan<byte> file) => file.StartsWith("booster[0]"u8);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("\uFEFF"u8)) file = file[3..];
        int start = file.IndexOfAnyExcept(" \t\r\n"u8);
        return start < 0 ? [] : file[start..];
    }
}
