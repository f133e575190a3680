// Draws every chart of the page that is not drawn yet. Each figure brings this script; whichever runs draws for all.
(() => {
  const cdn = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@2.28.0/plotly.min.js";
  const ready = "backprop-plotly";

  // A slider and a button to play, below the chart. The last frame is the one that is shown at rest.
  function addControls(chart, layout, frames, isFlat) {
    const time = Math.min(500, Math.max(60, 6000 / frames.length));
    // Not executed by plotly.js, which only learns from it what the slider stands for: see play.
    const animate = (target, options) => ({method: "animate", execute: false, args: [target, {transition: {duration: 0}, ...options}]});
    const room = 95;
    layout.margin.b += room;
    chart.style.height = parseInt(chart.style.height) + room + "px";
    layout.updatemenus = [{
      type: "buttons", direction: "left", showactive: false, x: 0, xanchor: "left", y: 0, yanchor: "top",
      pad: {t: layout.margin.b - 87, l: 20 - layout.margin.l}, font: {size: 16}, buttons: [
        {label: "▶ play", ...animate(null, {fromcurrent: true, frame: {duration: time, redraw: !isFlat}})},
        {label: "❚❚", ...animate([null], {mode: "immediate", frame: {duration: 0, redraw: false}})}]}];
    layout.sliders = [{
      active: frames.length - 1, x: 0.17, len: 0.83, y: 0, yanchor: "top", pad: {t: layout.margin.b - 110},
      // Of all the labels only the current one is shown.
      font: {size: 16, color: "rgba(0,0,0,0)"},
      currentvalue: {xanchor: "right", font: {size: 16, color: layout.font.color}}, ticklen: 0, minorticklen: 0, transition: {duration: 0},
      // In a label plotly.js reads HTML, and TeX between dollar signs.
      steps: frames.map(({name}) => ({
        label: name.replace(/[&<>$]/g, c => `&#${c.charCodeAt()};`), value: name, ...animate([name], {mode: "immediate", frame: {duration: 0, redraw: !isFlat}})}))}];
  }

  // What a button or the slider asks for. It interrupts what is played, whose promise plotly.js then rejects: nothing is wrong.
  function play(chart) {
    const animate = ({args}) => window.Plotly.animate(chart, ...args).catch(() => {});
    chart.on("plotly_buttonclicked", ({button}) => animate(button));
    chart.on("plotly_sliderchange", ({step, interaction}) => interaction && animate(step));
  }

  function draw(figure) {
    const chart = figure.querySelector(".backprop-chart");
    if (!chart || chart.backpropDrawn) return;
    chart.backpropDrawn = true; // of this element alone: a copy of its HTML is to be drawn again
    const {data, layout, frames} = JSON.parse(figure.querySelector("script[type='application/json']").textContent).content;
    if (frames.length) addControls(chart, layout, frames, data.every(trace => trace.type === "scatter"));
    chart.hidden = false;
    window.Plotly.newPlot(chart, {data, layout, frames, config: {responsive: true, displaylogo: false}}).then(
      () => {
        figure.querySelectorAll(".backprop-message, .backprop-picture").forEach(e => e.style.display = "none");
        if (frames.length) play(chart);
        // A neighbour in the row may arrive later and take half of the room.
        new ResizeObserver(() => chart.offsetWidth && window.Plotly.Plots.resize(chart)).observe(chart);
      },
      error => say(figure, "This chart could not be drawn: " + error.message));
  }

  // What there is to say where no chart is; a static picture says more.
  function say(figure, text) {
    const chart = figure.querySelector(".backprop-chart"), message = figure.querySelector(".backprop-message");
    if (!chart || chart.backpropDrawn && chart.querySelector("svg")) return;
    chart.hidden = true;
    if (message) message.lastChild.textContent = text;
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
