// Unpacks plotly.js, once per page, and tells the figures that wait for it.
(packed => {
  const ready = () => window.dispatchEvent(new Event("backprop-plotly"));
  if (window.Plotly) return ready();
  if (window.backpropPlotly === "carrier") return;
  window.backpropPlotly = "carrier";

  const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0));
  const text = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  text.then(code => {
    const define = window.define; // under RequireJS plotly.js would hand itself to that instead of the page
    const script = document.createElement("script");
    script.textContent = code;
    window.define = undefined;
    try { document.head.append(script); } finally { window.define = define; }
    // Plotly.NET's extension for notebooks asks RequireJS for it, in a context of its own, which would fetch it from the web.
    const extension = define && window.requirejs?.config({context: "fsharp-plotly"});
    if (extension) {
      define("plotly", [], () => window.Plotly);
      extension(["plotly"]);
    }
    ready();
  }).catch(() => { window.backpropPlotly = undefined; });
})
