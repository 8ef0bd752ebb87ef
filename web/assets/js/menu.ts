import { type Part } from "./part";

/** Closes every open menu but the one around the given node. */
function closeOthers(node: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!node || !menu.contains(node)) menu.open = false;
  }
}

function onEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const open = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  closeOthers(null);
  open?.querySelector("summary")?.focus();
}

export const menus: Part = {
  listen() {
    document.addEventListener("click", (event) => closeOthers(event.target as Node));
    document.addEventListener("focusin", (event) => closeOthers(event.target as Node));
    document.addEventListener("keydown", onEscape);
  },
};
