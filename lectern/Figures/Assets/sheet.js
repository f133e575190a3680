// Lays one picture on an empty page, to be photographed or printed.
((text, title) => {
  document.title = title;
  document.body.style.margin = "0";
  const svg = document.adoptNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
  svg.style.display = "block";
  document.body.replaceChildren(svg);
})
