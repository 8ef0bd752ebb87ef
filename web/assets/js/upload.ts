import { around, type Part } from "./part";

/** A size as the server writes it: 1,2 MB. */
function size(bytes: number): string {
  const [n, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${n.toFixed(n < 10 ? 1 : 0).replace(".", ",").replace(/,0$/, "")} ${unit}`;
}

/** One chosen file on its way to the server, in the row that shows it. */
interface Upload {
  box: HTMLElement;
  row: HTMLLIElement;
  file: File;
  state: "under way" | "done" | "failed";
  sent: number;
  request?: XMLHttpRequest;
}

const uploadsOf = new WeakMap<HTMLElement, Upload[]>();

function every(form: HTMLFormElement): Upload[] {
  return [...form.querySelectorAll<HTMLElement>("[data-tep]")].flatMap((box) => uploadsOf.get(box) ?? []);
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

/** A small button, with what it is about for a screen reader. */
function button(label: string, about: string, press: () => void): HTMLButtonElement {
  const made = element("button", "btn btn-s", label);
  made.type = "button";
  made.append(element("span", "vh", ` ${about}`));
  made.addEventListener("click", press);
  return made;
}

function tell(upload: Upload, text: string): void {
  upload.box.querySelector("[data-tep-noi]")!.textContent = text;
}

/** Draws the row anew: the file, then what there is to say and to press about it. */
function draw(upload: Upload, ...parts: HTMLElement[]): void {
  const held = upload.row.contains(document.activeElement);
  upload.row.replaceChildren(
    element("span", "", upload.file.name.normalize("NFC")),
    element("span", "mute", size(upload.file.size)),
    ...parts,
  );
  if (held) upload.row.querySelector("button")?.focus();
}

function remove(upload: Upload): void {
  upload.request?.abort();
  const rest = uploadsOf.get(upload.box)!;
  rest.splice(rest.indexOf(upload), 1);
  upload.row.remove();
  tell(upload, `Đã bỏ tệp ${upload.file.name}`);
  upload.box.querySelector<HTMLInputElement>("input[type=file]")?.focus();
  changed(upload);
}

/** Lets whoever keeps drafts, and a form that waits to be sent, know that something changed. */
function changed(upload: Upload): void {
  upload.box.dispatchEvent(new Event("input", { bubbles: true }));
  const form = upload.box.closest("form");
  if (form) proceed(form);
}

function fail(upload: Upload, why: string, again: boolean): void {
  upload.state = "failed";
  const name = `tệp ${upload.file.name}`;
  const parts: HTMLElement[] = [element("span", "err", again ? `Chưa tải được: ${why}` : why)];
  if (again) parts.push(button("Thử lại", name, () => start(upload)));
  parts.push(button("Bỏ", name, () => remove(upload)));
  draw(upload, ...parts);
  tell(upload, `${upload.file.name}: ${why}`);
  changed(upload);
}

function done(upload: Upload, id: number): void {
  upload.state = "done";
  upload.sent = upload.file.size;
  const number = document.createElement("input");
  number.type = "hidden";
  number.name = upload.box.dataset.ten!;
  number.value = String(id);
  draw(upload, element("span", "mute", "Đã tải lên"), button("Bỏ", `tệp ${upload.file.name}`, () => remove(upload)));
  upload.row.append(number);
  tell(upload, `Đã tải lên ${upload.file.name}`);
  changed(upload);
}

interface Answer {
  id?: number;
  error?: string;
}

/** What the server answered; a page instead of an answer is the sign-in page. */
function answer(request: XMLHttpRequest): Answer {
  try {
    return JSON.parse(request.responseText) as Answer;
  } catch {
    const signedOut = request.status === 200;
    return { error: signedOut ? "phiên làm việc đã hết hạn, đăng nhập lại rồi thử lại." : "máy chủ chưa nhận được tệp." };
  }
}

/** Sends the file, from its beginning. */
function start(upload: Upload): void {
  const bar = element("progress", "pb", "");
  const percent = element("span", "mute", "0%");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Đang tải ${upload.file.name}`);
  upload.state = "under way";
  upload.sent = 0;
  draw(upload, bar, percent, button("Hủy", `tải tệp ${upload.file.name}`, () => remove(upload)));
  const request = (upload.request = new XMLHttpRequest());
  request.upload.addEventListener("progress", (event) => {
    upload.sent = (upload.file.size * event.loaded) / event.total;
    bar.value = Math.floor((100 * event.loaded) / event.total);
    percent.textContent = `${bar.value}%`;
    const form = upload.box.closest("form");
    if (form) proceed(form);
  });
  request.addEventListener("load", () => {
    const { id, error } = answer(request);
    if (id) done(upload, id);
    else fail(upload, error ?? "máy chủ chưa nhận được tệp.", request.status < 400 || request.status >= 500);
  });
  request.addEventListener("error", () => fail(upload, "mất kết nối.", true));
  const body = new FormData();
  body.append("tep", upload.file);
  request.open("POST", upload.box.dataset.tai!);
  request.send(body);
}

/** Starts an upload of each file that was chosen; the form then carries their numbers instead. */
function take(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>("[data-tep]")!;
  if (!box.dataset.tai) return;
  const uploads = uploadsOf.get(box) ?? [];
  uploadsOf.set(box, uploads);
  const files = [...(input.files ?? [])];
  input.value = "";
  for (const file of files) {
    const upload: Upload = { box, file, row: document.createElement("li"), state: "under way", sent: 0 };
    box.querySelector("[data-da-chon]")!.append(upload.row);
    const kept = box.parentElement!.querySelectorAll("[data-da-tai] input:checked").length;
    uploads.push(upload);
    if (uploads.length + kept > Number(input.dataset.soTep)) fail(upload, `Chọn tối đa ${input.dataset.soTep} tệp`, false);
    else if (file.size > Number(input.dataset.max)) fail(upload, `Tệp lớn hơn ${Number(input.dataset.max) / 2 ** 20} MB`, false);
    else start(upload);
  }
}

/** A form that waits for its files, with the button that was pressed and what that says otherwise. */
const waiting = new WeakMap<HTMLFormElement, { button: HTMLElement | null; label: string }>();

/** Holds a form back until its files are there; one that failed has to be sent again or left out first. */
function wait(event: SubmitEvent): void {
  const form = around<HTMLFormElement>(event, "form[data-mot-lan]");
  if (!form || every(form).every((upload) => upload.state === "done")) return;
  event.preventDefault();
  event.stopPropagation();
  if (!waiting.has(form)) {
    const pressed = event.submitter as HTMLElement | null;
    waiting.set(form, { button: pressed, label: pressed?.innerHTML ?? "" });
  }
  proceed(form);
}

/** Says how far the files of a waiting form are, and sends it once they are there. */
function proceed(form: HTMLFormElement): void {
  const held = waiting.get(form);
  if (!held) return;
  const uploads = every(form);
  const total = uploads.reduce((sum, upload) => sum + upload.file.size, 0);
  const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
  if (uploads.some((upload) => upload.state === "under way")) {
    if (held.button) held.button.textContent = `Đang tải tệp… ${total ? Math.floor((100 * sent) / total) : 0}%`;
    return;
  }
  waiting.delete(form);
  if (held.button) held.button.innerHTML = held.label;
  const failed = uploads.find((upload) => upload.state === "failed");
  if (!failed) {
    form.requestSubmit(held.button);
    return;
  }
  const line = form.querySelector("[data-trang-thai]");
  if (line) line.textContent = "Chưa gửi: còn tệp chưa tải được. Thử lại hoặc bỏ tệp đó.";
  failed.row.querySelector("button")?.focus();
}

/** Puts a button in Vietnamese over the browser's own, whose words are in the browser's language; the input keeps the focus. */
function dress(input: HTMLInputElement): void {
  if (input.nextElementSibling?.matches("[data-chon-tep]")) return;
  const own = element("span", "btn", "Chọn tệp");
  own.dataset.chonTep = "";
  own.setAttribute("aria-hidden", "true");
  own.addEventListener("click", () => input.click());
  input.classList.add("file-own");
  input.after(own);
}

export const uploads: Part = {
  prepare(root) {
    root.querySelectorAll<HTMLInputElement>("[data-tep] input[type=file]").forEach(dress);
  },
  listen() {
    document.addEventListener("submit", wait, true); // before whatever sends the form
    document.addEventListener("change", (event) => {
      const input = around<HTMLInputElement>(event, "[data-tep] input[type=file]");
      if (input) take(input);
    });
  },
};
