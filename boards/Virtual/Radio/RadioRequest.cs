namespace Endcap.Virtual;

/// <summary>One access of a phone to a characteristic, as the stack hands it to the program.</summary>
internal sealed class RadioRequest
{
    private readonly Radio _radio;
    private readonly Action<byte[], int> _done;
    private int _answers;
    private bool _isOver;

    internal RadioRequest(Radio radio, Guid uuid, bool isWrite, bool needsResponse, byte[] value, Action<byte[], int> done)
    {
        _radio = radio;
        Uuid = uuid;
        IsWrite = isWrite;
        NeedsResponse = needsResponse;
        Value = value;
        _done = done;
    }

    internal Guid Uuid { get; }

    internal bool IsWrite { get; }

    internal bool NeedsResponse { get; }

    internal byte[] Value { get; }

    /// <summary>The program answers.</summary>
    /// <param name="value">The value read.</param>
    /// <param name="error">An ATT error, or 0.</param>
    internal void Answer(byte[] value, int error)
    {
        _answers++;
        if (_answers > 1) _radio.Violation($"A request for {Uuid} was answered twice.");
        else _radio.Finish(this, value, error);
    }

    /// <summary>Ends it for the phone, once: it hears what came of it.</summary>
    internal void End(byte[] value, int error)
    {
        if (_isOver) return;
        _isOver = true;
        _done(value, error);
    }
}
