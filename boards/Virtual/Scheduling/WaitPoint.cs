namespace Endcap.Virtual;

/// <summary>Where virtual threads wait to be woken, first come, first served: under an event, a join, a queue.</summary>
internal sealed class WaitPoint
{
    /// <summary>Those who wait, the longest first.</summary>
    internal LinkedList<VirtualThread> Waiters { get; } = new();
}
