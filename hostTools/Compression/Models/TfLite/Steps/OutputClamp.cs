namespace Endcap.Compression.Models.TfLite.Steps;

/// <summary>The end of a quantised operator: add the output's zero point, clamp to what its type and activation allow.</summary>
/// <param name="Zero">The zero point.</param>
/// <param name="Least">Least number.</param>
/// <param name="Most">Greatest number.</param>
/// <param name="Text">The activation for people: "" or ", relu".</param>
internal readonly record struct OutputClamp(int Zero, int Least, int Most, string Text)
{
    public int Of(int value) => (int)Math.Clamp((long)value + Zero, Least, Most);
}
