namespace Endcap.Publishing.Planning;

/// <summary>What is to be done with a label.</summary>
public enum LabelTurn
{
    /// <summary>It is asked what it has, and gets what is missing.</summary>
    Ask,

    /// <summary>The journal says that it has everything: it is left alone.</summary>
    UpToDate,

    /// <summary>Its key was revoked: nobody talks to it.</summary>
    Revoked,
}

/// <summary>A label of a roll-out.</summary>
/// <param name="Label">Label id.</param>
/// <param name="Files">What it is to have, in the order of sending.</param>
/// <param name="Wave">From 0; −1 where no wave reaches it.</param>
/// <param name="Turn">What is to be done.</param>
public sealed record PlannedLabel(uint Label, IReadOnlyList<PublishFile> Files, int Wave, LabelTurn Turn)
{
    /// <summary>Bytes of its files.</summary>
    public long Bytes => Files.Sum(file => (long)file.Bytes.Length);
}
