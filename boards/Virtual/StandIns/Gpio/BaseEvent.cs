#pragma warning disable IDE0130
namespace nanoFramework.Runtime.Events;

/// <summary>What all events of the runtime have in common.</summary>
public class BaseEvent
{
    /// <summary>Where it came from.</summary>
    public ushort Source;

    /// <summary>What happened.</summary>
    public byte Message;
}
