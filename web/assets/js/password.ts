import { around, type Part } from "./part";

function toggle(event: Event): void {
  const button = around<HTMLButtonElement>(event, "[data-hien]");
  if (!button) return;
  const field = document.getElementById(button.dataset.hien!) as HTMLInputElement;
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
}

export const passwords: Part = {
  listen() {
    document.addEventListener("click", toggle);
  },
  prepare(root) {
    for (const button of root.querySelectorAll<HTMLElement>("[data-hien]")) button.hidden = false;
  },
};
