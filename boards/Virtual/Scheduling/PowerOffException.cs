namespace Endcap.Virtual;

/// <summary>Unwinds a virtual thread whose board lost its power: thrown by every stand-in call until the thread has ended.</summary>
internal sealed class PowerOffException : Exception
{
    internal PowerOffException()
        : base("The virtual board lost its power; this thread ends here.")
    {
    }
}
