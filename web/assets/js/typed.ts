/** What is typed into a form, by field; files, secrets and what a form carries for itself are left out. */
export type Typed = Record<string, string[]>;

const carried = ["ma_gui", "noi_dien", "nguoi_dien", "nhap_tu", "tua_de"];
const versions = ["phien_ban", "goc"];

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((e): e is Control => e.matches("input[name], textarea[name], select[name]"));
}

export function hidden(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`)?.value ?? "";
}

export function typedIn(form: HTMLFormElement): Typed {
  const secrets = controls(form).filter((c) => c.type === "password").map((c) => c.name);
  const typed: Typed = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !carried.includes(name) && !secrets.includes(name)) (typed[name] ??= []).push(value);
  }
  return typed;
}

export function same(a: Typed, b: Typed): boolean {
  const text = (t: Typed) => JSON.stringify(Object.keys(t).filter((n) => t[n].join("")).sort().map((n) => [n, t[n].map((v) => v.replace(/\r\n/g, "\n"))]));
  return text(a) === text(b);
}

/** Puts what was typed back into the form, as if it were typed now. */
export function fill(form: HTMLFormElement, typed: Typed): void {
  const used: Record<string, number> = {};
  for (const control of controls(form)) {
    const values = typed[control.name] ?? [];
    if (["file", "password", "submit"].includes(control.type) || (control.type === "hidden" && !versions.includes(control.name))) continue;
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
      control.checked = values.includes(control.value);
    } else if (values.length > 0) {
      const at = used[control.name] ?? 0;
      used[control.name] = at + 1;
      control.value = values[Math.min(at, values.length - 1)];
    }
    for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

/** The words among what was typed, to be shown before they are taken. */
export function words(form: HTMLFormElement, typed: Typed): string[] {
  return controls(form)
    .filter((c) => c.matches("textarea, input[type=text]"))
    .flatMap((c) => typed[c.name] ?? [])
    .filter((text, at, all) => text.trim() && all.indexOf(text) === at);
}
