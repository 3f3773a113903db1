using Endcap.Label.Display;

namespace Endcap.Label.Panel;

/// <summary>What the label shows its pictures on: <see cref="EPaper"/> or <see cref="Lcd"/>. One thread at a time.</summary>
public interface IPanel
{
    /// <summary>Shows a picture from scratch. False if it is not on the panel (fault 101).</summary>
    /// <param name="frame">A picture of the board's size.</param>
    bool Show(FrameBuffer frame);

    /// <summary>Shows a picture that differs little from the one before, the quick way. False as for <see cref="Show"/>.</summary>
    /// <param name="frame">A picture of the board's size.</param>
    bool ShowStrip(FrameBuffer frame);

    /// <summary>Says what was shown before a deep sleep; a panel that forgets in one ignores it.</summary>
    /// <param name="frame">A picture of the board's size.</param>
    void Assume(FrameBuffer frame);
}
