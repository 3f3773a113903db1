namespace Endcap.Kernel
{
    /// <summary>Placeholder until the format lands.</summary>
    public static class BlobFault
    {
        /// <summary>No fault.</summary>
        public const int None = 0;
    }
}
