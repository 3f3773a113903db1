namespace Endcap.Virtual;

/// <summary>What may happen to a write of the drive.</summary>
public enum WriteFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It throws an IOException and changes nothing.</summary>
    Fail,

    /// <summary>The power goes off before it: the old content stays.</summary>
    CutBefore,

    /// <summary>
    /// The power goes off in it: only the first bytes of the new content stay, and the old content is lost. littlefs
    /// itself promises better (see <see cref="CutBefore"/>); this is what a broken promise looks like.
    /// </summary>
    CutDuring,

    /// <summary>The power goes off right after it: the new content stays.</summary>
    CutAfter,
}
