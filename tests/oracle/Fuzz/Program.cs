// Writes random programs over tensors, one a line, with the values and gradients that the library gives them.
// tests/oracle/replay.py holds these against PyTorch's:
//
//     dotnet run --project tests/oracle/Fuzz -- 1 300 | /usr/bin/python3 tests/oracle/replay.py
//
// runs the programs 1 to 300; a single number runs that program alone.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backprop.Fuzz;

int[] numbers = [.. args.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
if (numbers is not ([_] or [_, _]))
{
    Console.Error.WriteLine("Say the number of a program, or of the first and the last one.");
    return 1;
}

JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
for (var number = numbers[0]; number <= numbers[^1]; number++)
{
    Console.WriteLine(JsonSerializer.Serialize(new RandomProgram(number).Run(), options));
}

return 0;
