using Endcap.Virtual;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A phone reads.</summary>
public class GattReadRequestedEventArgs
{
    private readonly RadioRequest _request;

    internal GattReadRequestedEventArgs(RadioRequest request) => _request = request;

    /// <summary>Null, as upstream leaves it.</summary>
    public GattSession? Session => null;

    /// <summary>The request; answer it within 2 s.</summary>
    public GattReadRequest GetRequest() => new(_request);
}

/// <summary>A read to answer. It has no offset: of a long value the stack cuts the part by itself.</summary>
public class GattReadRequest
{
    private readonly RadioRequest _request;
    private Buffer? _value;

    internal GattReadRequest(RadioRequest request) => _request = request;

    /// <summary>Length of the answer given; throws before there is one, as upstream.</summary>
    public uint Length => _value!.Length;

    /// <summary>Answers with the whole value.</summary>
    public void RespondWithValue(Buffer value)
    {
        VirtualBoard.Current.AnswerFault?.Invoke(0);
        _value = value;
        _request.Answer(value.Copy(), 0);
    }

    /// <summary>Refuses.</summary>
    /// <param name="protocolError">An ATT error.</param>
    public void RespondWithProtocolError(byte protocolError)
    {
        VirtualBoard.Current.AnswerFault?.Invoke(protocolError);
        _request.Answer([], protocolError);
    }
}

/// <summary>A phone writes.</summary>
public class GattWriteRequestedEventArgs
{
    private readonly RadioRequest _request;

    internal GattWriteRequestedEventArgs(RadioRequest request) => _request = request;

    /// <summary>Null, as upstream leaves it.</summary>
    public GattSession? Session => null;

    /// <summary>The request; answer it within 2 s.</summary>
    public GattWriteRequest GetRequest() => new(_request);
}

/// <summary>A write to answer.</summary>
public class GattWriteRequest
{
    private readonly RadioRequest _request;

    internal GattWriteRequest(RadioRequest request)
    {
        _request = request;
        Value = new Buffer((byte[])request.Value.Clone());
    }

    /// <summary>0: the stack puts long writes together.</summary>
    public uint Offset => 0;

    /// <summary>Always with response, as upstream says; answer writes without response too.</summary>
    public GattWriteOption Option => GattWriteOption.WriteWithResponse;

    /// <summary>What was written.</summary>
    public Buffer Value { get; }

    /// <summary>Accepts.</summary>
    public void Respond()
    {
        VirtualBoard.Current.AnswerFault?.Invoke(0);
        _request.Answer([], 0);
    }

    /// <summary>Refuses.</summary>
    /// <param name="protocolError">An ATT error.</param>
    public void RespondWithProtocolError(byte protocolError)
    {
        VirtualBoard.Current.AnswerFault?.Invoke(protocolError);
        _request.Answer([], protocolError);
    }
}
