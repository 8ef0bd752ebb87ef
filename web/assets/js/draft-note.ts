import { copyOf, drop } from "./local";
import { fill, same, typedIn, words } from "./typed";

/** Says in the form's status line how the keeping of its text goes. */
export function tell(form: HTMLFormElement, text: string): void {
  const line = form.querySelector("[data-nhap-tin]");
  if (line && line.textContent !== text) line.textContent = text;
}

/** Puts the saving beside the buttons that stay in sight, so that one sees how it goes while typing. */
export function settle(form: HTMLFormElement): void {
  const bar = form.querySelector(".draft-bar");
  const sticky = form.querySelector(".sticky");
  if (!bar || !sticky) return;
  sticky.append(...bar.children);
  bar.remove();
}

function note(tone: string, id: string): HTMLElement {
  const box = document.createElement("div");
  box.className = `note note-${tone}`;
  box.id = id;
  box.append(Object.assign(document.createElement("div"), { className: "note-body" }));
  return box;
}

/** Shows above the form's buttons that the server cannot be reached; an empty text takes it away. */
export function lost(form: HTMLFormElement, text: string): void {
  let box = document.getElementById("mat-ket-noi");
  if (!text) return box?.remove();
  if (!box) {
    box = note("warn", "mat-ket-noi");
    box.setAttribute("role", "status");
    form.querySelector(".sticky, .draft-bar")?.prepend(box);
  }
  box.firstElementChild!.textContent = text;
}

function clock(at: number): string {
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  const day = (when: number) => new Date(when).toLocaleDateString("vi-VN", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });
  const hours = new Date(at).toLocaleTimeString("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit", hour12: false });
  return day(at) === day(Date.now()) ? hours : `${hours} ngày ${day(at)}`;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-s", textContent: label });
  made.addEventListener("click", act);
  return made;
}

function preview(said: string[]): HTMLElement {
  const details = document.createElement("details");
  details.append(Object.assign(document.createElement("summary"), { textContent: "Xem nội dung" }));
  for (const text of said) details.append(Object.assign(document.createElement("p"), { className: "said", textContent: text }));
  return details;
}

/** Offers what this browser kept of the form and the server does not have; done is called once it is answered. */
export function offer(form: HTMLFormElement, place: string, done: () => void): boolean {
  const copy = copyOf(place);
  if (!copy) return false;
  if (same(copy.typed, typedIn(form))) {
    if (!document.getElementById("loi")) drop(place);
    return false;
  }
  const box = note("info", "ban-tren-may");
  const close = (): void => {
    box.remove();
    done();
    form.querySelector<HTMLElement>("textarea, input[type=text], select")?.focus();
  };
  const use = button("Dùng nội dung này", () => {
    drop(place);
    fill(form, copy.typed);
    close();
  });
  const leave = button("Bỏ", () => {
    drop(place);
    close();
  });
  const row = document.createElement("div");
  row.className = "bar";
  row.append(use, leave);
  box.firstElementChild!.append(`Có nội dung chưa lưu từ ${clock(copy.at)} trên máy này.`, preview(words(form, copy.typed)), row);
  form.prepend(box);
  return true;
}
