namespace Endcap.Compression.Models.TfLite;

/// <summary>Types of tensors (schema.fbs, TensorType), as far as they are used.</summary>
internal enum TfLiteType
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
    UInt8 = 3,
    Int64 = 4,
    Int8 = 9,
}
