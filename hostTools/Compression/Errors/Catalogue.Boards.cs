namespace Endcap.Compression.Errors;

/// <summary>E320–E329: boards.</summary>
public static partial class Catalogue
{
    /// <summary>E320: no board of that id.</summary>
    public static UserErrorException NoSuchBoard(string id, IEnumerable<string> known) => new("E320",
        $"There is no board \"{Short(id)}\".", $"Name one of: {Join(known)}.");
}
