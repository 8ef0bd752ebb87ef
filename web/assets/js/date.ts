import { around, calm, type Part } from "./part";

const day = 86_400_000;
const weekdays = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** Midnight UTC of the server's day, or of this machine's where the page does not say. */
function today(): number {
  const said = Date.parse(document.documentElement.dataset.homNay ?? "");
  if (!Number.isNaN(said)) return said;
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}

/** Midnight UTC of a typed date, or null while it is not one. */
function typed(text: string): number | null {
  const match = /^\s*(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?\s*$/.exec(text);
  if (!match) return null;
  const [, d, m, y] = match;
  const year = y === undefined ? new Date(today()).getUTCFullYear() : y.length === 2 ? 2000 + Number(y) : Number(y);
  const at = new Date(Date.UTC(year, Number(m) - 1, Number(d)));
  return at.getUTCMonth() === Number(m) - 1 && at.getUTCDate() === Number(d) ? at.getTime() : null;
}

function vietnamese(at: number): string {
  const [y, m, d] = new Date(at).toISOString().slice(0, 10).split("-");
  return `${d}/${m}/${y}`;
}

/** "Thứ Bảy, 05/12/2026 · còn 12 ngày". */
function spoken(at: number): string {
  const away = Math.round((at - today()) / day);
  const days = Math.abs(away).toLocaleString("vi-VN");
  const distance = away === 0 ? "hôm nay" : away > 0 ? `còn ${days} ngày` : `đã qua ${days} ngày`;
  return `${weekdays[new Date(at).getUTCDay()]}, ${vietnamese(at)} · ${distance}`;
}

function textOf(box: HTMLElement): HTMLInputElement {
  return box.querySelector<HTMLInputElement>(".in-date")!;
}

function readBack(box: HTMLElement): void {
  const at = typed(textOf(box).value);
  box.querySelector(".readback")!.textContent = at === null ? "" : spoken(at);
}

/** Writes a chosen date as if it had been typed. */
function choose(box: HTMLElement, value: string): void {
  const text = textOf(box);
  text.value = value;
  text.dispatchEvent(new Event("change", { bubbles: true }));
  text.focus();
  readBack(box);
}

function openCalendar(box: HTMLElement): void {
  const native = box.querySelector<HTMLInputElement>(".date-native")!;
  const at = typed(textOf(box).value);
  native.value = at === null ? "" : new Date(at).toISOString().slice(0, 10);
  native.showPicker();
}

function onClick(event: Event): void {
  const box = around(event, "[data-ngay]");
  if (!box) return;
  const quick = around(event, "[data-chon]")?.dataset.chon;
  if (quick) choose(box, quick);
  if (around(event, "[data-lich]")) openCalendar(box);
}

function onChange(event: Event): void {
  const native = around<HTMLInputElement>(event, ".date-native");
  if (!native?.value) return;
  event.stopPropagation();
  choose(native.closest<HTMLElement>("[data-ngay]")!, vietnamese(Date.parse(native.value)));
}

export const dates: Part = {
  listen() {
    document.addEventListener("click", onClick);
    document.addEventListener("change", onChange, true);
    const later = calm(300, readBack);
    document.addEventListener("input", (event) => {
      const box = around(event, "[data-ngay]");
      if (box) later(box);
    });
  },
  prepare(root) {
    const calendar = "showPicker" in HTMLInputElement.prototype;
    for (const box of root.querySelectorAll<HTMLElement>("[data-ngay]")) {
      box.querySelector<HTMLElement>(".date-pick")!.hidden = !calendar;
      box.querySelector<HTMLElement>(".quick")?.removeAttribute("hidden");
      readBack(box);
    }
  },
};
