using Backprop.Figures;
using Backprop.Teaching;

namespace Backprop.Tests.Errors;

/// <summary>What .NET Interactive prints of an exception: its text, then its stack trace, which it takes to be there.</summary>
[Collection(NotebookSettings.Name)]
public sealed class ErrorTextTests : IDisposable
{
    private readonly bool before = Notebook.ShowsStackTraces;

    public static TheoryData<Exception> Ours =>
    [
        new ShapeMismatchException("matmul", "(2, 3) · (4, 5)"),
        new InvalidArgumentException("axes [0, 0] name an axis twice", "axes"),
        new OutOfRangeException("axis", "axis 5 does not exist"),
        new GradientException("there is no path"),
        new AnomalyException("log made a NaN"),
        new CheckException("the gradient was found to differ"),
    ];

    public void Dispose() => Notebook.ShowsStackTraces = before;

    [Theory, MemberData(nameof(Ours))]
    public void In_a_notebook_it_is_the_message_and_nothing_else(Exception exception)
    {
        Notebook.Begin();

        Assert.Equal((exception.Message, ""), Printed(Thrown(exception)));
    }

    [Theory, MemberData(nameof(Ours))]
    public void A_notebook_can_ask_for_all_of_it(Exception exception)
    {
        Notebook.Begin();
        Notebook.ShowsStackTraces = true;

        var (text, trace) = Printed(Thrown(exception));

        Assert.Contains($".{nameof(Throw)}(", trace, StringComparison.Ordinal);
        Assert.Equal($"{exception.GetType()}: {exception.Message}{Environment.NewLine}{trace}", text);
    }

    [Theory, MemberData(nameof(Ours))]
    public void It_has_a_stack_trace_even_if_it_was_never_thrown(Exception exception)
    {
        Notebook.ShowsStackTraces = true;

        Assert.NotNull(exception.StackTrace);
    }

    [Fact]
    public void These_are_all_that_the_library_declares() => Assert.Equal(
        typeof(Tensor).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Exception))).Select(type => type.Name).Order(),
        Ours.Select(row => row.Data.GetType().Name).Order());

    private static (string Text, string? Trace) Printed(Exception exception) => (exception.ToString(), exception.StackTrace);

    private static Exception Thrown(Exception exception) => Record.Exception(() => Throw(exception))!;

    private static void Throw(Exception exception) => throw exception;
}
