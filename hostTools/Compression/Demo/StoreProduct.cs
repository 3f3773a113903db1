namespace Endcap.Compression.Demo;

/// <summary>One generated product. Brands are invented; prices are in cents, sizes in grams.</summary>
public sealed record StoreProduct(string Sku, string Brand, string Name, int BasePrice, int Grams,
    bool Organic, bool GlutenFree, bool Sweet, double Appeal)
{
    /// <summary>EAN-13 digits: in-store prefix 200, the SKU, a valid check digit.</summary>
    public string Ean { get; } = WithCheckDigit("200" + Sku.PadLeft(9, '0'));

    /// <summary>The shelf of the demo: twelve mueslis and granolas. Appeal is the utility all households share.</summary>
    public static IReadOnlyList<StoreProduct> Shelf { get; } =
    [
        new("2101", "Everyrow", "Everyrow Fruit Muesli 750\u00A0g", 189, 750, false, false, false, 0.1),
        new("2102", "Everyrow", "Everyrow Crunchy Oats 1\u00A0kg", 229, 1000, false, false, false, -0.2),
        new("2103", "Everyrow", "Everyrow Organic Muesli 500\u00A0g", 239, 500, true, false, false, 0.3),
        new("2104", "Brammel", "Brammel Oat & Honey Granola 500\u00A0g", 349, 500, false, false, true, 0.8),
        new("2105", "Brammel", "Brammel Chocolate Granola 450\u00A0g", 369, 450, false, false, true, 0.8),
        new("2106", "Brammel", "Brammel Family Muesli 1.2\u00A0kg", 479, 1200, false, false, false, 0.4),
        new("2107", "Tilvane", "Tilvane Organic Berry Muesli 375\u00A0g", 399, 375, true, false, false, 1.2),
        new("2108", "Tilvane", "Tilvane Organic Nut Muesli 600\u00A0g", 529, 600, true, false, false, 1.3),
        new("2109", "Tilvane", "Tilvane Organic Cocoa Crunch 400\u00A0g", 429, 400, true, false, true, 1.1),
        new("2110", "Ostrey", "Ostrey Gluten-Free Granola 350\u00A0g", 449, 350, false, true, true, 0.7),
        new("2111", "Ostrey", "Ostrey Gluten-Free Seed Muesli 500\u00A0g", 489, 500, true, true, false, 0.8),
        new("2112", "Quellin", "Quellin Alpine Muesli 1\u00A0kg", 389, 1000, false, false, false, 0.4),
    ];

    private static string WithCheckDigit(string twelve)
    {
        byte[] digits = [.. twelve.Select(digit => (byte)(digit - '0')), 0];
        return twelve + (char)('0' + Label.Display.Ean13.CheckDigit(digits));
    }
}
