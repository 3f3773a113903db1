using Endcap.Kernel;
using Endcap.Protocol;

namespace Endcap.Serving;

/// <summary>
/// The engineer's phone: sends a profile through the virtual radio as any phone does, one visit at a time. It takes the
/// shelf from the served blob and not from the label, so that it reads no more than the page with the nonce.
/// </summary>
internal sealed class LabelVisitor : IDisposable
{
    private const int Mtu = 247, Tries = 20;
    private static readonly Guid _schema = new(GattIds.Schema), _profile = new(GattIds.Profile), _ranking = new(GattIds.Ranking);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10), _busyPause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly LiveLabel _label;
    private readonly PhoneLink _phone;
    private TaskCompletionSource<byte[]> _answer = new();

    public LabelVisitor(LiveLabel label)
    {
        (_label, _phone) = (label, new PhoneLink(label, "engineer"));
        _phone.Notified = (_, value) => _answer.TrySetResult(value);
        _phone.Disconnected = () => _answer.TrySetException(new VisitException(PacketWords.Error(PhoneLink.Lost)));
    }

    /// <summary>One visit.</summary>
    /// <param name="shared">[shared feature]: bins; those of context features do not matter.</param>
    /// <param name="listed">Number and bins per listed product, ascending.</param>
    /// <param name="listedCount">Number of listed products.</param>
    /// <param name="cancellation">Ends the visit.</param>
    /// <returns>The ranking packet.</returns>
    /// <exception cref="VisitException">What went wrong.</exception>
    public async Task<byte[]> Ask(byte[] shared, byte[] listed, int listedCount, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await Request(done => _phone.Connect(Mtu, done));
            await Request(done => _phone.Subscribe(_ranking, true, done));
            await Send(shared, listed, listedCount, cancellation);
            return await _answer.Task.WaitAsync(_patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new VisitException("the label took the profile but sent no ranking");
        }
        finally
        {
            _phone.Disconnect(_ => { });
            _one.Release();
        }
    }

    public void Dispose()
    {
        _phone.Dispose();
        _one.Dispose();
    }

    private async Task Send(byte[] shared, byte[] listed, int listedCount, CancellationToken cancellation)
    {
        byte[] packet = new byte[GattIds.MaxAttributeBytes];
        for (int attempt = 1; ; attempt++)
        {
            PhoneAnswer page = await Request(done => _phone.Read(_schema, done));
            if (SchemaPages.Check(page.Value, page.Value.Length) != PacketFault.None) throw new VisitException("the label sent no sound schema page");
            uint nonce = (uint)BlobLayout.I32(page.Value, SchemaPages.NonceAt);
            int length = ProfilePacket.Encode(_label.Image.Shelf, nonce, shared, listed, listedCount, packet);
            if (length < 0) throw new VisitException("the profile lists more products than a packet holds");
            _answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await Request(done => _phone.Write(_profile, packet[..length], done));
                return;
            }
            catch (VisitException e) when (e.Error == GattIds.BusyError && attempt < Tries)
            {
                await Task.Delay(_busyPause, cancellation);
            }
        }
    }

    private static async Task<PhoneAnswer> Request(Action<Action<PhoneAnswer>> request)
    {
        var done = new TaskCompletionSource<PhoneAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        request(done.SetResult);
        PhoneAnswer answer = await done.Task;
        return answer.Error == 0 ? answer : throw new VisitException(answer.Message, answer.Error);
    }
}

/// <summary>A visit that came to nothing.</summary>
/// <param name="message">Why.</param>
/// <param name="error">As in <see cref="PhoneAnswer"/>.</param>
internal sealed class VisitException(string message, int error = 0) : Exception(message)
{
    public int Error => error;
}
