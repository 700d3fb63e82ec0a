// Where a part of the page renews itself: what the reader opened stays open, what they scrolled stays where it was.
interface Kept {
  open: Set<string>;
  scrolled: Map<string, [number, number]>;
}

let kept: Kept = { open: new Set(), scrolled: new Map() };

document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.target as Element;
  const opened = [...part.querySelectorAll("details[id][open]")].map((details) => details.id);
  const moved = [...part.querySelectorAll("[id][tabindex]")].filter((box) => box.scrollTop || box.scrollLeft);
  kept = {
    open: new Set(opened),
    scrolled: new Map(moved.map((box) => [box.id, [box.scrollLeft, box.scrollTop]])),
  };
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of kept.open) {
    document.getElementById(id)?.setAttribute("open", "");
  }
  for (const [id, [left, top]] of kept.scrolled) {
    document.getElementById(id)?.scrollTo(left, top);
  }
});
