using System.CommandLine;

namespace Endcap.Cli.Commands;

/// <summary>endcap schema …</summary>
internal static class SchemaCommand
{
    public static Command Create() => new("schema", "Say which columns a model reads, in which scope and bins.")
    {
        SchemaInferCommand.Create(),
    };
}
