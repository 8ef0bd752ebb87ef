import { around, type Part } from "./part";

// Set between choosing a row and the arrival of what it opens beside the list.
let chosen = false;

/** Brings whoever chose a row to the heading of what it opened beside the list. */
function arrive(): void {
  if (!chosen) return;
  const heading = document.getElementById("dang-chon-de");
  if (!heading) return;
  chosen = false;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

export const panes: Part = {
  listen() {
    document.addEventListener("click", (event) => {
      if (around(event, "[data-chon]")) chosen = true;
    });
  },
  prepare: arrive,
};
