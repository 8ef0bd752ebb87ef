import { around, type Part } from "./part";

const warnBefore = 5 * 60_000;
const shared = "phien"; // when the session ends, told from tab to tab
const page = document.documentElement;
let ends = 0;
let timer = 0;

/** The session goes on for so many seconds. */
export function renew(seconds: number): void {
  if (seconds <= 0) return;
  ends = Date.now() + seconds * 1000;
  try {
    localStorage.setItem(shared, String(ends));
  } catch {
    // Without it each tab warns by itself.
  }
  plan();
}

function toldElsewhere(): number {
  try {
    return Number(localStorage.getItem(shared)) || 0;
  } catch {
    return 0;
  }
}

function plan(): void {
  clearTimeout(timer);
  timer = window.setTimeout(check, Math.max(ends - warnBefore - Date.now(), 1000));
}

function box(): HTMLDialogElement | null {
  return document.querySelector("#het-phien");
}

function say(text: string, mayStay: boolean): void {
  const dialog = box();
  if (!dialog) return;
  dialog.querySelector("p")!.textContent = text;
  dialog.querySelector<HTMLElement>("[data-o-lai]")!.hidden = !mayStay;
  if (!dialog.open) dialog.showModal();
}

/** Warns while there is time, and says so once it is over. */
function check(): void {
  ends = Math.max(ends, toldElsewhere());
  const left = ends - Date.now();
  if (left > warnBefore) {
    if (box()?.open) box()!.close();
    plan();
  } else if (left > 0) {
    if (!box()?.open) say(`Phiên sẽ hết hạn sau ${Math.ceil(left / 60_000)} phút.`, true);
    timer = window.setTimeout(check, Math.min(left + 500, 15_000));
  } else {
    say("Phiên đã hết hạn. Nội dung đang nhập vẫn còn trên trang này: khi gửi, anh/chị đăng nhập lại là gửi tiếp được.", false);
  }
}

async function stay(): Promise<void> {
  const answer = await fetch("/phien", { method: "POST", headers: { Accept: "application/json" } }).catch(() => null);
  const seconds = answer?.ok ? Number((await answer.json()).con) : 0;
  if (seconds * 1000 > warnBefore) {
    renew(seconds);
    box()?.close();
  } else if (seconds > 0) {
    say("Phiên đã kéo dài 12 giờ nên không kéo dài thêm được. Lưu nháp, rồi đăng xuất và đăng nhập lại.", false);
  } else {
    say(answer ? "Phiên đã hết hạn. Nội dung đang nhập vẫn còn trên trang này." : "Chưa kết nối được với máy chủ. Thử lại sau ít giây.", !answer);
  }
}

export const sessions: Part = {
  listen() {
    renew(Number(page.dataset.con ?? 0));
    document.addEventListener("visibilitychange", () => ends > 0 && !document.hidden && check());
    document.addEventListener("click", (event) => {
      if (around(event, "[data-o-lai]")) void stay();
      if (around(event, "#het-phien [data-dong-phien]")) box()?.close();
    });
  },
};
