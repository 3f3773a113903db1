using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.PyTorch;
using Endcap.Compression.Models.Safetensors;
using Endcap.Compression.Models.TfLite;
using Endcap.Compression.Models.CatBoost;
using Endcap.Compression.Models.LightGbm;

namespace Endcap.Compression.Models.Teachers;

/// <summary>Reads a teacher of any format, recognised by its content.</summary>
public static class TeacherFile
{
    /// <summary>The formats, in the order in which they are tried.</summary>
    public static IReadOnlyList<TeacherFormat> Formats { get; } =
    [
        new Models.Onnx.OnnxFormat(),
        new TfLiteFormat(),
        new SafetensorsFormat(),
        new PyTorchFormat(),
        new LightGbmFormat(),
        new CatBoostFormat(),
        new XGBoost.XGBoostFormat(),
        new CoreMl.CoreMlFormat(),
    ];

    /// <summary>Reads a model. Errors: E260 (no known format), those of <see cref="TeacherFormat.Read"/> and <see cref="InputFile"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">A format's name, to skip the recognition; null: by content.</param>
    public static Teacher Read(string path, string? format = null)
    {
        byte[] file = InputFile.ReadAllBytes(path);
        TeacherFormat found = Recognise(file, format) ?? throw Catalogue.ModelFormatUnknown(path, Formats.Select(known => known.Title));
        return found.Read(file, path);
    }

    /// <summary>The format of a file's content, or null.</summary>
    public static TeacherFormat? Recognise(byte[] file, string? format = null) =>
        Formats.FirstOrDefault(known => format is null ? known.Matches(file) : known.Name == format);
}
