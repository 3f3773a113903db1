using Endcap.Compression.Errors;
using Endcap.Compression.Files;
using Endcap.Kernel;

namespace Endcap.Compression.Blobs;

/// <summary>Reads shelf.ecap files with the firmware's own reader.</summary>
public static class BlobFile
{
    /// <summary>Reads a file. Errors: E310 with the reader's fault, E401–E405.</summary>
    public static BlobImage Read(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        int fault = BlobImage.TryRead(bytes, out BlobImage? image);
        return image ?? throw Catalogue.BlobRefused(path, fault, FaultFacts.Of(bytes, fault));
    }
}
