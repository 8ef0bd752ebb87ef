import { around, type Part } from "./part";

/** Whoever goes on writing their own version of a field takes that version. */
function mine(event: Event): void {
  if (event.target instanceof HTMLInputElement && event.target.name.startsWith("chon_")) return;
  const own = around(event, "[data-cua-ban]")?.querySelector<HTMLInputElement>(".choice input");
  if (own) own.checked = true;
}

export const versions: Part = {
  listen() {
    document.addEventListener("input", mine);
  },
};
