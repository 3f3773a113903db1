using Endcap.Boards;
using Endcap.Compression.Evaluation;
using Endcap.Kernel;
using Endcap.Label.Display;
using Endcap.Label.Faults;
using Endcap.Protocol;
using Endcap.Protocol.Update;
using Endcap.Simulation;

namespace Endcap.Torture;

/// <summary>Which files a label uses, as anybody can see from outside: its panel, its advert, its rankings.</summary>
/// <param name="Content">Whether the new one; null where the panel shows neither price.</param>
/// <param name="Settings">Whether the new ones; null where the advert has neither name.</param>
/// <param name="Shelf">Whether the new one; null where it ranks by neither.</param>
public sealed record Sight(bool? Content, bool? Settings, bool? Shelf)
{
    /// <summary>By kind.</summary>
    public bool? Of(int kind) => kind switch { Manifest.Shelf => Shelf, Manifest.Content => Content, _ => Settings };
}

/// <summary>Says whether a label came through.</summary>
public static class Judge
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Looks at a label after a fault.</summary>
    /// <param name="rig">The label; it is switched on where it is off.</param>
    /// <param name="scenario">What was happening.</param>
    /// <param name="ended">Whether it came to its end.</param>
    /// <param name="mayFallBack">Kinds of which a file was damaged afterwards: their other version counts too.</param>
    /// <returns>Null where all is well, or what is not.</returns>
    public static string? Verdict(TortureRig rig, Scenario scenario, bool ended, params int[] mayFallBack)
    {
        for (int look = 0; look < 2; look++)
        {
            if (rig.IsOff) rig.Label.Boot();
            if (Find(rig) is not { } sight) return "it neither advertises nor serves within five minutes";
            if (WrongKind(sight, scenario, ended, mayFallBack) is { } wrong) return wrong;
            rig.Board.Run(Patience); // a trial ends, a sleep or two pass
        }

        if (rig.Label.Problems.Count > 0) return string.Join("; ", rig.Label.Problems);
        return scenario.Kind == 0 ? StaffIsLetIn(rig) : StillTakesUpdates(rig, scenario.Kind);
    }

    /// <summary>What a shopper beside the label sees, or null where the label does not serve one.</summary>
    public static Sight? Visit(TortureRig rig)
    {
        var phone = new ShopperPhone(rig.Board);
        if (!phone.Find(Patience) || phone.Radio.Scan() is not { } advert) return null;
        bool? content = Shown(rig), settings = Which(advert.Name, LabelFiles.Name);
        if (!phone.Connect(247)) return null;
        try
        {
            phone.ReadSchema();
            byte[] answer = phone.Ask(new LabelProfile(new byte[phone.Shelf!.Shelf.SharedCount], [], 0));
            return new Sight(content, settings, RanksBy(answer));
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            if (phone.Radio.IsConnected) phone.Disconnect();
        }
    }

    // A refusal because the label restarts just now is no loss: it is asked again.
    private static Sight? Find(TortureRig rig)
    {
        for (int attempt = 0; attempt < 3; attempt++)
            if (Visit(rig) is { } sight) return sight;
        return null;
    }

    private static string? WrongKind(Sight sight, Scenario scenario, bool ended, int[] mayFallBack)
    {
        for (int kind = 1; kind <= Manifest.Kinds; kind++)
        {
            if (sight.Of(kind) is not { } isNew) return $"kind {kind} is neither the old nor the new one: {sight}";
            if (mayFallBack.Contains(kind)) continue;
            if (kind != scenario.Kind && isNew) return $"kind {kind} changed, which nobody sent";
            if (kind == scenario.Kind && ended && isNew != scenario.EndsNew) return $"kind {kind} is {(isNew ? "new" : "old")} after the staff was told otherwise";
        }

        return null;
    }

    private static string? StillTakesUpdates(TortureRig rig, int kind)
    {
        StaffReply reply = rig.Bring(Scenario.File(kind, trial: false, version: 9));
        if (!reply.Ok) return $"it takes no update any more: {reply}";
        return Find(rig)?.Of(kind) == true ? null : "an update after the fault did not become active";
    }

    private static string? StaffIsLetIn(TortureRig rig)
    {
        StaffReply reply = rig.Staff.Open(Patience);
        if (!reply.Ok)
        {
            rig.Staff.DeviceKey = LabelFiles.NextKey;
            rig.Board.Run(TimeSpan.FromSeconds(10)); // the back-off
            reply = rig.Staff.Open(Patience);
        }

        return reply.Ok ? null : $"the staff is not let in with either key: {reply}";
    }

    private static bool? Which<T>(T seen, Func<bool, T> expected) =>
        Equals(seen, expected(false)) ? false : Equals(seen, expected(true)) ? true : null;

    // The panel's picture is that of one content, with any fault's number beside it or none.
    private static bool? Shown(TortureRig rig)
    {
        rig.Board.RunUntil(() => !rig.Board.Panel.IsRefreshing, TimeSpan.FromSeconds(20));
        byte[] pixels = rig.Label.Picture.Pixels;
        foreach (bool isNew in new[] { false, true })
            if (Pictures.Of(rig.Board.Data, isNew).Any(picture => picture.AsSpan().SequenceEqual(pixels))) return isNew;
        return null;
    }

    private static bool? RanksBy(byte[] answer)
    {
        if (answer[RankingPacket.FaultAt] != 0) return null;
        foreach (bool isNew in new[] { false, true })
        {
            byte[] blob = LabelFiles.Of(Manifest.Shelf, isNew);
            var shelf = new LoadedShelf();
            if (BlobReader.Read(blob, blob.Length, shelf, 1 << 20) != BlobFault.None) throw new InvalidOperationException("The campaign's shelf is refused.");
            Ranker.Rank(shelf, new byte[shelf.SharedCount], [], 0, shelf.Keys.Length);
            byte[] expected = new byte[answer.Length];
            int length = RankingPacket.Encode(shelf, (uint)BlobLayout.I32(answer, RankingPacket.NonceAt), answer[RankingPacket.CountAt], expected);
            if (length == answer.Length && expected.AsSpan().SequenceEqual(answer)) return isNew;
        }

        return null;
    }

    /// <summary>What a panel may show.</summary>
    private static class Pictures
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string, bool), byte[][]> Known = new();

        public static byte[][] Of(Board board, bool isNew) => Known.GetOrAdd((board.Id, isNew), _ =>
            [.. FaultNumbers().Select(fault => Draw(board, LabelFiles.Content(isNew), fault))]);

        private static IEnumerable<int> FaultNumbers() =>
            typeof(LabelFault).GetFields().Concat(typeof(BlobFault).GetFields()).Select(field => (int)field.GetRawConstantValue()!).Distinct();

        private static byte[] Draw(Board board, LabelContent content, int fault)
        {
            var frame = new FrameBuffer(board.Width, board.Height);
            var layout = new PriceLabel(board.Width, board.Height);
            layout.DrawIdle(frame, content);
            if (fault != LabelFault.None) layout.DrawFault(frame, fault);
            return frame.Pixels;
        }
    }
}
