using Endcap.Boards;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Label.Storage;
using Endcap.Label.Work;

namespace Endcap.Label.Panel;

/// <summary>
/// What the panel shows: the price, or the price with a recommendation in its strip. One thread only calls it. Fonts and
/// pictures (about 12 KB) are made at the first call, so that a wake which need not draw has the RAM for other things.
/// </summary>
public sealed class Screen
{
    /// <summary>Partial refreshes after which the next one is a full refresh, against ghosting.</summary>
    public const int PartialsBetweenFulls = 10;

    // How long a blinking lamp is on and then off, milliseconds.
    private const int HalfBlink = 500;

    private readonly Board _board;
    private readonly LabelContent _content;
    private readonly Settings _settings;
    private PriceLabel _layout;
    private FrameBuffer _frame;
    private IPanel _panel;
    private Lamp _lamp;
    private int _fault;
    private int _partials;

    /// <summary>Whether a recommendation is on the panel, or its lamp is lit.</summary>
    public bool ShowsShopper;

    /// <summary>Creates a screen; nothing is drawn yet.</summary>
    /// <param name="board">Says which panel it has.</param>
    /// <param name="content">What to show, or null: then the panel asks for the staff.</param>
    /// <param name="settings">Has the captions.</param>
    public Screen(Board board, LabelContent content, Settings settings)
    {
        _board = board;
        _content = content;
        _settings = settings;
    }

    /// <summary>Whether the board has a panel; without one there is no price to show, and only a lamp tells of a recommendation.</summary>
    public bool HasPicture()
    {
        return _board.Panel != Panels.None;
    }

    /// <summary>Whether the panel shows its picture without power, as e-paper does; an LCD has to be drawn at every wake.</summary>
    public bool KeepsPicture()
    {
        return _board.Panel != Panels.Lcd;
    }

    /// <summary>
    /// Before a deep sleep: switches an LCD off, whose supplies would stay on and whose light would empty the battery. It
    /// is done whether or not this wake drew, because a restart leaves the LCD lit. E-paper keeps its picture.
    /// </summary>
    public void GoDark()
    {
        if (!KeepsPicture()) LcdPower.Off(_board);
    }

    /// <summary>Shows the price, and a fault's number beside it, by a full refresh. False when the panel failed.</summary>
    public bool ShowPrice(int fault)
    {
        Prepare();
        _fault = fault;
        DrawPrice();
        _partials = 0;
        ShowsShopper = false;
        return _panel.Show(_frame);
    }

    /// <summary>Shows which product is recommended, by a partial refresh of the strip. False when the panel failed.</summary>
    public bool ShowShopper(LoadedShelf shelf, int product)
    {
        if (!HasPicture()) return Light(true);
        if (_content == null) return true;
        PrepareStrip();
        byte[] sku = ProductTexts.Sku(shelf, product);
        ProductPlace place = sku.Length == 0 ? ProductPlace.None : ShelfOrder.Place(_content, sku, 0, sku.Length);
        byte[] caption = place == ProductPlace.Here ? _settings.OwnCaption : _settings.Caption;
        _layout.DrawShopperStrip(_frame, caption, ProductTexts.Name(shelf, product), place);
        ShowsShopper = true;
        return Change();
    }

    /// <summary>
    /// Shows the label's name and number in the strip, so that somebody finds it among others; without a panel its lamp blinks as
    /// <see cref="Tick"/> is called. False when the panel failed.
    /// </summary>
    public bool ShowMark()
    {
        if (!HasPicture())
        {
            bool lit = Light(true);
            if (_lamp != null) _lamp.Blinks = lit;
            return lit;
        }

        if (_content == null) return true;
        PrepareStrip();
        _layout.DrawShopperStrip(_frame, CodePage.Encode(_settings.Name), CodePage.Encode(_settings.LabelId.ToString()), ProductPlace.None);
        ShowsShopper = true;
        return Change();
    }

    /// <summary>Time passes: a lamp that blinks goes on or off. False when it failed; then it blinks no more.</summary>
    /// <param name="now">Milliseconds since start.</param>
    public bool Tick(long now)
    {
        return _lamp == null || !_lamp.Blinks || _lamp.Light(now / HalfBlink % 2 == 0);
    }

    /// <summary>Shows the price again after a recommendation. False when the panel failed.</summary>
    /// <param name="last">Whether the label sleeps next: then by a full refresh, so that nothing of the strip stays as a ghost.</param>
    public bool BackToPrice(bool last)
    {
        if (!HasPicture()) return Light(false);
        if (last && !KeepsPicture()) return true; // it goes dark
        if (last) return (!ShowsShopper && _partials == 0) || ShowPrice(_fault);
        if (!ShowsShopper) return true;
        _layout.DrawIdleStrip(_frame, _content);
        if (_fault != LabelFault.None) _layout.DrawFault(_frame, _fault);
        ShowsShopper = false;
        return Change();
    }

    // A board without a panel lights its lamp, where it has one: somebody has an answer, nothing more.
    private bool Light(bool on)
    {
        ShowsShopper = on;
        if (_board.Led == Board.None) return true;
        if (_lamp == null) _lamp = new Lamp(_board);
        _lamp.Blinks = false;
        return _lamp.Light(on);
    }

    // Before the strip alone changes: the panel has shown the price since an earlier wake.
    private void PrepareStrip()
    {
        if (_panel != null) return;
        Prepare();
        DrawPrice();
        _panel.Assume(_frame);
    }

    private bool Change()
    {
        _partials = _partials < PartialsBetweenFulls ? _partials + 1 : 0;
        return _partials == 0 ? _panel.Show(_frame) : _panel.ShowStrip(_frame);
    }

    /// <summary>Says which fault the panel shows already, since an earlier wake.</summary>
    public void Assume(int fault)
    {
        _fault = fault;
    }

    private void Prepare()
    {
        if (_panel != null) return;
        _layout = new PriceLabel(_board.Width, _board.Height);
        _frame = new FrameBuffer(_board.Width, _board.Height);
        if (_board.Panel == Panels.Lcd) _panel = new Lcd(_board);
        else _panel = new EPaper(_board);
    }

    private void DrawPrice()
    {
        if (_content == null)
        {
            _layout.DrawNoContent(_frame, _fault);
            return;
        }

        _layout.DrawIdle(_frame, _content);
        if (_fault != LabelFault.None) _layout.DrawFault(_frame, _fault);
    }
}
