using System.Collections.Concurrent;
using Endcap.Simulation;

namespace Endcap.Tests.Web.Harness;

/// <summary>The one thread that drives a virtual label and the phone near it: simulated time passes only in here.</summary>
internal sealed class LabelThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly SimulatedLabel _label;
    private readonly ShopperPhone _phone;
    private readonly Thread _thread;

    public LabelThread(SimulatedLabel label)
    {
        _label = label;
        _phone = new ShopperPhone(label.Board);
        _thread = new Thread(() =>
        {
            foreach (Action action in _work.GetConsumingEnumerable()) action();
            _label.Dispose();
        }) { IsBackground = true, Name = "virtual label" };
        _thread.Start();
    }

    /// <summary>Does something with the label, in turn.</summary>
    public Task<T> Do<T>(Func<SimulatedLabel, ShopperPhone, T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(action(_label, _phone));
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
