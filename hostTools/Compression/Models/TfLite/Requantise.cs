namespace Endcap.Compression.Models.TfLite;

/// <summary>
/// A factor as integers, <c>Multiplier / 2³¹ · 2^Shift</c>, and TFLite's product with it: a rounded doubling high product, then a
/// rounded division by a power of two ("double rounding", what TFLite does unless it is built with TFLITE_SINGLE_ROUNDING).
/// Source: tensorflow/lite/kernels/internal/quantization_util.cc and common.cc, gemmlowp fixedpoint.h. All but <see cref="Of"/> is
/// plain 32 and 64 bit integer arithmetic.
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

    /// <summary>value · factor, rounded twice; the shift to the left wraps as TFLite's does.</summary>
    public int Apply(int value) => Shift > 0
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
