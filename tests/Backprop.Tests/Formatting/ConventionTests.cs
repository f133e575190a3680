using Backprop.Data;
using Backprop.Figures;
using Backprop.Layers;
using Backprop.Optimizers;
using Backprop.Scalars;
using Backprop.Teaching;
using Manual = Backprop.ManualGrad;
using Module = Backprop.Layers.Module;

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
        var texts = Formatters(attribute)
            .Where(formatter => Get<Type>(formatter, "Type") == type) // the first cell brings those of Plotly.NET's charts as well
            .ToDictionary(formatter => Get<string>(formatter, "MimeType"), formatter => Format(formatter, value, type));

        Assert.Equal(type.GetMethod("ToHtml")!.Invoke(value, null), texts["text/html"]);
        Assert.Equal(value.ToString(), texts["text/plain"]);
    }

    [Fact]
    public void What_is_best_read_as_text_is_shown_as_text_and_as_that_text_within_a_table()
    {
        foreach (var value in new object[] { new Value(2, "a < b"), new Shape(2, 3), new Linear(1, 2, new Generator(1)), new Sequential() })
        {
            var attribute = Attribute(value.GetType());
            Assert.Equal(["text/plain"], Get<string[]>(attribute, "PreferredMimeTypes"));
            var declared = value is Module ? typeof(Module) : value.GetType();
            var texts = Formatters(attribute).ToDictionary(formatter => Get<string>(formatter, "MimeType"), formatter => Format(formatter, value, declared));

            Assert.Equal(value.ToString(), texts["text/plain"]);
            Assert.Equal($"<pre style=\"margin:0;text-align:left\">{value.ToString()!.Replace("<", "&lt;", StringComparison.Ordinal)}</pre>", texts["text/html"]);
        }
    }

    [Fact]
    public void A_cell_can_end_in_any_public_type()
    {
        var shown = typeof(Tensor).Assembly.GetExportedTypes().Where(type =>
            !(type.IsAbstract && type.IsSealed) // static
            && !type.IsEnum // its names, which every host shows
            && !type.IsAssignableTo(typeof(Exception)) // an error, not a value
            && !type.IsAssignableTo(typeof(Delegate))); // a function: there is nothing to see

        Assert.All(shown, type =>
        {
            Assert.NotEmpty(Formatters(Attribute(type)));
            Assert.True(type.GetMethod("ToString", [])!.DeclaringType!.Assembly == type.Assembly, $"{type} has no text of its own");
        });
    }

    [Fact]
    public void Each_type_says_in_a_line_what_it_is()
    {
        Generator random = new(1);
        Parameter[] parameters = [new(Tensor.Ones([2, 3]))];
        Sgd sgd = new(parameters, 0.1);
        sgd.Step();
        Assert.Equal(
            """
            (2, 3)
            ^1
            1..^1
            2
            [0, -1]
            all axes
            Generator(seed 1)
            Edge to Parameter (2), requires grad
            CharacterText: 5 characters, 3 of them different
            Digits: images (1797, 8, 8), classes (1797)
            Moons: points (10, 2), classes (10)
            QuadraticData: x (200, 1), y (200, 1)
            Linear(2 to 3), 9 parameters
            Tanh()
            Layer(3 neurons, linear), 9 parameters
            Neuron(1 input), 2 parameters
            MeanSquaredError()
            SoftmaxCrossEntropy()
            Sgd(η = 0.1) for 6 parameters after 1 step
            Momentum(η = 0.1, μ = 0.9, nesterov, λ = 0.5) for 6 parameters after 0 steps
            RmsProp(η = 0.01, α = 0.99, ε = 1E-08) for 6 parameters after 0 steps
            Adam(η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08) for 6 parameters after 0 steps
            AdamW(η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08, λ = 0.01) for 6 parameters after 0 steps
            StepDecay(from 0.1, times 0.5 every 10 steps)
            CosineDecay(from 0.1 to 0 in 100 steps)
            WarmupLinearDecay(up to 0.1 in 10 steps, down to 0 at step 100)
            """.ReplaceLineEndings("\n"),
            string.Join('\n', new object[]
            {
                new Shape(2, 3), (Slice)(^1), (Slice)(1..^1), (Slice)2, Axes.Create([0, -1]), default(Axes), random,
                new Parameter(Tensor.Zeros([2])).Exp().Edges[0],
                new CharacterText("abcab"), Digits.Load(), Moons.Generate(10, 0, random), QuadraticData.Load(),
                new Manual.Linear(2, 3, random), new Manual.Tanh(),
                new Backprop.Scalars.Layer(2, 3, random, isLinear: true), new Neuron(1, random),
                new Manual.MeanSquaredError(), new Manual.SoftmaxCrossEntropy(),
                sgd, new Momentum(parameters, 0.1, nesterov: true, weightDecay: 0.5), new RmsProp(parameters), new Adam(parameters), new AdamW(parameters),
                new StepDecay(0.1, 10, 0.5), new CosineDecay(0.1, 100), new WarmupLinearDecay(0.1, 10, 100),
            }));
    }

    [Fact]
    public void Networks_show_their_layers()
    {
        Generator random = new(1);

        Assert.Equal(
            "Network(\n  (0): Linear(1 to 2, no bias), 2 parameters\n  (1): Sigmoid()\n), 2 parameters",
            new Manual.Network(new Manual.Linear(1, 2, random, bias: false), new Manual.Sigmoid()).ToString());
        Assert.Equal(
            "Mlp(\n  (0): Layer(3 neurons), 9 parameters\n  (1): Layer(1 neuron, linear), 4 parameters\n), 13 parameters",
            new Mlp([2, 3, 1], random).ToString());
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
