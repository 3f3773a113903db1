namespace Endcap.Compression.Models.TfLite;

/// <summary>
/// A factor as integers, <c>Multiplier / 2³¹ · 2^Shift</c>, and TFLite's two products with it. <see cref="Apply"/> rounds once, as
/// TFLite does when built with TFLITE_SINGLE_ROUNDING; <see cref="ApplyTwice"/> rounds twice, as its reference kernels do otherwise.
/// They differ by one in about one product of 2^(1 − Shift); layers amplify that. Once is nearer to the real number, and what the int8
/// case of another runtime agrees with, so the importer uses it. Source: tensorflow/lite/kernels/internal/quantization_util.cc and
/// common.cc, gemmlowp fixedpoint.h. All but <see cref="Of"/> is plain 32 and 64 bit integer arithmetic.
/// </summary>
/// <param name="Multiplier">Q31: 2³⁰ to 2³¹ − 1, or 0.</param>
/// <param name="Shift">−31 to 30; positive to the left.</param>
public readonly record struct Requantise(int Multiplier, int Shift)
{
    /// <summary>Largest <see cref="Shift"/>.</summary>
    public const int MaxShift = 30;

    /// <summary>The nearest such factor; below about 2⁻³² it is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative, not finite or 2³⁰ or more.</exception>
    public static Requantise Of(double factor)
    {
        if (!Fits(factor)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "0 to 2^30");
        if (factor == 0) return default;
        int shift = Math.ILogB(factor) + 1;
        long fixedPoint = (long)Math.Round(Math.ScaleB(factor, -shift) * (1L << 31), MidpointRounding.AwayFromZero);
        if (fixedPoint == 1L << 31) (fixedPoint, shift) = (1L << 30, shift + 1);
        return shift < -31 ? default : new Requantise((int)fixedPoint, shift);
    }

    /// <summary>Whether <see cref="Of"/> takes a factor.</summary>
    public static bool Fits(double factor) => factor >= 0 && factor < (1L << MaxShift) - 1;

    /// <summary>value · factor to the nearest, halves up; saturates at 32 bits.</summary>
    public int Apply(int value)
    {
        int shift = 31 - Shift;
        long product = ((long)value * Multiplier + (1L << (shift - 1))) >> shift;
        return (int)Math.Clamp(product, int.MinValue, int.MaxValue);
    }

    /// <summary>value · factor by a rounded doubling high product and a rounded division; a shift to the left wraps.</summary>
    public int ApplyTwice(int value) => Shift > 0
        ? DoublingHighProduct(unchecked(value << Shift), Multiplier)
        : RoundingShift(DoublingHighProduct(value, Multiplier), -Shift);

    /// <summary>a · b / 2³¹ to the nearest, halves away from zero; −2³¹ · −2³¹ saturates.</summary>
    public static int DoublingHighProduct(int a, int b)
    {
        if (a == int.MinValue && b == int.MinValue) return int.MaxValue;
        long product = (long)a * b;
        long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (int)((product + nudge) / (1L << 31)); // towards zero
    }

    /// <summary>value / 2^exponent to the nearest, halves away from zero.</summary>
    /// <param name="value">Any.</param>
    /// <param name="exponent">0 to 31.</param>
    public static int RoundingShift(int value, int exponent)
    {
        int mask = (int)((1L << exponent) - 1), remainder = value & mask;
        int half = (mask >> 1) + (value < 0 ? 1 : 0);
        return (value >> exponent) + (remainder > half ? 1 : 0);
    }
}
