namespace Endcap.Compression.Demo;

/// <summary>
/// One generated household: what a shopper's phone could state about it, and the hidden tastes that drive its
/// choices. Tastes follow from the demographics in part only; the rest a model can learn from purchases alone.
/// </summary>
public sealed class Household
{
    /// <summary>Number, from 0.</summary>
    public required int Id { get; init; }

    /// <summary>Persons, 1…6.</summary>
    public required int Size { get; init; }

    /// <summary>Children, 0…4.</summary>
    public required int Children { get; init; }

    /// <summary>Age of the shopper, years.</summary>
    public required int Age { get; init; }

    /// <summary>Net income per month, hundreds of euros.</summary>
    public required int Income { get; init; }

    /// <summary>Whether the phone states the income; otherwise the cell is empty.</summary>
    public required bool StatesIncome { get; init; }

    /// <summary>Whether the household eats gluten-free.</summary>
    public required bool GlutenFree { get; init; }

    /// <summary>Utility lost per euro that a product costs more per kilogram than the shelf's mean.</summary>
    public required double PriceWeight { get; init; }

    /// <summary>Utility of organic products.</summary>
    public required double OrganicTaste { get; init; }

    /// <summary>Utility of sweet products.</summary>
    public required double SweetTaste { get; init; }

    /// <summary>Utility of a promotion beyond its lower price.</summary>
    public required double PromotionTaste { get; init; }

    /// <summary>The pack it would like best, grams.</summary>
    public required double IdealGrams { get; init; }

    /// <summary>Utility of the product bought last.</summary>
    public required double Habit { get; init; }

    /// <summary>[product]: utility of nothing else above; stays the same for a household.</summary>
    public required double[] Whims { get; init; }

    /// <summary>Chance of a purchase on this shelf in a week.</summary>
    public required double WeeklyRate { get; init; }

    /// <summary>Draws a household.</summary>
    public static Household Draw(int id, int products, SplitMix64 random)
    {
        int age = 19 + random.NextBelow(62);
        int adults = random.NextChance(0.62) ? 2 : 1;
        int children = age is > 26 and < 56 && random.NextChance(0.5) ? 1 + random.NextBelow(3) : 0;
        int income = (int)Math.Clamp(14 + 9 * adults + 0.12 * (age - 19) + 8 * random.NextNormal(), 9, 75);
        bool glutenFree = random.NextChance(0.07);
        double[] whims = new double[products];
        for (int i = 0; i < products; i++) whims[i] = 0.35 * random.NextNormal();
        return new Household
        {
            Id = id,
            Size = adults + children,
            Children = children,
            Age = age,
            Income = income,
            StatesIncome = !random.NextChance(0.08),
            GlutenFree = glutenFree,
            PriceWeight = Math.Clamp(0.75 - 0.016 * (income - 30) + 0.08 * children + 0.15 * random.NextNormal(), 0.1, 1.6),
            OrganicTaste = -0.9 + 0.07 * (income - 30) + (age < 40 ? 1.2 : 0) + 0.6 * random.NextNormal(),
            SweetTaste = -0.9 + (children > 0 ? 1.9 : 0) - 0.025 * (age - 40) + 0.5 * random.NextNormal(),
            PromotionTaste = Math.Max(0, 0.7 - 0.012 * (income - 30) + 0.3 * random.NextNormal()),
            IdealGrams = 330 + 150 * (adults + children) * Math.Exp(0.15 * random.NextNormal()),
            Habit = Math.Max(0.1, 0.8 + 0.012 * (age - 40) + 0.4 * random.NextNormal()),
            Whims = whims,
            WeeklyRate = Math.Min(0.45, 0.08 + 0.035 * (adults + children)),
        };
    }
}
