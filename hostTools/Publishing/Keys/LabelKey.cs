namespace Endcap.Publishing.Keys;

/// <summary>What the store knows of a label's key; no secret.</summary>
/// <param name="Label">Label id.</param>
/// <param name="Generation">0 … 65,535: what the key is derived with.</param>
/// <param name="Replaces">While a rotation is under way, the last generation that the label is known to have had.</param>
/// <param name="Revoked">Whether the label was lost: its generation is burnt.</param>
public sealed record LabelKey(uint Label, int Generation = 0, int? Replaces = null, bool Revoked = false)
{
    /// <summary>The last generation that there is.</summary>
    public const int MostGeneration = 65535;

    /// <summary>"in use", "rotating" or "revoked".</summary>
    public string State => Revoked ? "revoked" : Replaces is null ? "in use" : "rotating";

    /// <summary>
    /// Whether a label may have this generation. Once a rotation is confirmed, the old key is good for nothing any more:
    /// whoever has it and poses as the label is refused.
    /// </summary>
    public bool MayHave(int generation) => !Revoked && generation <= Generation && generation >= (Replaces ?? Generation);
}
