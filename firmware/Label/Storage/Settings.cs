using Endcap.Label.Display;

namespace Endcap.Label.Storage;

/// <summary>Who the label is and how it behaves; a new one has the usual values. <see cref="SettingsRecord"/> changes them.</summary>
public sealed class Settings
{
    /// <summary>The store's number for the label, as in the advert.</summary>
    public uint LabelId;

    /// <summary>Bluetooth name: 1 to 8 printable ASCII characters.</summary>
    public string Name = "Endcap";

    /// <summary>Local time less UTC, minutes: −840…840.</summary>
    public int ClockOffsetMinutes;

    /// <summary>How long a wake by the timer advertises, seconds: 1…3,600.</summary>
    public int AdvertiseSeconds = 10;

    /// <summary>How long the label sleeps between, seconds: 0…65,535; 0 never sleeps and always advertises.</summary>
    public int SleepSeconds = 50;

    /// <summary>How long a wake by the button advertises, seconds: 1…3,600.</summary>
    public int ButtonSeconds = 60;

    /// <summary>How long a recommendation stays on the panel, seconds: 1…3,600.</summary>
    public int ShowSeconds = 20;

    /// <summary>After how long without a packet a phone is dropped, seconds: 1…3,600.</summary>
    public int IdlePhoneSeconds = 30;

    /// <summary>Battery voltage below which the label says that it runs low, mV: 0…6,000.</summary>
    public int LowMillivolts = 3500;

    /// <summary>Battery voltage below which radio and panel stay off, mV: 0…6,000, at most <see cref="LowMillivolts"/>.</summary>
    public int EmptyMillivolts = 3300;

    /// <summary>Most products of an answer: 1…10.</summary>
    public int TopK = 3;

    /// <summary>Length of a schema page, bytes: 32…512.</summary>
    public int PageBytes = 244;

    /// <summary>How long a version on trial waits to be confirmed, seconds: 10…3,600.</summary>
    public int TrialSeconds = 120;

    /// <summary>What stands above a recommendation; Windows-1252.</summary>
    public byte[] Caption = CodePage.Encode("Recommended for you");

    /// <summary>What stands there when the label's own product is recommended; Windows-1252.</summary>
    public byte[] OwnCaption = CodePage.Encode("Recommended: this one");
}
