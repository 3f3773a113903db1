using System.Text.Json;

namespace Endcap.Compression.Files;

/// <summary>Lists of lists in JSON, one inner list per line: the writer itself puts all on one line, or every number on its own.</summary>
internal static class JsonLines
{
    /// <summary>Writes a member of the outermost object.</summary>
    /// <param name="writer">Indented by two.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="lines">The items, each valid JSON without a line break.</param>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> lines)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue($"[{string.Join(',', lines.Select(line => "\n    " + line))}\n  ]");
    }
}
