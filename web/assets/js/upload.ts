import { around, type Part } from "./part";

const megabyte = 1024 * 1024;

/** A size as the server writes it: 1,2 MB. */
function size(bytes: number): string {
  const [n, unit] = bytes < megabyte ? [bytes / 1024, "KB"] : [bytes / megabyte, "MB"];
  return `${n.toFixed(n < 10 ? 1 : 0).replace(".", ",").replace(/,0$/, "")} ${unit}`;
}

function row(file: File, most: number): HTMLLIElement {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const mute = document.createElement("span");
  name.textContent = file.name.normalize("NFC");
  mute.textContent = size(file.size);
  mute.className = "mute";
  item.append(name, mute);
  if (most > 0 && file.size > most) item.append(refusal(`Tệp lớn hơn ${size(most)}`));
  return item;
}

function refusal(text: string): HTMLElement {
  const line = document.createElement("span");
  line.className = "err";
  line.textContent = text;
  return line;
}

/** Lists what was chosen, with its size and what the server would refuse. */
function list(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>("[data-tep]")!;
  const files = [...(input.files ?? [])];
  const rows = files.map((file) => row(file, Number(input.dataset.max)));
  const most = Number(input.dataset.soTep);
  if (most > 0 && files.length > most) {
    const item = document.createElement("li");
    item.append(refusal(`Chọn tối đa ${most} tệp`));
    rows.push(item);
  }
  box.querySelector("[data-da-chon]")!.replaceChildren(...rows);
  box.querySelector("[role=status]")!.textContent = files.length ? `Đã chọn ${files.length} tệp` : "";
}

/** Says that files are on their way while the form is being sent. */
function sending(event: SubmitEvent): void {
  const form = around<HTMLFormElement>(event, "form[data-mot-lan]");
  if (!form || event.defaultPrevented) return;
  const inputs = [...form.querySelectorAll<HTMLInputElement>("[data-tep] input[type=file]")];
  const files = inputs.flatMap((input) => [...(input.files ?? [])]);
  if (files.length === 0) return;
  const bar = document.createElement("progress");
  bar.className = "pb pb-wide";
  bar.setAttribute("aria-label", `Đang tải ${files.length} tệp`);
  inputs[0].closest("[data-tep]")!.append(bar);
}

/** Puts a button in Vietnamese over the browser's own, whose words are in the browser's language; the input keeps the focus. */
function dress(input: HTMLInputElement): void {
  if (input.nextElementSibling?.matches("[data-chon-tep]")) return;
  const button = document.createElement("span");
  button.className = "btn";
  button.dataset.chonTep = "";
  button.setAttribute("aria-hidden", "true");
  button.textContent = "Chọn tệp";
  button.addEventListener("click", () => input.click());
  input.classList.add("file-own");
  input.after(button);
}

export const uploads: Part = {
  prepare(root) {
    root.querySelectorAll<HTMLInputElement>("[data-tep] input[type=file]").forEach(dress);
  },
  listen() {
    document.addEventListener("submit", sending);
    document.addEventListener("change", (event) => {
      const input = around<HTMLInputElement>(event, "[data-tep] input[type=file]");
      if (input) list(input);
    });
  },
};
