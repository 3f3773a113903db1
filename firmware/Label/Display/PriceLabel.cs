namespace Endcap.Label.Display;

/// <summary>
/// The layout of a price label, from 200×200 to 296×128: name, big price and unit price in the main part, and below
/// it a strip that shows the barcode or, after a shopper's packet, the recommendation. Only the strip changes with
/// the shopper: price and unit price stay readable, and a partial refresh of the strip is enough.
/// Holds fonts and scratch (about 7 KB); drawing allocates nothing. Let go of it to get the RAM back.
/// </summary>
public sealed class PriceLabel
{
    private const int Margin = 8;
    private const int NameLine = 18; // baseline to baseline in the bold face

    /// <summary>First row of the strip: a multiple of 8, since controllers address the short side in bytes.</summary>
    public readonly int StripTop;

    private readonly int _width, _height;
    private readonly bool _sideBySide;
    private readonly Font _small = Font.Small(), _bold = Font.Bold();
    private readonly PriceFigure _price;
    private readonly TextBlock _block = new TextBlock();
    private readonly ShopperStrip _shopper;
    private readonly BarcodeStrip _barcode;

    /// <summary>Lays out a panel seen upright: width and height in pixels as the shopper sees it.</summary>
    public PriceLabel(int width, int height)
    {
        _width = width;
        _height = height;
        _sideBySide = 2 * width >= 3 * height;
        StripTop = (height - (_sideBySide ? height / 4 : height / 5)) & ~7;
        _price = new PriceFigure(Font.Price(), _bold);
        _shopper = new ShopperStrip(_small, _bold, _block);
        _barcode = new BarcodeStrip(_small);
    }

    /// <summary>Draws the whole label without a shopper.</summary>
    public void DrawIdle(FrameBuffer frame, LabelContent content)
    {
        frame.Clear();
        _price.Set(content);
        if (_sideBySide) DrawSideBySide(frame, content);
        else DrawStacked(frame, content);
        DrawIdleStrip(frame, content);
    }

    /// <summary>Draws the strip without a shopper: barcode and note.</summary>
    public void DrawIdleStrip(FrameBuffer frame, LabelContent content)
    {
        frame.Fill(0, StripTop, _width, _height - StripTop, false);
        frame.Fill(Margin, StripTop, _width - 2 * Margin, 1, true);
        _barcode.Draw(frame, content, Margin, StripTop + 4, _width - 2 * Margin, _height - StripTop - 5);
    }

    /// <summary>
    /// Draws the strip after a shopper's packet: the caption in the small face, the product in the bold one, and a
    /// sign. Both texts are Windows-1252. Say what is recommended ("Recommended for you"), never why.
    /// </summary>
    public void DrawShopperStrip(FrameBuffer frame, byte[] caption, byte[] product, ProductPlace place)
    {
        _shopper.Draw(frame, caption, product, place, StripTop, _width, _height - StripTop);
    }

    // Name and unit price to the left, the price to the right: panels about twice as wide as high.
    private void DrawSideBySide(FrameBuffer frame, LabelContent content)
    {
        int room = StripTop - 2 * Margin, scale = LargestScale(_width / 2 - Margin, room);
        int right = _width - Margin, priceWidth = _price.Width(scale);
        _price.Draw(frame, right, Margin + (room - _price.Height(scale)) / 2, scale);
        int left = right - priceWidth - 2 * Margin, lines = (room - _small.CapHeight - 2) / NameLine;
        _block.Break(content.Name, _bold, left, lines);
        _block.Draw(frame, content.Name, _bold, Margin, Margin + _bold.CapHeight, NameLine, true);
        DrawUnitPrice(frame, content, left);
    }

    // The name above, the price below it at full width, the unit price under the name's side: square panels.
    private void DrawStacked(FrameBuffer frame, LabelContent content)
    {
        int foot = StripTop - Margin;
        _block.Break(content.Name, _bold, _width - 2 * Margin, 3);
        _block.Draw(frame, content.Name, _bold, Margin, Margin + _bold.CapHeight, NameLine, true);
        int priceTop = Margin + 3 * NameLine, room = foot - _small.CapHeight - 4 - priceTop;
        int scale = LargestScale(_width - 2 * Margin, room);
        _price.Draw(frame, _width - Margin, priceTop + (room - _price.Height(scale)) / 2, scale);
        DrawUnitPrice(frame, content, _width - 2 * Margin);
    }

    private void DrawUnitPrice(FrameBuffer frame, LabelContent content, int width)
    {
        _block.Break(content.UnitPrice, _small, width, 1);
        _block.Draw(frame, content.UnitPrice, _small, Margin, StripTop - Margin, 0, true);
    }

    private int LargestScale(int width, int height)
    {
        for (int scale = 3; scale > 1; scale--)
        {
            if (_price.Width(scale) <= width && _price.Height(scale) <= height) return scale;
        }

        return 1;
    }
}
