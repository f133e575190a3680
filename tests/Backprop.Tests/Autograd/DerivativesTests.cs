namespace Backprop.Tests.Autograd;

/// <summary>Jacobians and Hessians, and recording within NoGrad, which they need.</summary>
public class DerivativesTests
{
    private static readonly Tensor Matrix = Tensor.From(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });

    [Fact]
    public void The_Jacobian_of_a_matrix_product_is_the_matrix()
    {
        var found = Tensor.Jacobian(x => Matrix.MatMul(x), Tensor.From([0.5, -1]));

        Assert.Equal(Matrix.Shape, found.Shape);
        Assert.Equal(Matrix.ToArray(), found.ToArray());
        Assert.False(found.RequiresGrad);
    }

    [Fact]
    public void The_Hessian_of_a_quadratic_form_is_its_matrix_and_its_transpose()
    {
        var a = Matrix[..2];
        var found = Tensor.Hessian(x => x.MatMul(a).MatMul(x), Tensor.From([0.5, -1]));

        Assert.Equal((a + a.Transpose()).ToArray(), found.ToArray());
    }

    [Fact]
    public void Shapes_follow_each_other_and_numbers_have_no_axes()
    {
        Assert.Equal(new Shape(2, 3, 2), Tensor.Jacobian(x => x.Sum() * Tensor.Ones([2]), Matrix).Shape);
        Assert.Equal(new Shape(3, 2), Tensor.Jacobian(x => x.Sum(), Matrix).Shape);
        Assert.Equal(12, Tensor.Jacobian(x => x.Pow(3), 2).Item());
        Assert.Equal(12, Tensor.Hessian(x => x.Pow(3), 2).Item());
        Assert.Equal(new Shape(0, 2), Tensor.Jacobian(x => x[..0], Tensor.Ones([2])).Shape);
        Assert.Equal(new Shape(0, 0), Tensor.Hessian(x => x.Sum(), Tensor.Ones([0])).Shape);
        Assert.StartsWith(
            "shape (1, 1, 1, 1, 1, 1, 1, 1, 1, 1) has 10 axes",
            Assert.Throws<InvalidArgumentException>(() => Tensor.Jacobian(x => x, Tensor.Ones([1, 1, 1, 1, 1]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_depend_on_x_has_the_derivative_zero()
    {
        var other = Tensor.From([1, 2]);
        other.RequiresGrad = true;

        Assert.Equal(Tensor.Zeros([2, 2]).ToArray(), Tensor.Jacobian(_ => other.Detach(), other).ToArray());
        Assert.Equal(Tensor.Zeros([2, 2]).ToArray(), Tensor.Jacobian(_ => other * 2, Tensor.Ones([2])).ToArray());
        Assert.Equal(Tensor.Zeros([2, 2]).ToArray(), Tensor.Hessian(x => x.Sum(), Tensor.Ones([2])).ToArray());
        Assert.Equal(Tensor.Zeros([2, 2]).ToArray(), Tensor.Hessian(_ => 3, Tensor.Ones([2])).ToArray());
    }

    [Fact]
    public void A_derivative_of_derivatives_is_not_cut_off()
    {
        var third = Tensor.Jacobian(x => Tensor.Hessian(x => x.Pow(4).Sum(), x), Tensor.From([2]));

        Assert.Equal(24 * 2, third.Item());
    }

    [Fact]
    public void They_work_where_nothing_is_recorded_and_leave_it_so()
    {
        var x = Tensor.From([2, 3]);
        x.RequiresGrad = true;
        using var unrecorded = Tensor.NoGrad();

        Assert.Equal([4, 0, 0, 6], Tensor.Jacobian(x => x.Square(), x).ToArray());
        Assert.Equal([2, 0, 0, 2], Tensor.Hessian(x => x.Square().Sum(), x).ToArray());
        Assert.False((x * 2).RequiresGrad);
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Recording_can_be_switched_on_again_where_it_is_off()
    {
        var x = Tensor.From([2]);
        x.RequiresGrad = true;
        using (Tensor.NoGrad())
        {
            using (Tensor.EnableGrad())
            {
                Assert.Equal([4], (x * x).Gradient(x).ToArray());
            }

            Assert.False((x * x).RequiresGrad);
        }

        Assert.True((x * x).RequiresGrad);
    }

    [Fact]
    public void More_than_one_number_has_no_Hessian() => Assert.Equal(
        "hessian: the function gave a tensor of shape (2), but a single number is expected; reduce it with Sum() or Mean()",
        Assert.Throws<GradientException>(() => Tensor.Hessian(x => x, Tensor.Ones([2]))).Message);
}
