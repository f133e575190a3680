using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Runs notebooks and writes their figures as files for slides and print.</summary>
internal sealed class FiguresCommand
{
    private const string Description =
        "Runs notebooks like the default command, and writes their figures as pictures for slides and print: "
        + "DIR/NOTEBOOK/FIGURE.svg. An installed Chromium, Chrome or Edge draws them. "
        + "Example: lectern figures 04-manual-grad --format png --theme dark";

    private const int MaximumScale = 4;

    private static readonly string[] Formats = [.. Enum.GetNames<PictureFormat>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Themes = ["light", "dark"];

    private readonly NotebookOptions options = new(Path.Combine("out", "figures"));

    private readonly Option<string[]> format = new("--format")
    {
        Description = "svg, png or pdf; may be given several times",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => ["svg"],
    };

    private readonly Option<string?> size = new("--size")
    {
        Description = "How large each picture is, 96 pixels to the inch; its letters grow with it. By default, as the figure says",
        HelpName = "WIDTHxHEIGHT",
    };

    private readonly Option<int> scale = new("--scale")
    {
        Description = "How many pixels of a PNG stand for one of its size, 1 to 4",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> theme = new("--theme")
    {
        Description = "light, or dark for dark slides",
        HelpName = "THEME",
        DefaultValueFactory = _ => "light",
    };

    private readonly Option<bool> transparent = new("--transparent") { Description = "Leave out the paper" };

    private readonly Option<bool> frames = new("--frames")
    {
        Description = "Write each frame of a figure that moves, as FIGURE-01.svg and so on, rather than its last",
    };

    private readonly BrowserOption browser = new();

    public FiguresCommand()
    {
        format.Validators.Add(result => RequireOneOf(result, Formats));
        theme.Validators.Add(result => RequireOneOf(result, Themes));
        size.Validators.Add(RequireSize);
        scale.Validators.Add(RequireScale);
    }

    public Command Command()
    {
        Command command = new("figures", Description);
        options.AddTo(command);
        foreach (var option in new Option[] { format, size, scale, theme, transparent, frames, browser.Option }) command.Add(option);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        var program = browser.Require(arguments);
        var root = Path.GetFullPath(options.Output(arguments));
        AtomicFile.RequireWritableFolder(options.Output(arguments));
        using var taken = await FolderLock.TakeAsync([root], isKept: true, CourseRun.SayWaiting, cancellationToken);

        await using PictureDrawer drawer = new(program, Pictures(arguments));
        await drawer.StartAsync(cancellationToken);
        FiguresFolder folder = new(root, drawer);
        folder.RemoveAbandoned();
        var results = await options.Batch(arguments, folder, program, CourseRun.DefaultFolder).RunAsync(files, cancellationToken);

        RunReport.WriteFailures(Console.Error, results);
        if (results.All(result => result is { Pictures: 0, Failure: null })) throw NothingToDraw(results);
        foreach (var result in results.Where(result => result.Pictures is not null)) Console.WriteLine(Line(result));
        Console.WriteLine(root);
        return RunReport.ExitCode(results);
    }

    private static BrowserException NothingToDraw(IReadOnlyList<NotebookResult> results) =>
        new($"there is nothing to draw: {string.Join(", ", results.Select(result => result.File.Label))} shows no figure");

    private PictureOptions Pictures(ParseResult arguments) => new()
    {
        Formats = [.. arguments.GetValue(format)!.Distinct().Select(name => Enum.Parse<PictureFormat>(name, ignoreCase: true))],
        Size = arguments.GetValue(size) is { } text ? PictureSize.TryParse(text) : null,
        Scale = arguments.GetValue(scale),
        IsDark = arguments.GetValue(theme) == "dark",
        IsTransparent = arguments.GetValue(transparent),
        AllFrames = arguments.GetValue(frames),
    };

    private static string Line(NotebookResult result) => $"{result.File.Label}: " + result.Pictures switch
    {
        0 => "no figures",
        1 => "1 picture",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} pictures"),
    };

    private static void RequireOneOf(OptionResult result, string[] names)
    {
        foreach (var token in result.Tokens.Where(token => !names.Contains(token.Value)))
            result.AddError($"{result.Option.Name} {token.Value}: {string.Join(", ", names[..^1])} or {names[^1]} is expected");
    }

    private static void RequireSize(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var text }] || PictureSize.TryParse(text) is not null) return;
        result.AddError(
            $"--size {text}: a width and a height of {PictureSize.Minimum} to {PictureSize.Maximum} pixels are expected, as in 1600x900");
    }

    private static void RequireScale(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var text }]) return;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= MaximumScale) return;
        result.AddError($"--scale {text}: a whole number from 1 to {MaximumScale} is expected");
    }
}
