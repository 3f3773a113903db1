namespace Endcap.Label.Display;

/// <summary>
/// The layout of a price label, from 200×200 and 296×128 to 320×240: name, big price and unit price in the main part, and below
/// it a strip that shows the barcode or, after a shopper's packet, the recommendation. Only the strip changes with
/// the shopper: price and unit price stay readable, and a partial refresh of the strip is enough. A QR code stands in
/// the main part, to the left of the price, and takes the place of the barcode; where its modules would be smaller
/// than two pixels, or the price would not fit beside it, it is left out, and the barcode is drawn.
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
    private readonly byte[] _noContent = CodePage.Encode("No price data");
    private readonly ShopperStrip _shopper;
    private readonly BarcodeStrip _barcode;
    private readonly FaultText _faults;

    /// <summary>Lays out a panel seen upright: width and height in pixels as the shopper sees it.</summary>
    public PriceLabel(int width, int height)
    {
        _width = width;
        _height = height;
        _sideBySide = 2 * width >= 3 * height;
        StripTop = (height - height / 4) & ~7;
        _price = new PriceFigure(Font.Price(), _bold, _small);
        _shopper = new ShopperStrip(_small, _bold, _block);
        _barcode = new BarcodeStrip(_small);
        _faults = new FaultText(_small);
    }

    /// <summary>Draws the whole label without a shopper.</summary>
    public void DrawIdle(FrameBuffer frame, LabelContent content)
    {
        frame.Clear();
        _price.Set(content);
        int scale = QrScale(content);
        if (_sideBySide) DrawSideBySide(frame, content, scale);
        else DrawStacked(frame, content, scale);
        DrawIdleStrip(frame, content);
    }

    /// <summary>Draws the strip without a shopper: barcode and note.</summary>
    public void DrawIdleStrip(FrameBuffer frame, LabelContent content)
    {
        frame.Fill(0, StripTop, _width, _height - StripTop, false);
        bool barcode = QrScale(content) == 0 && Ean13.IsValid(content.Ean);
        if (content.Note.Length == 0 && !barcode) return;
        frame.Fill(Margin, StripTop, _width - 2 * Margin, 1, true);
        _barcode.Draw(frame, content, barcode, Margin, StripTop + 4, _width - 2 * Margin, _height - StripTop - 5);
    }

    /// <summary>Draws a fault number, such as "F98", into the upper right corner of the strip without a shopper. Clipped to 0…999.</summary>
    public void DrawFault(FrameBuffer frame, int fault)
    {
        _faults.Draw(frame, fault, _width - Margin, StripTop + 4);
    }

    /// <summary>Draws the whole label where there is nothing to show: "No price data" and the fault number, for the staff.</summary>
    public void DrawNoContent(FrameBuffer frame, int fault)
    {
        frame.Clear();
        _block.Break(_noContent, _bold, _width - 2 * Margin, 2);
        _block.Draw(frame, _noContent, _bold, Margin, Margin + _bold.CapHeight, NameLine, true);
        DrawFault(frame, fault);
    }

    /// <summary>Pixels a module with which a content's QR code is drawn: at least 2, or 0 where there is none or no room for it.</summary>
    public int QrScale(LabelContent content)
    {
        if (!QrCode.IsValid(content)) return 0;
        int half = _width / 2, height = _sideBySide ? StripTop : StripTop - Margin - 2 * NameLine;
        int scale = QrCode.Scale(content.QrSize, half < height ? half : height);
        _price.Set(content);
        int room = _width - Margin - 1 - _price.Width(PriceFigure.StyleCount - 1); // the price comes first
        while (scale >= QrCode.MinScale && QrCode.Side(content.QrSize, scale) > room) scale--;
        return scale < QrCode.MinScale ? 0 : scale;
    }

    /// <summary>
    /// Draws the strip after a shopper's packet: the caption in the small face, the product in the bold one, and a
    /// sign. Both texts are Windows-1252. Say what is recommended ("Recommended for you"), never why.
    /// </summary>
    public void DrawShopperStrip(FrameBuffer frame, byte[] caption, byte[] product, ProductPlace place)
    {
        _shopper.Draw(frame, caption, product, place, StripTop, _width, _height - StripTop);
    }

    // Name and unit price to the left, the price to the right: panels about twice as wide as high. A QR code is left of all.
    private void DrawSideBySide(FrameBuffer frame, LabelContent content, int scale)
    {
        int code = DrawQr(frame, content, scale, 0), baseline = StripTop - Margin, style = scale == 0 ? 0 : 1;
        int left = code == 0 ? Margin : code, width = _width - left + Margin;
        while (style < 2 && !Fits(style, width / 2, baseline - Margin)) style++;
        if (style == 2 && !Fits(style, width * 3 / 5, baseline - Margin)) style++; // a narrow name rather than a small price
        _price.Draw(frame, _width - Margin, baseline, style);
        int column = width - _price.Width(style) - 4 * Margin, lines = (baseline - _small.CapHeight - Margin) / NameLine;
        DrawName(frame, content, left, column, lines);
        DrawUnitPrice(frame, content, left, column, baseline);
    }

    // The name at full width above the price; the unit price beside the price's foot, or under it where that is too wide.
    // A QR code stands under the name, left of both prices, and leaves the name two lines.
    private void DrawStacked(FrameBuffer frame, LabelContent content, int scale)
    {
        int baseline = StripTop - Margin, style = 0, foot = baseline;
        int room = baseline - Margin - DrawName(frame, content, Margin, _width - 2 * Margin, scale == 0 ? 3 : 2);
        int code = DrawQr(frame, content, scale, StripTop - QrCode.Side(content.QrSize, scale)), left = code == 0 ? Margin : code;
        int width = _width - Margin - left, row = _small.CapHeight + 4;
        int unitWidth = _small.Measure(content.UnitPrice, 0, content.UnitPrice.Length) + Margin;
        for (; style < PriceFigure.StyleCount - 1; style++)
        {
            foot = baseline;
            if (Fits(style, width - unitWidth, room)) break;
            foot = baseline - row;
            if (Fits(style, width, room - row)) break;
        }

        _price.Draw(frame, _width - Margin, foot, style);
        DrawUnitPrice(frame, content, left, width, baseline);
    }

    // At the left edge: the quiet zone is its margin. Returns where text may begin, 0 without a code: some letters
    // reach one pixel to the left of their cell.
    private static int DrawQr(FrameBuffer frame, LabelContent content, int scale, int top)
    {
        if (scale == 0) return 0;
        QrCode.Draw(frame, content, 0, top, scale);
        return QrCode.Side(content.QrSize, scale) + 1;
    }

    // Returns the height it took.
    private int DrawName(FrameBuffer frame, LabelContent content, int left, int width, int lines)
    {
        _block.Break(content.Name, _bold, width, lines);
        _block.Draw(frame, content.Name, _bold, left, Margin + _bold.CapHeight, NameLine, true);
        return _block.Count * NameLine;
    }

    private void DrawUnitPrice(FrameBuffer frame, LabelContent content, int left, int width, int baseline)
    {
        _block.Break(content.UnitPrice, _small, width, 1);
        _block.Draw(frame, content.UnitPrice, _small, left, baseline, 0, true);
    }

    private bool Fits(int style, int width, int height)
    {
        return _price.Width(style) <= width && _price.Height(style) <= height;
    }
}
