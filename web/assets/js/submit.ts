import { around, type Part } from "./part";

const busyAfter = 400;
const slowAfter = 15_000;

function say(form: HTMLFormElement, text: string): void {
  const line = form.querySelector("[data-trang-thai]");
  if (line) line.textContent = text;
}

/** Lets a form go once; the second press while it is under way does nothing. */
function once(event: SubmitEvent): void {
  const form = around<HTMLFormElement>(event, "form[data-mot-lan]");
  if (!form || event.defaultPrevented) return;
  if (form.dataset.dangGui) {
    event.preventDefault();
    return;
  }
  form.dataset.dangGui = "1";
  form.setAttribute("aria-busy", "true");
  window.setTimeout(() => form.dataset.dangGui && say(form, "Đang xử lý…"), busyAfter);
  window.setTimeout(() => release(form, "Mạng chậm, nội dung vẫn còn trên máy. Có thể gửi lại."), slowAfter);
}

function release(form: HTMLFormElement, text: string): void {
  if (!form.dataset.dangGui) return;
  delete form.dataset.dangGui;
  form.removeAttribute("aria-busy");
  say(form, text);
}

export const submissions: Part = {
  listen() {
    document.addEventListener("submit", once);
    // The back button may bring a page back as it was left, still waiting.
    window.addEventListener("pageshow", () => {
      document.querySelectorAll<HTMLFormElement>("form[data-dang-gui]").forEach((form) => release(form, ""));
    });
  },
};
