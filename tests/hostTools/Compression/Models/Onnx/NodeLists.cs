using Endcap.Compression.Models.Onnx.Proto;

namespace Endcap.Tests.HostTools.Compression.Models.Onnx;

/// <summary>Changes entries of a node's lists.</summary>
internal static class NodeLists
{
    public static long Get(this OnnxNode node, string list, int at) => node.Attribute.First(attribute => attribute.Name == list).Ints[at];

    public static void Set(this OnnxNode node, string list, int at, long value) => node.Attribute.First(attribute => attribute.Name == list).Ints[at] = value;
}
