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

    /// <summary>
    /// It is done twice, and takes twice the time. For a whole-file commit that is the same content again: littlefs could do
    /// no other. Older content of one file alone cannot come back; where littlefs falls back to an earlier commit of its
    /// folder, the whole drive is as at a cut before the later writes, which <see cref="CutBefore"/> shows.
    /// </summary>
    Duplicate,
}
