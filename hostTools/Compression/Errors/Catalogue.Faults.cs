namespace Endcap.Compression.Errors;

/// <summary>E390–E399: fault numbers of the label.</summary>
public static partial class Catalogue
{
    /// <summary>E390: no fault of that number.</summary>
    public static UserErrorException NoSuchFault(string text) => new("E390",
        $"There is no fault \"{Short(text)}\".", "Give the number that the label shows, such as 98 or F98; 'endcap fault' lists all.");
}
