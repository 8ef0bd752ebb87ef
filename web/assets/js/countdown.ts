import type { Part } from "./part";

/** Says how long it is until the instant, to the second, and at the end what the server will say too. */
function tick(until: HTMLTimeElement, left: HTMLElement): void {
  const seconds = Math.ceil((Date.parse(until.dateTime) - Date.now()) / 1000);
  if (seconds > 0) {
    left.textContent = ` (còn ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")})`;
    setTimeout(() => tick(until, left), 1000);
    return;
  }
  left.textContent = " (đã hết thời gian thu hồi)";
  until.closest("section")?.querySelector<HTMLButtonElement>("form button")?.setAttribute("disabled", "");
}

export const countdowns: Part = {
  listen() {},
  prepare(root) {
    root.querySelectorAll<HTMLTimeElement>("time[data-dem-nguoc]").forEach((until) => {
      const left = document.createElement("span");
      until.after(left);
      tick(until, left);
    });
  },
};
