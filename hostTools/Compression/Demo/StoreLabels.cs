using System.Globalization;
using Endcap.Label.Display;

namespace Endcap.Compression.Demo;

/// <summary>What the labels of a generated store show.</summary>
public static class StoreLabels
{
    /// <summary>The caption of a recommendation: says what happens, not why.</summary>
    public const string Caption = "Recommended for you";

    /// <summary>The content of a product's label at a week's prices.</summary>
    public static LabelContent Content(int product, WeekPrices week)
    {
        StoreProduct item = StoreProduct.Shelf[product];
        return new LabelContent
        {
            Name = CodePage.Encode(item.Name),
            Price = week.Prices[product],
            Currency = CodePage.Encode("€"),
            UnitPrice = CodePage.Encode(UnitPrice(product, week)),
            Note = CodePage.Encode(Note(item)),
            Ean = Ean13.Parse(item.Ean),
        };
    }

    /// <summary>The unit price as it is printed.</summary>
    public static string UnitPrice(int product, WeekPrices week) =>
        week.PerKilogram(product).ToString("0.00", CultureInfo.InvariantCulture) + "\u00A0€ / kg";

    /// <summary>The article number as it is printed.</summary>
    public static string Note(StoreProduct product) => "Art. " + product.Sku;

    /// <summary>
    /// Draws a product's label: without a shopper, or with a recommendation and where it stands
    /// (products stand in the order of <see cref="StoreProduct.Shelf"/>, left to right).
    /// </summary>
    /// <param name="product">The product the label belongs to.</param>
    /// <param name="week">Its prices.</param>
    /// <param name="recommended">The recommended product, or null for none.</param>
    /// <param name="width">Panel width, pixels.</param>
    /// <param name="height">Panel height, pixels.</param>
    public static FrameBuffer Draw(int product, WeekPrices week, int? recommended, int width = 296, int height = 128)
    {
        var frame = new FrameBuffer(width, height);
        var label = new PriceLabel(width, height);
        label.DrawIdle(frame, Content(product, week));
        if (recommended is not int best) return frame;
        ProductPlace place = best == product ? ProductPlace.Here : best < product ? ProductPlace.Left : ProductPlace.Right;
        label.DrawShopperStrip(frame, CodePage.Encode(Caption), CodePage.Encode(StoreProduct.Shelf[best].Name), place);
        return frame;
    }
}
