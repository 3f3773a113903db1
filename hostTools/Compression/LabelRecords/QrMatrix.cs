using Endcap.Compression.Errors;
using Endcap.Label.Display;
using QRCoder;

namespace Endcap.Compression.LabelRecords;

/// <summary>Encodes a text as a QR code: level M, the smallest version; bytes as UTF-8 where Latin-1 does not do.</summary>
internal static class QrMatrix
{
    // QRCoder's matrix comes with the quiet zone, which the label adds itself.
    private const int Border = 4;

    /// <summary>Rows of whole bytes, leftmost module highest. Error: E336 above version 10.</summary>
    public static (int Size, byte[] Rows) Encode(string where, string text)
    {
        using QRCodeData data = Generate(where, text);
        int size = data.ModuleMatrix.Count - 2 * Border, stride = (size + 7) / 8;
        byte[] rows = new byte[size * stride];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
                if (data.ModuleMatrix[y + Border][x + Border]) rows[y * stride + x / 8] |= (byte)(0x80 >> (x % 8));
        }

        return size <= QrCode.MaxSize ? (size, rows) : throw Catalogue.QrTooLong(where, text, size, QrCode.MaxSize);
    }

    private static QRCodeData Generate(string where, string text)
    {
        try
        {
            return QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        }
        catch (QRCoder.Exceptions.DataTooLongException)
        {
            throw Catalogue.QrTooLong(where, text, 177, QrCode.MaxSize);
        }
    }
}
