using System.Globalization;
using Lectern.Commands;
using Lectern.Execution;

// Numbers in messages are the same on every machine, and so is what a notebook's code starts with.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// lectern starts itself as a worker, and nothing else does, so the command line does not mention it.
return args is [Worker.Command, var requests, var messages] ? await Worker.RunAsync(requests, messages) : await CommandLine.InvokeAsync(args);
