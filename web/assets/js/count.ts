import { around, calm, type Part, whole } from "./part";

/** Says how many characters are left, counted as the server counts them. */
function count(area: HTMLTextAreaElement): void {
  const line = document.getElementById(`${area.id}-dem`);
  if (!line) return;
  const left = Number(area.dataset.dem) - [...area.value.normalize("NFC")].length;
  line.textContent = left < 0 ? `Quá ${whole(-left)} ký tự` : `Còn ${whole(left)} ký tự`;
  line.classList.toggle("count-over", left < 0);
}

export const counters: Part = {
  listen() {
    const later = calm(400, count);
    document.addEventListener("input", (event) => {
      const area = around<HTMLTextAreaElement>(event, "textarea[data-dem]");
      if (area) later(area);
    });
  },
  prepare(root) {
    root.querySelectorAll<HTMLTextAreaElement>("textarea[data-dem]").forEach(count);
  },
};
