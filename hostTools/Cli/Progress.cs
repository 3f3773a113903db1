using System.Diagnostics;
using Spectre.Console;

namespace Endcap.Cli;

/// <summary>Tells how far long work is: a bar on a terminal, else a line now and then.</summary>
internal static class Progress
{
    /// <summary>Does the work; progress goes to <paramref name="error"/>.</summary>
    public static T Run<T>(TextWriter error, string title, Func<IProgress<double>, T> work)
    {
        bool terminal = error == Console.Error && !Console.IsErrorRedirected;
        return terminal ? OnTerminal(error, title, work) : work(new Lines(error, title));
    }

    private static T OnTerminal<T>(TextWriter error, string title, Func<IProgress<double>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bars => work(new Bar(bars.AddTask(Markup.Escape(title), maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    /// <summary>Nothing in the first second, then a line every two.</summary>
    private sealed class Lines(TextWriter error, string title) : IProgress<double>
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private double _next = 1; // seconds

        public void Report(double value)
        {
            double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            if (seconds < _next) return;
            _next = seconds + 2;
            string left = value is > 0 and < 1 ? FormattableString.Invariant($", about {seconds / value - seconds:0} s left") : "";
            error.WriteLine(FormattableString.Invariant($"{title}: {value * 100:0} %, {seconds:0} s{left}"));
        }
    }
}
