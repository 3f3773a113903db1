using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Endcap.Compression.Blobs;
using Endcap.Compression.Evaluation;
using Microsoft.AspNetCore.Http;

namespace Endcap.Serving;

/// <summary>What the engineer's page asks of one label.</summary>
internal static class EngineerApi
{
    /// <summary>Server-sent events of a label until the watcher leaves.</summary>
    public static async Task Watch(HttpContext http, LiveLabel label, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = "text/event-stream";
        ChannelReader<FeedItem> watcher = label.Feed.Watch();
        try
        {
            await http.Response.Body.FlushAsync(ending.Token);
            await foreach (FeedItem item in watcher.ReadAllAsync(ending.Token))
            {
                await http.Response.WriteAsync($"event: {item.Kind}\ndata: {item.Json}\n\n", Encoding.UTF8, ending.Token);
                await http.Response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the server stops.
        }
        finally
        {
            label.Feed.Leave(watcher);
        }
    }

    /// <summary>{"shopper": [bin of each shopper feature], "affinity": {"product": [bin of each affinity feature]}}: sends it as a profile.</summary>
    public static async Task<IResult> Rank(HttpRequest request, LiveLabel label, LabelVisitor visitor, CancellationToken cancellation)
    {
        if (await Body(request, cancellation) is not { } body) return Refuse("the body must be a JSON object");
        if (ReadProfile(label.Image, body) is not { } profile) return Refuse("shopper takes a bin for each shopper feature, affinity product numbers with a bin for each affinity feature");
        try
        {
            await visitor.Ask(profile.Shared, profile.Listed, profile.ListedCount, cancellation);
            return Results.Json(new { ok = true });
        }
        catch (VisitException e)
        {
            return Results.Json(new { ok = false, error = e.Message });
        }
    }

    /// <summary>{"what": one of <see cref="LiveLabel.Controls"/>, "value": …}.</summary>
    public static async Task<IResult> Control(HttpRequest request, LiveLabel label, CancellationToken cancellation)
    {
        if (await Body(request, cancellation) is not { } body || !body.TryGetProperty("what", out JsonElement what) || what.ValueKind != JsonValueKind.String)
            return Refuse($"what must be one of {string.Join(", ", LiveLabel.Controls)}");
        string? wrong = await label.Control(what.GetString()!, body.TryGetProperty("value", out JsonElement value) ? value.ToString() : null);
        return wrong is null ? Results.Json(new { ok = true }) : Refuse(wrong);
    }

    private static async Task<JsonElement?> Body(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith(MediaTypeNames.Application.Json, StringComparison.Ordinal) != true) return null;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LabelProfile? ReadProfile(BlobImage image, JsonElement body)
    {
        FeatureShape[] features = [.. image.Content.Features];
        byte[] shared = new byte[Math.Max(1, image.Shelf.SharedCount)];
        int[] own = [.. Enumerable.Range(0, image.Shelf.SharedCount).Where(f => features[f].Scope == 0)];
        if (!body.TryGetProperty("shopper", out JsonElement shopper) || Bins(shopper, [.. own.Select(f => features[f].Radix)]) is not { } bins) return null;
        for (int i = 0; i < own.Length; i++) shared[own[i]] = bins[i];
        var listed = new SortedDictionary<int, byte[]>();
        if (body.TryGetProperty("affinity", out JsonElement affinity))
        {
            if (affinity.ValueKind != JsonValueKind.Object) return null;
            foreach (JsonProperty product in affinity.EnumerateObject())
            {
                if (!ushort.TryParse(product.Name, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) || number >= image.Shelf.ProductCount) return null;
                if (Bins(product.Value, [.. features.Where(feature => feature.Scope == 2).Select(feature => feature.Radix)]) is not { } values) return null;
                listed[number] = values;
            }
        }

        return new LabelProfile(shared, [.. listed.SelectMany(each => Number(image.Shelf, each.Key).Concat(each.Value))], listed.Count);
    }

    private static byte[] Number(Kernel.LoadedShelf shelf, int product) =>
        shelf.NumberBytes == 1 ? [(byte)product] : [(byte)product, (byte)(product >> 8)];

    private static byte[]? Bins(JsonElement list, int[] radix)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != radix.Length) return null;
        byte[] bins = new byte[radix.Length];
        for (int i = 0; i < bins.Length; i++)
            if (list[i].ValueKind != JsonValueKind.Number || !list[i].TryGetByte(out bins[i]) || bins[i] >= radix[i]) return null;
        return bins;
    }

    private static IResult Refuse(string why) => Results.Json(new { ok = false, error = why }, statusCode: StatusCodes.Status400BadRequest);
}
