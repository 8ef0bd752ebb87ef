import { drop, dropAll, keep, mayKeep, tidy } from "./local";
import { lost, offer, settle, tell } from "./draft-note";
import { around, calm, type Part } from "./part";
import { renew } from "./session";
import { hidden, typedIn } from "./typed";

const pause = 3000;
const often = 10_000;
const patience = 15_000;
const retries = [2000, 5000, 15_000, 30_000];
const keepaliveMost = 60_000; // bytes a browser still sends for a page that is going away

/** The form of this page whose text is kept, and how that goes. */
const state = {
  form: null as HTMLFormElement | null,
  place: "",
  edits: 0, // how often something was typed
  saved: 0, // the edits that the server has
  first: 0, // when the first of the others was made
  sent: 0, // when the server was last asked
  turn: 0,
  hid: 0, // the edits that were sent as the page went out of sight
  failures: 0,
  failed: false,
  stopped: false, // the server keeps another page's draft, or has the form already
  leaving: false,
  offered: false,
  timer: 0,
  stop: null as AbortController | null, // calls the save under way back
};

function dirty(): boolean {
  return state.edits > state.saved;
}

/** Puts what is typed into this browser; an unanswered offer of older text is not written over. */
function copy(): boolean {
  if (!state.form || state.offered) return false;
  return keep(state.place, { at: Date.now(), over: hidden(state.form, "nhap_tu"), typed: typedIn(state.form) });
}

function plan(wait: number): void {
  clearTimeout(state.timer);
  if (!state.stopped && !state.leaving) state.timer = window.setTimeout(() => void save(), Math.max(wait, 0));
}

function body(form: HTMLFormElement): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [name, values] of Object.entries(typedIn(form))) for (const value of values) sent.append(name, value);
  for (const name of ["ma_gui", "noi_dien", "nhap_tu", "tua_de"]) sent.set(name, hidden(form, name));
  sent.set("lan_luu", String(++state.turn));
  return sent;
}

async function post(sent: URLSearchParams, going: boolean): Promise<Response> {
  const stop = new AbortController();
  state.stop = stop;
  const timer = window.setTimeout(() => stop.abort(), patience);
  try {
    return await fetch("/nhap", {
      method: "POST",
      body: sent,
      headers: { Accept: "application/json" },
      keepalive: going && sent.toString().length < keepaliveMost,
      signal: stop.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Sends what is typed to the server; going says that the page is about to go away. */
async function save(going = false): Promise<void> {
  const form = state.form;
  if (!form || state.stopped || state.leaving) return;
  clearTimeout(state.timer);
  const edits = state.edits;
  state.sent = Date.now();
  tell(form, "Đang lưu…");
  try {
    await heard(form, await post(body(form), going), edits);
  } catch {
    if (!state.leaving) failed(form, true);
  }
}

async function heard(form: HTMLFormElement, answer: Response, edits: number): Promise<void> {
  if (answer.status >= 500 || !answer.headers.get("Content-Type")?.includes("json")) return failed(form, false);
  const told = await answer.json();
  if (answer.ok) return kept(form, told, edits);
  state.failed = true;
  state.stopped = answer.status === 409;
  copy();
  if (answer.status === 401) tell(form, `Phiên đã hết hạn nên chưa lưu được lên máy chủ${mayKeep ? " – đã giữ trên máy này" : ""}. Khi gửi, anh/chị đăng nhập lại là gửi tiếp được.`);
  else tell(form, told.loi + (answer.status === 409 ? " Bấm Lưu nháp để chọn bản giữ lại." : ""));
}

function kept(form: HTMLFormElement, told: { luc: string; con: number }, edits: number): void {
  state.saved = Math.max(state.saved, edits);
  state.failed = false;
  state.failures = 0;
  lost(form, "");
  renew(told.con);
  if (dirty()) return plan(often);
  if (!state.offered) drop(state.place);
  tell(form, `Đã lưu nháp lúc ${told.luc}`);
}

function failed(form: HTMLFormElement, offline: boolean): void {
  state.failed = true;
  const here = copy();
  tell(form, `Chưa lưu được lên máy chủ${here ? " – đã giữ trên máy này" : ""}`);
  if (offline) lost(form, here ? "Mất kết nối. Nội dung giữ trên máy; sẽ thử lại." : "Mất kết nối. Đừng đóng trang này; sẽ thử lại.");
  plan(retries[Math.min(state.failures++, retries.length - 1)]);
}

function typed(): void {
  if (!dirty()) state.first = Date.now();
  state.edits++;
  state.leaving = false;
  if (state.failures > 0) return; // the retry under way takes this along
  const now = Date.now();
  plan(Math.max(Math.min(now + pause, state.first + often), state.sent ? state.sent + often : 0) - now);
}

function mine(event: Event): boolean {
  return state.form !== null && event.target instanceof Node && state.form.contains(event.target);
}

function onClick(event: Event): void {
  if (!around(event, "[data-luu-nhap]") || state.stopped) return;
  event.preventDefault();
  void save();
}

function onSubmit(event: SubmitEvent): void {
  if (around(event, `form[action="/dang-xuat"]`)) dropAll();
  if (!mine(event) || event.defaultPrevented || !dirty()) {
    if (mine(event) && !event.defaultPrevented) leave();
    return;
  }
  copy();
  leave();
}

/** Saves what the server does not have before the page goes out of sight, perhaps for good. */
function hide(): void {
  if (!dirty() || state.leaving || state.hid === state.edits) return;
  state.hid = state.edits;
  copy();
  void save(true);
}

/** The form itself is on its way: a save that would come after it is called back. */
function leave(): void {
  state.leaving = true;
  state.stop?.abort();
  clearTimeout(state.timer);
}

function open(form: HTMLFormElement): void {
  state.form = form;
  state.place = hidden(form, "noi_dien");
  settle(form);
  state.offered = offer(form, state.place, () => {
    state.offered = false;
    if (dirty()) copy();
  });
  if (document.getElementById("loi")) typed();
}

export const drafts: Part = {
  listen() {
    tidy();
    const later = calm(500, (_form: HTMLFormElement) => void (dirty() && copy()));
    for (const kind of ["input", "change"]) {
      document.addEventListener(kind, (event) => {
        if (!mine(event) || (event.target as HTMLInputElement).type === "file") return;
        typed();
        later(state.form!);
      });
    }
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    document.addEventListener("focusout", (event) => mine(event) && dirty() && !state.failed && Date.now() - state.sent > pause && plan(0));
    document.addEventListener("visibilitychange", () => document.hidden && hide());
    window.addEventListener("pagehide", hide);
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !state.form) return;
      event.preventDefault();
      void save();
    });
    window.addEventListener("online", () => state.failed && plan(0));
    window.addEventListener("pageshow", () => (state.leaving = false));
    window.addEventListener("beforeunload", (event) => {
      if (state.failed && dirty() && !state.leaving) event.preventDefault();
    });
  },
  prepare(root) {
    const form = root.querySelector<HTMLFormElement>("form[data-nhap]");
    if (form && form !== state.form) open(form);
  },
};
