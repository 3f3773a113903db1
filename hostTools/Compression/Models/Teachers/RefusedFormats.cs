namespace Endcap.Compression.Models.Teachers;

/// <summary>Files that hold models and cannot be read, recognised by content, each with the way on.</summary>
internal static class RefusedFormats
{
    private const string OutOfPickle = "A pickle is a program, not data. Load it where it was made and save it in its tool's own format: " +
        "XGBoost save_model(\"m.json\"), LightGBM booster_.save_model(\"m.txt\"), CatBoost save_model(\"m.json\", format=\"json\"), scikit-learn skl2onnx.to_onnx";

    private const string OutOfKeras = "Convert it where it was made: tf.lite.TFLiteConverter.from_keras_model(model).convert(), or tf2onnx";

    private static readonly (Func<byte[], bool> Matches, string What, string Help)[] All =
    [
        (IsPickle, "a pickle or joblib file", OutOfPickle),
        (file => Starts(file, [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]), "an HDF5 file (Keras)", OutOfKeras),
        (file => IsZip(file) && Has(file, "model.weights.h5"u8), "a Keras archive (.keras)", OutOfKeras),
        (file => IsZip(file) && Has(file, ".mlmodel"u8), "a zipped .mlpackage (Core ML)",
            "Give the .mlmodel inside it (Data/com.apple.CoreML/model.mlmodel); ML programs must be converted again with convert_to=\"neuralnetwork\""),
        (file => IsZip(file) && Has(file, ".npy"u8), "a NumPy archive (.npz)", "Save the weights as safetensors with a JSON that names the layers"),
        (IsZip, "a zip archive", "Unpack it and give the model inside"),
        (file => Starts(file, "binf"u8) || Starts(file, "bs64"u8), "XGBoost's old binary model", "Load it and save it again as JSON: booster.save_model(\"m.json\")"),
        (file => Starts(file, "X\n"u8) || Starts(file, "RDX"u8) || Starts(file, "RDA"u8), "an R data file",
            "Save the model in its tool's own format: xgb.save(model, \"m.json\"), lgb.save(model, \"m.txt\")"),
        (file => Starts(file, [0x1F, 0x8B]), "a gzip file (an R or joblib file, or a compressed model)", "Unpack it (gunzip); of an R or joblib file, save the model in its tool's own format"),
        (file => Starts(file, [0x78, 0x9C]) || Starts(file, [0x78, 0x01]) || Starts(file, [0x78, 0xDA]), "a compressed joblib file", OutOfPickle),
        (file => Starts(file, "GGUF"u8), "a language model (GGUF)", "A label ranks by tables of a few features: give a tree ensemble or a small network"),
        (file => Head(file).IndexOf("<PMML"u8) >= 0, "a PMML file", "Save the model in its tool's own format, or as ONNX"),
    ];

    /// <summary>What a file is and what to do, or null when it is not known.</summary>
    public static (string What, string Help)? Find(byte[] file)
    {
        foreach ((Func<byte[], bool> matches, string what, string help) in All)
            if (matches(file)) return (what, help);
        return null;
    }

    /// <summary>As <see cref="Find"/>, for a folder.</summary>
    public static (string What, string Help)? FindFolder(string path)
    {
        string inside = Path.Combine(path, "Data", "com.apple.CoreML", "model.mlmodel");
        if (File.Exists(inside)) return ("a Core ML package", $"Give the model inside it: {inside}");
        if (File.Exists(Path.Combine(path, "saved_model.pb"))) return ("a TensorFlow SavedModel", OutOfKeras);
        return null;
    }

    private static bool Starts(byte[] file, ReadOnlySpan<byte> start) => file.AsSpan().StartsWith(start);

    private static bool IsZip(byte[] file) => Starts(file, [(byte)'P', (byte)'K', 3, 4]);

    private static bool Has(byte[] file, ReadOnlySpan<byte> name) => file.AsSpan().IndexOf(name) >= 0;

    private static ReadOnlySpan<byte> Head(byte[] file) => file.AsSpan(0, Math.Min(file.Length, 1024));

    // Protocol 2 and later: the opcode PROTO and its number.
    private static bool IsPickle(byte[] file) => file.Length > 2 && file[0] == 0x80 && file[1] is >= 2 and <= 5;
}
