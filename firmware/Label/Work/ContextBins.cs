using System;
using Endcap.Kernel;
using Endcap.Label.Faults;

namespace Endcap.Label.Work;

/// <summary>
/// The label's own features: what it knows of the moment by its clock. A context feature is known by its name in the
/// blob's Features section: hour (0…23), weekday (0 Monday … 6 Sunday), day (of the month, 1…31), month (1…12) as
/// numbers, weekend as a flag. Another name, or no clock, takes the feature's absent bin.
/// </summary>
public static class ContextBins
{
    // A clock that was never set counts from 1970 or from the firmware's date.
    private const int FirstYear = 2025;

    private const long TicksPerMinute = 600_000_000;

    /// <summary>Number of context features of a shelf.</summary>
    public static int Count(LoadedShelf shelf)
    {
        int count = 0;
        for (int f = 0; f < shelf.SharedCount; f++)
            if (shelf.Scope[f] == 1) count++;
        return count;
    }

    /// <summary>Writes the bins of the present moment.</summary>
    /// <param name="shelf">A shelf that was read without fault.</param>
    /// <param name="utcOffsetMinutes">What local time is ahead of UTC.</param>
    /// <param name="into">[context feature, in the order of the shelf]: receives the bins.</param>
    /// <returns>0, <see cref="LabelFault.NoClock"/> or <see cref="LabelFault.UnknownContext"/>.</returns>
    public static int Fill(LoadedShelf shelf, int utcOffsetMinutes, byte[] into)
    {
        if (into.Length == 0) return LabelFault.None;
        DateTime now = DateTime.UtcNow.AddTicks(utcOffsetMinutes * TicksPerMinute);
        int fault = now.Year < FirstYear ? LabelFault.NoClock : LabelFault.None;
        int own = 0;
        int at = shelf.FeaturesAt;
        for (int f = 0; f < shelf.SharedCount; f++)
        {
            if (shelf.Scope[f] == 1)
            {
                int value = at == 0 || fault == LabelFault.NoClock ? -1 : ValueOf(shelf.Blob, at, now);
                int bin = at == 0 ? 0 : value < 0 ? -1 : BinOf(shelf, f, at, value);
                if (bin < 0) bin = shelf.Blob[KindAt(shelf.Blob, at) + 1];
                if (value < 0 && fault == LabelFault.None) fault = LabelFault.UnknownContext;
                into[own++] = (byte)bin;
            }

            if (at != 0) at = TextChecker.SkipFeature(shelf, f, at);
        }

        return fault;
    }

    private static int KindAt(byte[] blob, int at)
    {
        return at + 1 + blob[at];
    }

    private static int ValueOf(byte[] blob, int at, DateTime now)
    {
        int weekday = ((int)now.DayOfWeek + 6) % 7;
        if (Is(blob, at, "hour")) return now.Hour;
        if (Is(blob, at, "weekday")) return weekday;
        if (Is(blob, at, "day")) return now.Day;
        if (Is(blob, at, "month")) return now.Month;
        if (Is(blob, at, "weekend")) return weekday >= 5 ? 1 : 0;
        return -1;
    }

    private static bool Is(byte[] blob, int at, string name)
    {
        char[] letters = name.ToCharArray();
        if (blob[at] != letters.Length) return false;
        for (int i = 0; i < letters.Length; i++)
            if (blob[at + 1 + i] != letters[i]) return false;
        return true;
    }

    // The bin of a whole number, or −1 where the feature's kind does not take one. See BLOB.md, Features.
    private static int BinOf(LoadedShelf shelf, int feature, int at, int value)
    {
        byte[] blob = shelf.Blob;
        at = KindAt(blob, at);
        int kind = blob[at];
        int bins = shelf.Radix[feature] - ((kind & TextChecker.HasMissingBin) != 0 ? 1 : 0);
        if ((kind & 3) == TextChecker.Flag) return value < bins ? value : -1;
        int decimals = blob[at + 2];
        if ((kind & 3) != TextChecker.Numeric || decimals > 9) return -1;
        at += 3;
        long scaled = value;
        for (int i = 0; i < decimals; i++) scaled *= 10;
        long edge = 0;
        int bin = 0;
        while (bin < bins - 1)
        {
            long zigzag = 0;
            int shift = 0;
            int more = 0x80;
            while (more != 0)
            {
                more = blob[at] & 0x80;
                zigzag |= (long)(blob[at++] & 0x7F) << shift;
                shift += 7;
            }

            edge += (zigzag >> 1) ^ -(zigzag & 1);
            if (edge > scaled) break;
            bin++;
        }

        return bin;
    }
}
