namespace Endcap.Compression.Models.Safetensors;

/// <summary>Types of a tensor's elements, named as safetensors does.</summary>
internal enum ElementType
{
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    BOOL,
}
