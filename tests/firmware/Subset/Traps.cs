namespace Endcap.Tests.Firmware.Subset;

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
}
