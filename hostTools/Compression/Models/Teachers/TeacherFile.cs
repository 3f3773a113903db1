using System.Text;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Compression.Models.CatBoost;
using Endcap.Compression.Models.CoreMl;
using Endcap.Compression.Models.Dense;
using Endcap.Compression.Models.LightGbm;
using Endcap.Compression.Models.Onnx;
using Endcap.Compression.Models.PyTorch;
using Endcap.Compression.Models.Safetensors;
using Endcap.Compression.Models.TfLite;
using Endcap.Compression.Models.XGBoost;

namespace Endcap.Compression.Models.Teachers;

/// <summary>Reads a teacher of any format, recognised by its content.</summary>
public static class TeacherFile
{
    /// <summary>The formats, in the order in which they are tried.</summary>
    public static IReadOnlyList<TeacherFormat> Formats { get; } =
    [
        new XGBoostFormat(),
        new LightGbmFormat(),
        new CatBoostFormat(),
        new TfLiteFormat(),
        new PyTorchFormat(),
        new CoreMlFormat(),
        new OnnxFormat(),
        new SafetensorsFormat(),
    ];

    /// <summary>
    /// Reads a model of another tool. Errors: E260 (no known format), E262 (a known one that cannot be read), E272, those of
    /// <see cref="TeacherFormat.Read"/> and <see cref="InputFile"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="format">A format's name, to skip the recognition; null: by content.</param>
    public static Teacher Read(string path, string? format = null)
    {
        CheckFormat(format);
        return Read(ReadBytes(path), path, format);
    }

    /// <summary>Reads a model of another tool or of endcap's own. Errors: as <see cref="Read(string, string?)"/> and <see cref="ModelFiles.Read"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">A format's name, to skip the recognition; null: by content.</param>
    public static Teacher ReadAny(string path, string? format = null)
    {
        CheckFormat(format);
        byte[] file = ReadBytes(path);
        bool own = format is null ? IsOwn(file) : format == EnsembleTeacher.FormatName;
        return own ? EnsembleTeacher.Of(ModelFiles.Parse(file, path)) : Read(file, path, format);
    }

    /// <summary>Whether a file says that it is a model of endcap's own.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> file) =>
        IsOwn(file, ModelFile.Format) || IsOwn(file, DenseFile.Format);

    private static bool IsOwn(ReadOnlySpan<byte> file, string format) =>
        file[..Math.Min(file.Length, 256)].IndexOf(Encoding.UTF8.GetBytes($"\"{format}\"")) >= 0;

    private static Teacher Read(byte[] file, string path, string? format)
    {
        if (Recognise(file, format) is { } found) return found.Read(file, path);
        if (RefusedFormats.Find(file) is { } refused) throw Catalogue.ModelUnsupported(path, $"this is {refused.What}", refused.Help);
        throw Catalogue.ModelFormatUnknown(path, Formats.Select(known => known.Title));
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path) && RefusedFormats.FindFolder(path) is { } refused)
            throw Catalogue.ModelUnsupported(path, $"this is {refused.What}", refused.Help);
        return InputFile.ReadAllBytes(path);
    }

    private static void CheckFormat(string? format)
    {
        string[] names = [.. Formats.Select(known => known.Name), EnsembleTeacher.FormatName];
        if (format is not null && !names.Contains(format)) throw Catalogue.UnknownModelFormat(format, names);
    }

    /// <summary>The format of a file's content, or null.</summary>
    public static TeacherFormat? Recognise(byte[] file, string? format = null) =>
        Formats.FirstOrDefault(known => format is null ? known.Matches(file) : known.Name == format);
}
