using System.Text.Json;

namespace Endcap.Tests.HostTools.Cli;

/// <summary>The keys of a report, on which scripts rely.</summary>
internal static class JsonKeys
{
    /// <summary>All keys in order: "a b{c d} e[f g]"; of a list the first item's.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(member => member.Name + Inner(member.Value))),
        _ => "",
    };

    private static string Inner(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{Of(value)}}}",
        JsonValueKind.Array => $"[{(value.GetArrayLength() == 0 ? "" : Of(value[0]))}]",
        _ => "",
    };
}
