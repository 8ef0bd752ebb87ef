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

/** Puts the words of one element on the clipboard; where the browser forbids that, they are marked for copying by hand. */
async function clip(event: Event): Promise<void> {
  const button = around(event, "[data-sao-chep]");
  const from = document.getElementById(button?.dataset.saoChep ?? "");
  const said = document.getElementById(`${from?.id}-da-chep`);
  if (!from || !said) return;
  getSelection()?.selectAllChildren(from);
  try {
    await navigator.clipboard.writeText(from.textContent ?? "");
    said.textContent = "Đã sao chép.";
  } catch {
    said.textContent = "Địa chỉ đã được chọn: bấm Ctrl+C để sao chép.";
  }
}

export const copies: Part = {
  listen() {
    document.addEventListener("click", copy);
    document.addEventListener("click", (event) => void clip(event));
  },
  prepare(root) {
    for (const button of root.querySelectorAll<HTMLElement>("[data-chep], [data-sao-chep]")) button.hidden = false;
  },
};
