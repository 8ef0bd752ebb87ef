import { around, type Part } from "./part";

function dialog(): HTMLDialogElement | null {
  return document.querySelector("#hop-thoai");
}

/** Shows the question that has just arrived, its title first. */
function show(): void {
  const box = dialog();
  const title = box?.querySelector<HTMLElement>("#xac-nhan-de");
  if (!box || !title) return;
  if (!box.open) box.showModal();
  title.focus();
}

function close(event: Event): void {
  const box = dialog();
  if (!box?.open || !around(event, "#hop-thoai [data-dong]")) return;
  event.preventDefault();
  box.close();
}

export const confirmations: Part = {
  listen() {
    document.addEventListener("click", close);
    dialog()?.addEventListener("close", () => dialog()!.replaceChildren());
  },
  prepare: show,
};
