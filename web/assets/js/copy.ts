import { around, type Part } from "./part";

/** Puts the words of one element at the end of what is typed in a field. */
function copy(event: Event): void {
  const button = around(event, "[data-chep]");
  const words = document.getElementById(button?.dataset.chep ?? "")?.textContent;
  const field = document.getElementById(button?.dataset.vao ?? "") as HTMLTextAreaElement | null;
  if (!words || !field) return;
  field.value = [field.value.trimEnd(), words].filter(Boolean).join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

export const copies: Part = {
  listen() {
    document.addEventListener("click", copy);
  },
  prepare(root) {
    for (const button of root.querySelectorAll<HTMLElement>("[data-chep]")) button.hidden = false;
  },
};
