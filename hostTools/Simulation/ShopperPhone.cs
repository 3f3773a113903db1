using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Protocol;
using Endcap.Virtual;

namespace Endcap.Simulation;

/// <summary>
/// What a shopper's phone does, step by step as PROTOCOL.md says: it knows of the shelf only what it read from the label.
/// Every step is written down.
/// </summary>
public sealed class ShopperPhone
{
    private static readonly Guid _schema = new(GattIds.Schema), _profile = new(GattIds.Profile);
    private static readonly Guid _ranking = new(GattIds.Ranking), _status = new(GattIds.Status);

    private readonly VirtualBoard _board;
    private readonly List<TranscriptEntry> _transcript = [];

    /// <summary>A phone near a label.</summary>
    public ShopperPhone(VirtualBoard board)
    {
        _board = board;
        Radio = new VirtualPhone(board);
    }

    /// <summary>The phone's radio.</summary>
    public VirtualPhone Radio { get; }

    /// <summary>All steps so far.</summary>
    public IReadOnlyList<TranscriptEntry> Transcript => _transcript;

    /// <summary>The shelf as the phone knows it, after <see cref="ReadSchema"/>.</summary>
    public BlobImage? Shelf { get; private set; }

    /// <summary>The label's nonce, after <see cref="ReadSchema"/>.</summary>
    public uint Nonce { get; private set; }

    /// <summary>Waits for the advert. False when the label does not advertise in that time.</summary>
    public bool Find(TimeSpan patience)
    {
        if (!_board.RunUntil(() => Radio.Scan() is not null, patience)) return false;
        Advert advert = Radio.Scan()!;
        byte[] data = advert.ServiceData(new Guid(GattIds.ShopperService)) ?? [];
        Note("advert", data, AdvertData.Check(data, data.Length) == PacketFault.None
            ? $"label {AdvertData.LabelId(data)}, schema {AdvertData.SchemaId(data):x8}, state bits {data[AdvertData.StateAt] & 7}"
            : "no service data of this protocol");
        return true;
    }

    /// <summary>Connects. False when the label does not answer.</summary>
    public bool Connect(int mtu)
    {
        bool connected = Radio.Connect(mtu);
        Note("connect", [], connected ? $"MTU {Radio.Mtu}" : "no answer");
        return connected;
    }

    /// <summary>Reads all schema pages.</summary>
    /// <exception cref="InvalidDataException">The label refused, or its pages make no sense.</exception>
    public void ReadSchema()
    {
        var pages = new List<byte[]> { ReadPage() };
        int count = BlobLayout.U16(pages[0], SchemaPages.PageCountAt);
        for (int p = 1; p < count; p++)
        {
            byte[] number = [(byte)p, (byte)(p >> 8)];
            Expect(Radio.Write(_schema, number), "write Schema", number, $"turn to page {p}");
            pages.Add(ReadPage());
        }

        Shelf = SchemaBlob.Of(pages);
        Nonce = (uint)BlobLayout.I32(pages[0], SchemaPages.NonceAt);
    }

    /// <summary>Sends a profile and waits for the answer.</summary>
    /// <param name="profile">Bins by the shelf that the phone read.</param>
    /// <returns>The ranking packet.</returns>
    /// <exception cref="InvalidDataException">The label refused, or did not answer.</exception>
    public byte[] Ask(LabelProfile profile)
    {
        int error = Radio.Subscribe(_ranking);
        Note("subscribe to Ranking", [], error == 0 ? "" : $"ATT error 0x{error:X2}");
        byte[] packet = new byte[GattIds.MaxAttributeBytes];
        int length = ProfilePacket.Encode(Shelf!.Shelf, Nonce, profile.Shared, profile.Listed, profile.ListedCount, packet);
        if (length < 0) throw new InvalidDataException("The profile lists more products than a packet holds.");
        Expect(Radio.Write(_profile, packet[..length]), "write Profile", packet[..length], $"{profile.ListedCount} listed products");
        if (!_board.RunUntil(() => Radio.Notifications.Count > 0, TimeSpan.FromSeconds(30)))
            throw new InvalidDataException("The label took the profile but sent no ranking within 30 s.");
        byte[] answer = Radio.Notifications.Dequeue().Value;
        Note("notification Ranking", answer, Describe(answer));
        return answer;
    }

    /// <summary>Reads the ranking: a catalogue's answer may hold more ranks than its notification.</summary>
    /// <exception cref="InvalidDataException">The label refused, or did not send a ranking.</exception>
    public byte[] ReadRanking()
    {
        GattReply reply = Radio.Read(_ranking);
        Expect(reply, "read Ranking", reply.Value, reply.Error == 0 ? Describe(reply.Value) : "");
        return RankingPacket.Check(reply.Value, reply.Value.Length) == PacketFault.None ? reply.Value : throw new InvalidDataException("The label sent no ranking.");
    }

    /// <summary>Asks for the next ranks of a catalogue.</summary>
    /// <param name="answer">The part that the phone has, with at least one rank.</param>
    /// <returns>The next part; without ranks after the last.</returns>
    public byte[] ReadNext(byte[] answer)
    {
        byte[] last = answer[^RankingPacket.WideRankBytes..];
        Expect(Radio.Write(_ranking, last), "write Ranking", last, $"the ranks after product {BlobLayout.U16(last, 0)}");
        return ReadRanking();
    }

    /// <summary>Reads Status.</summary>
    public byte[] ReadStatus()
    {
        GattReply reply = Radio.Read(_status);
        Expect(reply, "read Status", reply.Value, reply.Error == 0
            ? $"rankings {BlobLayout.I32(reply.Value, StatusPacket.RankingsAt)}, last fault {reply.Value[StatusPacket.LastFaultAt]}" : "");
        return reply.Value;
    }

    /// <summary>Leaves.</summary>
    public void Disconnect()
    {
        Radio.Disconnect();
        Note("disconnect", [], "");
    }

    private byte[] ReadPage()
    {
        GattReply reply = Radio.Read(_schema);
        Expect(reply, "read Schema", reply.Value, reply.Error != 0 || reply.Value.Length < SchemaPages.HeaderBytes ? "" :
            $"page {BlobLayout.U16(reply.Value, SchemaPages.PageAt)} of {BlobLayout.U16(reply.Value, SchemaPages.PageCountAt)}");
        int fault = SchemaPages.Check(reply.Value, reply.Value.Length);
        return fault == PacketFault.None ? reply.Value : throw new InvalidDataException($"The label sent a schema page with packet fault {fault}.");
    }

    private string Describe(byte[] answer)
    {
        if (RankingPacket.Check(answer, answer.Length) != PacketFault.None) return "not a ranking";
        if (RankingPacket.Fault(answer) != 0) return $"fault {RankingPacket.Fault(answer)}";
        return string.Join(", ", Ranks(answer).Select((rank, i) =>
            $"{i + 1}. {Shelf?.Content.Products?[rank.Product].Name ?? $"product {rank.Product}"} ({rank.Score})"));
    }

    /// <summary>The ranks of a checked answer, best first.</summary>
    public static IEnumerable<(int Product, int Score)> Ranks(byte[] answer) =>
        Enumerable.Range(0, answer[RankingPacket.CountAt]).Select(rank => (RankingPacket.Product(answer, rank), RankingPacket.Score(answer, rank)));

    private void Expect(GattReply reply, string what, byte[] bytes, string meaning)
    {
        Note(what, bytes, reply.Error == 0 ? meaning : reply.Error < 0 ? "the connection was lost" : $"refused: ATT error 0x{reply.Error:X2}");
        if (reply.Error != 0) throw new InvalidDataException($"{what}: {_transcript[^1].Meaning}.");
    }

    private void Note(string what, byte[] bytes, string meaning) =>
        _transcript.Add(new TranscriptEntry(_board.Scheduler.NowMicroseconds / 1000.0, what, bytes, meaning));
}
