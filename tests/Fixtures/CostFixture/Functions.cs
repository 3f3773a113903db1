namespace Endcap.Fixtures
{
    /// <summary>Functions whose instrumented copies must compute the same as the originals.</summary>
    public static class Functions
    {
        private static readonly uint[] NibbleTable = BuildNibbleTable();

        /// <summary>CRC-32 (reflected 0xEDB88320), four bits at a time.</summary>
        public static uint Crc32(byte[] data)
        {
            uint[] table = NibbleTable;
            uint crc = 0xFFFFFFFF;
            for (int i = 0; i < data.Length; i++)
            {
                crc ^= data[i];
                crc = table[crc & 15] ^ (crc >> 4);
                crc = table[crc & 15] ^ (crc >> 4);
            }

            return ~crc;
        }

        /// <summary>Sorts ascending in place.</summary>
        public static void InsertionSort(int[] values)
        {
            for (int i = 1; i < values.Length; i++)
            {
                int value = values[i];
                int hole = i;
                while (hole > 0 && values[hole - 1] > value)
                {
                    values[hole] = values[hole - 1];
                    hole--;
                }

                values[hole] = value;
            }
        }

        /// <summary>A switch, long arithmetic, narrowing, a handler and calls of every kind.</summary>
        public static long Mix(int[] values)
        {
            Counter counter = Create(values.Length > 2);
            long sum = 0;
            for (int i = 0; i < values.Length; i++)
            {
                switch (values[i] & 7)
                {
                    case 0: sum += counter.Count(values[i]); break;
                    case 1: sum -= counter.Twice(i); break;
                    case 2: sum ^= (sbyte)values[i]; break;
                    case 3: sum = sum * 31 + 7; break;
                    case 5: sum += i > 3 ? Clamp(values[i]) : -1; break;
                    default: sum = (sum << 3) | ((sum >> 61) & 7); break;
                }
            }

            return sum + counter.Total;
        }

        /// <summary>100 / divisor, or −1 by way of an exception handler.</summary>
        public static int DivideOr(int divisor)
        {
            try
            {
                return 100 / divisor;
            }
            catch (System.DivideByZeroException)
            {
                return -1;
            }
        }

        private static Counter Create(bool doubles) => doubles ? new DoubleCounter() : new Counter();

        private static int Clamp(int value) => value < -128 ? -128 : value > 127 ? 127 : value;

        private static uint[] BuildNibbleTable()
        {
            var table = new uint[16];
            for (uint i = 0; i < 16; i++)
            {
                uint crc = i;
                for (int bit = 0; bit < 4; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                table[i] = crc;
            }

            return table;
        }
    }

    /// <summary>Something with a virtual method.</summary>
    public class Counter
    {
        /// <summary>What has been counted.</summary>
        public int Total;

        /// <summary>Counts; returns the new total.</summary>
        public virtual int Count(int by)
        {
            Total += by;
            return Total;
        }

        /// <summary>Calls an instance method of its own.</summary>
        public int Twice(int by) => Count(by) + Add(by);

        private int Add(int by) => Total + by;
    }

    /// <summary>An override with a local, which the base method lacks.</summary>
    public sealed class DoubleCounter : Counter
    {
        /// <inheritdoc/>
        public override int Count(int by)
        {
            int doubled = by * 2;
            Total += doubled;
            return Total - doubled;
        }
    }
}
