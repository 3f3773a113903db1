namespace Endcap.Tests.Firmware.Gate.Rules;

/// <summary>Code that breaks the rules, one class per rule: what the rules must find. Never run.</summary>
internal static class Traps
{
    internal static class Generics
    {
        internal static int Count(List<int> list) => list.Count;
    }

    internal static class Pointers
    {
        internal static int Sum(int count)
        {
            Span<int> numbers = stackalloc int[count];
            return numbers[0];
        }
    }

    internal static class Floats
    {
        internal static int Scale(int number) => (int)(number * 0.5f);
    }

    internal static class Checked
    {
        internal static int Add(int a, int b) => checked(a + b);
    }

    internal static class Handlers
    {
        internal static int At(int[] numbers, int index)
        {
            try
            {
                return numbers[index];
            }
            catch (IndexOutOfRangeException)
            {
                return 0;
            }
        }
    }

    internal static class Matrices
    {
        internal static int At(int[,] numbers, int index) => numbers[index, index];
    }

    internal static class Structs
    {
        internal struct Point
        {
            internal int X;
        }

        internal static int Of(Point point) => ++point.X;
    }

    internal static class Initialisers
    {
        internal static readonly int[] Copy = First.Numbers;

        internal static class First
        {
            internal static readonly int[] Numbers = [1, 2, Copy.Length];
        }
    }

    internal static class Members
    {
        internal static string Join(string[] words) => string.Join(' ', words);
    }

    internal static class MutableStructs
    {
        internal static int Left(System.Drawing.Point point) => point.X;
    }

    internal static class StaticState
    {
        internal static readonly object Lock = new();
    }

    internal static class StaticWrites
    {
        private static readonly byte[] Numbers = [1, 2, 3];

        internal static void Write(int at, byte value) => Numbers[at] = value;
    }

    internal static class InterfaceBodies
    {
        internal interface IGreeter
        {
            int Greet() => 1;
        }
    }

    internal static class CompilerTypes
    {
        internal sealed class EmbeddedAttribute;
    }

    internal static class ByteCasts
    {
        internal static sbyte[] Signed(byte[] bytes) => (sbyte[])(Array)bytes;
    }

    internal static class ByteCopies
    {
        private static readonly sbyte[][] Rows = new sbyte[3][];

        internal static void Fill(byte[] from, int row, int count) => Array.Copy(from, 0, Rows[row], 1, count - row);
    }

    internal static class ShortByteCopies
    {
        internal static void Fill(byte[] from, sbyte[] to) => Array.Copy(from, to, to.Length);
    }
}
