// Draws every figure of the page that is not drawn yet. Each figure brings this script; whichever runs draws for all.
(() => {
  const cdn = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@2.28.0/plotly.min.js";
  const ready = "backprop-plotly";

  function draw(figure) {
    const chart = figure.querySelector(".backprop-chart");
    if (!chart || chart.backpropDrawn) return;
    chart.backpropDrawn = true; // of this element alone: a copy of its HTML is to be drawn again
    const {data, layout, frames} = JSON.parse(figure.querySelector("script[type='application/json']").textContent).content;
    chart.style.display = "block";
    window.Plotly.newPlot(chart, {data, layout, frames, config: {responsive: true, displaylogo: false}}).then(
      () => figure.querySelectorAll(".backprop-message, .backprop-picture").forEach(e => e.style.display = "none"),
      error => say(figure, "This chart could not be drawn: " + error.message));
  }

  function say(figure, text) {
    const chart = figure.querySelector(".backprop-chart"), message = figure.querySelector(".backprop-message");
    if (chart.backpropDrawn && chart.querySelector("svg")) return;
    chart.style.display = "none";
    message.lastChild.textContent = text;
  }

  const figures = () => document.querySelectorAll(".backprop-figure");
  const drawAll = () => window.Plotly && figures().forEach(draw);

  // plotly.js comes with the output of the notebook's first cell, perhaps later than this script.
  function fetchPlotly() {
    if (window.Plotly || window.backpropPlotly) return;
    window.backpropPlotly = "cdn";
    fetch(cdn).then(response => response.ok ? response.text() : Promise.reject()).then(code => {
      if (window.Plotly) return;
      const define = window.define; // under RequireJS plotly.js would hand itself to that instead of the page
      const script = document.createElement("script");
      script.textContent = code;
      window.define = undefined;
      try { document.head.append(script); } finally { window.define = define; }
      window.dispatchEvent(new Event(ready));
    }).catch(() => {
      if (window.backpropPlotly === "cdn") window.backpropPlotly = undefined;
      figures().forEach(figure => say(figure, "To draw this chart, run the notebook's first cell: it brings plotly.js."));
    });
  }

  if (!window.backpropListens) {
    window.backpropListens = true;
    window.addEventListener(ready, () => window.Plotly && figures().forEach(draw));
  }
  drawAll();
  // Some hosts run a script before its element is on the page.
  [0, 100, 500, 2000].forEach(wait => setTimeout(drawAll, wait));
  setTimeout(fetchPlotly, 3000);
})();
