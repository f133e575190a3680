// Draws the figures of a page as SVG for files. Called by FigureDrawer: backpropDraw.count(figure), how many pictures a
// figure has, and backpropDraw.draw(figure, picture, options), one of them; figures and pictures are numbered from 0.
window.backpropDraw = (() => {
  // The colours of the house, and what they are on a dark slide.
  const dark = {
    "#222222": "#e8e8e8", // ink
    "#ffffff": "#14181e", // paper
    "#e3e3e3": "#3a4049", // grid
    "#000000": "#ffffff", // yardstick
    "#8c8c8c": "#a0a0a0", // grey points
    "#dcecf6": "#16394f", // behind the letters of an input
    "#ececec": "#363c44", // of what is computed from it
    "#fbe3d1": "#5c3213", // of the result
    "#fff6d6": "#40370f", // and of what travels on an edge
  };
  const paper = "#ffffff", clear = "rgba(0,0,0,0)";
  const space = "http://www.w3.org/2000/svg";
  const patience = 30000;

  const element = index => document.querySelectorAll(".lectern-figure")[index];
  const describe = figure => JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);

  // One colour: exactly one of the house's, or left as it is.
  const colour = (text, options) => options.dark && dark[text.toLowerCase()] || text;

  function count(index) {
    const figure = element(index), {kind, content} = describe(figure);
    if (kind === "plotly") return Math.max(1, content.frames?.length ?? 0);
    return kind === "steps" ? Math.max(1, steps(figure).backpropSteps) : 1;
  }

  async function draw(index, picture, options) {
    const figure = element(index), description = describe(figure);
    seed(description.title + description.name);
    let svg = description.kind !== "plotly" ? inline(figure, description, picture, options)
      : options.kept && description.content.frames?.length > 1 ? await strip(description, options)
      : await chart(description, picture, options);
    let [width, height] = svg.strip ?? size(description, svg, options);
    if (options.kept && description.caption) [svg, height] = captioned(svg, description.caption, width, height, options);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    order(svg);
    return {svg: new XMLSerializer().serializeToString(svg) + "\n", width, height};
  }

  function size(description, svg, options) {
    const box = svg?.viewBox.baseVal;
    return options.size ?? [description.width ?? Math.round(box.width), description.height ?? Math.round(box.height)];
  }

  // plotly.js draws lots for the ids in its SVG; the same figure is to give the same bytes. (mulberry32)
  function seed(text) {
    let state = 0;
    for (const character of text) state = Math.imul(state, 31) + character.codePointAt(0) | 0;
    Math.random = () => {
      state = state + 0x6d2b79f5 | 0;
      let bits = Math.imul(state ^ state >>> 15, 1 | state);
      bits = bits + Math.imul(bits ^ bits >>> 7, 61 | bits) ^ bits;
      return ((bits ^ bits >>> 14) >>> 0) / 4294967296;
    };
  }

  // A browser keeps attributes in the order in which it happened to need them; in the file they are sorted.
  function order(svg) {
    for (const part of [svg, ...svg.querySelectorAll("*")]) {
      const attributes = [...part.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
      attributes.forEach(attribute => part.removeAttributeNode(attribute));
      attributes.forEach(attribute => part.setAttributeNodeNS(attribute));
    }
  }

  // ---- Charts of plotly.js

  // Drawn in the chart's own pixels, so that its letters grow with the picture.
  async function chart({width, height, content}, picture, options) {
    await plotly();
    const [w, h] = options.size ?? [width, height], k = Math.min(w / width, h / height);
    const {data, layout} = themed(frame(content, picture), options);
    const own = {width: round(w / k), height: round(h / k)};
    const config = {plotGlPixelRatio: Math.max(2, Math.ceil(k * options.scale))};
    const text = await window.Plotly.toImage({data, layout, config}, {...own, format: "svg", imageDataOnly: true});
    const svg = parse(text);
    svg.removeAttribute("style");
    svg.setAttribute("viewBox", `0 0 ${own.width} ${own.height}`);
    return svg;
  }

  // ---- Pictures as a notebook in git has them, which show all that a reader of the file sees

  const letters = "'Open Sans', 'Segoe UI', Helvetica, Arial, sans-serif";

  function make(name, attributes, ...children) {
    const made = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // The caption below, in the page's letters, broken into lines where the picture ends.
  function captioned(svg, caption, width, height, options) {
    const side = 20, size = 18, line = 26;
    const measure = document.createElement("canvas").getContext("2d");
    measure.font = `${size}px ${letters}`;
    const lines = [""];
    for (const word of caption.split(/\s+/)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && measure.measureText(longer).width > width - 2 * side) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    const whole = height + 8 + line * lines.length + 14;
    for (const [name, value] of Object.entries({x: 0, y: 0, width, height})) svg.setAttribute(name, value);
    return [make("svg", {viewBox: `0 0 ${width} ${whole}`},
      make("rect", {width, height: whole, fill: colour(paper, options)}),
      svg,
      ...lines.map((text, i) => make("text", {
        x: side, y: height + 8 + line * (i + 0.75), "font-family": letters, "font-size": size, fill: colour("#222222", options)}, text))), whole];
  }

  // What moves as six of its states, or as four if it has no six, two by two: the first, the last, and some between. Each is so large that
  // its letters can be read.
  async function strip(description, options) {
    const {title, width, content} = description, {frames} = content;
    const title0 = content.layout.title, heading = String(title0?.text ?? title0 ?? "").split("<br>");
    const count = frames.length < 6 ? Math.min(4, frames.length) : 6, gap = 10, wide = (width - gap) / 2, top = 32 + 32 * heading.length, high = 320, zoom = 0.78;
    const whole = top + (high + gap) * Math.ceil(count / 2);
    const svg = make("svg", {viewBox: `0 0 ${width} ${whole}`}, make("rect", {width, height: whole, fill: colour(paper, options)}));
    heading.forEach((text, i) => svg.append(make("text", {
      x: 20, y: 44 + 32 * i, "font-family": letters, "font-size": 24, fill: colour("#222222", options)}, literally(text))));
    for (let i = 0; i < count; i++) {
      const picture = Math.round(i * (frames.length - 1) / (count - 1)), name = frames[picture].name;
      const layout = {...content.layout, title: {...title0, text: literal(name), font: {...title0?.font, size: 20}},
        margin: {...content.layout.margin, l: 74, t: (content.layout.margin?.t ?? 100) - 32 * heading.length + 24, b: 62}};
      seed(title + name);
      const part = await chart({width: wide / zoom, height: high / zoom, content: {...content, layout, frames: frames.map(f => ({...f, name: ""}))}}, picture, options);
      for (const [key, value] of Object.entries({x: i % 2 * (wide + gap), y: top + Math.floor(i / 2) * (high + gap), width: wide, height: high})) part.setAttribute(key, value);
      svg.append(part);
    }
    svg.strip = [width, whole];
    return svg;
  }

  // The letters that plotly.js would show for a text.
  function literally(text) {
    return new DOMParser().parseFromString(text, "text/html").body.textContent;
  }

  const round = value => Math.round(value * 1000) / 1000;

  function plotly() {
    if (window.Plotly) return undefined;
    return new Promise((resolve, reject) => {
      window.addEventListener("backprop-plotly", () => window.Plotly && resolve());
      setTimeout(() => reject(new Error("plotly.js could not be unpacked")), patience);
    });
  }

  // The chart as it is in one of its frames, without what would play them.
  function frame({data, layout = {}, frames = []}, picture) {
    const {sliders, updatemenus, width, height, ...rest} = layout;
    const chosen = frames[picture];
    if (!chosen) return {data, layout: rest};
    const traces = [...data], targets = chosen.traces ?? (chosen.data ?? []).map((_, index) => index);
    (chosen.data ?? []).forEach((trace, index) => traces[targets[index]] = merge(traces[targets[index]], trace));
    const {sliders: s, updatemenus: u, ...changes} = chosen.layout ?? {};
    return {data: traces, layout: named(merge(rest, changes), chosen.name)};
  }

  // Objects within objects; whatever else there is, arrays too, is replaced.
  function merge(into, from) {
    if (!isObject(into) || !isObject(from)) return from;
    const merged = {...into};
    for (const [key, value] of Object.entries(from)) merged[key] = merge(into[key], value);
    return merged;
  }

  function named(layout, name) {
    if (!name) return layout;
    const title = isObject(layout.title) ? layout.title : {text: layout.title};
    return {...layout, title: {...title, text: title.text ? `${title.text} \u2014 ${literal(name)}` : literal(name)}};
  }

  // A text as plotly.js takes it, which reads HTML in it.
  const literal = text => text.replace(/[&<>$]/g, sign => `&#${sign.charCodeAt(0)};`);

  function themed(value, options) {
    const {data, layout} = recolour(value, options);
    if (options.transparent) layout.paper_bgcolor = layout.plot_bgcolor = clear;
    return {data, layout};
  }

  function recolour(value, options) {
    if (typeof value === "string") return colour(value, options);
    if (Array.isArray(value)) return value.map(item => recolour(item, options));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recolour(item, options)]));
  }

  function parse(text) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const error = parsed.querySelector("parsererror");
    if (error) throw new Error("the picture is not well-formed: " + error.textContent);
    return parsed.documentElement;
  }

  // ---- Pictures that are SVG already

  function inline(figure, description, picture, options) {
    if (description.kind === "steps") steps(figure).backpropShow(picture);
    const original = figure.querySelector("svg.backprop-picture");
    if (!original) throw new Error(`it is of the kind "${description.kind}" and holds no picture`);
    const svg = original.cloneNode(true);
    svg.querySelectorAll("script").forEach(script => script.remove());
    standAlone(svg, original);
    [svg, ...svg.querySelectorAll("*")].forEach(part => paint(part, options));
    fill(svg, size(description, svg, options), options);
    return svg;
  }

  function steps(figure) {
    const owner = [figure, ...figure.querySelectorAll("*")].find(part => part.backpropShow);
    if (!owner) throw new Error("its script has not brought its steps");
    return owner;
  }

  // What it has from the page around it, it brings along; what fits it into a page, it leaves there.
  function standAlone(svg, original) {
    const style = getComputedStyle(original);
    for (const name of ["font-family", "font-size", "color"]) {
      if (svg.style.getPropertyValue(name)) continue;
      if (!svg.hasAttribute(name)) svg.setAttribute(name, name === "color" ? hex(style.color) : style.getPropertyValue(name));
    }
    for (const name of ["display", "width", "height", "max-width", "max-height", "margin"]) svg.style.removeProperty(name);
    if (svg.getAttribute("style") === "") svg.removeAttribute("style");
  }

  function hex(rgb) {
    const parts = rgb.match(/^rgb\((\d+), (\d+), (\d+)\)$/)?.slice(1);
    return parts ? "#" + parts.map(part => Number(part).toString(16).padStart(2, "0")).join("") : rgb;
  }

  function paint(part, options) {
    for (const name of ["fill", "stroke", "color", "stop-color"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, colour(part.getAttribute(name), options));
      const own = part.style?.getPropertyValue(name);
      if (own) part.style.setProperty(name, colour(hex(own), options));
    }
  }

  // The viewBox takes the shape of the picture, the drawing in its middle, and the paper reaches to its edges.
  function fill(svg, [width, height], options) {
    const box = svg.viewBox.baseVal, k = Math.min(width / box.width, height / box.height);
    const [w, h] = [round(width / k), round(height / k)];
    const edges = {x: round(box.x - (w - box.width) / 2), y: round(box.y - (h - box.height) / 2), width: w, height: h};
    svg.setAttribute("viewBox", Object.values(edges).join(" "));
    let sheet = svg.querySelector("rect.backprop-paper");
    if (!sheet && options.transparent) return;
    if (!sheet) {
      sheet = document.createElementNS(space, "rect");
      sheet.setAttribute("fill", colour(paper, options));
      svg.prepend(sheet);
    }
    for (const [name, value] of Object.entries(edges)) sheet.setAttribute(name, value);
    if (options.transparent) sheet.setAttribute("fill", "none");
    if (options.transparent) sheet.style.removeProperty("fill");
  }

  return {count, draw};
})();
