namespace Endcap.Virtual;

/// <summary>The end of the bus of a board without a panel: nothing is shown, and whatever is sent there is a mistake.</summary>
public sealed class NoPanel : BoardPanel
{
    internal NoPanel(VirtualBoard host) : base(host, "panel")
    {
    }

    /// <inheritdoc/>
    public override bool IsRefreshing => false;

    /// <inheritdoc/>
    public override bool IsStuck { get; set; }

    /// <inheritdoc/>
    public override ShownPicture Shown { get; } = new(0, 0);

    internal override void Receive(bool data, byte value) => Report("this board has no panel, and something was sent to one");

    internal override void CutPower()
    {
    }

    internal override void BoardSleeps()
    {
    }
}
