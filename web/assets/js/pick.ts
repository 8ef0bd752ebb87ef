import { around, type Part, whole } from "./part";

const list = "form[data-chon-nhieu]";

// The box that was ticked last: with Shift held, all between it and the next are treated alike.
let last: HTMLInputElement | null = null;

function boxes(form: ParentNode): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="nv"]')];
}

// On a phone no more are picked at once: what cannot be seen at a glance is not to be sent at a touch.
const phone = window.matchMedia("(max-width: 40em)");

/** The most that a phone may pick, as the page says. */
function most(form: HTMLFormElement): number {
  return Number(form.dataset.chonNhieu);
}

/** Takes back on a phone what is ticked beyond the most; it reports whether something was. */
function keepToMost(form: HTMLFormElement): boolean {
  if (!phone.matches) return false;
  const beyond = boxes(form).filter((box) => box.checked).slice(most(form));
  for (const box of beyond) box.checked = false;
  return beyond.length > 0;
}

/** Says how many rows are picked, of how many units, and lets the button wait for the first. */
function tell(form: HTMLFormElement): void {
  const full = keepToMost(form);
  const picked = boxes(form).filter((box) => box.checked);
  const units = new Set(picked.map((box) => box.dataset.donVi));
  const line = form.querySelector("[data-dem-chon]");
  if (line) {
    line.textContent = picked.length
      ? `Đã chọn ${whole(picked.length)} nhiệm vụ của ${whole(units.size)} đơn vị.` + (full ? ` Trên điện thoại chọn tối đa ${most(form)} nhiệm vụ một lần.` : "")
      : "Đánh dấu nhiệm vụ ở đầu dòng, rồi bấm Nhắc việc.";
  }
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-nhac]")) button.disabled = picked.length === 0;
  for (const box of boxes(form)) box.closest("tr")?.toggleAttribute("data-da-chon", box.checked);
}

function range(form: HTMLFormElement, from: HTMLInputElement, to: HTMLInputElement): void {
  const all = boxes(form);
  const [first, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (first < 0) return;
  for (const box of all.slice(first, end + 1)) box.checked = to.checked;
}

function onBox(event: MouseEvent): void {
  const box = around<HTMLInputElement>(event, `${list} input[name="nv"]`);
  if (!box?.form) return;
  if (event.shiftKey && last?.form === box.form) range(box.form, last, box);
  last = box;
  tell(box.form);
}

/** Ticks every row of the page, or none, instead of opening the page that does so without script. */
function onAll(event: MouseEvent): void {
  const link = around<HTMLAnchorElement>(event, `${list} [data-chon-trang], ${list} [data-bo-chon]`);
  const form = link?.closest<HTMLFormElement>(list);
  if (!link || !form) return;
  event.preventDefault();
  const pick = link.hasAttribute("data-chon-trang");
  for (const box of boxes(form)) box.checked = pick;
  link.toggleAttribute("data-chon-trang", !pick);
  link.toggleAttribute("data-bo-chon", pick);
  link.textContent = pick ? "Bỏ chọn" : `Chọn cả ${whole(boxes(form).length)} trên trang`;
  tell(form);
}

export const picks: Part = {
  listen() {
    document.addEventListener("click", onBox);
    document.addEventListener("click", onAll);
  },
  prepare(root) {
    root.querySelectorAll<HTMLFormElement>(list).forEach(tell);
  },
};
