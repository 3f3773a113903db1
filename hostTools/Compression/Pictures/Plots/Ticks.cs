using System.Globalization;

namespace Endcap.Compression.Pictures.Plots;

/// <summary>Marks of an axis: values and what stands at them.</summary>
/// <param name="Values">Ascending.</param>
/// <param name="Labels">[tick]: its text; may be empty.</param>
public sealed record Ticks(double[] Values, string[] Labels)
{
    private const int MostTicks = 1000;
    private const char Minus = '−';

    /// <summary>
    /// Multiples of 1, 2 or 5 times a power of ten inside a range: the finest such step with at most <paramref name="most"/>
    /// ticks (Heckbert, "Nice numbers for graph labels", Graphics Gems 1990). All labels have the digits that the step needs.
    /// </summary>
    /// <param name="low">Finite.</param>
    /// <param name="high">Finite, not below <paramref name="low"/>.</param>
    /// <param name="most">2 or more.</param>
    public static Ticks Linear(double low, double high, int most)
    {
        if (!(high > low)) return new Ticks([low], [Number(low)]);
        double step = Step(low, high, most);
        double first = Math.Ceiling(low / step - 1e-9);
        int count = (int)Math.Min(MostTicks, Math.Floor(high / step + 1e-9) - first + 1);
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 15);
        double[] values = [.. Enumerable.Range(0, count).Select(i => Math.Round((first + i) * step, digits) + 0.0)];
        return new Ticks(values, [.. values.Select(value => Fixed(value, step, digits))]);
    }

    /// <summary>Powers of ten, with 2 and 5 between them where they fit, over a range of positive numbers.</summary>
    /// <param name="low">Above 0.</param>
    /// <param name="high">Above <paramref name="low"/>.</param>
    /// <param name="most">2 or more.</param>
    public static Ticks Logarithmic(double low, double high, int most)
    {
        foreach (int[] digits in (int[][])[[1, 2, 5], [1, 3], [1]])
        {
            double[] values = [.. Decades(low, high).SelectMany(power => digits.Select(digit => digit * power))
                .Where(value => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))];
            if (values.Length >= 2 && values.Length <= most) return new Ticks(values, [.. values.Select(Number)]);
        }

        double[] powers = [.. Decades(low, high).Where(value => value >= low && value <= high)];
        if (powers.Length < 2) return Linear(low, high, most);
        int every = (powers.Length + most - 1) / most;
        powers = [.. powers.Where((_, i) => i % every == 0)];
        return new Ticks(powers, [.. powers.Select(Number)]);
    }

    /// <summary>A number with about four significant digits, for people; its minus is the sign and not a hyphen.</summary>
    public static string Number(double value) => Digits(value).Replace('-', Minus);

    private static string Digits(double value)
    {
        if (!double.IsFinite(value)) return "–";
        double magnitude = Math.Abs(value);
        if (magnitude is not 0 and (< 1e-4 or >= 1e9)) return value.ToString("0.###E+0", CultureInfo.InvariantCulture);
        if (magnitude >= 1000) return value.ToString("#,0", CultureInfo.InvariantCulture);
        int digits = magnitude == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(magnitude)), 0, 8);
        return (Math.Round(value, digits) + 0.0).ToString("0.########", CultureInfo.InvariantCulture);
    }

    private static double Step(double low, double high, int most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / most)));
        foreach (double factor in (double[])[1, 2, 5, 10, 20, 50])
        {
            double step = factor * power;
            if (Math.Floor(high / step + 1e-9) - Math.Ceiling(low / step - 1e-9) + 1 <= most) return step;
        }

        return high - low;
    }

    private static string Fixed(double value, double step, int digits) =>
        value.ToString(Math.Abs(value) >= 1e9 || step < 1e-6 ? "0.############E+0" : "#,0." + new string('0', digits), CultureInfo.InvariantCulture)
            .Replace('-', Minus);

    private static IEnumerable<double> Decades(double low, double high)
    {
        for (int power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++) yield return Math.Pow(10, power);
    }
}
