namespace Endcap.Compression.Models.Teachers;

/// <summary>A file format that teachers come in.</summary>
public abstract class TeacherFormat
{
    /// <summary>The name that <c>--format</c> takes: xgboost, lightgbm, catboost, onnx, tflite, coreml, safetensors, pytorch.</summary>
    public abstract string Name { get; }

    /// <summary>The format for people: "XGBoost JSON or UBJSON".</summary>
    public abstract string Title { get; }

    /// <summary>Whether a file's content is of this format; reads no more than it needs, never throws.</summary>
    public abstract bool Matches(ReadOnlySpan<byte> file);

    /// <summary>
    /// Reads and checks a model in time and memory bounded by the file's length.
    /// Errors: E261 (malformed, with the place), E262 (a feature that is not supported, by name, with a way on), E263 (a limit).
    /// </summary>
    /// <param name="file">The whole content.</param>
    /// <param name="path">Where it came from, for messages and for files that stand beside it.</param>
    public abstract Teacher Read(byte[] file, string path);
}
