namespace Endcap.Label.Display;

/// <summary>Where the recommended product stands, seen from this label.</summary>
public enum ProductPlace
{
    /// <summary>Elsewhere, or unknown: no sign.</summary>
    None,

    /// <summary>It is this label's product.</summary>
    Here,

    /// <summary>To the left on the shelf.</summary>
    Left,

    /// <summary>To the right on the shelf.</summary>
    Right,
}
