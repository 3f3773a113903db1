using Endcap.Compression.Errors;

namespace Endcap.Tests.HostTools;

/// <summary>What the tests ask of every error a user can meet.</summary>
internal static class UserErrors
{
    /// <summary>The action throws the error with this code, whose message has all the parts, and which says what to do.</summary>
    public static void Expect(string code, Action action, params string[] parts)
    {
        UserErrorException error = Assert.ThrowsExactly<UserErrorException>(action);
        Assert.AreEqual(code, error.Code, error.Message);
        foreach (string part in parts) StringAssert.Contains(error.Message, part, StringComparison.Ordinal);
        Assert.IsGreaterThan(5, error.Help.Length);
    }
}
