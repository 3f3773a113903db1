using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Compression.Models.CatBoost;

/// <summary>CatBoost's JSON; its binary .cbm is recognised and refused. Rules: catboost/libs/model/model_export/json_model_helpers.cpp.</summary>
public sealed class CatBoostFormat : TeacherFormat
{
    /// <inheritdoc/>
    public override string Name => "catboost";

    /// <inheritdoc/>
    public override string Title => "CatBoost JSON";

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> file) => IsBinary(file) ||
        (file.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && file.IndexOf("\"features_info\""u8) >= 0);

    /// <inheritdoc/>
    public override Teacher Read(byte[] file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (IsBinary(file))
        {
            throw Catalogue.ModelUnsupported(path, "this is CatBoost's binary format",
                "Save the model as JSON: model.save_model(\"model.json\", format=\"json\"); an existing file: CatBoost().load_model(\"model.cbm\") first.");
        }

        return CatBoostReader.Read(file, path);
    }

    private static bool IsBinary(ReadOnlySpan<byte> file) => file.StartsWith("CBM1"u8);
}
