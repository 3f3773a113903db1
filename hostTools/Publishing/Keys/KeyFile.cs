using System.Text.Json;
using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Protocol.Update;

namespace Endcap.Publishing.Keys;

/// <summary>
/// The store's key file, JSON "endcap-keys/1": store_key in hexadecimal digits, and labels, each with label, generation
/// and, where it applies, replaces and revoked. Only its owner can read it.
/// </summary>
public static class KeyFile
{
    private const string Format = "endcap-keys/1";
    private const int LockAttempts = 100, LockPauseMilliseconds = 50;

    /// <summary>Makes a new store key. Errors: E365, E402, E404, E405, E407.</summary>
    public static StoreKeys Create(string path)
    {
        StoreKeys keys = StoreKeys.Create(path);
        SecretFile.Write(path, Encode(keys), replace: false);
        return keys;
    }

    /// <summary>Reads a key file. Errors: E366, E367, E401–E405, E42x.</summary>
    public static StoreKeys Read(string path)
    {
        JsonValue root = JsonText.Parse(SecretFile.ReadAllBytes(path), path).AsAnyObject();
        JsonValue format = root.Member("format");
        if (format.AsText() != Format) throw Catalogue.JsonWrongFormat(format.Where, Format, format.Text);
        root.AsObject("format", "store_key", "labels");
        JsonValue secret = root.Member("store_key");
        bool sound = secret.Kind == JsonValueKind.String && secret.Text.Length == 2 * Seal.KeyBytes && secret.Text.All(char.IsAsciiHexDigit);
        byte[] storeKey = sound ? Convert.FromHexString(secret.Text) : throw Catalogue.StoreKeyMalformed(secret.Where);
        var labels = new Dictionary<uint, LabelKey>();
        foreach (JsonValue each in root.Member("labels").AsArray())
        {
            LabelKey label = ReadLabel(each);
            if (!labels.TryAdd(label.Label, label)) throw Catalogue.KeyEntryTwice(each.Where, label.Label);
        }

        return new StoreKeys(path, storeKey, labels.Values);
    }

    /// <summary>Reads, changes and writes a key file; other commands wait. Written only where something changed. Errors: E372, those of <see cref="Read"/> and of the change.</summary>
    public static StoreKeys Change(string path, Action<StoreKeys> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!File.Exists(path)) return Read(path); // its error, and no lock left behind
        using FileStream turn = Lock(path);
        StoreKeys keys = Read(path);
        byte[] before = Encode(keys);
        change(keys);
        byte[] after = Encode(keys);
        if (!before.AsSpan().SequenceEqual(after)) SecretFile.Write(path, after, replace: true);
        return keys;
    }

    private static LabelKey ReadLabel(JsonValue value)
    {
        value.AsObject("label", "generation", "replaces", "revoked");
        JsonValue id = value.Member("label");
        double label = id.AsNumber();
        if (label < 0 || label > uint.MaxValue || label != Math.Floor(label)) throw Catalogue.JsonNumberRange(id.Where, id.Text, "a whole number from 0 to 4294967295");
        int generation = value.Member("generation").AsInt(0, LabelKey.MostGeneration);
        int? replaces = value.OptionalMember("replaces")?.AsInt(0, LabelKey.MostGeneration);
        if (replaces >= generation) throw Catalogue.KeyEntryMalformed(value.Where, replaces.Value, generation);
        JsonValue? revoked = value.OptionalMember("revoked");
        if (revoked is { Kind: not (JsonValueKind.True or JsonValueKind.False) }) throw revoked.WrongType("true or false");
        return new LabelKey((uint)label, generation, replaces, revoked is { Kind: JsonValueKind.True });
    }

    private static byte[] Encode(StoreKeys keys)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("store_key", Convert.ToHexStringLower(keys.Secret));
            writer.WriteStartArray("labels");
            foreach (LabelKey label in keys.Labels)
            {
                writer.WriteStartObject();
                writer.WriteNumber("label", label.Label);
                writer.WriteNumber("generation", label.Generation);
                if (label.Replaces is { } replaces) writer.WriteNumber("replaces", replaces);
                if (label.Revoked) writer.WriteBoolean("revoked", true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    // Two commands that read the same state would lose one's change: a revocation, at worst.
    private static FileStream Lock(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (UnauthorizedAccessException)
            {
                throw Catalogue.NotWritable(path, "permission denied");
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                Thread.Sleep(LockPauseMilliseconds);
            }
            catch (IOException)
            {
                throw Catalogue.KeyFileBusy(path);
            }
        }
    }
}
