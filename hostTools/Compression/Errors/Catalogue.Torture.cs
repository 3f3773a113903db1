namespace Endcap.Compression.Errors;

/// <content>The fault campaign: E380.</content>
public static partial class Catalogue
{
    /// <summary>E380: faults that a label did not come through.</summary>
    public static UserErrorException TortureLost(int lost, int injected) => new("E380",
        $"a label lost something in {lost} of {injected} cases",
        "The table above names each; the same board, seed and stride repeat it. A label in the field would need a visit: please report it (SECURITY.md).");
}
