using System.Buffers.Binary;
using System.Diagnostics;
using Endcap.Compression.Errors;
using Endcap.Compression.Models.Teachers;

namespace Endcap.Tests.HostTools.Compression.Models.Teachers;

/// <summary>
/// Feeds a reader damaged copies of a good file: every answer must be a model that predicts, or an error of the catalogue, within a
/// bound of memory and with no walk that does not end.
/// </summary>
internal static class MutationFuzz
{
    private const long MostBytes = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads <paramref name="count"/> mutations; returns how many were still models. A failure names the seed of the one mutation.</summary>
    public static int Run(TeacherFormat format, byte[] good, int count, int seed)
    {
        int models = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bad = Mutate(good, new Random(HashCode.Combine(seed, i)));
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            if (TryUse(format, bad, $"seed {seed}, mutation {i}")) models++;
            long used = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsLessThan(MostBytes, used, $"seed {seed}, mutation {i}: {used} bytes allocated");
            Assert.IsTrue(Stopwatch.GetElapsedTime(start) < Longest, $"seed {seed}, mutation {i}: {Stopwatch.GetElapsedTime(start)}");
        }

        return models;
    }

    private static bool TryUse(TeacherFormat format, byte[] file, string place)
    {
        try
        {
            format.Matches(file);
            Teacher teacher = format.Read(file, "model");
            double[] row = new double[teacher.Inputs.Count], raw = new double[teacher.RawNames.Count], outputs = new double[teacher.OutputNames.Count];
            TeacherScorer scorer = teacher.NewScorer();
            scorer.Score(row, raw, outputs);
            row.AsSpan().Fill(double.NaN);
            scorer.Score(row, raw, outputs);
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
        catch (Exception e) when (e is not UnitTestAssertException)
        {
            throw new AssertFailedException($"{place}: {e}");
        }
    }

    // Flips, numbers at the edges of their types, cuts, doubled and dropped parts: one to four of them.
    private static byte[] Mutate(byte[] good, Random random)
    {
        byte[] bytes = (byte[])good.Clone();
        for (int n = random.Next(1, 5); n > 0 && bytes.Length > 0; n--) bytes = MutateOnce(bytes, random);
        return bytes;
    }

    private static byte[] MutateOnce(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length), length = Math.Min(random.Next(1, 64), bytes.Length - at);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 4:
                return [.. bytes.AsSpan(0, at + length), .. bytes.AsSpan(at)];
            case 5:
                int other = random.Next(bytes.Length - length + 1);
                bytes.AsSpan(other, length).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                if (bytes.Length - at < 8) return bytes;
                long[] edges = [0, -1, 1, int.MaxValue, int.MinValue, long.MaxValue, uint.MaxValue, 1L << 40];
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), edges[random.Next(edges.Length)]);
                return bytes;
        }
    }
}
