using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Endcap.Cli;

/// <summary>The library's help, without the arguments of a command's parent: "endcap train factors PURCHASES" takes no CSV before "factors".</summary>
internal sealed class CommandHelp(HelpAction library) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of the library's own.</summary>
    public static void Use(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new CommandHelp((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Command asked = parseResult.CommandResult.Command;
        foreach (Command parent in asked.Parents.OfType<Command>())
            foreach (Argument argument in parent.Arguments) argument.Hidden = true;
        return library.Invoke(parseResult);
    }
}
