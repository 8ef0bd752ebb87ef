import { type Part } from "./part";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Sends the form that is being filled in, as its first button would. */
function send(event: KeyboardEvent): boolean {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-mot-lan]");
  form?.requestSubmit(form.querySelector<HTMLButtonElement>("button:not([type=button])"));
  return form !== null;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-tim]");
  field?.focus();
  return field !== null;
}

/** Follows one of the first nine entries of the main menu. */
function follow(digit: number): boolean {
  const link = document.querySelectorAll<HTMLAnchorElement>(".top-in > .nav a")[digit - 1];
  link?.click();
  return link !== undefined;
}

const screenKeys: Record<string, string> = { ArrowRight: "tiep", PageDown: "tiep", ArrowLeft: "lui", PageUp: "lui", Escape: "thoat" };

/** Goes on, back or out where the page is a screen of a room. */
function turn(key: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`[data-chieu="${screenKeys[key]}"]`);
  link?.click();
  return link !== null;
}

function act(event: KeyboardEvent): boolean {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
  if (event.key === "/" && !event.ctrlKey && !event.altKey && !isTyping(event.target)) return search();
  if (event.key in screenKeys && !event.ctrlKey && !event.altKey) return turn(event.key);
  const digit = /^Digit([1-9])$/.exec(event.code);
  return event.altKey && !event.ctrlKey && digit !== null && follow(Number(digit[1]));
}

export const shortcuts: Part = {
  listen() {
    document.addEventListener("keydown", (event) => {
      if (act(event)) event.preventDefault();
    });
  },
};
