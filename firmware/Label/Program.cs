namespace Endcap.Label;

/// <summary>Where the device begins.</summary>
public static class Program
{
    /// <summary>Runs the label. Ends only by deep sleep or a restart.</summary>
    public static void Main()
    {
        new LabelApp(ThisBoard.Create()).Run();
    }
}
