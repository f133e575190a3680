using Backprop.Figures;
using Backprop.Layers;
using Backprop.Scalars;
using Backprop.Teaching;

namespace Backprop.Tests.Formatting;

/// <summary>What notebook hosts look for, by name and by reflection.</summary>
public class ConventionTests
{
    [Theory]
    [InlineData(typeof(Figure))]
    [InlineData(typeof(FigureSupport))]
    [InlineData(typeof(Table))]
    [InlineData(typeof(Tensor))]
    public void It_shows_itself_by_the_hosts_convention_in_html_and_text(Type type)
    {
        object value = type == typeof(Figure) ? Plot.LossCurve([2.0, 1], "loss", "Loss", "It falls.")
            : type == typeof(Table) ? Table.Of(["step", "value"], ["a", 1.5])
            : type == typeof(Tensor) ? Tensor.Eye(2)
            : Notebook.Begin();
        var attribute = Attribute(type);
        Assert.Equal(["text/html", "text/plain"], Get<string[]>(attribute, "PreferredMimeTypes"));
        var texts = Formatters(attribute).ToDictionary(formatter => Get<string>(formatter, "MimeType"), formatter => Format(formatter, value, type));

        Assert.Equal(type.GetMethod("ToHtml")!.Invoke(value, null), texts["text/html"]);
        Assert.Equal(value.ToString(), texts["text/plain"]);
    }

    [Fact]
    public void What_is_best_read_as_text_is_shown_as_text()
    {
        foreach (var value in new object[] { new Value(2, "a"), new Linear(1, 2, new Generator(1)), new Sequential() })
        {
            var attribute = Attribute(value.GetType());
            Assert.Equal(["text/plain"], Get<string[]>(attribute, "PreferredMimeTypes"));
            var formatter = Assert.Single(Formatters(attribute));
            Assert.Equal(value.ToString(), Format(formatter, value, value is Value ? typeof(Value) : typeof(Backprop.Layers.Module)));
        }
    }

    private static object Attribute(Type type) =>
        type.GetCustomAttributes(inherit: true).Single(one => one.GetType().Name == "TypeFormatterSourceAttribute");

    private static IEnumerable<object> Formatters(object attribute)
    {
        var source = Activator.CreateInstance(Get<Type>(attribute, "FormatterSourceType"))!;
        return (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
    }

    private static T Get<T>(object value, string property) => (T)value.GetType().GetProperty(property)!.GetValue(value)!;

    private static string Format(object formatter, object value, Type type)
    {
        Assert.Equal(type, Get<Type>(formatter, "Type"));
        using StringWriter writer = new();
        var format = formatter.GetType().GetMethod("Format")!;
        Assert.True((bool)format.Invoke(formatter, [value, writer])!);
        Assert.False((bool)format.Invoke(formatter, ["another type", writer])!);
        return writer.ToString();
    }
}
