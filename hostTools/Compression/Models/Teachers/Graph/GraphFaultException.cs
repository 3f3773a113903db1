namespace Endcap.Compression.Models.Teachers.Graph;

/// <summary>An operation that cannot run on what it was given; the reader and the scorer add the file and the place.</summary>
public sealed class GraphFaultException(string message) : Exception(message);
