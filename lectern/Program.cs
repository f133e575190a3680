using Lectern.Commands;
using Lectern.Execution;

// lectern starts itself as a worker, and nothing else does, so the command line does not mention it.
return args is [Worker.Command, var requests, var messages] ? await Worker.RunAsync(requests, messages) : await CommandLine.InvokeAsync(args);
