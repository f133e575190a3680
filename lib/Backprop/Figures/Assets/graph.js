// Brings every graph of the page to life, and lets stepped ones be stepped through. Each brings this script; whichever runs serves all.
(() => {
  const lit = "#ffd75e", backward = "#d55e00", forward = "#0072b2";

  function enliven(figure) {
    const image = figure.querySelector("img.backprop-picture"), text = figure.querySelector(".backprop-step");
    if (!image) return; // it is drawn, or the browser is still reading the page and has not come to it
    const {kind, content: {nodes, steps}} = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    if (kind !== "svg" && kind !== "steps" || kind === "steps" && !text) return;
    // The image holds the SVG; in its place the SVG itself can be read, searched and changed.
    const bytes = Uint8Array.from(atob(image.src.split(",")[1]), character => character.charCodeAt(0));
    const svg = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml").documentElement;
    image.replaceWith(document.importNode(svg, true));
    if (kind === "steps") addSteps(figure, figure.querySelector("svg.backprop-picture"), text, nodes, steps);
  }

  function addSteps(figure, svg, text, nodes, steps) {
    const part = (kind, i) => svg.querySelector(`[data-${kind}="${i}"]`);
    const boxes = nodes.map((_, i) => part("node", i));
    const box = boxes.map(b => b.querySelector("rect")), stroke = box.map(r => r.getAttribute("stroke"));
    const paper = box[0].getAttribute("fill"), edge = svg.querySelector("[data-edge]")?.getAttribute("stroke");
    let current = steps.length - 1, timer;

    function set(element, attributes) {
      for (const name in attributes) element.setAttribute(name, attributes[name]);
    }

    // Numbers in lines, the rows of a matrix below each other.
    function write(element, text) {
      const lines = text.split("\n"), x = element.getAttribute("x"), y = +element.getAttribute("y");
      if (lines.length === 1) return element.textContent = text;
      element.replaceChildren(...lines.map((line, i) => {
        const part = document.createElementNS(svg.namespaceURI, "tspan");
        set(part, {x, y: y + 22 * i});
        part.textContent = line;
        return part;
      }));
    }

    function show(number) {
      current = Math.max(0, Math.min(steps.length - 1, number));
      const step = steps[current];
      const sums = Object.assign({}, ...steps.slice(0, current + 1).map(s => Object.fromEntries(s.sums.map(sum => [sum.node, sum.gradient]))));
      nodes.forEach((node, i) => {
        const known = !node.operation || i < step.known, at = i === step.at;
        write(boxes[i].querySelector("[data-of=data]"), known ? node.data : "");
        write(boxes[i].querySelector("[data-of=grad]"), sums[i] ?? "");
        set(boxes[i], {opacity: known ? 1 : 0.35});
        set(box[i], {fill: at ? lit : paper, stroke: at ? backward : stroke[i], "stroke-width": at ? 4 : 2});
      });
      svg.querySelectorAll("[data-edge]").forEach(e => {
        const on = step.edges.includes(+e.dataset.edge);
        set(e, {stroke: on ? step.isBackward ? backward : forward : edge, "stroke-width": on ? 4 : 2});
      });
      svg.querySelectorAll("[data-label]").forEach(e => {
        const on = step.isBackward && (step.at < 0 || step.edges.includes(+e.dataset.label)); // at the end all of them
        set(e, {visibility: on ? "visible" : "hidden"});
      });
      text.textContent = step.text;
      where.textContent = `step ${current + 1} of ${steps.length}`;
    }

    function play(on) {
      clearInterval(timer);
      timer = on && setInterval(() => current < steps.length - 1 ? show(current + 1) : play(false), 2000);
      if (on) show(current === steps.length - 1 ? 0 : current + 1);
      buttons[3].textContent = on ? "❚❚ pause" : "▶ play";
    }

    const bar = document.createElement("div"), where = document.createElement("span");
    bar.style.cssText = "display:flex;gap:8px;align-items:center;flex-wrap:wrap;margin:4px 8px";
    const go = number => () => { play(false); show(number()); };
    const buttons = [
      ["|◀ first", go(() => 0)], ["◀ back", go(() => current - 1)], ["next ▶", go(() => current + 1)],
      ["▶ play", () => play(!timer)]].map(([label, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.style.cssText = "font:inherit;padding:4px 14px;border:1px solid #6e6e6e;border-radius:6px;background:#f4f4f4;color:#222";
      button.onclick = act;
      return button;
    });
    bar.append(...buttons, where);
    text.before(bar);

    const keys = {ArrowRight: go(() => current + 1), ArrowLeft: go(() => current - 1), Home: go(() => 0), End: go(() => steps.length - 1)};
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", "Steps through a computation: arrow keys, Home and End");
    figure.addEventListener("keydown", event => {
      if (!keys[event.key]) return;
      keys[event.key]();
      event.preventDefault();
      event.stopPropagation(); // a notebook would go to the next cell
    });
    figure.backpropSteps = steps.length;
    figure.backpropShow = show;
    show(0);
  }

  const all = () => document.querySelectorAll(".backprop-figure").forEach(enliven);
  all();
  // Some hosts run a script before its element is on the page.
  [0, 100, 500, 2000].forEach(wait => setTimeout(all, wait));
})();
